package org.offprint.platform.http.filters;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.parameters.QueryText;

/**
 * Refuses request targets (RFC 9112 section 3.2) that later layers would cut short or read in two ways, and headers that
 * are too large.
 */
public final class RequestTarget {

    /** The longest path with query, in bytes. */
    public static final int LONGEST = 8_192;

    /** All headers together, in bytes. */
    public static final int LONGEST_HEADERS = 16_384;

    private static final Pattern DOTS = Pattern.compile("/(?:\\.|%2[eE]){1,2}(?:/|$)");
    private static final String UNENCODED = "It holds a character that must be percent-encoded.";

    private RequestTarget() {}

    static void check(RoutingContext context) {
        if (size(context.request().headers()) > LONGEST_HEADERS) {
            throw Problems.headersTooLarge(LONGEST_HEADERS);
        }
        String uri = context.request().uri();
        if (uri.length() > LONGEST) {
            throw Problems.uriTooLong(LONGEST);
        }
        int mark = uri.indexOf('?');
        checkPath(mark < 0 ? uri : uri.substring(0, mark));
        checkSegments(String.valueOf(context.request().path()));
        if (mark >= 0) {
            checkQuery(uri.substring(mark + 1), context);
        }
    }

    private static int size(MultiMap headers) {
        int size = 0;
        for (Map.Entry<String, String> header : headers) {
            size += header.getKey().length() + header.getValue().length();
        }
        return size;
    }

    private static void checkPath(String path) {
        // A raw semicolon starts a matrix parameter, which would cut a DOI short.
        if (path.indexOf(';') >= 0) {
            throw badPath("A semicolon in a path is written as %3B.");
        }
        if (!isPrintable(path)) {
            throw badPath(UNENCODED);
        }
        try {
            QueryText.decoded(path, false);
        } catch (IllegalArgumentException e) {
            throw badPath(e.getMessage());
        }
    }

    /**
     * Routing takes empty and dot segments away (RFC 3986 section 5.2.4), after filters and proxies have judged the path by
     * what it began with.
     */
    private static void checkSegments(String path) {
        if (path.contains("//") || DOTS.matcher(path).find()) {
            throw badPath("It has a segment that is empty, . or .. where only names may stand.");
        }
    }

    /** Bytes of other alphabets would be read as Latin-1, so as something else. */
    private static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static RuntimeException badPath(String why) {
        return Problems.of(400, "bad-path", "The path cannot be read", why);
    }

    private static void checkQuery(String query, RoutingContext context) {
        if (query.indexOf('%') < 0 && query.indexOf(';') < 0 && isPrintable(query)) {
            return;
        }
        List<Finding> findings = new ArrayList<>();
        for (String pair : query.split("&")) {
            try {
                if (!isPrintable(pair)) {
                    throw new IllegalArgumentException(UNENCODED);
                }
                QueryText.of(pair).pairs();
            } catch (IllegalArgumentException e) {
                findings.add(Finding.parameter(readable(pair), "encoding", e.getMessage()));
            }
        }
        if (!findings.isEmpty()) {
            throw Problems.badParameters(findings);
        }
        if (query.indexOf(';') >= 0) {
            keepSemicolons(query, context);
        }
    }

    /** The framework would take a semicolon for the end of a value. */
    private static void keepSemicolons(String query, RoutingContext context) {
        MultiMap parameters = context.queryParams();
        parameters.clear();
        for (Map.Entry<String, String> pair : QueryText.of(query).pairs()) {
            parameters.add(pair.getKey(), pair.getValue());
        }
    }

    private static String readable(String pair) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        return name.length() > 100 ? name.substring(0, 100) : name;
    }
}
