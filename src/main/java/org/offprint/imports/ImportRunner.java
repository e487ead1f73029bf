package org.offprint.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.offprint.formats.reading.UnreadableException;
import org.offprint.imports.batch.AffiliationLinks;
import org.offprint.imports.batch.Batch;
import org.offprint.imports.batch.ImportRequest;
import org.offprint.imports.batch.ReadRecord;
import org.offprint.imports.batch.RecordImport;
import org.offprint.imports.files.UploadDirectory;
import org.offprint.imports.reading.ImportPosition;
import org.offprint.imports.reading.PackagedFiles;
import org.offprint.imports.reading.RecordCount;
import org.offprint.imports.storing.BatchWriter;
import org.offprint.imports.storing.DeferredReferences;
import org.offprint.imports.storing.ExternalWorkImport;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.json.Json;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.database.sql.SqlException;
import org.offprint.platform.jobs.ClaimLostException;
import org.offprint.platform.jobs.ClaimWatch;
import org.offprint.platform.jobs.Job;
import org.offprint.platform.jobs.JobClaim;
import org.offprint.platform.jobs.JobStatus;
import org.offprint.platform.jobs.JobWork;
import org.offprint.platform.jobs.Jobs;
import org.offprint.platform.jobs.LockedJob;

/**
 * Runs import jobs. Each batch of records is stored in one transaction, with the outcome of each record and the
 * position of the job. A batch that cannot be stored is split in half repeatedly, until only the invalid record
 * remains.
 */
@ApplicationScoped
class ImportRunner implements JobWork {

    private static final Logger LOG = Logger.getLogger(ImportRunner.class);

    private final Jobs jobs;
    private final OutcomeWriter outcomes;
    private final Writes writes;
    private final BatchWriter writer;
    private final ExternalWorkImport outsideWorks;
    private final AffiliationMatcher linking;
    private final DeferredReferences deferredReferences;
    private final UploadDirectory directory;
    private final PackagedFiles packages;
    private final Map<UUID, ImportSession> sessions = new ConcurrentHashMap<>();

    ImportRunner(
            Jobs jobs,
            OutcomeWriter outcomes,
            Writes writes,
            BatchWriter writer,
            ExternalWorkImport outsideWorks,
            AffiliationMatcher linking,
            DeferredReferences deferredReferences,
            UploadDirectory directory,
            PackagedFiles packages) {
        this.jobs = jobs;
        this.outcomes = outcomes;
        this.writes = writes;
        this.writer = writer;
        this.outsideWorks = outsideWorks;
        this.linking = linking;
        this.deferredReferences = deferredReferences;
        this.directory = directory;
        this.packages = packages;
    }

    @Override
    public String kind() {
        return Imports.KIND;
    }

    @Override
    public boolean step(JobClaim claim) {
        Job job = jobs.find(kind(), claim.job()).orElseThrow();
        if (job.status() != JobStatus.RUNNING) {
            return false;
        }
        try {
            ImportSession session = sessionOf(job, claim);
            List<ReadRecord> readRecords = session.reader().next();
            if (readRecords.isEmpty()) {
                return end(claim, session);
            }
            return store(claim, session, readRecords);
        } catch (ClaimLostException e) {
            return false;
        } catch (RuntimeException | Error e) {
            // If an attempt to import a batch fails, discard the records that were read ahead. The next attempt starts
            // at the stored position of the job.
            close(claim.job());
            throw e;
        }
    }

    /**
     * Returns the import session at the stored position of the job. If the position has changed, for example because
     * the response to a commit was lost, a new session is opened.
     */
    private ImportSession sessionOf(Job job, JobClaim claim) {
        ImportSession open = sessions.get(job.id());
        if (open != null && open.position().equals(ImportPosition.of(job))) {
            return open;
        }
        close(job.id());
        ImportRequest request = Json.read(job.request(), ImportRequest.class);
        ClaimWatch watch = jobs.watch(claim);
        if (job.total() == null) {
            count(claim, request, watch);
        }
        ImportSession session = new ImportSession(job, request, directory, packages, watch);
        sessions.put(job.id(), session);
        return session;
    }

    private void count(JobClaim claim, ImportRequest request, ClaimWatch watch) {
        try {
            OptionalLong total = new RecordCount(claim.job(), request, directory, watch).all();
            if (total.isPresent()) {
                jobs.count(claim, total.getAsLong());
            }
        } catch (IOException | UnreadableException | StackOverflowError | OutOfMemoryError e) {
            // The record reader will report the error again, with the invalid record.
            LOG.debugf("The records of import %s cannot be counted: %s", claim.job(), e.getMessage());
        }
    }

    /** Ends an import after its deferred references are resolved. */
    private boolean end(JobClaim claim, ImportSession session) {
        if (!session.request().validateOnly() && resolveDeferred(claim, session)) {
            return true;
        }
        ImportPosition reached = session.position();
        jobs.end(claim, reached.isFailed() ? JobStatus.FAILED : JobStatus.DONE, reached.problem());
        return false;
    }

    private boolean resolveDeferred(JobClaim claim, ImportSession session) {
        ImportRequest request = session.request();
        // If the importer's rights were withdrawn, deferred references remain unresolved, because resolving them could
        // change records of journals that the importer may no longer edit.
        return writes.run(write -> jobs.lock(claim, request::isPermitted)
                        .filter(locked -> request.limitedTo(locked.rights()).equals(request))
                        .isPresent()
                && deferredReferences.resolve(claim.job(), request.by(), write));
    }

    private boolean store(JobClaim claim, ImportSession session, List<ReadRecord> readRecords) {
        AffiliationLinks links = linking.find(readRecords, session);
        try {
            ImportPosition position = writes.run(write -> storeAll(claim, session, readRecords, links, write));
            if (position == null) {
                return false;
            }
            session.batchCommitted();
            session.moveTo(position);
            return true;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            if (!SqlException.isLasting(e) || e instanceof ClaimLostException) {
                throw e;
            }
            if (readRecords.size() > 1) {
                int half = readRecords.size() / 2;
                return store(claim, session, readRecords.subList(0, half))
                        && store(claim, session, readRecords.subList(half, readRecords.size()));
            }
            return fail(claim, session, readRecords.get(0), e);
        }
    }

    /** Returns the new position of the import, or null if this worker has lost the job. */
    private ImportPosition storeAll(
            JobClaim claim,
            ImportSession session,
            List<ReadRecord> readRecords,
            AffiliationLinks links,
            WriteContext write) {
        LockedJob locked = jobs.lock(claim, session.request()::isPermitted).orElse(null);
        if (locked == null || !ImportPosition.of(locked.job()).equals(session.position())) {
            return null;
        }
        ImportRequest request = session.request().limitedTo(locked.rights());
        List<RecordImport> records = readRecords.stream().map(RecordImport::new).toList();
        Batch batch = new Batch(request, records, session.newReferences(), links, session.conflicts(), write);
        if (request.isOfOutsideWorks()) {
            outsideWorks.store(batch);
        } else {
            writer.store(batch);
        }
        session.batchStored(batch);
        return outcomes.advance(claim, locked.job(), session, readRecords, batch.records);
    }

    /** Rejects the only record of a batch, which cannot be stored although no problem was found in it. */
    private boolean fail(JobClaim claim, ImportSession session, ReadRecord read, Throwable failure) {
        RecordImport record = new RecordImport(read);
        if (failure instanceof ProblemException refusal) {
            record.reject(refusal);
        } else if (failure instanceof Error) {
            LOG.warnf("A record of import %s needs more memory than is available: %s", claim.job(), failure);
            record.reject(
                    Finding.at("", "too-large", "The record needs more memory than is available to the service."));
        } else {
            LOG.errorf(
                    failure,
                    "A record of import %s cannot be stored; position of the import after the record: %s",
                    claim.job(),
                    read.after());
            record.reject(Finding.at(
                    "",
                    "cannot-be-stored",
                    "The record cannot be stored. Ask the operator to check the log of the service."));
        }
        ImportPosition position = writes.run(write -> {
            LockedJob locked = jobs.lock(claim, session.request()::isPermitted).orElse(null);
            return locked == null
                    ? null
                    : outcomes.advance(claim, locked.job(), session, List.of(read), List.of(record));
        });
        if (position == null) {
            return false;
        }
        session.moveTo(position);
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
        ImportSession session = sessions.remove(job);
        if (session != null) {
            session.close();
        }
    }
}
