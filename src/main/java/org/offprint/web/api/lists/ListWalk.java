package org.offprint.web.api.lists;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchRequest.Place;

/** Everything that a list holds, page by page, with nothing kept open between pages. */
public final class ListWalk {

    private final Function<Place, SearchAnswer> pages;
    private SearchAnswer page;

    /** Looks up the first page, so that what is wrong comes up before anything is answered. */
    ListWalk(Function<Place, SearchAnswer> pages) {
        this.pages = pages;
        this.page = pages.apply(new Place.Start());
    }

    /**
     * The ids of the next records, 100 at most; empty at the end.
     *
     * @throws org.offprint.kernel.faults.ProblemException 503 where the index cannot answer
     */
    public List<UUID> next() {
        if (page == null) {
            return List.of();
        }
        List<UUID> ids =
                page.hits().stream().map(hit -> UUID.fromString(hit.key())).toList();
        page = page.more()
                ? pages.apply(
                        new Place.Beside(page.hits().get(page.hits().size() - 1).sortValues(), false))
                : null;
        return ids;
    }
}
