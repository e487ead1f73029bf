package org.offprint.platform.http.requests;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One operation of a resource class.
 *
 * @param method the HTTP method, in capitals
 * @param template the path with its parameters, such as {@code /v1/articles/{id}}
 * @param pattern what a path must match, percent-encoding left alone
 * @param prefix the path before its first parameter
 * @param slashes how many slashes a path has that matches; {@link #ANY} where a parameter may have some
 * @param literals how many characters of the template are not parameters; of two that match, the larger one counts
 * @param consumes media types of its body; empty if it says nothing
 * @param produces media types of its answer; empty if it says nothing
 * @param anySize whether its body may be larger than other bodies
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
     * Reports whether a path is one of this operation. Each request asks that of all of them, so that a pattern is tried on
     * hardly any that it does not match.
     *
     * @param pathSlashes the number of slashes in the path
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
