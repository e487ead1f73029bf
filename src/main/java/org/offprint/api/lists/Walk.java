package org.offprint.api.lists;

import java.util.List;
import java.util.UUID;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchRequest.Place;

/** Everything that a list holds, page by page, with nothing kept open between pages. */
public final class Walk {

    private final Lists lists;
    private final ListQuery query;
    private final Listing listing;
    private SearchAnswer page;

    /** Looks up the first page, so that what is wrong comes up before anything is answered. */
    Walk(Lists lists, ListQuery query, Listing listing) {
        this.lists = lists;
        this.query = query;
        this.listing = listing;
        this.page = lists.search(query, new Place.Start(), listing);
    }

    /**
     * The ids of the next records, 100 at most; empty at the end.
     *
     * @throws org.offprint.http.problem.ProblemException 503 where the index cannot answer
     */
    public List<UUID> next() {
        if (page == null) {
            return List.of();
        }
        List<UUID> ids =
                page.hits().stream().map(hit -> UUID.fromString(hit.key())).toList();
        page = page.more()
                ? lists.search(
                        query,
                        new Place.Beside(page.hits().get(page.hits().size() - 1).sortValues(), false),
                        listing)
                : null;
        return ids;
    }
}
