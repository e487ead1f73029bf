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
 * Remembers the holders of secrets by the hash of the secret: for five seconds (that there is none for one), so that a
 * busy holder costs no statement a request, and what was changed by other hands than the service's holds here soon.
 */
public final class CheckedSecrets<T> {

    private static final Logger LOG = Logger.getLogger(CheckedSecrets.class);
    private static final Duration KNOWN = Duration.ofSeconds(5);
    private static final Duration UNKNOWN = Duration.ofSeconds(1);
    private static final int REMEMBERED = 10_000;
    private static final int RETRY_SECONDS = 5;

    private final String kind;
    private final Function<byte[], Optional<T>> select;
    private final AtomicLong forgotten = new AtomicLong();
    private final Cache<ByteBuffer, Remembered<T>> remembered = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfter(Expiry.<ByteBuffer, Remembered<T>>creating(
                    (hash, found) -> found.holder().isPresent() ? KNOWN : UNKNOWN))
            .build();

    /** @param forgotten how often everything had been forgotten before the holder was looked for */
    private record Remembered<T>(Optional<T> holder, long forgotten) {}

    /**
     * Begins with an empty memory.
     *
     * @param kind of the holders, as messages name it, such as {@code key}
     * @param select finds the holder of a hash in the database; may throw {@link SqlException}
     */
    public CheckedSecrets(String kind, Function<byte[], Optional<T>> select) {
        this.kind = kind;
        this.select = select;
    }

    /** Returns the remembered holder, empty for nobody; null where nothing is remembered, so that it must be found. */
    public Optional<T> recall(byte[] hash) {
        return recall(ByteBuffer.wrap(hash));
    }

    private Optional<T> recall(ByteBuffer hash) {
        Remembered<T> found = remembered.getIfPresent(hash);
        if (found != null && found.forgotten() != forgotten.get()) {
            remembered.asMap().remove(hash, found);
            return null;
        }
        return found == null ? null : found.holder();
    }

    /**
     * Finds a holder, in the database if need be, blocking.
     *
     * @throws org.offprint.kernel.faults.ProblemException 503 where the database does not answer, which says nothing about
     *     the secret
     */
    public Optional<T> find(byte[] hash) {
        ByteBuffer key = ByteBuffer.wrap(hash);
        Optional<T> recalled = recall(key);
        if (recalled != null) {
            return recalled;
        }
        Remembered<T> found = remembered.get(key, any -> selected(hash));
        if (found.forgotten() == forgotten.get()) {
            return found.holder();
        }
        // Everything was forgotten meanwhile, perhaps after the SELECT of another request had begun.
        remembered.asMap().remove(key, found);
        return selected(hash).holder();
    }

    private Remembered<T> selected(byte[] hash) {
        long before = forgotten.get();
        try {
            return new Remembered<>(select.apply(hash), before);
        } catch (SqlException e) {
            LOG.warnf("A %s could not be checked: %s", kind, e.getMessage());
            throw Problems.unavailable("The " + kind + " cannot be checked right now.", RETRY_SECONDS);
        }
    }

    /** Forgets everything, what a SELECT under way brings included; waits for nothing. */
    public void forgetAll() {
        // What was remembered before has another number, and makes room when somebody asks for it, or when it is old.
        forgotten.incrementAndGet();
    }
}
