package org.offprint.web.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.offprint.platform.http.requests.ClientAddress;
import org.offprint.platform.http.requests.SessionCookie;

/**
 * Addresses of clients that recently sent an authenticated request, and may therefore have changed data. Anonymous
 * requests from these addresses never receive outdated lists, so that all clients can read their own writes.
 */
@Singleton
class AuthenticatedClients {

    /** Retention period of an address, which is longer than the period for which outdated lists are sent. */
    static final Duration RETENTION = Duration.ofSeconds(3);

    private static final int MAX_ADDRESSES = 10_000;
    private static final int UNAUTHORIZED = 401;

    private final Cache<String, Boolean> addresses = Caffeine.newBuilder()
            .maximumSize(2 * MAX_ADDRESSES)
            .expireAfterWrite(RETENTION)
            .build();

    /**
     * Records the client of an authenticated request immediately before the response is sent. Requests that are
     * anonymous or have invalid credentials are not recorded.
     */
    void record(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.headers().contains(HttpHeaders.AUTHORIZATION) || SessionCookie.isSent(request)) {
            context.addHeadersEndHandler(sent -> {
                if (context.response().getStatusCode() != UNAUTHORIZED) {
                    addresses.put(client(request), Boolean.TRUE);
                }
            });
        }
    }

    /**
     * Returns whether the client of a request may have changed data recently. If there are too many addresses to
     * remember, the result is true for all clients.
     */
    boolean mayInclude(HttpServerRequest request) {
        return addresses.getIfPresent(client(request)) != null || addresses.estimatedSize() > MAX_ADDRESSES;
    }

    private static String client(HttpServerRequest request) {
        return ClientAddress.subscriber(ClientAddress.of(request));
    }
}
