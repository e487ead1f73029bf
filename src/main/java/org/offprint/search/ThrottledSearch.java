package org.offprint.search;

import jakarta.enterprise.context.ApplicationScoped;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.filters.RequestLimiter;

/**
 * Runs searches for clients. Limits the number of concurrent costly searches, and reports failures of the search index
 * as HTTP problems.
 */
@ApplicationScoped
public class ThrottledSearch {

    private static final int RETRY_SECONDS = 5; // Value of the Retry-After header, in seconds.

    /**
     * Maximum number of concurrent costly searches. Each costly search occupies a processor, and all other searches
     * also need processors.
     */
    private static final int MAX_CONCURRENT = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private static final int MAX_QUEUED = 64;
    private static final int TIMEOUT_MILLIS = 10_000;

    private final RequestLimiter limiter = new RequestLimiter(
            "prefix searches with facets", MAX_CONCURRENT, MAX_QUEUED, TIMEOUT_MILLIS, RETRY_SECONDS);

    private final SearchIndex index;

    ThrottledSearch(SearchIndex index) {
        this.index = index;
    }

    /**
     * Returns one page of matching records.
     *
     * @throws org.offprint.kernel.faults.ProblemException 503 if the search takes too long, too many searches are
     *     queued, or the index is not ready
     */
    public SearchAnswer search(SearchRequest request) {
        try {
            return request.isCostly() ? limiter.within(() -> index.search(request)) : index.search(request);
        } catch (SearchIndex.TooCostlyException e) {
            throw Problems.unavailable(
                    "The search would take too long. Use longer prefixes before *, more words or filters,"
                            + " and fewer facets.",
                    RETRY_SECONDS);
        } catch (SearchIndex.NotReadyException e) {
            throw Problems.unavailable(e.getMessage(), RETRY_SECONDS);
        }
    }
}
