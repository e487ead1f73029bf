package org.offprint.platform.http.requests;

import java.util.List;

/** Path prefixes of machine interfaces, which never contain web pages for people. */
public final class MachinePaths {

    private static final List<String> PREFIXES =
            List.of("/v1", "/oai", "/r51", "/q", "/openapi", "/docs", "/problems", "/sign-in", "/sign-out");

    private MachinePaths() {}

    /** Returns whether a path, with or without a query, equals one of these prefixes or is below it. */
    public static boolean include(String path) {
        return PREFIXES.stream()
                .anyMatch(prefix -> path.startsWith(prefix)
                        && (path.length() == prefix.length() || "/?".indexOf(path.charAt(prefix.length())) >= 0));
    }
}
