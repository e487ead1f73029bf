package org.offprint.kernel.faults;

import java.util.LinkedHashMap;
import java.util.Map;

/** Ends a request with a problem document; made by {@link Problems}. */
public final class ProblemException extends RuntimeException {

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    ProblemException(Problem problem, Map<String, String> headers) {
        super(problem.title() + (problem.detail() == null ? "" : ": " + problem.detail()), null, false, false);
        this.problem = problem;
        this.headers = headers;
    }

    /** Returns the problem that the client is told. */
    public Problem problem() {
        return problem;
    }

    /** Headers that go with it, such as {@code Retry-After}. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Adds a member to the document. */
    public ProblemException with(String name, Object value) {
        return new ProblemException(problem.with(name, value), headers);
    }

    /** Adds a header. */
    public ProblemException withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ProblemException(problem, more);
    }
}
