package org.offprint.services.registration.runs;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.json.Json;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.jobs.Job;
import org.offprint.platform.jobs.JobClaim;
import org.offprint.platform.jobs.JobStatus;
import org.offprint.platform.jobs.JobWork;
import org.offprint.platform.jobs.Jobs;
import org.offprint.platform.jobs.OutcomeCounts;
import org.offprint.platform.jobs.RecordOutcome;
import org.offprint.platform.jobs.RecordOutcomes;
import org.offprint.platform.security.Editor;
import org.offprint.services.registration.HoldReason;
import org.offprint.services.registration.RegisteredRecords;
import org.offprint.services.registration.Registration;
import org.offprint.services.registration.RegistrationChecks;
import org.offprint.services.registration.RegistrationState;
import org.offprint.services.registration.accounts.RegistrationAccount;
import org.offprint.services.registration.accounts.RegistrationAccounts;
import org.offprint.services.registration.accounts.RegistrationPlan;
import org.offprint.services.registration.sending.RegistrationScheduler;
import org.offprint.services.registration.sending.RegistrationWorkers;
import org.offprint.services.registration.targets.Payload;
import org.offprint.services.registration.targets.RegisteredRecord;
import org.offprint.services.registration.targets.RegistrationTarget;
import org.offprint.services.registration.targets.RemoteRecord;
import org.offprint.services.registration.targets.TargetAccount;
import org.offprint.services.registration.targets.Targets;

/**
 * Processes the articles of a journal in batches. Each batch is stored in one transaction with its outcomes and the
 * position of the job. A run makes registrations due, renders the files that would be sent, or compares the articles
 * with the service's records.
 *
 * <p>A run sends nothing itself. The workers send the registrations of runs after all other due registrations.
 */
@ApplicationScoped
public class RegistrationRuns implements JobWork {

    /** Kind of the job and of its lists. */
    public static final String KIND = "registration-run";

    private static final int ARTICLES_PER_STEP = 25;

    /**
     * Number of articles compared per step. Each compared article requires a request to the service, outside of any
     * transaction.
     */
    private static final int COMPARED_PER_STEP = 5;

    /** Condition for registrations that a run has made due and that are not sent yet. */
    private static final String OF_RUN = " where id in (select registration from registration_run_item where job = ?)"
            + " and state in ('due', 'retiring') and precedence = ?";

    private final Jobs jobs;
    private final RecordOutcomes outcomes;
    private final Writes writes;
    private final Sql sql;
    private final ChangeLog log;
    private final RegistrationAccounts accounts;
    private final RegisteredRecords records;
    private final RegistrationChecks obstacles;
    private final RegistrationScheduler marking;
    private final RegistrationWorkers workers;
    private final Targets targets;
    private final Clock clock;

    RegistrationRuns(
            Jobs jobs,
            RecordOutcomes outcomes,
            Writes writes,
            Sql sql,
            ChangeLog log,
            RegistrationAccounts accounts,
            RegisteredRecords records,
            RegistrationChecks obstacles,
            RegistrationScheduler marking,
            RegistrationWorkers workers,
            Targets targets,
            Clock clock) {
        this.jobs = jobs;
        this.outcomes = outcomes;
        this.writes = writes;
        this.sql = sql;
        this.log = log;
        this.accounts = accounts;
        this.records = records;
        this.obstacles = obstacles;
        this.marking = marking;
        this.workers = workers;
        this.targets = targets;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Queues a run as a job for any node. */
    public void submit(UUID id, RunRequest request, Editor by) {
        jobs.submit(id, KIND, new String(Json.write(request), StandardCharsets.UTF_8), null, by);
    }

    @Override
    public void release(UUID job) {
        // A run stores nothing in memory between steps.
    }

    private record RunPosition(UUID after) {}

    /** Data of a step. */
    private record RunStep(Job job, RunRequest request, RegistrationPlan plan, RegistrationAccount account) {

        UUID after() {
            if (job.place() == null) {
                return new UUID(0, 0);
            }
            RunPosition place = Json.read(job.place(), RunPosition.class);
            return place.after();
        }
    }

    @Override
    public boolean step(JobClaim claim) {
        Job job = jobs.find(KIND, claim.job()).orElseThrow();
        if (job.status() != JobStatus.RUNNING) {
            return false;
        }
        RunRequest request = Json.read(job.request(), RunRequest.class);
        Optional<RegistrationAccount> account =
                writes.run(write -> RegistrationAccount.findByIdOptional(request.account()));
        Optional<RegistrationPlan> plan = writes.run(write ->
                RegistrationPlan.findByIdOptional(new RegistrationPlan.Key(request.journal(), request.account())));
        if (account.isEmpty() || plan.isEmpty() || !targets.has(request.target())) {
            jobs.end(claim, JobStatus.FAILED, "The journal no longer has a plan for this account.");
            return false;
        }
        if (job.total() == null) {
            jobs.count(claim, count(request));
        }
        RunStep step = new RunStep(job, request, plan.get(), account.get());
        return request.dryRun() == DryRun.COMPARE ? compare(claim, step) : decide(claim, step);
    }

    /** Processes a batch of articles in one transaction. */
    private boolean decide(JobClaim claim, RunStep step) {
        boolean goesOn = writes.run(write -> {
            if (!isLocked(claim, step)) {
                return false;
            }
            List<UUID> ids = next(step.request(), step.after(), ARTICLES_PER_STEP);
            Map<UUID, RegisteredRecord> read = read(ids);
            RegistrationScheduler.RegistrationDemand wish =
                    new RegistrationScheduler.RegistrationDemand(step.plan(), step.account().settings, log.end(), true);
            List<RunOutcome> done = new ArrayList<>();
            for (UUID id : ids) {
                RegisteredRecord record = read.get(id);
                done.add(
                        record == null
                                ? RunOutcome.failed(id, null, "not-published", "The article is not published.")
                                : step.request().sends() ? send(record, wish, step, claim) : rendered(record, step));
            }
            return advance(claim, step, ids, done);
        });
        if (step.request().sends()) {
            workers.wake();
        }
        return goesOn;
    }

    private Map<UUID, RegisteredRecord> read(List<UUID> ids) {
        Map<UUID, RegisteredRecord> read = new LinkedHashMap<>();
        records.articles(ids).forEach(record -> read.put(record.id(), record));
        return read;
    }

    /**
     * Makes a registration due, even if the plan requires confirmation or the run is a mass change, because an editor
     * has started the run.
     */
    private RunOutcome send(
            RegisteredRecord record, RegistrationScheduler.RegistrationDemand wish, RunStep step, JobClaim claim) {
        RegistrationTarget target = targets.get(step.request().target());
        String identifier = target.identifier(record).orElse(null);
        if (identifier == null) {
            return RunOutcome.failed(record.id(), null, "doi-missing", "The article has no DOI.");
        }
        Optional<Registration> found = marking.schedule(record, wish);
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

    /** Renders and checks the file of an article without storing it. */
    private RunOutcome rendered(RegisteredRecord record, RunStep step) {
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

    /** Reads the service's records of a batch of articles, then stores the differences. */
    private boolean compare(JobClaim claim, RunStep step) {
        List<UUID> ids = next(step.request(), step.after(), COMPARED_PER_STEP);
        Map<UUID, RegisteredRecord> read = writes.run(write -> read(ids));
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
        return writes.run(write -> isLocked(claim, step) && advance(claim, step, ids, done));
    }

    /** Locks the job. Returns false if the job was stopped, or if its author may no longer edit the journal. */
    private boolean isLocked(JobClaim claim, RunStep step) {
        return jobs.lock(claim, rights -> rights.edits(step.request().journal()))
                .isPresent();
    }

    private static RunOutcome compared(RegisteredRecord record, String identifier, Optional<RemoteRecord> remote) {
        List<String> differs =
                remote.map(there -> RemoteDifferences.of(record, there.raw())).orElse(null);
        RecordOutcome outcome = differs == null
                ? RecordOutcome.CREATED
                : differs.isEmpty() ? RecordOutcome.UNCHANGED : RecordOutcome.UPDATED;
        return new RunOutcome(0, record.id(), identifier, outcome, null, List.of(), differs, null, null);
    }

    /** Stores the outcomes of these articles. Returns whether there may be more articles. */
    private boolean advance(JobClaim claim, RunStep step, List<UUID> ids, List<RunOutcome> done) {
        if (ids.isEmpty()) {
            jobs.end(claim, JobStatus.DONE, null);
            return false;
        }
        long number = step.job().tally().processed();
        List<RecordOutcomes.StoredOutcome> rows = new ArrayList<>();
        OutcomeCounts tally = OutcomeCounts.NONE;
        for (RunOutcome outcome : done) {
            rows.add(new RecordOutcomes.StoredOutcome(
                    ++number, outcome.outcome(), Json.write(outcome.numbered(number))));
            tally = tally.and(outcome.outcome());
        }
        outcomes.add(claim.job(), rows);
        Long total = step.job().total();
        double share = total == null || total == 0 ? 0 : Math.min(1, (double) number / total);
        String place = new String(Json.write(new RunPosition(ids.get(ids.size() - 1))), StandardCharsets.UTF_8);
        jobs.advance(claim, place, tally, share);
        return true;
    }

    private long count(RunRequest request) {
        List<Object> parameters = new ArrayList<>();
        return sql.first("select count(*)" + from(request, parameters), row -> row.getLong(1), parameters.toArray())
                .orElseThrow();
    }

    private List<UUID> next(RunRequest request, UUID after, int most) {
        List<Object> parameters = new ArrayList<>();
        String from = from(request, parameters);
        parameters.add(after);
        parameters.add(most);
        return sql.list(
                "select p.article" + from + " and p.article > ? order by p.article limit ?",
                row -> Sql.uuid(row, "article"),
                parameters.toArray());
    }

    private static String from(RunRequest request, List<Object> parameters) {
        StringBuilder from = new StringBuilder(" from published_article p where p.journal = ?");
        parameters.add(request.journal());
        if (request.issue() != null) {
            from.append(" and exists (select from article a where a.id = p.article and a.issue = ?)");
            parameters.add(request.issue());
        }
        if (!request.articles().isEmpty()) {
            from.append(" and p.article = any(?)");
            parameters.add(request.articles());
        }
        if (!request.states().isEmpty()) {
            from.append(" and exists (select from registration r where r.record = p.article and r.account = ?"
                    + " and r.state = any(?::text[]))");
            parameters.add(request.account());
            parameters.add(
                    request.states().stream().map(RegistrationState::word).toList());
        }
        return from.toString();
    }

    /** Returns the numbers of registrations of a run by their current state, which shows how many were sent. */
    public Map<String, Long> states(UUID job) {
        Map<String, Long> states = new LinkedHashMap<>();
        sql.list(
                "select r.state, count(*) as registrations from registration_run_item i"
                        + " join registration r on r.id = i.registration where i.job = ? group by r.state order by 1",
                row -> states.put(row.getString("state"), row.getLong("registrations")),
                job);
        return states;
    }

    /**
     * Cancels a run. Due registrations of the run that the service already has become registered or retired again. If
     * the plan requires confirmation, the remaining registrations wait for an editor.
     *
     * @return false if the run had ended and no registration was changed
     */
    public boolean cancel(UUID job) {
        boolean wasOpen = jobs.cancel(job);
        RegistrationState.DUE.to(RegistrationState.REGISTERED);
        RegistrationState.RETIRING.to(RegistrationState.RETIRED);
        int takenBack = sql.update(
                "update registration set state = case when state = 'due' then 'registered' else 'retired' end,"
                        + " requested = false, next_at = null, code = null" + OF_RUN
                        + " and registered_hash = wanted_hash",
                job,
                Registration.RUN_PRECEDENCE);
        RegistrationState.DUE.to(RegistrationState.HELD);
        RegistrationState.RETIRING.to(RegistrationState.HELD);
        int held = sql.update(
                "update registration set state = 'held', hold = 'confirm', requested = false, next_at = null,"
                        + " code = 'confirm', message = ?" + OF_RUN + " and exists (select from registration_plan p"
                        + " where p.journal = registration.journal and p.account = registration.account"
                        + " and p.mode = 'confirm')",
                Registration.CONFIRMATION_REQUIRED,
                job,
                Registration.RUN_PRECEDENCE);
        return wasOpen || takenBack + held > 0;
    }
}
