package org.offprint.http.filters;

import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.offprint.http.problem.Problems;
import org.offprint.http.requests.Routes;

/**
 * What a client says it does not take: a media range of quality 0 (RFC 9110, sections 12.4.2 and 12.5.1), which the
 * framework takes for one of the least quality.
 */
final class Acceptance {

    private static final Pattern ZERO = Pattern.compile(";\\s*q=0(\\.0{0,3})?\\s*(;|$)");

    private record Range(String type, boolean refused) {

        static Range of(String text) {
            String lower = text.strip().toLowerCase(Locale.ROOT);
            return new Range(
                    lower.replaceFirst("\\s*;.*", ""), ZERO.matcher(lower).find());
        }

        boolean covers(String media) {
            return type.equals("*/*") || type.equals(media) || type.equals(media.replaceFirst("/.*", "/*"));
        }

        int wildcards() {
            return (int) type.chars().filter(character -> character == '*').count();
        }
    }

    private Acceptance() {}

    /** Throws 406 where everything that this operation answers with is refused. */
    static void check(HttpServerRequest request, Routes routes) {
        String accept = String.join(",", request.headers().getAll("Accept"));
        if (!accept.contains("=0")) {
            return;
        }
        List<String> produced = routes.produces(request.method().name(), request.path());
        if (!produced.isEmpty() && produced.stream().allMatch(media -> refuses(accept, media))) {
            throw Problems.notAcceptable(produced);
        }
    }

    /** Whether the most exact range that covers this media type, without parameters, has the quality 0. */
    static boolean refuses(String accept, String media) {
        Optional<Range> range = Arrays.stream(accept.split(","))
                .map(Range::of)
                .filter(each -> each.covers(media))
                .min(Comparator.comparingInt(Range::wildcards));
        return range.map(Range::refused).orElse(false);
    }
}
