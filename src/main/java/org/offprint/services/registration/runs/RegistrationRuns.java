package org.offprint.services.registration.runs;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.offprint.kernel.json.Json;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.jobs.Job;
import org.offprint.platform.jobs.JobClaim;
import org.offprint.platform.jobs.JobStatus;
import org.offprint.platform.jobs.JobWork;
import org.offprint.platform.jobs.Jobs;
import org.offprint.platform.jobs.OutcomeCounts;
import org.offprint.platform.jobs.RecordOutcomes;
import org.offprint.platform.security.Editor;
import org.offprint.services.registration.RegisteredRecords;
import org.offprint.services.registration.Registration;
import org.offprint.services.registration.RegistrationState;
import org.offprint.services.registration.accounts.RegistrationAccount;
import org.offprint.services.registration.accounts.RegistrationPlan;
import org.offprint.services.registration.runs.RunActions.RunPosition;
import org.offprint.services.registration.runs.RunActions.RunStep;
import org.offprint.services.registration.sending.RegistrationScheduler.RegistrationDemand;
import org.offprint.services.registration.sending.RegistrationWorkers;
import org.offprint.services.registration.targets.RegisteredRecord;
import org.offprint.services.registration.targets.Targets;

/**
 * Job that schedules, previews or compares registrations for the articles of a journal. A run either schedules
 * registrations for sending, renders the files that would be sent, or compares the articles with the records at the
 * registration service. Articles are processed in batches. Each batch is stored in one transaction, with its outcomes
 * and the new position of the job.
 * <p>Runs do not send files themselves. The workers send the registrations of runs after all other queued
 * registrations.
 */
@ApplicationScoped
public class RegistrationRuns implements JobWork {

    /** Value of {@code job.kind} for registration runs. */
    public static final String KIND = "registration-run";

    private static final int ARTICLES_PER_STEP = 25;

    /**
     * Number of articles compared per step. For each article, one request is sent to the registration service, outside
     * of any transaction.
     */
    private static final int COMPARED_PER_STEP = 5;

    /** SQL condition that selects registrations that a run has scheduled and no worker has sent yet. */
    private static final String OF_RUN = " where id in (select registration from registration_run_item where job = ?)"
            + " and state in ('due', 'retiring') and precedence = ?";

    private final Jobs jobs;
    private final RecordOutcomes outcomes;
    private final Writes writes;
    private final Sql sql;
    private final RegisteredRecords records;
    private final RegistrationWorkers workers;
    private final Targets targets;
    private final RunActions actions;

    RegistrationRuns(
            Jobs jobs,
            RecordOutcomes outcomes,
            Writes writes,
            Sql sql,
            RegisteredRecords records,
            RegistrationWorkers workers,
            Targets targets,
            RunActions actions) {
        this.jobs = jobs;
        this.outcomes = outcomes;
        this.writes = writes;
        this.sql = sql;
        this.records = records;
        this.workers = workers;
        this.targets = targets;
        this.actions = actions;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Queues a registration run as a job, which any node may process. */
    public void submit(UUID id, RunRequest request, Editor by) {
        jobs.submit(id, KIND, new String(Json.write(request), StandardCharsets.UTF_8), null, by);
    }

    @Override
    public void release(UUID job) {
        // There is nothing to release, because a registration run has no state in memory between steps.
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
            jobs.end(claim, JobStatus.FAILED, "The journal no longer has a registration plan for this account.");
            return false;
        }
        if (job.total() == null) {
            jobs.count(claim, count(request));
        }
        RunStep step = new RunStep(job, request, plan.get(), account.get());
        return request.dryRun() == DryRun.COMPARE ? compare(claim, step) : decide(claim, step);
    }

    /** Processes a batch of articles in one transaction. Returns whether unprocessed articles may remain. */
    private boolean decide(JobClaim claim, RunStep step) {
        boolean goesOn = writes.run(write -> {
            if (!isLocked(claim, step)) {
                return false;
            }
            List<UUID> ids = next(step.request(), step.after(), ARTICLES_PER_STEP);
            Map<UUID, RegisteredRecord> read = read(ids);
            RegistrationDemand demand = actions.demand(step);
            List<RunOutcome> done = new ArrayList<>();
            for (UUID id : ids) {
                RegisteredRecord record = read.get(id);
                done.add(
                        record == null
                                ? RunOutcome.failed(id, null, "not-published", "The article is not published.")
                                : step.request().sends()
                                        ? actions.send(record, demand, step, claim)
                                        : actions.rendered(record, step));
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
     * Fetches the records of a batch of articles from the registration service and stores the differences. Returns
     * whether unprocessed articles may remain.
     */
    private boolean compare(JobClaim claim, RunStep step) {
        List<UUID> ids = next(step.request(), step.after(), COMPARED_PER_STEP);
        Map<UUID, RegisteredRecord> read = writes.run(write -> read(ids));
        List<RunOutcome> done = actions.compare(ids, read, step);
        return writes.run(write -> isLocked(claim, step) && advance(claim, step, ids, done));
    }

    /**
     * Locks the job of a registration run until the transaction ends. Returns false if the job was stopped or its
     * author may no longer edit the journal.
     */
    private boolean isLocked(JobClaim claim, RunStep step) {
        return jobs.lock(claim, rights -> rights.edits(step.request().journal()))
                .isPresent();
    }

    /** Stores the outcomes of a batch of articles. Returns whether unprocessed articles may remain. */
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

    /** Returns the number of registrations of a run in each state, to show how many were sent. */
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
     * Cancels a registration run. Registrations that are not sent yet become registered or retired again if the
     * registration service already has their content. If the plan requires confirmation, all other unsent registrations
     * of the run are suspended.
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
