package org.offprint.platform.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests to external services over HTTP/1.1. The client limits the duration and length of responses, and does
 * not follow redirects.
 */
public final class OutboundClient {

    private final HttpClient client;

    /** Creates an HTTP client with a timeout for new connections. */
    public OutboundClient(Duration connectTimeout) {
        client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .build();
    }

    /**
     * Sends a request and waits for its response. Unlike the request timeout of the JDK, {@code timeout} includes the
     * response body.
     *
     * @param maxBytes maximum length of the response body, beyond which it is truncated
     * @throws HttpTimeoutException if no complete response arrives in time
     * @throws InterruptedIOException if the thread is interrupted; the interrupt status of the thread remains set
     * @throws IOException if the external service cannot be reached or the connection is lost
     */
    public HttpResponse<BoundedBody> send(HttpRequest request, Duration timeout, int maxBytes) throws IOException {
        CompletableFuture<HttpResponse<BoundedBody>> response = client.sendAsync(request, BoundedBody.upTo(maxBytes));
        try {
            return response.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            response.cancel(true);
            throw new HttpTimeoutException("No response was received within " + timeout.toMillis() + " ms.");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (InterruptedException e) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The request was interrupted, because the service is shutting down.");
        }
    }
}
