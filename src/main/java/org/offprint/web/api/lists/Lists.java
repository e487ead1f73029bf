package org.offprint.web.api.lists;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.offprint.journal.journals.JournalLookup;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.platform.database.sql.Secrets;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.paging.Cursor;
import org.offprint.platform.http.paging.Cursors;
import org.offprint.platform.http.paging.PageLinks;
import org.offprint.platform.http.paging.PageWriter;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchAnswer.Hit;
import org.offprint.search.SearchRequest.PagePosition;
import org.offprint.search.ThrottledSearch;
import org.offprint.web.cache.ListSource;

/**
 * Serves all record lists of the API. Each request fetches one page from the search index and writes it as JSON. The
 * items of public lists are stored in the index as JSON and are not parsed.
 */
@ApplicationScoped
public class Lists {

    private final ThrottledSearch index;
    private final JournalLookup journals;
    private final Cursors cursors;
    private final ListSource cache;

    Lists(ThrottledSearch index, JournalLookup journals, Secrets secrets, ListSource cache) {
        this.index = index;
        this.journals = journals;
        this.cache = cache;
        this.cursors = new Cursors(secrets::cursorKeys);
    }

    /**
     * Returns one page of a list.
     *
     * @throws org.offprint.kernel.faults.ProblemException 400 with all invalid parameters; 503 if the search takes too
     *     long or the index is unavailable
     */
    public <T> Reply<T> answer(ListRequest request, ListFilter filter, Listing listing) {
        ListQuery query = ListQuery.read(request, filter, listing, journals::bySlug);
        String boundTo = (listing.isPublic() ? "readers " : "editors ") + request.cursorScope();
        Cursor cursor = request.cursor == null ? null : cursors.decode(request.cursor, boundTo);
        return index.page(query.at(position(query, cursor), listing), search -> {
            if (request.request.response().closed()) {
                // The client disconnected while its request was queued.
                throw Problems.unavailable("The client has disconnected.", 1);
            }
            return page(request, query, cursor, boundTo, listing, search.get());
        });
    }

    private <T> Reply<T> page(
            ListRequest request, ListQuery query, Cursor cursor, String boundTo, Listing listing, SearchAnswer answer) {
        PageLinks links = query.page() > 0
                ? numbered(request, query, answer.total())
                : byCursor(request, query, cursor, answer, boundTo);
        Map<String, byte[]> more = new LinkedHashMap<>();
        if (!query.facets().isEmpty()) {
            more.put("facets", Facets.json(answer.facets()));
        }
        if (answer.meant() != null) {
            more.put("didYouMean", Json.write(DidYouMean.of(answer.meant(), listing.kind(), request)));
        }
        byte[] page = PageWriter.write(items(answer.hits(), query, listing), answer.total(), links, more);
        if (!listing.isPublic()) {
            return Reply.of(Reply.forEditors(page, null).header("Link", links.header()));
        }
        // Additional data can change without a change of the index, and cached lists are keyed only by their URL.
        boolean isCacheable =
                listing.included().isEmpty() && !listing.localization().isRequested();
        return Reply.of(listing.localization()
                .addTo(cache.answer(
                        request.request, request.headers, page, isCacheable ? answer.moment() : null, links.header())));
    }

    /**
     * Returns an iterator over the complete list. The request must not contain parameters that select a page or
     * members.
     */
    public ListPageIterator walk(ListRequest request, ListFilter filter, Listing listing) {
        ListQuery query = ListQuery.readUnpaged(request, filter, listing, journals::bySlug);
        return new ListPageIterator(place -> index.search(query.at(place, listing)));
    }

    private static PagePosition position(ListQuery query, Cursor cursor) {
        if (query.page() > 0) {
            return new PagePosition.Numbered(query.page());
        }
        return cursor == null ? new PagePosition.Start() : new PagePosition.Beside(cursor.keys(), cursor.backwards());
    }

    private static PageLinks numbered(ListRequest request, ListQuery query, long total) {
        long pages = (total + query.limit() - 1) / query.limit();
        int last = (int) Math.min(pages, Math.max(1, ListRequest.LAST_NUMBERED / query.limit()));
        return PageLinks.byNumber(request.request, query.limit(), query.page(), last);
    }

    private PageLinks byCursor(
            ListRequest request, ListQuery query, Cursor cursor, SearchAnswer answer, String boundTo) {
        List<Hit> hits = answer.hits();
        boolean backwards = cursor != null && cursor.backwards();
        boolean hasNext = !hits.isEmpty() && (backwards || answer.more());
        boolean hasPrev = !hits.isEmpty() && (backwards ? answer.more() : cursor != null);
        return PageLinks.byCursor(
                request.request,
                query.limit(),
                hasNext ? cursors.encode(Cursor.after(hits.get(hits.size() - 1).sortValues()), boundTo) : null,
                hasPrev ? cursors.encode(Cursor.before(hits.get(0).sortValues()), boundTo) : null);
    }

    /** Returns the list items for the given hits. Records that were deleted after indexing are omitted. */
    private static List<byte[]> items(List<Hit> hits, ListQuery query, Listing listing) {
        Map<String, byte[]> made = new LinkedHashMap<>();
        if (!listing.isPublic() && !hits.isEmpty()) {
            List<UUID> ids =
                    hits.stream().map(hit -> UUID.fromString(hit.key())).toList();
            listing.items().apply(ids).forEach((id, item) -> made.put(id.toString(), item));
        }
        Map<UUID, byte[]> included = included(hits, listing.included());
        List<byte[]> items = new ArrayList<>();
        for (Hit hit : hits) {
            byte[] item = listing.isPublic() ? hit.item() : made.get(hit.key());
            if (item != null) {
                byte[] counted = hit.citations() == null
                        ? item
                        : FieldSelection.with(item, "citations", hit.citations().toString());
                byte[] data = included.isEmpty() ? null : included.get(UUID.fromString(hit.key()));
                byte[] complete = data == null ? counted : FieldSelection.with(counted, IncludedData.MEMBER, data);
                byte[] shown = listing.localization().apply(complete);
                items.add(query.fields().selected(shown, query.highlight() ? hit.highlights() : null));
            }
        }
        return items;
    }

    private static Map<UUID, byte[]> included(List<Hit> hits, IncludedData data) {
        return data.isEmpty() || hits.isEmpty()
                ? Map.of()
                : data.loader()
                        .apply(hits.stream()
                                .map(hit -> UUID.fromString(hit.key()))
                                .toList());
    }
}
