package org.offprint.platform.http.requests;

import java.util.List;

/** Paths that are for machines, below which there is never a page for people. */
public final class MachinePaths {

    private static final List<String> PREFIXES =
            List.of("/v1", "/oai", "/r51", "/q", "/openapi", "/docs", "/problems", "/sign-in", "/sign-out");

    private MachinePaths() {}

    /** Reports whether a path, or an address with a query, is one of these or below it. */
    public static boolean include(String path) {
        return PREFIXES.stream()
                .anyMatch(prefix -> path.startsWith(prefix)
                        && (path.length() == prefix.length() || "/?".indexOf(path.charAt(prefix.length())) >= 0));
    }
}
