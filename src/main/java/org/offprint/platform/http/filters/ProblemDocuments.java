package org.offprint.platform.http.filters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.netty.channel.unix.Errors;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.requests.RequestId;

/** Serializes and sends problem documents for failures inside and outside of resource classes. */
public final class ProblemDocuments {

    /** Media type of problem documents (RFC 9457). */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final Logger LOG = Logger.getLogger(ProblemDocuments.class);
    // Problem documents have a separate JSON mapper, so that changes to the serialization of records do not affect
    // them.
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();
    private static final int LONGEST_PATH = 1_000;
    private static final long LINGER_MILLIS = 1_000;
    /**
     * Largest Content-Length, as a string, for which the request body is read to the end. A Content-Length with more
     * digits exceeds the limit, so the header does not need to be parsed.
     */
    private static final String MAX_READ_LENGTH = "999999";

    private ProblemDocuments() {}

    /** Returns the problem response for a failure. An internal error is logged once, with the request id. */
    public static ProblemException of(Throwable failure, RoutingContext context) {
        return Failures.problemOf(failure).orElseGet(() -> {
            if (isDisconnect(failure)
                    || failure instanceof IOException && context.response().closed()) {
                LOG.debugf("The client closed the connection of request %s", RequestId.of(context));
            } else {
                LOG.errorf(
                        failure,
                        "Request %s failed: %s %s",
                        RequestId.of(context),
                        context.request().method(),
                        path(context));
            }
            return Problems.internal();
        });
    }

    /** Sends a problem document as the response to a request that has not reached any resource. */
    public static void send(RoutingContext context, ProblemException problem) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.headWritten()) {
            response.reset();
            return;
        }
        MultiMap headers = response.headers();
        headers(problem, context).forEach(headers::set);
        headers.set("Content-Type", MEDIA_TYPE);
        response.setStatusCode(problem.problem().status());
        response.end(Buffer.buffer(json(problem, context)));
    }

    /** Returns the JSON of a problem document, with the path and id of the request. */
    static byte[] json(ProblemException problem, RoutingContext context) {
        try {
            return MAPPER.writeValueAsBytes(problem.problem().forRequest(path(context), RequestId.of(context)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Failed to serialize a problem document", e);
        }
    }

    /**
     * Returns the response headers of a problem document, including the cache policy. If a large part of the request
     * body is still unread, the connection is also closed.
     */
    static Map<String, String> headers(ProblemException problem, RoutingContext context) {
        Map<String, String> headers = new LinkedHashMap<>(problem.headers());
        int status = problem.problem().status();
        headers.putIfAbsent("Cache-Control", status == 410 ? "max-age=60" : "no-store");
        boolean isLarge = status == 413 || isLargelyUnread(context.request());
        if (isLarge && context.request().version() != HttpVersion.HTTP_2) {
            headers.put("Connection", "close");
            context.addEndHandler(done -> closeAfter(context));
        }
        return headers;
    }

    /**
     * Returns whether a large part of the request body has not arrived yet. The framework would otherwise buffer the
     * rest of the body in memory.
     */
    private static boolean isLargelyUnread(HttpServerRequest request) {
        if (request.isEnded()) {
            return false;
        }
        String length = request.getHeader("Content-Length");
        return length == null
                ? request.getHeader("Transfer-Encoding") != null
                : length.length() > MAX_READ_LENGTH.length();
    }

    /**
     * Closes the connection after a short delay, so that the client can read the response before its own write fails.
     */
    private static void closeAfter(RoutingContext context) {
        HttpServerRequest request = context.request();
        context.vertx().setTimer(LINGER_MILLIS, timer -> request.connection().close());
        if (!request.isEnded()) {
            request.handler(ignored -> {});
            request.resume();
        }
    }

    private static String path(RoutingContext context) {
        String uri = context.request().uri();
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        return path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) : path;
    }

    private static boolean isDisconnect(Throwable failure) {
        return failure instanceof ClosedChannelException
                || failure instanceof HttpClosedException
                || failure instanceof Errors.NativeIoException;
    }
}
