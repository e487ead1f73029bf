package org.offprint.kernel.faults;

import java.util.LinkedHashMap;
import java.util.Map;

/** Exception that ends a request with a problem document. Instances are created by {@link Problems}. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    ProblemException(Problem problem, Map<String, String> headers) {
        super(problem.title() + (problem.detail() == null ? "" : ": " + problem.detail()), null, false, false);
        this.problem = problem;
        this.headers = headers;
    }

    /** Returns the problem document to send to the client. */
    public Problem problem() {
        return problem;
    }

    /** Returns the response headers to send with the problem document, such as {@code Retry-After}. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Returns a copy of the exception with one additional member in its problem document. */
    public ProblemException with(String name, Object value) {
        return new ProblemException(problem.with(name, value), headers);
    }

    /** Returns a copy of the exception with one additional response header. */
    public ProblemException withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ProblemException(problem, more);
    }
}
