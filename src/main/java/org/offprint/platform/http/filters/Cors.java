package org.offprint.platform.http.filters;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Collection;

/**
 * Allows web pages of any origin to read responses, without browser credentials (WHATWG Fetch 3.3, "CORS protocol").
 */
final class Cors {

    private static final CharSequence ALLOW_ORIGIN = HttpHeaders.createOptimized("Access-Control-Allow-Origin");
    private static final CharSequence ANY = HttpHeaders.createOptimized("*");
    private static final CharSequence EXPOSE = HttpHeaders.createOptimized("Access-Control-Expose-Headers");
    // The asterisk in Access-Control-Allow-Headers does not include Authorization, which must be listed explicitly.
    private static final String REQUEST_HEADERS = "*, Authorization, Accept, Accept-Language, Content-Type, If-Match, "
            + "If-None-Match, If-Modified-Since, Idempotency-Key, Prefer, X-Request-Id, MCP-Protocol-Version, Mcp-Method,"
            + " Mcp-Name";
    private static final String TWO_HOURS = "7200";

    private Cors() {}

    static void open(MultiMap response) {
        response.set(ALLOW_ORIGIN, ANY);
        // The asterisk exposes all headers, because pages send no browser credentials (WHATWG Fetch, 3.3.3).
        response.set(EXPOSE, ANY);
    }

    static boolean isPreflight(HttpServerRequest request) {
        return request.getHeader("Origin") != null && request.getHeader("Access-Control-Request-Method") != null;
    }

    static void answerPreflight(MultiMap response, Collection<String> methods) {
        response.set("Access-Control-Allow-Methods", String.join(", ", methods));
        response.set("Access-Control-Allow-Headers", REQUEST_HEADERS);
        response.set("Access-Control-Max-Age", TWO_HOURS);
    }
}
