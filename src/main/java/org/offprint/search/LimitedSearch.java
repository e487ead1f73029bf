package org.offprint.search;

import jakarta.enterprise.context.ApplicationScoped;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.filters.RequestLimiter;

/** Searches for clients: costly ones a few at a time, and with an answer of HTTP where the index has none. */
@ApplicationScoped
public class LimitedSearch {

    private static final int LATER = 5; // seconds

    /** Costly searches at a time: each keeps a processor busy, and readers need one. */
    private static final int AT_A_TIME = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private static final int WAITING = 64;
    private static final int PATIENCE_MILLIS = 10_000;

    private final RequestLimiter limiter = new RequestLimiter(
            "searches for beginnings of words with facets", AT_A_TIME, WAITING, PATIENCE_MILLIS, LATER);

    private final SearchIndex index;

    LimitedSearch(SearchIndex index) {
        this.index = index;
    }

    /**
     * Returns one page.
     *
     * @throws org.offprint.kernel.faults.ProblemException 503 where the search takes too long, too many are before it, or
     *     the index is not ready
     */
    public SearchAnswer search(SearchRequest request) {
        try {
            return request.isCostly() ? limiter.within(() -> index.search(request)) : index.search(request);
        } catch (SearchIndex.TooCostlyException e) {
            throw Problems.unavailable(
                    "The search would take too long. Give longer beginnings of words before *, more words, or filters,"
                            + " and fewer facets.",
                    LATER);
        } catch (SearchIndex.NotReadyException e) {
            throw Problems.unavailable(e.getMessage(), LATER);
        }
    }
}
