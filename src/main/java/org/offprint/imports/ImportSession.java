package org.offprint.imports;

import org.offprint.imports.batch.Batch;
import org.offprint.imports.batch.ImportRequest;
import org.offprint.imports.batch.ResolvedReferences;
import org.offprint.imports.files.UploadDirectory;
import org.offprint.imports.reading.BatchReader;
import org.offprint.imports.reading.ImportPosition;
import org.offprint.imports.reading.UploadReader;
import org.offprint.jobs.Job;

/** The files of an import that this node is doing, open at the place that it has reached. */
final class ImportSession implements AutoCloseable {

    private final ImportRequest request;
    private final BatchReader batches;
    private ImportPosition reached;
    private final LinkCache texts = new LinkCache();
    private ResolvedReferences holdings = new ResolvedReferences();
    private boolean hasNewAffiliations;

    ImportSession(Job job, ImportRequest request, UploadDirectory directory) {
        this.request = request;
        this.reached = ImportPosition.of(job);
        this.batches = new BatchReader(new UploadReader(job.id(), request, directory, reached.place()));
    }

    ImportRequest request() {
        return request;
    }

    BatchReader batches() {
        return batches;
    }

    ImportPosition reached() {
        return reached;
    }

    void moveTo(ImportPosition place) {
        reached = place;
    }

    /** For the next batch: what those before it would have created, where nothing is stored. */
    ResolvedReferences holdings() {
        ResolvedReferences next = new ResolvedReferences();
        if (request.validateOnly()) {
            holdings.carryTo(next);
        }
        return next;
    }

    void keep(Batch stored) {
        holdings = stored.holdings;
        boolean grew = !request.validateOnly() && stored.hasNewAffiliations();
        // Those that articles name are found by their exact names without the index: they are not waited for.
        hasNewAffiliations |= grew && stored.entries.stream().anyMatch(entry -> "affiliation".equals(entry.kind()));
        if (grew) {
            texts.grow();
        }
    }

    /** What affiliations as printed were found to be. */
    LinkCache texts() {
        return texts;
    }

    /** Whether it has brought records of affiliations since this was last asked. */
    boolean takeNewAffiliations() {
        boolean taken = hasNewAffiliations;
        hasNewAffiliations = false;
        return taken;
    }

    @Override
    public void close() {
        batches.close();
    }
}
