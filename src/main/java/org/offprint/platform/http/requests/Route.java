package org.offprint.platform.http.requests;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Operation of a resource class.
 *
 * @param method HTTP method in upper case
 * @param template path with its parameters, for example {@code /v1/articles/{id}}
 * @param pattern pattern for matching paths, which remain percent-encoded
 * @param prefix path before its first parameter
 * @param slashes number of slashes in a matching path; {@link #ANY} if a parameter may contain slashes
 * @param literals number of characters of the template outside of parameters; if several templates match, the template
 *     with the largest number takes precedence
 * @param consumes media types of the request body; empty if not declared
 * @param produces media types of the response; empty if not declared
 * @param anySize whether the request body may exceed the common size limit
 */
record Route(
        String method,
        String template,
        Pattern pattern,
        String prefix,
        int slashes,
        int literals,
        List<String> consumes,
        List<String> produces,
        boolean anySize) {

    static final int ANY = -1;

    /**
     * Returns whether a URL path belongs to this operation. Because all operations are checked for every request, the
     * prefix and the number of slashes are compared before the pattern.
     *
     * @param pathSlashes number of slashes in the path
     */
    boolean matches(String path, int pathSlashes) {
        return (slashes == ANY || slashes == pathSlashes)
                && path.startsWith(prefix)
                && pattern.matcher(path).matches();
    }

    static int slashes(String path) {
        int slashes = 0;
        for (int at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
            slashes++;
        }
        return slashes;
    }
}
