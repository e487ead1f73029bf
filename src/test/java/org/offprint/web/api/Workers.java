package org.offprint.web.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/** Runs tasks on several threads, and waits for conditions. */
public final class Workers {

    /**
     * Whether requests alternate between two nodes. With two nodes, a condition must be true twice in a row, because an
     * asynchronous change may reach one node before the other node.
     */
    private static final boolean HAS_TWO_NODES = "2".equals(System.getProperty("nodes"));

    private Workers() {}

    /**
     * Runs the work for each number from 0 to count - 1, and returns the results in this order. The first failure stops
     * the remaining work.
     */
    public static <T> List<T> share(int threads, int count, IntFunction<T> work) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                running.add(pool.submit(() -> work.apply(number)));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : running) {
                results.add(each.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            pool.shutdownNow();
        }
    }

    /**
     * Waits until the condition is true, for at most the given duration.
     *
     * @throws AssertionError if the condition is still false afterwards; the message contains the description of the
     *     condition
     */
    public static void await(Duration timeout, String what, BooleanSupplier condition) {
        BooleanSupplier isSo = HAS_TWO_NODES ? () -> condition.getAsBoolean() && condition.getAsBoolean() : condition;
        for (Instant end = Instant.now().plus(timeout); !isSo.getAsBoolean(); pause(20)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("Not within " + timeout + ": " + what);
            }
        }
    }

    public static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
