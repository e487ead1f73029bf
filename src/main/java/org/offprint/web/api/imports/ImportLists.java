package org.offprint.web.api.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.offprint.imports.Imports;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.jobs.Job;
import org.offprint.platform.jobs.Jobs;
import org.offprint.platform.jobs.RecordOutcome;
import org.offprint.platform.jobs.RecordOutcomes;
import org.offprint.web.api.lists.PageRequest;
import org.offprint.web.api.lists.StoredPages;

/**
 * Lists imports, and the outcomes of the records in an import. Each page takes two SQL statements, regardless of its
 * position in the list.
 */
@ApplicationScoped
class ImportLists {

    private final Jobs jobs;
    private final RecordOutcomes outcomes;
    private final StoredPages pages;

    ImportLists(Jobs jobs, RecordOutcomes outcomes, StoredPages pages) {
        this.jobs = jobs;
        this.outcomes = outcomes;
        this.pages = pages;
    }

    /**
     * Returns a page of imports.
     *
     * @param key id of the API key whose imports are listed; null to list the imports of all keys
     */
    <T> Reply<T> imports(PageRequest request, UUID key) {
        return pages.page(
                request,
                "imports",
                (from, backwards, limit) ->
                        jobs.list(Imports.KIND, key, from == null ? null : UUID.fromString(from), backwards, limit),
                job -> job.id().toString(),
                job -> Json.write(ImportView.of(job)),
                jobs.count(Imports.KIND, key));
    }

    /**
     * Returns a page of an import's outcomes, one for each record.
     *
     * @param outcome filter by this outcome; null for all outcomes
     */
    <T> Reply<T> outcomes(PageRequest request, Job job, RecordOutcome outcome) {
        return pages.page(
                request,
                "outcomes",
                (from, backwards, limit) ->
                        outcomes.list(job.id(), outcome, from == null ? null : Long.valueOf(from), backwards, limit),
                row -> Long.toString(row.number()),
                RecordOutcomes.StoredOutcome::body,
                outcome == null ? job.tally().processed() : job.tally().of(outcome));
    }
}
