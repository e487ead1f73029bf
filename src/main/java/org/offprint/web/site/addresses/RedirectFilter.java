package org.offprint.web.site.addresses;

import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import org.offprint.journal.redirects.Redirects;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.caching.CachePolicy;

/**
 * Redirects requests for unknown paths according to the redirect list. The filter runs before the error page for status
 * 404 is rendered.
 */
@Provider
@Priority(300)
public class RedirectFilter implements ContainerResponseFilter {

    private static final int NOT_FOUND = 404;
    private static final int MOVED = 301;

    @Inject
    Redirects redirects;

    @Inject
    PublicUrl publicUrl;

    @Context
    HttpServerRequest request;

    @Override
    public void filter(ContainerRequestContext asked, ContainerResponseContext response) {
        boolean isRead = asked.getMethod().equals("GET") || asked.getMethod().equals("HEAD");
        if (response.getStatus() != NOT_FOUND || !isRead) {
            return;
        }
        redirects.target(request.path(), request.query()).ifPresent(target -> {
            response.setStatus(MOVED);
            response.setEntity(null);
            response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
            response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, CachePolicy.PUBLIC.header());
            response.getHeaders()
                    .putSingle(HttpHeaders.LOCATION, target.startsWith("/") ? publicUrl.of(target) : target);
        });
    }
}
