package org.offprint.platform.http.quotas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offprint.platform.http.quotas.QuotaClient.Pool;
import org.offprint.platform.http.quotas.TokenBucket.Policy;
import org.offprint.platform.http.quotas.TokenBucket.TakeResult;

class QuotasTest {

    private static final QuotaClient READER = QuotaClient.at(Pool.ANONYMOUS, "192.0.2.7");
    private static final QuotaClient POLITE = QuotaClient.at(Pool.POLITE, "192.0.2.7");

    /** Clock that starts shortly before it overflows. */
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(30));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Quotas quotas = new Quotas(
            registry,
            clock::get,
            Map.of(
                    QuotaClass.SEARCH, 60,
                    QuotaClass.EXPORT, 10,
                    QuotaClass.WRITE, 0,
                    QuotaClass.SIGN_IN, 10),
            5);

    private void pass(long millis) {
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Test
    void a_full_quota_can_be_used_at_once_and_then_refills_continuously() {
        for (int left = 59; left >= 0; left--) {
            TakeResult taken = quotas.take(QuotaClass.SEARCH, READER);
            assertTrue(taken.taken());
            assertEquals(left, taken.remaining());
            assertEquals(60 - left, taken.fullInSeconds());
        }
        assertEquals(new TakeResult(false, 0, 60), quotas.take(QuotaClass.SEARCH, READER));
        pass(999);
        assertFalse(quotas.take(QuotaClass.SEARCH, READER).taken());
        pass(1);
        assertEquals(new TakeResult(true, 0, 60), quotas.take(QuotaClass.SEARCH, READER));
        assertFalse(quotas.take(QuotaClass.SEARCH, READER).taken());
        // Rejected requests use no tokens, so the quota is full after the reported time.
        pass(60_000);
        assertEquals(new TakeResult(true, 59, 1), quotas.take(QuotaClass.SEARCH, READER));
        assertEquals(
                3.0,
                registry.get("offprint.quota.refused")
                        .tag("class", "search")
                        .tag("pool", "anonymous")
                        .counter()
                        .count());
    }

    @Test
    void a_client_never_receives_more_than_the_quota_plus_the_refill() {
        int taken = 0;
        for (int request = 0; request < 100_000; request++) {
            taken += quotas.take(QuotaClass.SEARCH, READER).taken() ? 1 : 0;
            pass(7);
        }
        // The token bucket gains 700 tokens in 700 s.
        assertEquals(760, taken, 1);
    }

    @Test
    void each_client_and_quota_class_and_pool_has_a_separate_token_bucket() {
        for (int request = 0; request < 11; request++) {
            quotas.take(QuotaClass.EXPORT, READER);
        }
        assertFalse(quotas.take(QuotaClass.EXPORT, READER).taken());
        assertTrue(quotas.take(QuotaClass.SEARCH, READER).taken());
        assertEquals(49, quotas.take(QuotaClass.EXPORT, POLITE).remaining());
        assertEquals(
                49,
                quotas.take(QuotaClass.EXPORT, QuotaClient.at(Pool.KNOWN, "key 1"))
                        .remaining());
        assertEquals(
                9,
                quotas.take(QuotaClass.EXPORT, QuotaClient.at(Pool.ANONYMOUS, "192.0.2.8"))
                        .remaining());
    }

    @Test
    void an_ipv6_site_gets_ten_times_the_quota_of_a_client() {
        int taken = 0;
        for (int network = 0; network < 50; network++) {
            QuotaClient client = QuotaClient.at(Pool.ANONYMOUS, "2001:db8:7:" + Integer.toHexString(network) + "::1");
            for (int request = 0; request < 11; request++) {
                taken += quotas.take(QuotaClass.EXPORT, client).taken() ? 1 : 0;
            }
        }
        assertEquals(100, taken);
        QuotaClient refused = QuotaClient.at(Pool.ANONYMOUS, "2001:db8:7:ffff::1");
        assertEquals(new TakeResult(false, 0, 60), quotas.take(QuotaClass.EXPORT, refused));
        // Another site and IPv4 clients are not affected.
        assertEquals(
                9,
                quotas.take(QuotaClass.EXPORT, QuotaClient.at(Pool.ANONYMOUS, "2001:db8:8::1"))
                        .remaining());
        for (int host = 0; host < 200; host++) {
            assertTrue(quotas.take(QuotaClass.EXPORT, QuotaClient.at(Pool.ANONYMOUS, "192.0.2." + host))
                    .taken());
        }
    }

    @Test
    void the_sign_in_quota_is_not_higher_for_clients_with_an_email_address() {
        assertEquals(9, quotas.take(QuotaClass.SIGN_IN, POLITE).remaining());
    }

    @Test
    void a_quota_that_does_not_divide_a_minute_evenly_is_granted_in_full() {
        TokenBucket bucket = new TokenBucket(0);
        Policy policy = new Policy(7, TimeUnit.SECONDS.toNanos(60));
        int taken = 0;
        while (bucket.take(policy, 1, 0).taken()) {
            taken++;
        }
        assertEquals(7, taken);
    }

    @Test
    void several_tokens_are_taken_together_or_not_at_all() {
        TokenBucket bucket = new TokenBucket(0);
        Policy policy = new Policy(10, 1_000);
        assertEquals(new TakeResult(true, 3, 1), bucket.take(policy, 7, 0));
        assertFalse(bucket.take(policy, 4, 0).taken());
        assertTrue(bucket.take(policy, 3, 0).taken());
        assertFalse(bucket.take(policy, 1, 0).taken());
    }

    @Test
    void a_clock_that_moves_backwards_grants_no_additional_tokens() {
        TokenBucket bucket = new TokenBucket(1_000);
        Policy policy = new Policy(2, 1_000);
        assertTrue(bucket.take(policy, 1, 1_000).taken());
        assertTrue(bucket.take(policy, 1, 1_000).taken());
        assertFalse(bucket.take(policy, 1, 500).taken());
        assertTrue(bucket.take(policy, 1, 1_500).taken());
    }

    @Test
    void concurrent_threads_never_take_the_same_token() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> counts = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                counts.add(threads.submit(() -> {
                    int taken = 0;
                    for (int request = 0; request < 1_000; request++) {
                        taken += quotas.take(QuotaClass.SEARCH, POLITE).taken() ? 1 : 0;
                    }
                    return taken;
                }));
            }
            int all = 0;
            for (Future<Integer> count : counts) {
                all += count.get();
            }
            assertEquals(300, all);
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "harvester@library.example",
                "Harvester/1.0 (https://library.example; mailto:harvester@library.example)",
                "Tool <a.b+c@sub.library.example>",
                "@here x1@a.bc",
            })
    void a_header_with_an_email_address_identifies_a_polite_client(String header) {
        assertTrue(QuotaClient.hasMailAddress(header));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "curl/8.5.0",
                "a@b",
                "a@.example",
                "a@b..",
                "a@b.1",
                "Mozilla/5.0 (X11; Linux x86_64) @home user@host",
                "@library.example",
            })
    void a_header_without_an_email_address_does_not_identify_a_polite_client(String header) {
        assertFalse(QuotaClient.hasMailAddress(header));
    }

    @Test
    void an_overlong_header_is_not_searched_for_an_email_address() {
        assertFalse(QuotaClient.hasMailAddress("a@b.example".repeat(100)));
    }
}
