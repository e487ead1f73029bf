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

/** Does much work on several threads, and waits for what happens a little later. */
public final class Workers {

    /** Whether each request goes to the other of two nodes; what comes a little later comes to one of them first. */
    private static final boolean TWICE = "2".equals(System.getProperty("nodes"));

    private Workers() {}

    /** The results of the work for 0 to count - 1, in that order; the first failure ends it. */
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

    /** Waits until this is so; an AssertionError that says what was awaited where it takes longer. */
    public static void await(Duration patience, String what, BooleanSupplier condition) {
        BooleanSupplier isSo = TWICE ? () -> condition.getAsBoolean() && condition.getAsBoolean() : condition;
        for (Instant end = Instant.now().plus(patience); !isSo.getAsBoolean(); pause(20)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("Not within " + patience + ": " + what);
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
