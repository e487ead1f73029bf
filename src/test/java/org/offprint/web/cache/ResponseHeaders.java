package org.offprint.web.cache;

import io.restassured.response.Response;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Headers of a response that are the same whether the response comes from the cache or from the resource. */
final class ResponseHeaders {

    private ResponseHeaders() {}

    /** Returns the headers by lower-case name, without request id and rate limits. */
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
