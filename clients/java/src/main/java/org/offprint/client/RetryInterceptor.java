package org.offprint.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Repeats requests after 429 (Too Many Requests) and 503 (Service Unavailable), after the time in {@code Retry-After}.
 * Repeats only reads and requests with an {@code Idempotency-Key}.
 */
final class RetryInterceptor implements Interceptor {

    private static final int ATTEMPTS = 4;

    /** If the service requests a longer wait, its response is returned. */
    private static final Duration MAX_WAIT = Duration.ofMinutes(1);

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        boolean repeatable =
                Set.of("GET", "HEAD").contains(request.method()) || request.header("Idempotency-Key") != null;
        for (int attempt = 1; ; attempt++) {
            Response response = chain.proceed(request);
            Optional<Duration> wait = RetryAfter.of(response.header("Retry-After"));
            if (!repeatable
                    || attempt == ATTEMPTS
                    || !Set.of(429, 503).contains(response.code())
                    || wait.isEmpty()
                    || wait.get().compareTo(MAX_WAIT) > 0) {
                return response;
            }
            response.close();
            sleep(wait.get());
        }
    }

    /** Waits up to a quarter longer, so that clients that were rejected at the same time return at different times. */
    private static void sleep(Duration wait) throws IOException {
        try {
            Thread.sleep((long) (wait.toMillis() * (1 + ThreadLocalRandom.current().nextDouble() / 4)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting to repeat a request.");
        }
    }
}
