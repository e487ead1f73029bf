package org.offprint.platform.http.streaming;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Sends large response bodies, after compression, in chunks as their clients read them. */
@Provider
@Priority(50) // The filter for large responses runs after all filters that change the body.
public class LargeResponseFilter implements ContainerResponseFilter {

    /** Access to the current request. An injected request proxy would work only on request threads. */
    @Inject
    CurrentVertxRequest current;

    @Inject
    LargeResponses answers;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof byte[] body
                && body.length >= LargeResponses.MIN_SIZE
                && !request.getMethod().equals(HttpMethod.HEAD)) {
            response.setEntity(answers.admit(body, current.getCurrent()));
        }
    }
}
