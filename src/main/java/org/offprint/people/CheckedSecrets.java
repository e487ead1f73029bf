package org.offprint.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.offprint.database.sql.SqlException;
import org.offprint.http.problem.Problems;

/**
 * Remembers the holders of secrets by the hash of the secret: for five seconds (that there is none for one), so that a
 * busy holder costs no statement a request and one that another node refuses is refused here soon.
 */
public final class CheckedSecrets<T> {

    private static final Logger LOG = Logger.getLogger(CheckedSecrets.class);
    private static final Duration KNOWN = Duration.ofSeconds(5);
    private static final Duration UNKNOWN = Duration.ofSeconds(1);
    private static final int REMEMBERED = 10_000;
    private static final int RETRY_SECONDS = 5;

    private final String kind;
    private final Function<byte[], Optional<T>> select;
    private final Cache<ByteBuffer, Optional<T>> remembered = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfter(
                    Expiry.<ByteBuffer, Optional<T>>creating((hash, holder) -> holder.isPresent() ? KNOWN : UNKNOWN))
            .build();

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
        return remembered.getIfPresent(ByteBuffer.wrap(hash));
    }

    /**
     * Finds a holder, in the database if need be, blocking.
     *
     * @throws org.offprint.http.problem.ProblemException 503 where the database does not answer, which says nothing about
     *     the secret
     */
    public Optional<T> find(byte[] hash) {
        // Loading inside the memory makes whoever forgets wait for a SELECT under way, so that it brings nothing back.
        return remembered.get(ByteBuffer.wrap(hash), any -> selected(hash));
    }

    private Optional<T> selected(byte[] hash) {
        try {
            return select.apply(hash);
        } catch (SqlException e) {
            LOG.warnf("A %s could not be checked: %s", kind, e.getMessage());
            throw Problems.unavailable("The " + kind + " cannot be checked right now.", RETRY_SECONDS);
        }
    }

    /** Forgets what is remembered of a hash. */
    public void forget(byte[] hash) {
        remembered.invalidate(ByteBuffer.wrap(hash));
    }

    /** Forgets everything. */
    public void forgetAll() {
        remembered.invalidateAll();
    }
}
