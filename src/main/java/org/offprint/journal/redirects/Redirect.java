package org.offprint.journal.redirects;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.platform.http.requests.MachinePaths;

/** A path that a page had of old, and the page that stands for it now. */
@Schema(description = "A path of old and where it leads.")
public record Redirect(
        @Schema(
                required = true,
                description = "The path, with its query where that belongs to it.",
                examples = "/archive/paper.php?id=12")
        String from,

        @Schema(
                required = true,
                description = "A path here, or a whole address.",
                examples = "/articles/the-origin-of-species")
        String to) {

    private static final int LONGEST = 2_000;

    /**
     * Returns what is wrong with the path of old.
     *
     * @return null where it is right
     */
    public String faultOfFrom() {
        String fault = faultOfPath(from);
        if (fault != null) {
            return fault;
        }
        return MachinePaths.include(from)
                ? "It belongs to the API, which nothing leads away from."
                : RedirectPath.of(from) == null ? "Its percent-encoding is broken." : null;
    }

    /**
     * Returns what is wrong with the target.
     *
     * @return null where it is right
     */
    public String faultOfTo() {
        boolean isWhole = to != null && (to.startsWith("https://") || to.startsWith("http://"));
        if (!isWhole) {
            return faultOfPath(to);
        }
        return to.length() > LONGEST
                ? "It has more than " + LONGEST + " characters."
                : hasOddCharacters(to)
                                || to.indexOf('/') + 2 >= to.length()
                                || "/?#".indexOf(to.charAt(to.indexOf('/') + 2)) >= 0
                        ? "It is no address."
                        : null;
    }

    private static String faultOfPath(String path) {
        if (path == null || path.isBlank()) {
            return "It is missing.";
        }
        if (path.length() > LONGEST) {
            return "It has more than " + LONGEST + " characters.";
        }
        if (!path.startsWith("/") || path.startsWith("//")) {
            return "Give a path, which begins with one slash.";
        }
        return path.indexOf('#') >= 0
                ? "What stands behind # never comes to a server; leave it out."
                : hasOddCharacters(path) ? "It holds a character that no address has; percent-encode it." : null;
    }

    /** Blanks, quotes, brackets and the like are written as percent and two digits in addresses (RFC 3986). */
    private static boolean hasOddCharacters(String address) {
        return address.chars().anyMatch(c -> c <= ' ' || c >= 127 || "\"<>\\^`{|}".indexOf(c) >= 0);
    }
}
