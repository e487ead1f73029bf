package org.offprint.http.filters;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jboss.logging.MDC;
import org.offprint.http.RequestId;

/** Headers of every answer there is. */
final class CommonHeaders {

    private static final String NO_SCRIPTS = "default-src 'none'; script-src 'none'; frame-ancestors 'none'";

    /** Swagger UI starts by a script within its page and draws its icons from data URLs. */
    private static final String OWN_SCRIPTS = "default-src 'self'; script-src 'self' 'unsafe-inline';"
            + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

    private CommonHeaders() {}

    /** Adds them to the answer of this request, once, and names the request in the log. */
    static void add(RoutingContext context) {
        // Asked of the answer itself: a request that is routed anew loses its headers.
        if (context.response().headers().contains(RequestId.HEADER)) {
            return;
        }
        String id = RequestId.of(context);
        MDC.put("requestId", id);
        String path = String.valueOf(context.request().path());
        MultiMap headers = context.response().headers();
        headers.set(RequestId.HEADER, id);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", under(path, "/docs") ? OWN_SCRIPTS : NO_SCRIPTS);
        Cors.open(headers);
        if (under(path, "/v1")) {
            context.addHeadersEndHandler(nothing -> varyByReader(context.response()));
        }
    }

    /** Whether the path is this one or below it. */
    static boolean under(String path, String prefix) {
        return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }

    /** Every URL of the API answers readers and those with a key differently; caches must know. */
    private static void varyByReader(HttpServerResponse response) {
        Set<String> names = new LinkedHashSet<>();
        names.add("Authorization");
        response.headers().getAll("Vary").forEach(line -> {
            for (String name : line.split(",")) {
                if (!name.strip().toLowerCase(Locale.ROOT).equals("authorization")) {
                    names.add(name.strip());
                }
            }
        });
        response.headers().set("Vary", String.join(", ", names));
    }
}
