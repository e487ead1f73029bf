package org.offprint.http.caching;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;

/**
 * Answers a GET with what is ready in memory, on the thread that reads the request: what {@link Reply#toReaders} and
 * {@link Compression} would answer, header by header, at a fraction of their cost.
 */
public final class DirectReply {

    private DirectReply() {}

    /** Whether an Accept header takes JSON for certain; where this says no, negotiation decides. */
    public static boolean takesJson(HttpServerRequest request) {
        String accept = request.getHeader("Accept");
        return accept == null || accept.equals("*/*") || accept.equals("application/json");
    }

    /**
     * Sends this to a reader, or 304 where the client has it already.
     *
     * @param etag strong, in quotes
     */
    public static void send(RoutingContext context, Encoded entity, String etag, Instant lastModified) {
        HttpServerRequest request = context.request();
        boolean notModified = Conditions.notModified(
                request.headers().contains("If-None-Match")
                        ? String.join(", ", request.headers().getAll("If-None-Match"))
                        : null,
                request.getHeader("If-Modified-Since"),
                etag,
                lastModified);
        boolean gzip = entity.gzip() != null && AcceptEncoding.takesGzip(request.getHeader("Accept-Encoding"));
        HttpServerResponse response = context.response();
        response.headers()
                .set("ETag", gzip ? Compression.tagOfGzip(etag) : etag)
                .set("Last-Modified", Conditions.httpDate(lastModified))
                .set("Cache-Control", CachePolicy.PUBLIC.header())
                .set("Vary", "Authorization, Accept-Encoding");
        if (notModified) {
            response.setStatusCode(304).end();
            return;
        }
        response.headers().set("Content-Type", "application/json");
        if (gzip) {
            response.headers().set("Content-Encoding", "gzip");
        }
        byte[] body = gzip ? entity.gzip() : entity.plain();
        if (request.method() == HttpMethod.HEAD) {
            response.headers().set("Content-Length", Integer.toString(body.length));
            response.end();
        } else {
            response.end(Buffer.buffer(body));
        }
    }
}
