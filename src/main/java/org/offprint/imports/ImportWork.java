package org.offprint.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.offprint.changes.Write;
import org.offprint.changes.Writes;
import org.offprint.database.sql.SqlException;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.http.problem.Finding;
import org.offprint.http.problem.ProblemException;
import org.offprint.imports.batch.AffiliationLinks;
import org.offprint.imports.batch.Batch;
import org.offprint.imports.batch.ImportRequest;
import org.offprint.imports.batch.ReadRecord;
import org.offprint.imports.batch.RecordImport;
import org.offprint.imports.files.UploadDirectory;
import org.offprint.imports.reading.ImportPosition;
import org.offprint.imports.reading.RecordCount;
import org.offprint.imports.storing.BatchWriter;
import org.offprint.imports.storing.DeferredReferences;
import org.offprint.jobs.Claim;
import org.offprint.jobs.Job;
import org.offprint.jobs.JobStatus;
import org.offprint.jobs.JobWork;
import org.offprint.jobs.Jobs;
import org.offprint.json.Json;

/**
 * Does imports, a batch of records a transaction, with the outcome of each and the place of the job in it. Where a batch
 * cannot be stored, its halves are tried, down to the one record that cannot.
 */
@ApplicationScoped
class ImportWork implements JobWork {

    private static final Logger LOG = Logger.getLogger(ImportWork.class);

    private final Jobs jobs;
    private final OutcomeWriter accounts;
    private final Writes writes;
    private final BatchWriter storing;
    private final AffiliationLinking linking;
    private final DeferredReferences secondLook;
    private final UploadDirectory directory;
    private final Map<UUID, ImportSession> readings = new ConcurrentHashMap<>();

    ImportWork(
            Jobs jobs,
            OutcomeWriter accounts,
            Writes writes,
            BatchWriter storing,
            AffiliationLinking linking,
            DeferredReferences secondLook,
            UploadDirectory directory) {
        this.jobs = jobs;
        this.accounts = accounts;
        this.writes = writes;
        this.storing = storing;
        this.linking = linking;
        this.secondLook = secondLook;
        this.directory = directory;
    }

    @Override
    public String kind() {
        return Imports.KIND;
    }

    @Override
    public boolean step(Claim claim) {
        Job job = jobs.find(kind(), claim.job()).orElseThrow();
        if (job.status() != JobStatus.RUNNING) {
            return false;
        }
        try {
            ImportSession reading = reading(job, claim);
            List<ReadRecord> items = reading.batches().next();
            if (items.isEmpty()) {
                return end(claim, reading);
            }
            return store(claim, reading, items);
        } catch (RuntimeException | Error e) {
            // What was read ahead is lost: the next attempt begins at the place that is stored.
            close(claim.job());
            throw e;
        }
    }

    /** Open where the job is; anew where that is not where it was left, as after a commit whose answer was lost. */
    private ImportSession reading(Job job, Claim claim) {
        ImportSession open = readings.get(job.id());
        if (open != null && open.reached().equals(ImportPosition.of(job))) {
            return open;
        }
        close(job.id());
        ImportRequest request = Json.read(job.request(), ImportRequest.class);
        if (job.total() == null) {
            count(claim, request);
        }
        ImportSession reading = new ImportSession(job, request, directory);
        readings.put(job.id(), reading);
        return reading;
    }

    private void count(Claim claim, ImportRequest request) {
        try {
            OptionalLong total = new RecordCount(claim.job(), request, directory).all();
            if (total.isPresent()) {
                jobs.count(claim, total.getAsLong());
            }
        } catch (IOException | UnreadableException e) {
            LOG.debugf("The records of import %s cannot be counted: %s", claim.job(), e.getMessage());
        }
    }

    /** What records name that came later is looked for again first. */
    private boolean end(Claim claim, ImportSession reading) {
        if (!reading.request().validateOnly() && lookAgain(claim, reading)) {
            return true;
        }
        String problem = reading.reached().problem();
        jobs.end(claim, problem == null ? JobStatus.DONE : JobStatus.FAILED, problem);
        return false;
    }

    private boolean lookAgain(Claim claim, ImportSession reading) {
        return writes.make(write -> jobs.hold(claim).isPresent()
                && secondLook.look(claim.job(), reading.request().by(), write));
    }

    private boolean store(Claim claim, ImportSession reading, List<ReadRecord> items) {
        AffiliationLinks links = linking.find(items, reading);
        try {
            ImportPosition reached = writes.make(write -> storeAll(claim, reading, items, links, write));
            if (reached == null) {
                return false;
            }
            reading.moveTo(reached);
            return true;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            if (!SqlException.isLasting(e)) {
                throw e;
            }
            if (items.size() > 1) {
                int half = items.size() / 2;
                return store(claim, reading, items.subList(0, half))
                        && store(claim, reading, items.subList(half, items.size()));
            }
            return fail(claim, reading, items.get(0), e);
        }
    }

    /** The place that is reached then; null where the job is not this worker's any more. */
    private ImportPosition storeAll(
            Claim claim, ImportSession reading, List<ReadRecord> items, AffiliationLinks links, Write write) {
        Job job = jobs.hold(claim).orElse(null);
        if (job == null || !ImportPosition.of(job).equals(reading.reached())) {
            return null;
        }
        List<RecordImport> entries = items.stream().map(RecordImport::new).toList();
        Batch batch = new Batch(reading.request(), entries, reading.holdings(), links, write);
        storing.store(batch);
        reading.keep(batch);
        return accounts.advance(claim, job, reading, items, batch.entries);
    }

    /** The one record of a batch that cannot be stored, though nothing was found wrong with it. */
    private boolean fail(Claim claim, ImportSession reading, ReadRecord item, Throwable failure) {
        RecordImport entry = new RecordImport(item);
        if (failure instanceof ProblemException refusal) {
            entry.fail(refusal);
        } else if (failure instanceof Error) {
            LOG.warnf("A record of import %s needs more memory than there is: %s", claim.job(), failure);
            entry.fail(Finding.at("", "too-large", "The record needs more memory than the service has."));
        } else {
            LOG.errorf(failure, "A record of import %s cannot be stored (%s)", claim.job(), item.after());
            entry.fail(Finding.at(
                    "", "cannot-be-stored", "The record cannot be stored; the log of the service says why."));
        }
        ImportPosition reached = writes.make(write -> {
            Job job = jobs.hold(claim).orElse(null);
            return job == null ? null : accounts.advance(claim, job, reading, List.of(item), List.of(entry));
        });
        if (reached == null) {
            return false;
        }
        reading.moveTo(reached);
        return true;
    }

    @Override
    public void release(UUID job) {
        close(job);
        if (jobs.open(List.of(job)).isEmpty()) {
            directory.remove(job);
        }
    }

    private void close(UUID job) {
        ImportSession reading = readings.remove(job);
        if (reading != null) {
            reading.close();
        }
    }
}
