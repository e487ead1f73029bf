package org.offprint.ingest;

import org.offprint.ingest.files.UploadDirectory;
import org.offprint.jobs.Job;

/** The files of an import that this node is doing, open at the place that it has reached. */
final class Reading implements AutoCloseable {

    private final ImportRequest request;
    private final Batches batches;
    private Reached reached;
    private Holdings holdings = new Holdings();

    Reading(Job job, ImportRequest request, UploadDirectory directory) {
        this.request = request;
        this.reached = Reached.of(job);
        this.batches = new Batches(new ItemReader(job.id(), request, directory, reached.place()));
    }

    ImportRequest request() {
        return request;
    }

    Batches batches() {
        return batches;
    }

    Reached reached() {
        return reached;
    }

    void moveTo(Reached place) {
        reached = place;
    }

    /** For the next batch: what those before it would have created, where nothing is stored. */
    Holdings holdings() {
        Holdings next = new Holdings();
        if (request.validateOnly()) {
            holdings.carryTo(next);
        }
        return next;
    }

    void keep(Holdings used) {
        holdings = used;
    }

    @Override
    public void close() {
        batches.close();
    }
}
