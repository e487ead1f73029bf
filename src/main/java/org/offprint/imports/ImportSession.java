package org.offprint.imports;

import java.util.HashSet;
import java.util.Set;
import org.offprint.imports.batch.Batch;
import org.offprint.imports.batch.ImportRequest;
import org.offprint.imports.batch.ResolvedReferences;
import org.offprint.imports.files.UploadDirectory;
import org.offprint.imports.reading.BatchReader;
import org.offprint.imports.reading.ImportPosition;
import org.offprint.imports.reading.PackagedFiles;
import org.offprint.imports.reading.UploadReader;
import org.offprint.platform.jobs.Job;

/** Open files and current position of an import that runs on this node. */
final class ImportSession implements AutoCloseable {

    private static final int MAX_CONFLICTS = 10_000;

    private final ImportRequest request;
    private final Runnable watch;
    private final BatchReader reader;
    private ImportPosition position;
    private final AffiliationLinkCache cache = new AffiliationLinkCache();
    private ResolvedReferences resolved = new ResolvedReferences();
    private final Set<String> conflicts = new HashSet<>();
    private Set<String> newConflicts = Set.of();
    private boolean hasNewAffiliations;

    ImportSession(Job job, ImportRequest request, UploadDirectory directory, PackagedFiles packages, Runnable watch) {
        this.request = request;
        this.watch = watch;
        this.position = ImportPosition.of(job);
        this.reader =
                new BatchReader(new UploadReader(job.id(), request, directory, packages, position.place(), watch));
    }

    ImportRequest request() {
        return request;
    }

    /**
     * Returns a check that throws an exception if the claim to the job is no longer valid. Long-running work must run
     * this check at short intervals.
     */
    Runnable watch() {
        return watch;
    }

    BatchReader reader() {
        return reader;
    }

    ImportPosition position() {
        return position;
    }

    void moveTo(ImportPosition place) {
        position = place;
    }

    /**
     * Returns the resolved references for the next batch. In a dry run, these references include the records that
     * earlier batches would have created.
     */
    ResolvedReferences newReferences() {
        ResolvedReferences next = new ResolvedReferences();
        if (request.validateOnly()) {
            resolved.carryTo(next);
        }
        return next;
    }

    void batchStored(Batch stored) {
        resolved = stored.resolved;
        newConflicts = stored.conflicts();
        boolean grew = !request.validateOnly() && stored.hasNewAffiliations();
        // Only affiliation records require the next batch to wait for the search index. Organizations of contributors
        // are found by exact name without the search index.
        hasNewAffiliations |= grew && stored.records.stream().anyMatch(record -> "affiliation".equals(record.kind()));
        if (grew) {
            cache.organizationsAdded();
        }
    }

    /**
     * Stores the conflicts of the last batch after its transaction was committed. A batch that is stored again after an
     * error reports its conflicts again. The number of stored conflicts is limited; further conflicts are reported for
     * each batch.
     */
    void batchCommitted() {
        if (conflicts.size() < MAX_CONFLICTS) {
            conflicts.addAll(newConflicts);
        }
    }

    /** Returns the conflicts with existing journals that committed batches reported. */
    Set<String> conflicts() {
        return conflicts;
    }

    /** Returns the cache of organizations that match printed affiliations. */
    AffiliationLinkCache links() {
        return cache;
    }

    /** Returns whether affiliation records were imported since the last call. */
    boolean takeNewAffiliations() {
        boolean taken = hasNewAffiliations;
        hasNewAffiliations = false;
        return taken;
    }

    @Override
    public void close() {
        reader.close();
    }
}
