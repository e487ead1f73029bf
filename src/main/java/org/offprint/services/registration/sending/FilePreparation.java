package org.offprint.services.registration.sending;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.platform.database.sql.SqlException;
import org.offprint.services.registration.HoldReason;
import org.offprint.services.registration.RegisteredRecords;
import org.offprint.services.registration.Registration;
import org.offprint.services.registration.RegistrationAttempts;
import org.offprint.services.registration.RegistrationChecks;
import org.offprint.services.registration.RegistrationQueue;
import org.offprint.services.registration.RegistrationState;
import org.offprint.services.registration.accounts.PlanMode;
import org.offprint.services.registration.accounts.RegistrationAccount;
import org.offprint.services.registration.accounts.RegistrationAccounts;
import org.offprint.services.registration.accounts.RegistrationPlan;
import org.offprint.services.registration.targets.AnswerMessages;
import org.offprint.services.registration.targets.Dispatch;
import org.offprint.services.registration.targets.Payload;
import org.offprint.services.registration.targets.RegisteredRecord;
import org.offprint.services.registration.targets.RegistrationTarget;
import org.offprint.services.registration.targets.TargetAccount;
import org.offprint.services.registration.targets.Targets;

/**
 * Locks registrations that can be sent now, and builds a file with their newest content. The attempt, the timestamp and
 * the new registration states are committed before the first byte is sent. All methods must be called within a
 * transaction.
 */
@ApplicationScoped
class FilePreparation {

    private static final Logger LOG = Logger.getLogger(FilePreparation.class);

    /** Maximum total length of the records in a file, in characters. Limits the file size to about 2 MiB. */
    private static final int MAX_CHARACTERS = 2_000_000;

    private static final DateTimeFormatter SEVENTEEN_DIGITS =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS").withZone(ZoneOffset.UTC);

    private final RegistrationAccounts accounts;
    private final RegistrationQueue queue;
    private final RegistrationAttempts attempts;
    private final RegisteredRecords records;
    private final RegistrationChecks obstacles;
    private final Targets targets;
    private final AnswerMessages codes;

    FilePreparation(
            RegistrationAccounts accounts,
            RegistrationQueue queue,
            RegistrationAttempts attempts,
            RegisteredRecords records,
            RegistrationChecks obstacles,
            Targets targets,
            AnswerMessages codes) {
        this.accounts = accounts;
        this.queue = queue;
        this.attempts = attempts;
        this.records = records;
        this.obstacles = obstacles;
        this.targets = targets;
        this.codes = codes;
    }

    /**
     * Result of preparing a file.
     *
     * @param found whether a registration was due, even if it was not sent
     * @param file file to send; null if there is none
     */
    record PreparationResult(boolean found, PreparedFile file) {

        static final PreparationResult NOTHING = new PreparationResult(false, null);
        static final PreparationResult DECIDED = new PreparationResult(true, null);
    }

    /** Builds the next file to send for an account. */
    PreparationResult next(UUID account, UUID worker, Instant at) {
        Instant now = at.truncatedTo(ChronoUnit.MILLIS);
        Optional<RegistrationAccount> open = mayBeSentTo(account, now);
        if (open.isEmpty()) {
            return PreparationResult.NOTHING;
        }
        boolean isProbe = open.get().failures >= RegistrationAccounts.FAILURES_TO_BREAK;
        Optional<Registration> claimed = queue.claimDue(account, isProbe, now);
        if (claimed.isEmpty()) {
            return PreparationResult.NOTHING;
        }
        TargetAccount with = accounts.withSecret(open.get());
        if (with.secret() == null) {
            accounts.block(account, "secret-missing", codes.messageOf("secret-missing"), now);
            return PreparationResult.DECIDED;
        }
        Registration registration = claimed.get();
        boolean isPlanned = RegistrationPlan.findByJournal(registration.journal).stream()
                .anyMatch(plan -> plan.account.equals(account) && plan.mode() != PlanMode.OFF);
        if (!isPlanned && !registration.requested && !Registration.RELEASED_CODE.equals(registration.code)) {
            registration.holdFor(
                    HoldReason.CONFIRM,
                    "The journal has no plan for this account, or the plan is off. Change the plan, or"
                            + " release this registration.",
                    now);
            return PreparationResult.DECIDED;
        }
        RegistrationTarget target = targets.get(with.target());
        List<Content> contents = new ArrayList<>();
        ready(registration, target, with, now).ifPresent(contents::add);
        if (!contents.isEmpty() && mayShareFile(registration, target)) {
            addFurtherRecords(contents, target, with, now);
        }
        keepValid(contents, target, with, now);
        return contents.isEmpty() ? PreparationResult.DECIDED : filed(contents, target, with, worker, now);
    }

    /**
     * Returns the account if a file may now be sent with it. If the registration service is failing or has not yet
     * accepted the secret, only one worker at a time may send. A wrong password is therefore not tried by several
     * workers at once.
     */
    private Optional<RegistrationAccount> mayBeSentTo(UUID account, Instant now) {
        Optional<RegistrationAccount> open = open(RegistrationAccount.findByIdOptional(account), now);
        boolean isCertain = open.isEmpty() || open.get().isProven() && open.get().failures == 0;
        if (isCertain) {
            return open;
        }
        return open(open.get().lockAgain(), now).filter(each -> each.isProven() || !attempts.isAnyBeingSent(account));
    }

    private Optional<RegistrationAccount> open(Optional<RegistrationAccount> account, Instant now) {
        return account.filter(each -> each.isOpen(now)).filter(each -> targets.has(each.target()));
    }

    /** Record to send, with its registration and rendered content. */
    private record Content(Registration registration, RegisteredRecord record, Payload payload) {

        int length() {
            return payload.container().length() + payload.content().length();
        }
    }

    /** Reads and renders a locked record. If the record cannot be sent, its registration is suspended. */
    private Optional<Content> ready(
            Registration registration, RegistrationTarget target, TargetAccount account, Instant now) {
        RegisteredRecord record =
                records.read(registration.kind(), registration.record).orElse(null);
        boolean isOwn = record != null
                && target.identifier(record)
                        .filter(registration.identifier::equalsIgnoreCase)
                        .isPresent();
        if (!isOwn && record != null && registration.isRegistered()) {
            registration.holdForOtherIdentifier(now);
            return Optional.empty();
        }
        if (!isOwn) {
            registration.holdFor(HoldReason.NOT_READY, "No published record has this identifier.", now);
            return Optional.empty();
        }
        Payload payload;
        try {
            payload = target.render(record, account.settings(), registration.parts);
        } catch (RuntimeException e) {
            if (!SqlException.stateOf(e).isEmpty()) {
                throw e;
            }
            LOG.errorf(e, "%s %s cannot be rendered for registration", record.kind(), record.id());
            registration.holdFor(
                    HoldReason.NOT_READY,
                    "An internal error occurred in this service. Ask the operator to check the log.",
                    now);
            return Optional.empty();
        }
        List<Finding> missing = obstacles.of(record, payload, account.target(), account.settings());
        if (!missing.isEmpty()) {
            registration.holdFor(
                    HoldReason.NOT_READY, missing.stream().map(Finding::message).collect(Collectors.joining(" ")), now);
            return Optional.empty();
        }
        if (registration.lastTimestamp != null && registration.lastTimestamp == Long.MAX_VALUE) {
            registration.changeTo(RegistrationState.BLOCKED, now);
            registration.setMessage("timestamp-too-large", codes.messageOf("timestamp-too-large"));
            return Optional.empty();
        }
        return Optional.of(new Content(registration, record, payload));
    }

    /**
     * Returns whether more records may be added to the file. Only registration runs send several records in one file.
     * All other registrations are sent separately, so that they neither wait for other records nor fail with them.
     */
    private static boolean mayShareFile(Registration first, RegistrationTarget target) {
        return target.maxRecords() > 1
                && first.precedence >= Registration.RUN_PRECEDENCE
                && !RegistrationQueue.FILE_REFUSED.equals(first.code);
    }

    private void addFurtherRecords(
            List<Content> contents, RegistrationTarget target, TargetAccount account, Instant now) {
        Content first = contents.get(0);
        int length = first.length();
        for (Registration other : queue.claimForSameFile(first.registration(), target.maxRecords() - 1, now)) {
            Optional<Content> content =
                    ready(other, target, account, now).filter(each -> target.mayShare(first.payload(), each.payload()));
            if (content.isPresent() && length + content.get().length() <= MAX_CHARACTERS) {
                length += content.get().length();
                contents.add(content.get());
            }
        }
    }

    /**
     * Removes records that violate the schema and suspends their registrations. A single invalid record would cause
     * the registration service to reject the whole file.
     */
    private void keepValid(List<Content> contents, RegistrationTarget target, TargetAccount account, Instant now) {
        if (contents.isEmpty() || fault(contents, target, account).isEmpty()) {
            return;
        }
        contents.removeIf(content -> {
            Optional<String> fault = fault(List.of(content), target, account);
            fault.ifPresent(invalid -> {
                LOG.errorf(
                        "The registration file for %s %s is invalid: %s",
                        content.record().kind(), content.record().id(), invalid);
                content.registration().wantedHash = content.payload().wantedHash();
                content.registration().holdFor(HoldReason.NOT_READY, codes.messageOf("schema") + " " + invalid, now);
            });
            return fault.isPresent();
        });
    }

    private static Optional<String> fault(List<Content> contents, RegistrationTarget target, TargetAccount account) {
        return target.invalid(target.file(payloads(contents), account.settings(), "offprint-check", 1));
    }

    private static List<Payload> payloads(List<Content> contents) {
        return contents.stream().map(Content::payload).toList();
    }

    private PreparationResult filed(
            List<Content> contents, RegistrationTarget target, TargetAccount account, UUID worker, Instant now) {
        long timestamp = Long.parseLong(SEVENTEEN_DIGITS.format(now));
        for (Content content : contents) {
            if (content.registration().lastTimestamp != null) {
                // The timestamp must increase even if the system clock was set back.
                timestamp = Math.max(timestamp, content.registration().lastTimestamp + 1);
            }
        }
        UUID attempt = Ids.next();
        String batch = "offprint-" + attempt;
        byte[] file = target.file(payloads(contents), account.settings(), batch, timestamp);
        for (Content content : contents) {
            Registration registration = content.registration();
            registration.withdrawn = content.record().withdrawn();
            registration.wantedHash = content.payload().wantedHash();
            registration.changeTo(RegistrationState.SENDING, now);
            registration.lastTimestamp = timestamp;
            registration.sentHash = content.payload().wantedHash();
            registration.attempts++;
        }
        List<Registration> sent = contents.stream().map(Content::registration).toList();
        Dispatch dispatch = new Dispatch(
                attempt,
                target.fileName(payloads(contents), attempt, batch),
                batch,
                timestamp,
                null,
                file,
                sent.stream().map(FilePreparation::item).toList());
        Registration.flush();
        List<Integer> versions = new ArrayList<>();
        contents.forEach(content -> versions.add(content.record().version()));
        attempts.begin(dispatch, account.id(), target.mediaType(), payloads(contents), sent, versions, worker, now);
        return new PreparationResult(true, new PreparedFile(dispatch, account, target));
    }

    private static Dispatch.Item item(Registration registration) {
        return new Dispatch.Item(
                registration.id,
                registration.identifier,
                registration.remoteId,
                registration.isRegistered(),
                registration.withdrawn);
    }

    /** Claims a file whose result is due to be polled; empty if there is none. */
    Optional<PreparedFile> nextToPoll(UUID worker, Instant now) {
        Optional<RegistrationAttempts.OpenAttempt> claimed = attempts.claimForPolling(worker, now);
        if (claimed.isEmpty()) {
            return Optional.empty();
        }
        RegistrationAttempts.OpenAttempt open = claimed.get();
        TargetAccount account = accounts.withSecret(RegistrationAccount.findById(open.account()));
        List<Dispatch.Item> items = attempts.items(open.id()).stream()
                .map(item -> item(Registration.findById(item.registration())))
                .toList();
        Dispatch dispatch = new Dispatch(
                open.id(), open.fileName(), open.batch(), open.timestamp(), open.submission(), new byte[0], items);
        return Optional.of(new PreparedFile(dispatch, account, targets.get(account.target())));
    }
}
