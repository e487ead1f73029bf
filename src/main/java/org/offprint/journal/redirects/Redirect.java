package org.offprint.journal.redirects;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.platform.http.requests.MachinePaths;

/** Redirect from a former URL path to the page that replaces it. */
@Schema(description = "Redirect from a former path to its target.")
public record Redirect(
        @Schema(
                required = true,
                description = "Former path, including its query if the query identifies the page. At most 2000"
                        + " characters.",
                examples = "/archive/paper.php?id=12")
        String from,

        @Schema(
                required = true,
                description = "Target of the redirect: a path of this service or an absolute URL. At most 2000"
                        + " characters.",
                examples = "/articles/the-origin-of-species")
        String to) {

    private static final int LONGEST = 2_000;

    /**
     * Validates the former path of the redirect.
     *
     * @return error message; null if the path is valid
     */
    public String faultOfFrom() {
        String fault = faultOfPath(from);
        if (fault != null) {
            return fault;
        }
        // Requests are compared with the decoded path, so the path checks must not depend on the encoding.
        String decoded = RedirectPath.of(from);
        if (decoded == null) {
            return "The percent-encoding of the path is invalid.";
        }
        return decoded.startsWith("//")
                ? "The path must begin with exactly one slash."
                : MachinePaths.include(decoded) ? "Paths of the API cannot be redirected." : null;
    }

    /**
     * Validates the target of the redirect.
     *
     * @return error message; null if the target is valid
     */
    public String faultOfTo() {
        boolean isWhole = to != null && (to.startsWith("https://") || to.startsWith("http://"));
        if (!isWhole) {
            return faultOfPath(to);
        }
        return to.length() > LONGEST
                ? "Must have at most " + LONGEST + " characters."
                : hasOddCharacters(to)
                                || to.indexOf('/') + 2 >= to.length()
                                || "/?#".indexOf(to.charAt(to.indexOf('/') + 2)) >= 0
                        ? "Must be an absolute URL with a host."
                        : null;
    }

    private static String faultOfPath(String path) {
        if (path == null || path.isBlank()) {
            return "A value is required.";
        }
        if (path.length() > LONGEST) {
            return "Must have at most " + LONGEST + " characters.";
        }
        if (!path.startsWith("/") || path.startsWith("//")) {
            return "The path must begin with exactly one slash. A target can also be an http or https URL.";
        }
        return path.indexOf('#') >= 0
                ? "Remove # and the text after it. Browsers do not send the fragment to the server."
                : hasOddCharacters(path) ? "Characters that are not allowed in URLs must be percent-encoded." : null;
    }

    /**
     * Returns whether the URL contains spaces, quotes, brackets or other characters that must be percent-encoded (RFC
     * 3986).
     */
    private static boolean hasOddCharacters(String address) {
        return address.chars().anyMatch(c -> c <= ' ' || c >= 127 || "\"<>\\^`{|}".indexOf(c) >= 0);
    }
}
