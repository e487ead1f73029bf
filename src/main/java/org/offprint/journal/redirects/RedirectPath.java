package org.offprint.journal.redirects;

import org.offprint.platform.http.parameters.QueryText;

/** Normalizes the former paths of redirects for lookup. */
final class RedirectPath {

    private RedirectPath() {}

    /**
     * Returns the decoded path without trailing slashes, followed by the unchanged query string. Returns null if the
     * percent-encoding is invalid.
     */
    static String of(String address) {
        int mark = address.indexOf('?');
        String path = mark < 0 ? address : address.substring(0, mark);
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        try {
            return QueryText.decoded(path.substring(0, end), false) + (mark < 0 ? "" : address.substring(mark));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
