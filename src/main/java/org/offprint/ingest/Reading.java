package org.offprint.ingest;

import org.offprint.ingest.files.UploadDirectory;
import org.offprint.jobs.Job;

/** The files of an import that this node is doing, open at the place that it has reached. */
final class Reading implements AutoCloseable {

    private final ImportRequest request;
    private final Batches batches;
    private Reached reached;
    private final KnownTexts texts = new KnownTexts();
    private Holdings holdings = new Holdings();
    private boolean hasNewAffiliations;

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
    KnownTexts texts() {
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
