package org.offprint.ingest;

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
import org.offprint.database.SqlException;
import org.offprint.http.json.Json;
import org.offprint.http.problem.Finding;
import org.offprint.http.problem.ProblemException;
import org.offprint.ingest.files.UploadDirectory;
import org.offprint.jobs.Claim;
import org.offprint.jobs.Job;
import org.offprint.jobs.JobStatus;
import org.offprint.jobs.JobWork;
import org.offprint.jobs.Jobs;

/**
 * Does imports, a batch of records a transaction, with the outcome of each and the place of the job in it. Where a batch
 * cannot be stored, its halves are tried, down to the one record that cannot.
 */
@ApplicationScoped
class ImportWork implements JobWork {

    private static final Logger LOG = Logger.getLogger(ImportWork.class);

    private final Jobs jobs;
    private final Accounts accounts;
    private final Writes writes;
    private final Storing storing;
    private final Linking linking;
    private final SecondLook secondLook;
    private final UploadDirectory directory;
    private final Map<UUID, Reading> readings = new ConcurrentHashMap<>();

    ImportWork(
            Jobs jobs,
            Accounts accounts,
            Writes writes,
            Storing storing,
            Linking linking,
            SecondLook secondLook,
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
            Reading reading = reading(job, claim);
            List<Item> items = reading.batches().next();
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
    private Reading reading(Job job, Claim claim) {
        Reading open = readings.get(job.id());
        if (open != null && open.reached().equals(Reached.of(job))) {
            return open;
        }
        close(job.id());
        ImportRequest request = Json.read(job.request(), ImportRequest.class);
        if (job.total() == null) {
            count(claim, request);
        }
        Reading reading = new Reading(job, request, directory);
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
    private boolean end(Claim claim, Reading reading) {
        if (!reading.request().validateOnly() && lookAgain(claim, reading)) {
            return true;
        }
        String problem = reading.reached().problem();
        jobs.end(claim, problem == null ? JobStatus.DONE : JobStatus.FAILED, problem);
        return false;
    }

    private boolean lookAgain(Claim claim, Reading reading) {
        return writes.make(write -> jobs.hold(claim).isPresent()
                && secondLook.look(claim.job(), reading.request().by(), write));
    }

    private boolean store(Claim claim, Reading reading, List<Item> items) {
        Links links = linking.find(items, reading);
        try {
            Reached reached = writes.make(write -> storeAll(claim, reading, items, links, write));
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
    private Reached storeAll(Claim claim, Reading reading, List<Item> items, Links links, Write write) {
        Job job = jobs.hold(claim).orElse(null);
        if (job == null || !Reached.of(job).equals(reading.reached())) {
            return null;
        }
        List<Entry> entries = items.stream().map(Entry::new).toList();
        Batch batch = new Batch(reading.request(), entries, reading.holdings(), links, write);
        storing.store(batch);
        reading.keep(batch);
        return accounts.advance(claim, job, reading, items, batch.entries);
    }

    /** The one record of a batch that cannot be stored, though nothing was found wrong with it. */
    private boolean fail(Claim claim, Reading reading, Item item, Throwable failure) {
        Entry entry = new Entry(item);
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
        Reached reached = writes.make(write -> {
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
        Reading reading = readings.remove(job);
        if (reading != null) {
            reading.close();
        }
    }
}
