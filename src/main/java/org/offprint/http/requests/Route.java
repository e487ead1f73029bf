package org.offprint.http.requests;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One operation of a resource class.
 *
 * @param method the HTTP method, in capitals
 * @param template the path with its parameters, such as {@code /v1/articles/{id}}
 * @param pattern what a path must match, percent-encoding left alone
 * @param literals how many characters of the template are not parameters; of two that match, the larger one counts
 * @param consumes media types of its body; empty if it says nothing
 * @param produces media types of its answer; empty if it says nothing
 * @param anySize whether its body may be larger than other bodies
 */
record Route(
        String method,
        String template,
        Pattern pattern,
        int literals,
        List<String> consumes,
        List<String> produces,
        boolean anySize) {

    boolean matches(String path) {
        return pattern.matcher(path).matches();
    }
}
