package org.offprint.platform.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CheckedSecretsTest {

    private static final byte[] HASH = {1, 2, 3};

    private final AtomicReference<String> stored = new AtomicReference<>("editor");
    private final AtomicInteger selected = new AtomicInteger();

    @Test
    void a_verified_secret_is_cached_until_the_cache_is_cleared() {
        SecretCache<String> checked = new SecretCache<>("key", this::select);
        assertNull(checked.cached(HASH));
        assertEquals(Optional.of("editor"), checked.find(HASH));
        stored.set(null);
        assertEquals(Optional.of("editor"), checked.cached(HASH.clone()));
        assertEquals(Optional.of("editor"), checked.find(HASH.clone()));
        assertEquals(1, selected.get());

        checked.clear();
        assertNull(checked.cached(HASH));
        assertEquals(Optional.empty(), checked.find(HASH));
        assertEquals(Optional.empty(), checked.cached(HASH));
        assertEquals(2, selected.get());
    }

    private Optional<String> select(byte[] hash) {
        selected.incrementAndGet();
        return Optional.ofNullable(stored.get());
    }

    @Test
    void the_result_of_a_query_that_runs_while_the_cache_is_cleared_is_not_cached() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch forgotten = new CountDownLatch(1);
        SecretCache<String> checked = new SecretCache<>("session", hash -> {
            Optional<String> found = select(hash);
            begun.countDown();
            try {
                forgotten.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return found;
        });
        CompletableFuture<Optional<String>> slow = CompletableFuture.supplyAsync(() -> checked.find(HASH));
        begun.await(30, TimeUnit.SECONDS);
        stored.set(null);
        // Clearing the cache does not wait for running queries, so an unavailable database does not block the node.
        checked.clear();
        forgotten.countDown();

        assertEquals(Optional.empty(), slow.get(30, TimeUnit.SECONDS));
        assertNull(checked.cached(HASH));
        assertEquals(Optional.empty(), checked.find(HASH));
    }
}
