package org.offprint.platform.http.filters;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.requests.BodyOfAnySize;
import org.offprint.platform.http.requests.Routes;

/**
 * Limits request bodies to 10 MB, even if a request does not declare the length of its body. Methods with {@link
 * BodyOfAnySize} are exempt.
 */
@Provider
public class BodyLimit implements ContainerRequestFilter {

    /** Maximum size of a request body, in bytes. */
    public static final long MAX_BYTES = 10_000_000;

    // Configuration key of the framework's own body limit, which is larger, so that this filter's limit applies first.
    private static final String FRAMEWORK_LIMIT = "io.quarkus.max-request-size";

    @Context
    ResourceInfo resource;

    @Inject
    RoutingContext context;

    /** Rejects a request whose declared body length is too large, before any byte of the body is read. */
    static void checkLength(RoutingContext context, String path, Routes routes) {
        HttpServerRequest request = context.request();
        String length = request.getHeader("Content-Length");
        if (length == null || length.length() < 8) {
            return;
        }
        boolean large = length.length() > 18 || Long.parseLong(length) > MAX_BYTES;
        if (large && !routes.takesAnySize(request.method().name(), path)) {
            throw Problems.tooLarge(MAX_BYTES);
        }
    }

    /** Limits how much of a chunked request body the framework buffers in memory. */
    static void limitFramework(RoutingContext context, String path, Routes routes) {
        HttpServerRequest request = context.request();
        if (request.getHeader("Transfer-Encoding") == null) {
            return;
        }
        if (routes.takesAnySize(request.method().name(), path)) {
            context.remove(FRAMEWORK_LIMIT);
        } else {
            context.put(FRAMEWORK_LIMIT, MAX_BYTES + 1_000_000);
        }
    }

    @Override
    public void filter(ContainerRequestContext request) {
        boolean chunked = context.request().getHeader("Transfer-Encoding") != null;
        boolean http2 = context.request().version() == HttpVersion.HTTP_2;
        if ((chunked || http2) && !resource.getResourceMethod().isAnnotationPresent(BodyOfAnySize.class)) {
            request.setEntityStream(new LimitedStream(request.getEntityStream()));
        }
    }

    /** Stream that rejects the request if it contains more than the maximum number of bytes. */
    private static final class LimitedStream extends FilterInputStream {

        private long left = MAX_BYTES;

        LimitedStream(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int bytes) {
            left -= bytes;
            if (left < 0) {
                throw Problems.tooLarge(MAX_BYTES);
            }
        }
    }
}
