package org.offprint.platform.http.filters;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.Set;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.requests.LogContext;
import org.offprint.platform.http.requests.RequestId;
import org.offprint.platform.http.requests.SessionCookie;
import org.offprint.platform.http.requests.TraceId;

/** Headers that are set on every HTTP response. */
@Singleton
public class CommonHeaders {

    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized(RequestId.HEADER);
    private static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence SECURITY_POLICY = HttpHeaders.createOptimized("Content-Security-Policy");
    private static final CharSequence REFERRER_POLICY = HttpHeaders.createOptimized("Referrer-Policy");
    private static final CharSequence TRANSPORT = HttpHeaders.createOptimized("Strict-Transport-Security");

    /** Value of {@code Content-Security-Policy} for API responses. */
    public static final CharSequence NO_SCRIPTS =
            HttpHeaders.createOptimized("default-src 'none'; script-src 'none'; frame-ancestors 'none'");

    /** Value of {@code Content-Security-Policy} for Swagger UI, which loads its icons from data URLs. */
    private static final CharSequence OWN_SCRIPTS = HttpHeaders.createOptimized("default-src 'self'; script-src 'self';"
            + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'");

    /**
     * Value of {@code Referrer-Policy}. External sites never receive the full URL, but only the origin, which they need
     * for their statistics.
     */
    private static final CharSequence ORIGIN_ONLY = HttpHeaders.createOptimized("strict-origin-when-cross-origin");

    /**
     * Value of {@code Strict-Transport-Security}, which requires TLS for one year (in seconds). Subdomains are
     * excluded, because they may have a different operator.
     */
    private static final CharSequence ONLY_TLS = HttpHeaders.createOptimized("max-age=31536000");

    private final boolean isHttps;
    private final ProxyHeaders proxies;

    CommonHeaders(PublicUrl publicUrl, ProxyHeaders proxies) {
        isHttps = publicUrl.isHttps();
        this.proxies = proxies;
    }

    /** Adds the common headers to a response once, and sets the request ids for the log. */
    void add(RoutingContext context) {
        HttpServerResponse response = context.response();
        // The check uses a response header instead of a request attribute. If a request is rerouted, the response
        // headers are cleared and must be added again.
        if (response.headers().contains(REQUEST_ID)) {
            return;
        }
        proxies.check(context.request().headers());
        String id = RequestId.of(context);
        LogContext.set(id, TraceId.of(context.request()));
        String path = String.valueOf(context.request().path());
        addTo(response.headers(), id, under(path, "/docs") ? OWN_SCRIPTS : NO_SCRIPTS);
        if (under(path, "/v1")) {
            context.addHeadersEndHandler(nothing -> varyByReader(response));
        } else if (under(path, "/q")) {
            context.addHeadersEndHandler(nothing -> {
                if (!response.headers().contains(HttpHeaders.CACHE_CONTROL)) {
                    response.headers().set(HttpHeaders.CACHE_CONTROL, "no-store");
                }
            });
        }
    }

    /**
     * Adds the common headers to a response.
     *
     * @param requestId id of the request
     * @param securityPolicy value of {@code Content-Security-Policy}
     */
    public void addTo(MultiMap headers, String requestId, CharSequence securityPolicy) {
        headers.set(REQUEST_ID, requestId);
        headers.set(CONTENT_TYPE_OPTIONS, NO_SNIFF);
        headers.set(SECURITY_POLICY, securityPolicy);
        headers.set(REFERRER_POLICY, ORIGIN_ONLY);
        if (isHttps) {
            headers.set(TRANSPORT, ONLY_TLS);
        }
        Cors.open(headers);
    }

    /** Returns whether a URL path equals {@code prefix} or is below it. */
    static boolean under(String path, String prefix) {
        return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }

    /**
     * Adds the headers with credentials to {@code Vary}. Any URL of the API may respond differently to clients with an
     * API key or a session, so caches must distinguish these responses.
     */
    private static void varyByReader(HttpServerResponse response) {
        Set<String> names = new LinkedHashSet<>();
        names.addAll(SessionCookie.IDENTITY_HEADERS);
        response.headers().getAll("Vary").forEach(line -> {
            for (String name : line.split(",")) {
                if (SessionCookie.IDENTITY_HEADERS.stream().noneMatch(name.strip()::equalsIgnoreCase)) {
                    names.add(name.strip());
                }
            }
        });
        response.headers().set("Vary", String.join(", ", names));
    }
}
