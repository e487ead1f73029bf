package org.offprint.api.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.offprint.api.lists.PageRequest;
import org.offprint.database.Secrets;
import org.offprint.http.caching.Reply;
import org.offprint.http.json.Json;
import org.offprint.http.paging.Cursor;
import org.offprint.http.paging.Cursors;
import org.offprint.http.paging.PageLinks;
import org.offprint.http.paging.PageWriter;
import org.offprint.http.parameters.Parameters;
import org.offprint.ingest.Imports;
import org.offprint.jobs.Job;
import org.offprint.jobs.Jobs;
import org.offprint.jobs.Outcomes;
import org.offprint.jobs.RecordOutcome;

/** The list of imports and the list of the outcomes of one, each page in two statements at any depth. */
@ApplicationScoped
class ImportLists {

    private final Jobs jobs;
    private final Outcomes outcomes;
    private final Cursors cursors;

    ImportLists(Jobs jobs, Outcomes outcomes, Secrets secrets) {
        this.jobs = jobs;
        this.outcomes = outcomes;
        this.cursors = new Cursors(secrets::cursorKeys);
    }

    /** @param key whose; null for everybody's */
    Response imports(PageRequest request, UUID key) {
        return page(
                request,
                "imports",
                (from, backwards, limit) ->
                        jobs.list(Imports.KIND, key, from == null ? null : UUID.fromString(from), backwards, limit),
                job -> job.id().toString(),
                job -> Json.write(ImportView.of(job)),
                jobs.count(Imports.KIND, key));
    }

    /** @param outcome only those that ended so; null for all */
    Response outcomes(PageRequest request, Job job, RecordOutcome outcome) {
        return page(
                request,
                "outcomes",
                (from, backwards, limit) ->
                        outcomes.list(job.id(), outcome, from == null ? null : Long.valueOf(from), backwards, limit),
                row -> Long.toString(row.number()),
                Outcomes.Row::body,
                outcome == null ? job.tally().processed() : job.tally().of(outcome));
    }

    @FunctionalInterface
    private interface Rows<T> {
        List<T> read(String from, boolean backwards, int limit);
    }

    private <T> Response page(
            PageRequest request,
            String list,
            Rows<T> rows,
            Function<T, String> key,
            Function<T, byte[]> item,
            long total) {
        Parameters parameters = new Parameters();
        int limit = request.limit(parameters);
        parameters.check();
        String boundTo = list + " " + request.boundTo();
        Cursor cursor = request.cursor() == null ? null : cursors.decode(request.cursor(), boundTo);
        boolean backwards = cursor != null && cursor.backwards();
        List<T> read = rows.read(cursor == null ? null : cursor.keys().get(0), backwards, limit + 1);
        boolean more = read.size() > limit;
        List<T> shown = new ArrayList<>(more ? read.subList(0, limit) : read);
        if (backwards) {
            Collections.reverse(shown);
        }
        boolean hasNext = !shown.isEmpty() && (backwards || more);
        boolean hasPrev = !shown.isEmpty() && (backwards ? more : cursor != null);
        PageLinks links = PageLinks.byCursor(
                request.request(),
                limit,
                hasNext ? cursors.encode(Cursor.after(keys(key, shown.get(shown.size() - 1))), boundTo) : null,
                hasPrev ? cursors.encode(Cursor.before(keys(key, shown.get(0))), boundTo) : null);
        return Reply.toEditors(PageWriter.write(shown.stream().map(item).toList(), total, links), null)
                .header("Link", links.header())
                .build();
    }

    private static <T> List<String> keys(Function<T, String> key, T row) {
        return List.of(key.apply(row));
    }
}
