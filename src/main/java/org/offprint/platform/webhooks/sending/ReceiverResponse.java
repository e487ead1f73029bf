package org.offprint.platform.webhooks.sending;

import java.time.Duration;

/**
 * Response of a webhook receiver.
 *
 * @param status HTTP status; null if there was no response
 * @param beginning beginning of the response body; null if there was no response
 * @param retryAfter delay requested by the receiver; null for none
 * @param problem reason why the event was not delivered; null if it was delivered
 */
public record ReceiverResponse(Integer status, String beginning, Duration retryAfter, String problem) {

    private static final int GONE = 410;

    static ReceiverResponse none(String problem) {
        return new ReceiverResponse(null, null, null, problem);
    }

    /** Returns whether the receiver accepted the event. */
    public boolean isAccepted() {
        return problem == null;
    }

    /** Returns whether the receiver responded with 410, which means that it accepts no more webhook events. */
    public boolean isGone() {
        return status != null && status == GONE;
    }
}
