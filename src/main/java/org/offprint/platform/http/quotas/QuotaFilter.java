package org.offprint.platform.http.quotas;

import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts requests to operations that have a quota, before their parameters and bodies are parsed. A request is not
 * counted if its response is sent from a cache before it reaches an operation.
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class QuotaFilter implements ContainerRequestFilter {

    private static final Map<Method, Optional<QuotaClass>> KNOWN = new ConcurrentHashMap<>();

    @Context
    ResourceInfo resource;

    @Inject
    RoutingContext context;

    @Inject
    Quotas quotas;

    @Override
    public void filter(ContainerRequestContext request) {
        KNOWN.computeIfAbsent(
                        resource.getResourceMethod(), method -> QuotaFilter.of(method, resource.getResourceClass()))
                .ifPresent(work -> quotas.count(work, context));
    }

    /** Returns the quota class of an operation, or empty if its requests are not counted. */
    static Optional<QuotaClass> of(Method method, Class<?> resource) {
        QuotaOf own = method.getAnnotation(QuotaOf.class);
        QuotaOf stated = own == null ? resource.getAnnotation(QuotaOf.class) : own;
        if (stated != null) {
            return Optional.of(stated.value());
        }
        boolean reads = method.isAnnotationPresent(GET.class)
                || method.isAnnotationPresent(HEAD.class)
                || method.isAnnotationPresent(OPTIONS.class);
        return reads ? Optional.empty() : Optional.of(QuotaClass.WRITE);
    }
}
