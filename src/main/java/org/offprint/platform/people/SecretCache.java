package org.offprint.platform.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.database.sql.SqlException;

/**
 * Cache that maps the hash of a secret to the owner of the secret. Entries expire after five seconds, or after one
 * second if the secret is unknown. Frequent clients therefore cause almost no SQL statements, but direct changes in the
 * database still take effect soon.
 */
public final class SecretCache<T> {

    private static final Logger LOG = Logger.getLogger(SecretCache.class);
    private static final Duration KNOWN = Duration.ofSeconds(5);
    private static final Duration UNKNOWN = Duration.ofSeconds(1);
    private static final int REMEMBERED = 10_000;
    private static final int RETRY_SECONDS = 5;

    private final String kind;
    private final Function<byte[], Optional<T>> select;
    private final AtomicLong forgotten = new AtomicLong();
    private final Cache<ByteBuffer, CachedResult<T>> remembered = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfter(Expiry.<ByteBuffer, CachedResult<T>>creating(
                    (hash, found) -> found.holder().isPresent() ? KNOWN : UNKNOWN))
            .build();

    /**
     * Cached owner of a secret.
     *
     * @param forgotten number of times the cache had been cleared before the lookup
     */
    private record CachedResult<T>(Optional<T> holder, long forgotten) {}

    /**
     * Creates an empty cache of the owners of secrets.
     *
     * @param kind noun for the secrets in messages, for example {@code key}
     * @param select finds the owner of a secret in the database by its hash; may throw {@link SqlException}
     */
    public SecretCache(String kind, Function<byte[], Optional<T>> select) {
        this.kind = kind;
        this.select = select;
    }

    /**
     * Returns the cached owner of a secret, or an empty Optional if the secret is cached as unknown. Returns null on a
     * cache miss, after which the caller must use {@link #find}.
     */
    public Optional<T> cached(byte[] hash) {
        return cached(ByteBuffer.wrap(hash));
    }

    private Optional<T> cached(ByteBuffer hash) {
        CachedResult<T> found = remembered.getIfPresent(hash);
        if (found != null && found.forgotten() != forgotten.get()) {
            remembered.asMap().remove(hash, found);
            return null;
        }
        return found == null ? null : found.holder();
    }

    /**
     * Finds the owner of a secret in the cache or in the database. The call may block.
     *
     * @throws org.offprint.kernel.faults.ProblemException 503 if the database does not respond, so that the secret
     *     cannot be checked
     */
    public Optional<T> find(byte[] hash) {
        ByteBuffer key = ByteBuffer.wrap(hash);
        Optional<T> recalled = cached(key);
        if (recalled != null) {
            return recalled;
        }
        CachedResult<T> found = remembered.get(key, any -> selected(hash));
        if (found.forgotten() == forgotten.get()) {
            return found.holder();
        }
        // The cache was cleared in the meantime, perhaps after the SELECT of another request had begun.
        remembered.asMap().remove(key, found);
        return selected(hash).holder();
    }

    private CachedResult<T> selected(byte[] hash) {
        long before = forgotten.get();
        try {
            return new CachedResult<>(select.apply(hash), before);
        } catch (SqlException e) {
            LOG.warnf("Failed to check a %s: %s", kind, e.getMessage());
            throw Problems.unavailable("The " + kind + " cannot be checked at the moment. Retry later.", RETRY_SECONDS);
        }
    }

    /** Clears the cache, including the results of SELECT statements that are still running. The call does not block. */
    public void clear() {
        // Each cache entry contains the number of times the cache had been cleared when the entry was created. Outdated
        // entries have a lower number, and are removed on their next use or when they expire.
        forgotten.incrementAndGet();
    }
}
