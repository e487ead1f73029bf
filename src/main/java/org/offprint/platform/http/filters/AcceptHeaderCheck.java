package org.offprint.platform.http.filters;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.Accept;
import org.offprint.platform.http.requests.Routes;

/**
 * Rejects requests that accept none of the media types of an operation. The check includes media ranges with quality 0
 * (RFC 9110, sections 12.4.2 and 12.5.1), which the framework treats as the lowest quality.
 */
final class AcceptHeaderCheck {

    /** Maximum length of the Accept header, in characters. Browsers send about 150 characters. */
    static final int MAX_LENGTH = 1_000;

    private static final int MAX_RANGES = 50;

    private AcceptHeaderCheck() {}

    /**
     * Checks the Accept header before it is parsed: its length, the number of its ranges, and the media types that it
     * rejects.
     *
     * @throws org.offprint.kernel.faults.ProblemException 400 if the header is too long; 406 if the header rejects all
     *     media types of this operation
     */
    static void check(HttpServerRequest request, Routes routes) {
        List<String> lines = request.headers().getAll("Accept");
        if (lines.isEmpty()) {
            return;
        }
        String accept = String.join(",", lines);
        if (accept.length() > MAX_LENGTH || accept.chars().filter(c -> c == ',').count() >= MAX_RANGES) {
            throw Problems.badHeader(
                    "Accept",
                    "size",
                    "Must have at most " + MAX_LENGTH + " characters and " + MAX_RANGES + " media ranges.");
        }
        if (!accept.contains("=0")) {
            return;
        }
        List<String> produced = routes.produces(request.method().name(), request.path());
        if (!produced.isEmpty() && produced.stream().allMatch(media -> refuses(accept, media))) {
            throw Problems.notAcceptable(produced);
        }
    }

    /** Returns whether the most specific range for this media type, without parameters, has the quality 0. */
    static boolean refuses(String accept, String media) {
        return Accept.of(accept).rejects(media);
    }
}
