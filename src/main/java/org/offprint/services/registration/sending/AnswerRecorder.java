package org.offprint.services.registration.sending;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.offprint.platform.webhooks.EventSubject;
import org.offprint.platform.webhooks.EventType;
import org.offprint.platform.webhooks.Webhooks;
import org.offprint.services.registration.HoldReason;
import org.offprint.services.registration.Registration;
import org.offprint.services.registration.RegistrationAttempts;
import org.offprint.services.registration.RegistrationAttempts.AttemptState;
import org.offprint.services.registration.RegistrationQueue;
import org.offprint.services.registration.RegistrationState;
import org.offprint.services.registration.accounts.RegistrationAccounts;
import org.offprint.services.registration.targets.Answer;
import org.offprint.services.registration.targets.Answer.RecordAnswer;
import org.offprint.services.registration.targets.Answer.RecordOutcome;
import org.offprint.services.registration.targets.AnswerMessages;

/**
 * Stores the response of a registration service. The response determines the outcomes of the attempt and of each
 * record, and the success or failure of the account. All methods must be called within a transaction.
 */
@ApplicationScoped
class AnswerRecorder {

    private static final Logger LOG = Logger.getLogger(AnswerRecorder.class);

    /** Time after which a received file is considered lost if it is unknown to the registration service. */
    private static final Duration MAX_TIME_UNKNOWN = Duration.ofHours(6);

    private static final Duration LONG_FAILURE = Duration.ofHours(24);
    private static final Answer NONE = Answer.unsure(null, null);

    private final RegistrationAccounts accounts;
    private final RegistrationQueue queue;
    private final RegistrationAttempts attempts;
    private final AnswerMessages codes;
    private final Webhooks webhooks;

    AnswerRecorder(
            RegistrationAccounts accounts,
            RegistrationQueue queue,
            RegistrationAttempts attempts,
            AnswerMessages codes,
            Webhooks webhooks) {
        this.accounts = accounts;
        this.queue = queue;
        this.attempts = attempts;
        this.codes = codes;
        this.webhooks = webhooks;
    }

    /** Stores the response to a sent file or to a poll for its result. */
    void record(PreparedFile file, Answer answer, UUID worker, Instant at) {
        Instant now = at.truncatedTo(ChronoUnit.MILLIS);
        UUID attempt = file.dispatch().attempt();
        Optional<RegistrationAttempts.OpenAttempt> held = attempts.lockClaimed(attempt, worker);
        if (held.isEmpty()) {
            // Another node has taken over the attempt and polls for the result.
            attempts.keep(attempt, answer);
            return;
        }
        RegistrationAttempts.OpenAttempt open = held.get();
        switch (answer.file()) {
            case RECEIVED -> received(open, answer, now);
            case READ -> read(open, answer, now);
            case LATER -> later(open, answer, now);
            case UNSURE -> unsure(open, answer, now);
            case UNKNOWN -> unknown(open, file, answer, now);
            case BLOCKED -> blocked(open, answer, now);
        }
    }

    private void received(RegistrationAttempts.OpenAttempt open, Answer answer, Instant now) {
        Instant since = open.sentAt() == null ? now : open.sentAt();
        attempts.wait(
                open.id(),
                AttemptState.RECEIVED,
                answer,
                RetrySchedule.nextPoll(open.sentAt() == null ? 0 : open.asked(), since, answer.notBefore(), now),
                now);
        boolean isSlow = now.isAfter(since.plus(RetrySchedule.DAILY_POLLS_AFTER));
        for (RegistrationAttempts.AttemptItem item : attempts.items(open.id())) {
            Registration registration = locked(item);
            if (registration.state() != RegistrationState.SUBMITTED) {
                registration.changeTo(RegistrationState.SUBMITTED, now);
                registration.setMessage(null, null);
            }
            if (isSlow) {
                registration.setMessage(
                        "no-result",
                        codes.messageOf("no-result")
                                .replace(
                                        "{since}",
                                        since.truncatedTo(ChronoUnit.SECONDS).toString()));
            }
        }
        succeeded(open.account(), now);
    }

    private void read(RegistrationAttempts.OpenAttempt open, Answer answer, Instant now) {
        for (RegistrationAttempts.AttemptItem item : attempts.items(open.id())) {
            RecordAnswer told = answer.records()
                    .getOrDefault(item.registration(), RecordAnswer.of(RecordOutcome.AGAIN, "not-told", null));
            record(open, item, told, answer, now);
        }
        attempts.end(open.id(), "read", answer, now);
        succeeded(open.account(), now);
    }

    private void record(
            RegistrationAttempts.OpenAttempt open,
            RegistrationAttempts.AttemptItem item,
            RecordAnswer told,
            Answer answer,
            Instant now) {
        Registration registration = locked(item);
        attempts.end(open.id(), item.registration(), told.outcome().name().toLowerCase(Locale.ROOT), told.findings());
        registration.findings = told.findings();
        registration.answer = answer.raw();
        if (told.remoteId() != null) {
            registration.remoteId = told.remoteId();
        }
        if (told.timestamp() != null) {
            registration.lastTimestamp = registration.lastTimestamp == null
                    ? told.timestamp()
                    : Long.valueOf(Math.max(registration.lastTimestamp, told.timestamp()));
        }
        switch (told.outcome()) {
            case REGISTERED, WARNED -> registered(registration, item, told, now);
            case REFUSED -> {
                registration.changeTo(RegistrationState.REFUSED, now);
                setMessage(registration, told);
                notifyWebhooks(EventType.REGISTRATION_REFUSED, registration);
                if (!registration.wantedHash.equals(registration.sentHash)) {
                    registration.makeDue(now);
                }
            }
            case BLOCKED -> {
                registration.changeTo(RegistrationState.BLOCKED, now);
                setMessage(registration, told);
                notifyWebhooks(EventType.REGISTRATION_BLOCKED, registration);
            }
            case FOREIGN -> {
                registration.holdFor(HoldReason.FOREIGN, codes.messageOf("foreign"), now);
                setMessage(registration, told);
            }
            case AGAIN -> retry(registration, told, now);
        }
    }

    private void registered(
            Registration registration, RegistrationAttempts.AttemptItem item, RecordAnswer told, Instant now) {
        registration.registeredHash = item.hash();
        registration.registeredVersion = item.version();
        registration.registeredAt = now;
        registration.parts = item.parts();
        registration.failures = 0;
        RegistrationState state =
                told.outcome() == RecordOutcome.WARNED ? RegistrationState.WARNED : RegistrationState.REGISTERED;
        registration.changeTo(item.withdrawn() ? RegistrationState.RETIRED : state, now);
        setMessage(registration, told);
        // Either the file was the first of two steps, or the record has changed since the file was sent and may now be
        // incomplete.
        if (!registration.isCurrent()) {
            registration.makeDue(now);
        } else if (!item.withdrawn()) {
            notifyWebhooks(EventType.REGISTRATION_REGISTERED, registration);
        }
    }

    /** Notifies webhooks about the registration, in the transaction that stores the response. */
    private void notifyWebhooks(EventType type, Registration registration) {
        webhooks.notifyEditors(
                type,
                registration.journal,
                EventSubject.of(
                        "registration", registration.id, registration.journal, "/v1/registrations/" + registration.id));
    }

    private void setMessage(Registration registration, RecordAnswer told) {
        String sentence = told.code() == null ? null : codes.messageOf(told.code());
        registration.setMessage(told.code(), sentence == null ? told.message() : sentence);
    }

    /**
     * Schedules a retry of a registration. After a timestamp error, the first retry is immediate and uses a higher
     * timestamp. All later retries use the delays of {@link RetrySchedule}.
     */
    private void retry(Registration registration, RecordAnswer told, Instant now) {
        registration.makeDue(now);
        registration.failures++;
        if (registration.failures > 1 || !"timestamp".equals(told.code())) {
            registration.nextAt = RetrySchedule.nextRetry(registration.failures, null, now);
        }
        setMessage(registration, told);
        setMessageOfLongFailure(registration, now);
    }

    private void setMessageOfLongFailure(Registration registration, Instant now) {
        if (registration.markedAt.plus(LONG_FAILURE).isBefore(now)) {
            registration.setMessage(registration.code, codes.messageOf("service-trouble-long"));
        }
    }

    private void later(RegistrationAttempts.OpenAttempt open, Answer answer, Instant now) {
        if (open.state() != AttemptState.SENDING) {
            // Only the poll failed, so the outcome of the file is still unknown.
            pollLater(open, answer, now);
            return;
        }
        for (RegistrationAttempts.AttemptItem item : attempts.items(open.id())) {
            Registration registration = locked(item);
            attempts.end(open.id(), item.registration(), "later", List.of());
            registration.makeDue(now);
            registration.failures++;
            registration.nextAt = RetrySchedule.nextRetry(registration.failures, answer.notBefore(), now);
            registration.setMessage(answer.code(), codes.messageOf(answer.code()));
            registration.answer = answer.raw();
            setMessageOfLongFailure(registration, now);
        }
        attempts.end(open.id(), answer.code(), answer, now);
        accounts.failed(open.account(), now);
    }

    private void pollLater(RegistrationAttempts.OpenAttempt open, Answer answer, Instant now) {
        Instant since = open.sentAt() == null ? open.startedAt() : open.sentAt();
        attempts.wait(
                open.id(),
                open.state(),
                answer,
                RetrySchedule.nextPoll(open.asked(), since, answer.notBefore(), now),
                now);
    }

    private void unsure(RegistrationAttempts.OpenAttempt open, Answer answer, Instant now) {
        if (open.state() != AttemptState.SENDING) {
            pollLater(open, answer, now);
            return;
        }
        markUnsure(open, answer, now);
        accounts.failed(open.account(), now);
    }

    private void markUnsure(RegistrationAttempts.OpenAttempt open, Answer answer, Instant now) {
        attempts.wait(open.id(), AttemptState.UNSURE, answer, now.plus(Duration.ofMinutes(1)), now);
        for (RegistrationAttempts.AttemptItem item : attempts.items(open.id())) {
            Registration registration = locked(item);
            registration.changeTo(RegistrationState.UNSURE, now);
            registration.setMessage("no-answer", codes.messageOf("no-answer"));
        }
    }

    private void unknown(RegistrationAttempts.OpenAttempt open, PreparedFile file, Answer answer, Instant now) {
        boolean isReceived = open.state() == AttemptState.RECEIVED;
        Instant since = isReceived && open.sentAt() != null ? open.sentAt() : open.startedAt();
        Duration longest = isReceived ? MAX_TIME_UNKNOWN : file.target().maxTimeUnsure();
        if (now.isBefore(since.plus(longest))) {
            pollLater(open, answer, now);
            return;
        }
        for (RegistrationAttempts.AttemptItem item : attempts.items(open.id())) {
            Registration registration = locked(item);
            attempts.end(open.id(), item.registration(), "lost", List.of());
            registration.makeDue(now);
            registration.setMessage("lost", codes.messageOf("lost"));
        }
        attempts.end(open.id(), "lost", answer, now);
    }

    private void blocked(RegistrationAttempts.OpenAttempt open, Answer answer, Instant now) {
        String sentence = codes.messageOf(answer.code());
        if (accounts.block(open.account(), answer.code(), sentence, now)) {
            LOG.warnf("Account %s is blocked (%s); nothing is sent until it is resumed", open.account(), answer.code());
            webhooks.notifyEditors(
                    EventType.ACCOUNT_PAUSED,
                    null,
                    EventSubject.of(
                            "registration-account",
                            open.account(),
                            null,
                            "/v1/registration-accounts/" + open.account()));
        }
        if (open.state() != AttemptState.SENDING) {
            // The result is polled again when the account is resumed.
            attempts.wait(open.id(), open.state(), answer, now, now);
            return;
        }
        for (RegistrationAttempts.AttemptItem item : attempts.items(open.id())) {
            Registration registration = locked(item);
            attempts.end(open.id(), item.registration(), "blocked", List.of());
            registration.changeTo(RegistrationState.BLOCKED, now);
            registration.setMessage(answer.code(), sentence);
            registration.answer = answer.raw();
            notifyWebhooks(EventType.REGISTRATION_BLOCKED, registration);
        }
        attempts.end(open.id(), answer.code(), answer, now);
    }

    private void succeeded(UUID account, Instant now) {
        if (accounts.succeeded(account, now)) {
            Registration.flush();
            queue.retryNow(account, now);
            queue.flushAndClear();
        }
    }

    private Registration locked(RegistrationAttempts.AttemptItem item) {
        return Registration.lock(item.registration()).orElseThrow();
    }

    /**
     * Takes over attempts whose node was lost while sending, and schedules polls for their results. Returns whether any
     * attempt was taken over.
     */
    boolean takeOver(Instant now) {
        List<UUID> abandoned = attempts.abandoned();
        for (UUID attempt : abandoned) {
            attempts.takeOver(attempt, attempt);
            attempts.lockClaimed(attempt, attempt).ifPresent(open -> {
                markUnsure(open, NONE, now.truncatedTo(ChronoUnit.MILLIS));
                attempts.pollAt(attempt, now);
            });
        }
        return !abandoned.isEmpty();
    }
}
