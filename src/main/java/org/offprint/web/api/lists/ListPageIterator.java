package org.offprint.web.api.lists;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.offprint.search.SearchAnswer;
import org.offprint.search.SearchRequest.PagePosition;

/** Iterates over the ids of all records in a list, page by page. No resources remain open between pages. */
public final class ListPageIterator {

    private final Function<PagePosition, SearchAnswer> pages;
    private SearchAnswer page;

    /** Fetches the first page, so that errors occur before the response starts. */
    ListPageIterator(Function<PagePosition, SearchAnswer> pages) {
        this.pages = pages;
        this.page = pages.apply(new PagePosition.Start());
    }

    /**
     * Returns the ids of the next records, at most 100; empty after the last record.
     *
     * @throws org.offprint.kernel.faults.ProblemException 503 if the index is unavailable
     */
    public List<UUID> next() {
        if (page == null) {
            return List.of();
        }
        List<UUID> ids =
                page.hits().stream().map(hit -> UUID.fromString(hit.key())).toList();
        page = page.more()
                ? pages.apply(new PagePosition.Beside(
                        page.hits().get(page.hits().size() - 1).sortValues(), false))
                : null;
        return ids;
    }
}
