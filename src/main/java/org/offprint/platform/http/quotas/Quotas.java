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
import java.util.function.LongSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.quotas.QuotaClient.Pool;
import org.offprint.platform.http.quotas.TokenBucket.Policy;
import org.offprint.platform.http.quotas.TokenBucket.Taken;

/**
 * Counts what clients ask for, by class of work, in token buckets: a client may ask for a whole minute's quota at once,
 * and then as fast as it comes back. Nothing is stored and no lock is waited for; each node counts for itself.
 */
@Singleton
public class Quotas {

    private static final CharSequence POLICY = HttpHeaders.createOptimized("RateLimit-Policy");
    private static final CharSequence LIMIT = HttpHeaders.createOptimized("RateLimit");
    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** Buckets at most; who is forgotten begins with a full one. */
    private static final int MOST_BUCKETS = 200_000;

    private final LongSupplier clock;
    private final Map<QuotaClass, Map<Pool, Allowance>> allowances = new EnumMap<>(QuotaClass.class);
    private final Cache<Bucket, TokenBucket> buckets;

    /** Whose bucket it is. */
    private record Bucket(QuotaClass work, QuotaClient client) {}

    /** What the clients of a pool may have of a class of work: as many tokens, and the header that says so. */
    private record Allowance(Policy policy, CharSequence header, Counter refused) {}

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
     * @param clock in nanoseconds
     * @param quotas of a minute; 0 counts nothing
     * @param factor by which polite and known clients get more
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
                .maximumSize(MOST_BUCKETS)
                // Full again by then.
                .expireAfterAccess(WINDOW.plusSeconds(1))
                .build();
        Gauge.builder("offprint.quota.clients", buckets, Cache::estimatedSize)
                .description("Clients by class of work that have asked for something within a minute")
                .register(registry);
    }

    private static Allowance allowance(QuotaClass work, Pool pool, int quota, MeterRegistry registry) {
        Counter refused = Counter.builder("offprint.quota.refused")
                .description("Requests that were answered 429 because a quota was used up")
                .tag("class", work.word())
                .tag("pool", pool.word())
                .register(registry);
        return new Allowance(
                quota == 0 ? null : new Policy(quota, WINDOW.toNanos()),
                HttpHeaders.createOptimized("\"" + work.word() + "\";q=" + quota + ";w=" + WINDOW.toSeconds()),
                refused);
    }

    /**
     * Counts a request for the client that sent it, and tells the client in the fields of
     * draft-ietf-httpapi-ratelimit-headers what is left.
     *
     * @throws ProblemException 429 where nothing is left
     */
    public void count(QuotaClass work, RoutingContext context) {
        QuotaClient client = work == QuotaClass.SIGN_IN ? QuotaClient.address(context) : QuotaClient.of(context);
        Allowance allowance = allowances.get(work).get(client.pool());
        if (allowance.policy() == null) {
            return;
        }
        Taken taken = take(work, client, allowance);
        MultiMap headers = context.response().headers();
        headers.set(POLICY, allowance.header());
        headers.set(LIMIT, "\"" + work.word() + "\";r=" + taken.remaining() + ";t=" + taken.fullInSeconds());
        if (!taken.taken()) {
            throw Problems.quotaExceeded(work.word(), allowance.policy().quota(), taken.fullInSeconds());
        }
    }

    /**
     * Counts credentials that were refused, by the address that they came from.
     *
     * @param refusal what the client would be told
     * @return that, or 429 where too many were refused before
     */
    public ProblemException countRefused(ProblemException refusal, RoutingContext context) {
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

    /** Takes a token of a client; for tests without a request. */
    Taken take(QuotaClass work, QuotaClient client) {
        return take(work, client, allowances.get(work).get(client.pool()));
    }

    private Taken take(QuotaClass work, QuotaClient client, Allowance allowance) {
        long now = clock.getAsLong();
        Bucket key = new Bucket(work, client);
        // Looked up first: that waits for nobody.
        TokenBucket bucket = buckets.getIfPresent(key);
        if (bucket == null) {
            TokenBucket full = new TokenBucket(now);
            TokenBucket other = buckets.asMap().putIfAbsent(key, full);
            bucket = other == null ? full : other;
        }
        Taken taken = bucket.take(allowance.policy(), now);
        if (!taken.taken()) {
            allowance.refused().increment();
        }
        return taken;
    }

    /** Sets the quotas of a class of work anew, for tests through HTTP: those of the service are out of their reach. */
    void allow(QuotaClass work, int quota) {
        Map<Pool, Allowance> ofPools = new EnumMap<>(Pool.class);
        allowances
                .get(work)
                .forEach((pool, allowance) -> ofPools.put(
                        pool,
                        new Allowance(
                                new Policy(quota, WINDOW.toNanos()),
                                "\"" + work.word() + "\";q=" + quota + ";w=" + WINDOW.toSeconds(),
                                allowance.refused())));
        allowances.put(work, ofPools);
        buckets.invalidateAll();
    }
}
