package org.offprint.platform.http.filters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.web.api.Workers;

class RequestLimiterTest {

    private static final int MAX_WAITING = 16;

    private final RequestLimiter limiter = new RequestLimiter("lists", 1, MAX_WAITING, 30_000, 5);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void requests_beyond_the_maximum_number_of_waiting_requests_are_rejected() {
        CountDownLatch end = new CountDownLatch(1);
        List<CompletableFuture<String>> running = new ArrayList<>();
        AtomicInteger rejected = new AtomicInteger();
        for (int i = 0; i < 41; i++) {
            running.add(start(end, rejected));
        }
        Workers.await(Duration.ofSeconds(10), "the other requests wait", () -> rejected.get() == 40 - MAX_WAITING);

        end.countDown();

        assertEquals(
                1 + MAX_WAITING,
                running.stream().filter(each -> each.join().equals("done")).count());
        assertEquals("done", limiter.within(() -> "done"));
    }

    @Test
    void a_task_that_fails_releases_its_permit() {
        assertThrows(
                IllegalStateException.class,
                () -> limiter.within(() -> {
                    throw new IllegalStateException();
                }));
        assertEquals("done", limiter.within(() -> "done"));
    }

    private CompletableFuture<String> start(CountDownLatch end, AtomicInteger rejected) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return limiter.within(() -> {
                            await(end);
                            return "done";
                        });
                    } catch (ProblemException e) {
                        rejected.incrementAndGet();
                        return "rejected";
                    }
                },
                threads);
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
