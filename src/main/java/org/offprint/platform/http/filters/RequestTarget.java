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
 * Rejects request targets (RFC 9112, section 3.2) that later layers would truncate or could interpret in two ways. Also
 * rejects request headers that are too large.
 */
public final class RequestTarget {

    /** Maximum length of the path and query of a URL, in bytes. */
    public static final int MAX_TARGET_BYTES = 8_192;

    /** Maximum total size of all request headers, in bytes. */
    public static final int MAX_HEADER_BYTES = 16_384;

    private static final Pattern DOTS = Pattern.compile("/(?:\\.|%2[eE]){1,2}(?:/|$)");
    private static final String UNENCODED =
            "Percent-encode spaces, control characters and all characters outside ASCII.";

    private RequestTarget() {}

    static void check(RoutingContext context) {
        if (size(context.request().headers()) > MAX_HEADER_BYTES) {
            throw Problems.headersTooLarge(MAX_HEADER_BYTES);
        }
        String uri = context.request().uri();
        if (uri.length() > MAX_TARGET_BYTES) {
            throw Problems.uriTooLong(MAX_TARGET_BYTES);
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
        // An unencoded semicolon in a URL path starts a matrix parameter and would truncate a DOI.
        if (path.indexOf(';') >= 0) {
            throw badPath("Percent-encode semicolons in the path as `%3B`.");
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
     * Rejects URL paths with empty or dot segments. Routing would remove such segments (RFC 3986, section 5.2.4) after
     * filters and proxies have checked the original path.
     */
    private static void checkSegments(String path) {
        if (path.contains("//") || DOTS.matcher(path).find()) {
            throw badPath("Remove path segments that are empty, `.` or `..`.");
        }
    }

    /**
     * Returns whether a string is printable ASCII. Bytes outside of ASCII would be decoded as Latin-1, which changes
     * their meaning.
     */
    private static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static RuntimeException badPath(String why) {
        return Problems.of(400, "bad-path", "The path is malformed", why);
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

    /** Parses the query of the URL again, because the framework ends a parameter value at a semicolon. */
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
