package org.offprint.client;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offprint.client.model.Problem;

/** Error response of the service, with its problem document (RFC 9457). */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;
    private final int status;
    private final Duration retryAfter;

    public ProblemException(ApiException failure) {
        super(failure);
        status = failure.getCode();
        problem = parse(failure.getResponseBody());
        retryAfter = retryAfter(failure.getResponseHeaders());
    }

    /** Returns the status of the response, or 0 if the service did not respond. */
    public int status() {
        return status;
    }

    /** Returns the problem document, or nothing if the response has none, for example if it is from a proxy. */
    public Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    /** Returns the time after which the request can be repeated, if the service stated it. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    @Override
    public String getMessage() {
        if (problem == null) {
            return super.getMessage();
        }
        return problem.getDetail() == null ? problem.getTitle() : problem.getTitle() + ": " + problem.getDetail();
    }

    private static Problem parse(String body) {
        try {
            return body == null ? null : Problem.fromJson(body);
        } catch (IOException | JsonParseException | IllegalArgumentException | IllegalStateException e) {
            return null;
        }
    }

    private static Duration retryAfter(Map<String, List<String>> headers) {
        if (headers == null) {
            return null;
        }
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Retry-After"))
                .findFirst()
                .flatMap(header -> RetryAfter.of(header.getValue().get(0)))
                .orElse(null);
    }
}
