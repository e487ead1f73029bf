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
 * Client addresses that recently sent an authenticated request, and may therefore have written. Anonymous requests from
 * these addresses receive no outdated lists, so that every client reads its own writes.
 */
@Singleton
class AuthenticatedClients {

    /** Period for which an address is remembered. The period is longer than the time for which lists are outdated. */
    static final Duration RETENTION = Duration.ofSeconds(3);

    private static final int MAX_ADDRESSES = 10_000;
    private static final int UNAUTHORIZED = 401;

    private final Cache<String, Boolean> addresses = Caffeine.newBuilder()
            .maximumSize(2 * MAX_ADDRESSES)
            .expireAfterWrite(RETENTION)
            .build();

    /**
     * Records the client of an authenticated request immediately before the response is sent. Anonymous requests and
     * requests with invalid credentials are not recorded.
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
     * Returns whether the client of a request may have written recently. Returns true for all clients if there are more
     * addresses than can be remembered.
     */
    boolean mayInclude(HttpServerRequest request) {
        return addresses.getIfPresent(client(request)) != null || addresses.estimatedSize() > MAX_ADDRESSES;
    }

    private static String client(HttpServerRequest request) {
        return ClientAddress.subscriber(ClientAddress.of(request));
    }
}
