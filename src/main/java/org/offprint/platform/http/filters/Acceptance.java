package org.offprint.platform.http.filters;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.Accept;
import org.offprint.platform.http.requests.Routes;

/**
 * Refuses requests that take none of the media types of an operation: a media range of quality 0 (RFC 9110, sections
 * 12.4.2 and 12.5.1), which the framework takes for one of the least quality.
 */
final class Acceptance {

    /** More characters than any client needs; a browser sends some 150. */
    static final int LONGEST = 1_000;

    private static final int MOST_RANGES = 50;

    private Acceptance() {}

    /**
     * Checks the header before anything parses it: its length, the number of its ranges, and what it refuses.
     *
     * @throws org.offprint.kernel.faults.ProblemException 400 where it is too long; 406 where it refuses everything that
     *     this operation answers with
     */
    static void check(HttpServerRequest request, Routes routes) {
        List<String> lines = request.headers().getAll("Accept");
        if (lines.isEmpty()) {
            return;
        }
        String accept = String.join(",", lines);
        if (accept.length() > LONGEST || accept.chars().filter(c -> c == ',').count() >= MOST_RANGES) {
            throw Problems.badHeader(
                    "Accept",
                    "size",
                    "This must have at most " + LONGEST + " characters and " + MOST_RANGES + " media ranges.");
        }
        if (!accept.contains("=0")) {
            return;
        }
        List<String> produced = routes.produces(request.method().name(), request.path());
        if (!produced.isEmpty() && produced.stream().allMatch(media -> refuses(accept, media))) {
            throw Problems.notAcceptable(produced);
        }
    }

    /** Reports whether the most exact range that covers this media type, without parameters, has the quality 0. */
    static boolean refuses(String accept, String media) {
        return Accept.of(accept).refuses(media);
    }
}
