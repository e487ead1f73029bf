package org.offprint.platform.http.requests;

import java.util.List;

/** URL path prefixes of machine interfaces, which never serve web pages for people. */
public final class MachinePaths {

    private static final List<String> PREFIXES =
            List.of("/v1", "/mcp", "/oai", "/r51", "/q", "/openapi", "/docs", "/problems", "/sign-in", "/sign-out");

    private MachinePaths() {}

    /** Returns whether a path, with or without a query, equals or is below the path prefix of a machine interface. */
    public static boolean include(String path) {
        return PREFIXES.stream()
                .anyMatch(prefix -> path.startsWith(prefix)
                        && (path.length() == prefix.length() || "/?".indexOf(path.charAt(prefix.length())) >= 0));
    }
}
