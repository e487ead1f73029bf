package org.offprint.services.registration.runs;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.json.Json;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.jobs.Job;
import org.offprint.platform.jobs.JobClaim;
import org.offprint.platform.jobs.RecordOutcome;
import org.offprint.services.registration.HoldReason;
import org.offprint.services.registration.Registration;
import org.offprint.services.registration.RegistrationChecks;
import org.offprint.services.registration.RegistrationState;
import org.offprint.services.registration.accounts.RegistrationAccount;
import org.offprint.services.registration.accounts.RegistrationAccounts;
import org.offprint.services.registration.accounts.RegistrationPlan;
import org.offprint.services.registration.sending.RegistrationScheduler;
import org.offprint.services.registration.sending.RegistrationScheduler.RegistrationDemand;
import org.offprint.services.registration.targets.Payload;
import org.offprint.services.registration.targets.RegisteredRecord;
import org.offprint.services.registration.targets.RegistrationTarget;
import org.offprint.services.registration.targets.RemoteRecord;
import org.offprint.services.registration.targets.TargetAccount;
import org.offprint.services.registration.targets.Targets;

/**
 * Actions of a registration run for one article: scheduling its registration, rendering its file, or comparing it with
 * the record at the registration service.
 */
@ApplicationScoped
class RunActions {

    private final Sql sql;
    private final ChangeLog log;
    private final RegistrationAccounts accounts;
    private final RegistrationChecks obstacles;
    private final RegistrationScheduler marking;
    private final Targets targets;
    private final Clock clock;

    RunActions(
            Sql sql,
            ChangeLog log,
            RegistrationAccounts accounts,
            RegistrationChecks obstacles,
            RegistrationScheduler marking,
            Targets targets,
            Clock clock) {
        this.sql = sql;
        this.log = log;
        this.accounts = accounts;
        this.obstacles = obstacles;
        this.marking = marking;
        this.targets = targets;
        this.clock = clock;
    }

    record RunPosition(UUID after) {}

    /** Job, request, registration plan and account of one step of a registration run. */
    record RunStep(Job job, RunRequest request, RegistrationPlan plan, RegistrationAccount account) {

        UUID after() {
            if (job.place() == null) {
                return new UUID(0, 0);
            }
            RunPosition place = Json.read(job.place(), RunPosition.class);
            return place.after();
        }
    }

    /** Returns the parameters for scheduling registrations in this step. */
    RegistrationDemand demand(RunStep step) {
        return new RegistrationDemand(step.plan(), step.account().settings, log.end(), true);
    }

    /**
     * Schedules a registration for sending. The registration is not suspended for confirmation or as a mass change,
     * because an editor has started the run.
     */
    RunOutcome send(RegisteredRecord record, RegistrationDemand demand, RunStep step, JobClaim claim) {
        RegistrationTarget target = targets.get(step.request().target());
        String identifier = target.identifier(record).orElse(null);
        if (identifier == null) {
            return RunOutcome.failed(record.id(), null, "doi-missing", "The article has no DOI.");
        }
        Optional<Registration> found = marking.schedule(record, demand);
        if (found.isEmpty()) {
            return RunOutcome.failed(
                    record.id(),
                    identifier,
                    "left-out",
                    "The plan excludes this article, or the article was withdrawn before it was registered.");
        }
        Registration registration = found.get();
        RegistrationState state = registration.state();
        if (state.isInProgress()) {
            return of(registration, RecordOutcome.UNCHANGED);
        }
        HoldReason hold = registration.hold();
        boolean isStopped = hold == HoldReason.NOT_READY || hold == HoldReason.EDITOR || hold == HoldReason.FOREIGN;
        if (isStopped || state == RegistrationState.BLOCKED || state == RegistrationState.RELEASED) {
            return RunOutcome.failed(
                    record.id(),
                    identifier,
                    hold == null ? state.word() : hold.word(),
                    registration.message == null
                            ? "The registration cannot be sent in its current state."
                            : registration.message);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        registration.request(now);
        registration.precedence = Registration.RUN_PRECEDENCE;
        Registration.flush();
        sql.update(
                "insert into registration_run_item (job, registration) values (?, ?) on conflict do nothing",
                claim.job(),
                registration.id);
        return of(registration, registration.isRegistered() ? RecordOutcome.UPDATED : RecordOutcome.CREATED);
    }

    private static RunOutcome of(Registration registration, RecordOutcome outcome) {
        return new RunOutcome(
                0, registration.record, registration.identifier, outcome, registration.id, List.of(), null, null, null);
    }

    /** Renders and validates the file of an article without storing it. */
    RunOutcome rendered(RegisteredRecord record, RunStep step) {
        RegistrationTarget target = targets.get(step.request().target());
        String identifier = target.identifier(record).orElse(null);
        if (identifier == null) {
            return RunOutcome.failed(record.id(), null, "doi-missing", "The article has no DOI.");
        }
        Optional<Registration> registration = registered(step, identifier);
        Map<String, String> parts = registration.map(each -> each.parts).orElse(Map.of());
        Payload payload = target.render(record, step.account().settings, parts);
        List<Finding> missing = obstacles.of(record, payload, step.request().target(), step.account().settings);
        if (!missing.isEmpty()) {
            return RunOutcome.failed(record.id(), identifier, missing);
        }
        byte[] file = target.file(List.of(payload), step.account().settings, "dry-run", 1);
        Optional<String> invalid = target.invalid(file);
        if (invalid.isPresent()) {
            return RunOutcome.failed(record.id(), identifier, "schema", invalid.get());
        }
        return new RunOutcome(
                0,
                record.id(),
                identifier,
                outcome(registration, payload),
                null,
                List.of(),
                null,
                file.length,
                step.request().showsContent() ? new String(file, StandardCharsets.UTF_8) : null);
    }

    private static RecordOutcome outcome(Optional<Registration> registration, Payload payload) {
        if (registration.isEmpty() || !registration.get().isRegistered()) {
            return RecordOutcome.CREATED;
        }
        return payload.wantedHash().equals(registration.get().registeredHash)
                ? RecordOutcome.UNCHANGED
                : RecordOutcome.UPDATED;
    }

    private Optional<Registration> registered(RunStep step, String identifier) {
        return Registration.<Registration>find(
                        "account = ?1 and lower(identifier) = lower(?2)", step.account().id, identifier)
                .firstResultOptional();
    }

    /**
     * Compares articles with their records at the registration service. One request is sent per article, outside of any
     * transaction.
     *
     * @param read published records by id
     */
    List<RunOutcome> compare(List<UUID> ids, Map<UUID, RegisteredRecord> read, RunStep step) {
        RegistrationTarget target = targets.get(step.request().target());
        TargetAccount account = accounts.withSecret(step.account());
        List<RunOutcome> done = new ArrayList<>();
        for (UUID id : ids) {
            RegisteredRecord record = read.get(id);
            String identifier =
                    record == null ? null : target.identifier(record).orElse(null);
            done.add(
                    identifier == null
                            ? RunOutcome.failed(id, null, "doi-missing", "The article has no DOI or is not published.")
                            : compared(record, identifier, target.find(identifier, account)));
        }
        return done;
    }

    private static RunOutcome compared(RegisteredRecord record, String identifier, Optional<RemoteRecord> remote) {
        List<String> differs =
                remote.map(there -> RemoteDifferences.of(record, there.raw())).orElse(null);
        RecordOutcome outcome = differs == null
                ? RecordOutcome.CREATED
                : differs.isEmpty() ? RecordOutcome.UNCHANGED : RecordOutcome.UPDATED;
        return new RunOutcome(0, record.id(), identifier, outcome, null, List.of(), differs, null, null);
    }
}
