package org.offprint.journal.redirects;

import org.offprint.platform.http.parameters.QueryText;

/** Normalizes former paths of redirects for lookup. */
final class RedirectPath {

    private RedirectPath() {}

    /**
     * Returns the decoded path without a trailing slash, followed by the unchanged query string. Returns null for
     * invalid percent-encoding.
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
