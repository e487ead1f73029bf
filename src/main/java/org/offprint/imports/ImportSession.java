package org.offprint.imports;

import org.offprint.imports.batch.Batch;
import org.offprint.imports.batch.ImportRequest;
import org.offprint.imports.batch.ResolvedReferences;
import org.offprint.imports.files.UploadDirectory;
import org.offprint.imports.reading.BatchReader;
import org.offprint.imports.reading.ImportPosition;
import org.offprint.imports.reading.PackagedFiles;
import org.offprint.imports.reading.UploadReader;
import org.offprint.platform.jobs.Job;

/** The files of an import that this node is doing, open at the place that it has reached. */
final class ImportSession implements AutoCloseable {

    private final ImportRequest request;
    private final Runnable watch;
    private final BatchReader reader;
    private ImportPosition position;
    private final LinkCache cache = new LinkCache();
    private ResolvedReferences resolved = new ResolvedReferences();
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

    /** Returns the watch of the claim, for work that may take long. */
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

    /** For the next batch: what those before it would have created, where nothing is stored. */
    ResolvedReferences newReferences() {
        ResolvedReferences next = new ResolvedReferences();
        if (request.validateOnly()) {
            resolved.carryTo(next);
        }
        return next;
    }

    void keep(Batch stored) {
        resolved = stored.resolved;
        boolean grew = !request.validateOnly() && stored.hasNewAffiliations();
        // Those that articles name are found by their exact names without the index: they are not waited for.
        hasNewAffiliations |= grew && stored.records.stream().anyMatch(record -> "affiliation".equals(record.kind()));
        if (grew) {
            cache.grow();
        }
    }

    /** Returns what affiliations as printed were found to be. */
    LinkCache texts() {
        return cache;
    }

    /** Reports whether it has brought records of affiliations since this was last asked. */
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
