package org.offprint.web.cache;

import io.restassured.response.Response;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Selects the response headers that must be equal for cached and uncached responses. */
final class ResponseHeaders {

    private ResponseHeaders() {}

    /** Returns the headers by lower-case name, without the request id and the rate limit headers. */
    static Map<String, String> of(Response response) {
        return response.headers().asList().stream()
                .filter(header -> !header.getName().equalsIgnoreCase("X-Request-Id")
                        && !header.getName().startsWith("RateLimit"))
                .collect(Collectors.toMap(
                        header -> header.getName().toLowerCase(Locale.ROOT),
                        header -> header.getValue(),
                        (one, next) -> one + ", " + next,
                        TreeMap::new));
    }
}
