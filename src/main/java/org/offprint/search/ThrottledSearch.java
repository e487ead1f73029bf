package org.offprint.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import java.util.function.Supplier;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.filters.RequestLimiter;
import org.offprint.search.schema.Audience;

/**
 * Runs searches for clients. Limits the number of concurrent costly searches and of result pages in memory, and reports
 * failures of the search index as HTTP problem details.
 */
@ApplicationScoped
public class ThrottledSearch {

    private static final int RETRY_SECONDS = 5; // Value of the Retry-After header, in seconds.

    /**
     * Maximum number of concurrent costly searches. Each costly search occupies one processor, so the other half of the
     * processors remains available for all other searches.
     */
    private static final int MAX_CONCURRENT = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private static final int MAX_QUEUED = 64;

    /**
     * Maximum number of list pages that are built concurrently for each audience (readers or editors). A page of
     * articles with long abstracts takes tens of megabytes of memory until it is sent.
     */
    private static final int MAX_PAGES = (int) Math.max(
            2,
            Math.min(
                    2L * Runtime.getRuntime().availableProcessors(),
                    Runtime.getRuntime().maxMemory() / (32L << 20)));

    /** Maximum number of requests that wait until they may build a page. Each waiting request blocks a thread. */
    private static final int MAX_WAITING_PAGES = 128;

    private static final int TIMEOUT_MILLIS = 10_000;

    private final RequestLimiter limiter = new RequestLimiter(
            "prefix searches with facets", MAX_CONCURRENT, MAX_QUEUED, TIMEOUT_MILLIS, RETRY_SECONDS);

    private final RequestLimiter readerPages = pages();
    private final RequestLimiter editorPages = pages();

    private final SearchIndex index;

    ThrottledSearch(SearchIndex index) {
        this.index = index;
    }

    private static RequestLimiter pages() {
        return new RequestLimiter("lists", MAX_PAGES, MAX_WAITING_PAGES, TIMEOUT_MILLIS, RETRY_SECONDS);
    }

    /**
     * Returns one page of matching records.
     *
     * @throws org.offprint.kernel.faults.ProblemException 503 if the search takes too long, too many searches are
     *     queued, or the index is not ready
     */
    public SearchAnswer search(SearchRequest request) {
        return run(request, () -> index.search(request));
    }

    /**
     * Builds one page of matching records. Limits the number of pages that are in memory at the same time.
     *
     * @param build function that runs the search and builds the page from the result
     * @throws org.offprint.kernel.faults.ProblemException 503 if the search takes too long, too many searches or pages
     *     are queued, or the index is not ready
     */
    public <T> T page(SearchRequest request, Function<Supplier<SearchAnswer>, T> build) {
        RequestLimiter pages = request.audience() == Audience.READERS ? readerPages : editorPages;
        return run(request, () -> pages.within(() -> build.apply(() -> index.search(request))));
    }

    private <T> T run(SearchRequest request, Supplier<T> search) {
        try {
            return request.isCostly() ? limiter.within(search) : search.get();
        } catch (SearchIndex.TooCostlyException | SearchIndex.NotReadyException e) {
            throw Problems.unavailable(e.getMessage(), RETRY_SECONDS);
        }
    }
}
