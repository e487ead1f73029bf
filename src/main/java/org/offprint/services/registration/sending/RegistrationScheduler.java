package org.offprint.services.registration.sending;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.Relation;
import org.offprint.kernel.record.RelationType;
import org.offprint.services.registration.HoldReason;
import org.offprint.services.registration.Registration;
import org.offprint.services.registration.RegistrationChecks;
import org.offprint.services.registration.RegistrationQueue;
import org.offprint.services.registration.RegistrationState;
import org.offprint.services.registration.accounts.PlanMode;
import org.offprint.services.registration.accounts.RegistrationPlan;
import org.offprint.services.registration.targets.AccountSettings;
import org.offprint.services.registration.targets.Payload;
import org.offprint.services.registration.targets.RegisteredKind;
import org.offprint.services.registration.targets.RegisteredRecord;
import org.offprint.services.registration.targets.RegistrationTarget;
import org.offprint.services.registration.targets.Targets;

/**
 * Schedules registrations after changes to records. If the current content of a record differs from the registered
 * content, the registration is queued for sending. If the content is incomplete or requires confirmation, the
 * registration is suspended instead. All methods must be called within a transaction.
 */
@ApplicationScoped
public class RegistrationScheduler {

    private static final Set<RelationType> NOTICE_TYPES = EnumSet.of(
            RelationType.IS_CORRECTION_OF, RelationType.IS_RETRACTION_OF, RelationType.IS_EXPRESSION_OF_CONCERN_OF);

    /**
     * Precedence of notices about articles. New publications are sent first, then notices, then other updates. Within
     * each group, journals precede issues, and issues precede articles.
     */
    private static final int NOTICE_PRECEDENCE = 10;

    private final Targets targets;
    private final RegistrationQueue queue;
    private final RegistrationChecks obstacles;
    private final Clock clock;
    private final int threshold;

    RegistrationScheduler(
            Targets targets,
            RegistrationQueue queue,
            RegistrationChecks obstacles,
            Clock clock,
            @ConfigProperty(name = "offprint.registration.mass-change-threshold") int threshold) {
        this.targets = targets;
        this.queue = queue;
        this.obstacles = obstacles;
        this.clock = clock;
        this.threshold = threshold;
    }

    /**
     * Request to register a record.
     *
     * @param position position in the change log
     * @param isLooking whether all records of the journal are being examined, including unchanged ones
     */
    public record RegistrationDemand(
            RegistrationPlan plan, AccountSettings settings, long position, boolean isLooking) {}

    /**
     * Creates, updates or deletes the registration of a record after a change to the record, its plan or its account.
     *
     * @return the registration, locked; empty if the record has none
     */
    public Optional<Registration> schedule(RegisteredRecord record, RegistrationDemand demand) {
        RegistrationPlan plan = demand.plan();
        if (!targets.has(plan.target())) {
            return Optional.empty();
        }
        RegistrationTarget target = targets.get(plan.target());
        Optional<String> identifier = target.identifier(record);
        handleFormerIdentifiers(record, plan, identifier.orElse(null));
        if (identifier.isEmpty() || !target.kinds().contains(record.kind())) {
            return Optional.empty();
        }
        Optional<Registration> known = queue.lock(plan.account, identifier.get());
        if (known.isEmpty() && (record.withdrawn() || isLeftOut(record, plan))) {
            return Optional.empty();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Registration registration = known.orElseGet(() -> made(record, plan, identifier.get(), now));
        if (!registration.record.equals(record.id())) {
            return Optional.empty();
        }
        if (registration.state() == RegistrationState.RELEASED) {
            return known;
        }
        if (record.withdrawn() && !registration.isRegistered() && registration.attempts == 0) {
            registration.delete();
            return Optional.empty();
        }
        Payload payload = target.render(record, demand.settings(), registration.parts);
        List<Finding> missing = obstacles.of(record, payload, plan.target(), demand.settings());
        schedule(registration, record, demand, payload, missing, now);
        if (known.isEmpty()) {
            registration.persist();
        }
        Registration.flush();
        boolean isUpdate = registration.state() == RegistrationState.DUE
                && registration.precedence >= Registration.UPDATE_PRECEDENCE
                && !registration.requested;
        return isUpdate && holdMassChange(registration, plan, now)
                ? Registration.lock(registration.id)
                : Optional.of(registration);
    }

    /**
     * Handles registrations of the record under former identifiers. A registered DOI cannot be removed and must still
     * resolve to the article, so its registration is suspended until an editor decides. Registrations that were never
     * sent are deleted.
     */
    private void handleFormerIdentifiers(RegisteredRecord record, RegistrationPlan plan, String identifier) {
        for (UUID id : queue.of(record.id(), plan.account)) {
            Registration other = Registration.lock(id).orElseThrow();
            if (other.identifier.equalsIgnoreCase(identifier)) {
                continue;
            }
            if (other.state().isInProgress()) {
                // The next state of the registration is decided when the response arrives.
                other.wantedHash = "";
            } else if (!other.isRegistered() && other.attempts == 0) {
                other.delete();
            } else if (other.state() != RegistrationState.RELEASED && other.state() != RegistrationState.HELD) {
                other.holdForOtherIdentifier(clock.instant());
            }
        }
    }

    private static Registration made(RegisteredRecord record, RegistrationPlan plan, String identifier, Instant now) {
        return Registration.of(
                Ids.next(),
                plan.account,
                record.kind(),
                record.id(),
                identifier,
                record.journal().id(),
                now);
    }

    private static boolean isLeftOut(RegisteredRecord record, RegistrationPlan plan) {
        if (!plan.kinds().contains(record.kind())) {
            return true;
        }
        if (record.kind() != RegisteredKind.ARTICLE) {
            return false;
        }
        boolean isOlder = plan.since != null
                && record.article().article().publishedAt() != null
                && record.article().article().publishedAt().isBefore(plan.since);
        return isOlder
                || plan.typesLeftOut()
                        .contains(Vocabulary.termOf(record.article().body().type()));
    }

    private void schedule(
            Registration registration,
            RegisteredRecord record,
            RegistrationDemand demand,
            Payload payload,
            List<Finding> missing,
            Instant now) {
        boolean isReady = missing.isEmpty();
        String wanted = isReady ? payload.wantedHash() : "";
        boolean isSame = wanted.equals(registration.wantedHash) && registration.withdrawn == record.withdrawn();
        boolean isNew = registration.wantedHash.isEmpty() && registration.attempts == 0;
        registration.journal = record.journal().id();
        registration.withdrawn = record.withdrawn();
        registration.wantedHash = wanted;
        RegistrationState state = registration.state();
        boolean isRequested = registration.requested && state.isToBeSent();
        if (!isSame) {
            int precedence = precedence(registration, record, demand);
            registration.wantedPosition = demand.position();
            registration.markedAt = now;
            registration.precedence = isRequested ? Math.min(registration.precedence, precedence) : precedence;
            registration.awaits = isRequested ? registration.awaits : awaited(record);
        }
        if (state.isInProgress() || state == RegistrationState.BLOCKED) {
            return;
        }
        if (!isReady) {
            registration.holdFor(HoldReason.NOT_READY, sentence(missing), now);
            registration.findings = missing.stream().map(Finding::message).toList();
            return;
        }
        if (isRequested) {
            keepRequested(registration, now);
            return;
        }
        boolean isRegistered = registration.isCurrent() && registration.isRegistered();
        if (isRegistered && state != RegistrationState.REFUSED) {
            settle(registration, now);
        } else if (isNew
                || !isSame
                || registration.hold() == HoldReason.NOT_READY
                || registration.hold() == HoldReason.CONFIRM) {
            demand(registration, demand.plan(), now);
        }
    }

    /**
     * Keeps a requested deposit scheduled at its current time. If the record was withdrawn or reinstated, a deposit
     * becomes a withdrawal notification or vice versa.
     */
    private static void keepRequested(Registration registration, Instant now) {
        if (registration.withdrawn != (registration.state() == RegistrationState.RETIRING)) {
            Instant next = registration.nextAt;
            registration.makeDue(now);
            registration.nextAt = next;
            registration.code = Registration.RELEASED_CODE;
        }
    }

    /**
     * Marks a queued or suspended registration as registered or retired, because the registration service already
     * has the current content.
     */
    private static void settle(Registration registration, Instant now) {
        RegistrationState state = registration.state();
        boolean isWaiting = state == RegistrationState.HELD || state.isToBeSent();
        if (isWaiting && registration.hold() != HoldReason.EDITOR) {
            registration.changeTo(
                    registration.withdrawn ? RegistrationState.RETIRED : RegistrationState.REGISTERED, now);
            registration.setMessage(null, null);
        }
    }

    private static void demand(Registration registration, RegistrationPlan plan, Instant now) {
        HoldReason hold = registration.hold();
        boolean stays = hold == HoldReason.EDITOR
                || hold == HoldReason.FOREIGN
                || hold == HoldReason.MASS_CHANGE
                || hold == HoldReason.CONFIRM && plan.mode() == PlanMode.CONFIRM;
        if (stays) {
            return;
        }
        registration.findings = List.of();
        registration.failures = 0;
        if (plan.mode() == PlanMode.CONFIRM) {
            registration.holdFor(HoldReason.CONFIRM, Registration.CONFIRMATION_REQUIRED, now);
        } else {
            registration.makeDue(now);
        }
    }

    private static int precedence(Registration registration, RegisteredRecord record, RegistrationDemand demand) {
        boolean isUpdate = demand.isLooking() || registration.isRegistered();
        int byClass = awaited(record) != null && !registration.isRegistered()
                ? NOTICE_PRECEDENCE
                : isUpdate ? Registration.UPDATE_PRECEDENCE : 0;
        return byClass + record.kind().ordinal();
    }

    /**
     * Returns the id of the article that a notice is about; null if the record is not a notice or the article is not in
     * this service.
     */
    private static UUID awaited(RegisteredRecord record) {
        return record.article() == null
                ? null
                : record.article().body().relations().stream()
                        .filter(relation -> NOTICE_TYPES.contains(relation.type()) && relation.article() != null)
                        .map(Relation::article)
                        .findFirst()
                        .orElse(null);
    }

    private static String sentence(List<Finding> missing) {
        return missing.stream().map(Finding::message).collect(Collectors.joining(" "));
    }

    /**
     * Suspends an update, together with the earlier updates of its journal, if there were too many updates within
     * an hour.
     *
     * @return whether the earlier updates were suspended by this call, which also detaches all entities
     */
    private boolean holdMassChange(Registration registration, RegistrationPlan plan, Instant now) {
        if (!queue.isMarkedMoreThan(threshold, plan.account, plan.journal, now)) {
            return false;
        }
        String message = "More than " + threshold
                + " records of the journal changed within one hour. Check some of these records, then"
                + " release one registration to release all of them.";
        if (queue.isHeldForMassChange(plan.account, plan.journal, now)) {
            // Suspend only this update. Searching for earlier updates on each of 50,000 records would take hours.
            registration.holdFor(HoldReason.MASS_CHANGE, message, now);
            return false;
        }
        queue.holdMarked(plan.account, plan.journal, message, now);
        queue.flushAndClear();
        return true;
    }
}
