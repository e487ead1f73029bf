package org.offprint.platform.http.quotas;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.quotas.QuotaClient.Pool;
import org.offprint.platform.http.quotas.TokenBucket.Policy;
import org.offprint.platform.http.quotas.TokenBucket.TakeResult;

/**
 * Rate limits per client and quota class, implemented as token buckets. A client may use the quota of a whole minute at
 * once. When the quota is used up, the client is limited to the refill rate. Requests are counted in memory, without
 * locks, and separately on each node.
 */
@Singleton
public class Quotas {

    private static final CharSequence POLICY = HttpHeaders.createOptimized("RateLimit-Policy");
    private static final CharSequence LIMIT = HttpHeaders.createOptimized("RateLimit");
    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** Quota of an IPv6 site, as a multiple of the quota of one client. */
    private static final int SITE_FACTOR = 10;

    /** Maximum number of token buckets in memory. A client whose bucket was evicted starts again with a full one. */
    private static final int MAX_BUCKETS = 200_000;

    private final LongSupplier clock;
    private final Map<QuotaClass, Map<Pool, Allowance>> allowances = new EnumMap<>(QuotaClass.class);
    private final Cache<BucketKey, TokenBucket> buckets;

    /** Key of a token bucket, for one client and one quota class. */
    private record BucketKey(QuotaClass work, QuotaClient client) {}

    /** Quota of a client pool for a quota class, with its policy header and the counter of rejected requests. */
    private record Allowance(Policy policy, CharSequence header, Counter refused) {

        /** Returns the quota shared by all clients of an IPv6 site. */
        Policy ofSite() {
            return new Policy((int) Math.min(Integer.MAX_VALUE, (long) SITE_FACTOR * policy.quota()), policy.window());
        }
    }

    @Inject
    Quotas(
            MeterRegistry registry,
            @ConfigProperty(name = "offprint.quotas.search") int search,
            @ConfigProperty(name = "offprint.quotas.export") int export,
            @ConfigProperty(name = "offprint.quotas.write") int write,
            @ConfigProperty(name = "offprint.quotas.sign-in") int signIn,
            @ConfigProperty(name = "offprint.quotas.known-clients-factor") int factor) {
        this(
                registry,
                System::nanoTime,
                Map.of(
                        QuotaClass.SEARCH,
                        search,
                        QuotaClass.EXPORT,
                        export,
                        QuotaClass.WRITE,
                        write,
                        QuotaClass.SIGN_IN,
                        signIn),
                factor);
    }

    /**
     * Creates the rate limits.
     *
     * @param clock time in nanoseconds
     * @param quotas requests per minute for each quota class; 0 disables the limit
     * @param factor multiplier of the quota for polite and known clients
     */
    Quotas(MeterRegistry registry, LongSupplier clock, Map<QuotaClass, Integer> quotas, int factor) {
        this.clock = clock;
        quotas.forEach((work, quota) -> {
            Map<Pool, Allowance> ofPools = new EnumMap<>(Pool.class);
            for (Pool pool : Pool.values()) {
                boolean getsMore = pool != Pool.ANONYMOUS && work != QuotaClass.SIGN_IN;
                ofPools.put(pool, allowance(work, pool, quota * (getsMore ? factor : 1), registry));
            }
            allowances.put(work, ofPools);
        });
        buckets = Caffeine.newBuilder()
                .maximumSize(MAX_BUCKETS)
                // A token bucket is full again before its cache entry expires, so no count is lost.
                .expireAfterAccess(WINDOW.plusSeconds(1))
                .build();
        Gauge.builder("offprint.quota.clients", buckets, Cache::estimatedSize)
                .description("Clients per quota class with requests in the last minute")
                .register(registry);
    }

    private static Allowance allowance(QuotaClass work, Pool pool, int quota, MeterRegistry registry) {
        Counter refused = Counter.builder("offprint.quota.refused")
                .description("Requests rejected with 429 because a quota was used up")
                .tag("class", work.policyName())
                .tag("pool", pool.word())
                .register(registry);
        return new Allowance(
                quota == 0 ? null : new Policy(quota, WINDOW.toNanos()),
                HttpHeaders.createOptimized("\"" + work.policyName() + "\";q=" + quota + ";w=" + WINDOW.toSeconds()),
                refused);
    }

    /**
     * Counts a request of a client. The remaining quota is added to the response as defined by
     * draft-ietf-httpapi-ratelimit-headers.
     *
     * @throws ProblemException 429 if the quota is exhausted
     */
    public void count(QuotaClass work, RoutingContext context) {
        count(work, quota -> 1, context);
    }

    /**
     * Counts a large request as several requests, up to the whole quota. One request was already counted before the
     * body was read.
     *
     * @param additional number of requests to count in addition to the first one
     * @throws ProblemException 429 if the quota is exhausted
     */
    public void countSize(QuotaClass work, int additional, RoutingContext context) {
        count(work, quota -> Math.min(additional, quota - 1), context);
    }

    /**
     * Takes tokens from the token bucket of the client.
     *
     * @param number computes the number of tokens from the quota
     */
    private void count(QuotaClass work, IntUnaryOperator number, RoutingContext context) {
        QuotaClient client = work == QuotaClass.SIGN_IN ? QuotaClient.address(context) : QuotaClient.of(context);
        Allowance allowance = allowances.get(work).get(client.pool());
        int tokens = allowance.policy() == null
                ? 0
                : number.applyAsInt(allowance.policy().quota());
        if (tokens <= 0) {
            return;
        }
        TakeResult taken = take(work, client, tokens, allowance);
        MultiMap headers = context.response().headers();
        headers.set(POLICY, allowance.header());
        headers.set(LIMIT, "\"" + work.policyName() + "\";r=" + taken.remaining() + ";t=" + taken.fullInSeconds());
        if (!taken.taken()) {
            throw Problems.quotaExceeded(work.policyName(), allowance.policy().quota(), taken.fullInSeconds());
        }
    }

    /**
     * Counts rejected credentials by client address.
     *
     * @param refusal problem response for the client
     * @return {@code refusal}, or 429 if too many credentials from this address have been rejected
     */
    public ProblemException countRejectedCredentials(ProblemException refusal, RoutingContext context) {
        if (refusal.problem().status() != 401) {
            return refusal;
        }
        try {
            count(QuotaClass.SIGN_IN, context);
            return refusal;
        } catch (ProblemException tooMany) {
            return tooMany;
        }
    }

    /** Takes a token for a client without a request, for tests. */
    TakeResult take(QuotaClass work, QuotaClient client) {
        return take(work, client, 1, allowances.get(work).get(client.pool()));
    }

    private TakeResult take(QuotaClass work, QuotaClient client, int tokens, Allowance allowance) {
        long now = clock.getAsLong();
        TakeResult taken = bucket(work, client, now).take(allowance.policy(), tokens, now);
        if (taken.taken() && client.site() != null) {
            QuotaClient site = new QuotaClient(client.pool(), client.site(), null);
            TakeResult ofSite = bucket(work, site, now).take(allowance.ofSite(), tokens, now);
            taken = ofSite.taken() ? taken : ofSite;
        }
        if (!taken.taken()) {
            allowance.refused().increment();
        }
        return taken;
    }

    private TokenBucket bucket(QuotaClass work, QuotaClient client, long now) {
        BucketKey key = new BucketKey(work, client);
        // The bucket is looked up first, because reading the cache never blocks.
        TokenBucket bucket = buckets.getIfPresent(key);
        if (bucket == null) {
            TokenBucket full = new TokenBucket(now);
            TokenBucket other = buckets.asMap().putIfAbsent(key, full);
            bucket = other == null ? full : other;
        }
        return bucket;
    }

    /** Replaces the quota of a quota class, for HTTP tests that cannot exhaust the configured quotas. */
    void allow(QuotaClass work, int quota) {
        Map<Pool, Allowance> ofPools = new EnumMap<>(Pool.class);
        allowances
                .get(work)
                .forEach((pool, allowance) -> ofPools.put(
                        pool,
                        new Allowance(
                                new Policy(quota, WINDOW.toNanos()),
                                "\"" + work.policyName() + "\";q=" + quota + ";w=" + WINDOW.toSeconds(),
                                allowance.refused())));
        allowances.put(work, ofPools);
        buckets.invalidateAll();
    }
}
