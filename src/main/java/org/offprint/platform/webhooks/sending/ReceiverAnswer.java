package org.offprint.platform.webhooks.sending;

import java.time.Duration;

/**
 * The answer of a receiver.
 *
 * @param status null where there was none
 * @param beginning how its body begins; null where there was no answer
 * @param retryAfter how long the receiver wants to be left alone; null where it does not say
 * @param problem why the event is not delivered; null where it is
 */
public record ReceiverAnswer(Integer status, String beginning, Duration retryAfter, String problem) {

    private static final int GONE = 410;

    static ReceiverAnswer none(String problem) {
        return new ReceiverAnswer(null, null, null, problem);
    }

    /** Reports whether the event was taken. */
    public boolean isTaken() {
        return problem == null;
    }

    /** Reports whether the receiver wants no more events at all. */
    public boolean isGone() {
        return status != null && status == GONE;
    }
}
