package org.offprint.platform.database.sql;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Secrets shared by all nodes, such as the key that signs cursors. Secrets are stored in the database and cached for a
 * minute.
 */
@ApplicationScoped
public class Secrets {

    private static final long KEPT_NANOS = Duration.ofMinutes(1).toNanos();

    private final Sql sql;
    private final Map<String, CachedKeys> read = new ConcurrentHashMap<>();

    Secrets(Sql sql) {
        this.sql = sql;
    }

    private record CachedKeys(List<byte[]> keys, long at) {}

    /** Returns the keys for pagination cursors. The first key signs new cursors, and all keys verify them. */
    public List<byte[]> cursorKeys() {
        return keys("cursor");
    }

    /** Returns the keys for preview links. The first key signs new links, and all keys verify them. */
    public List<byte[]> previewKeys() {
        return keys("preview");
    }

    /** Returns the keys for OAI-PMH resumption tokens. The first key signs new tokens, and all keys verify them. */
    public List<byte[]> harvestKeys() {
        return keys("harvest");
    }

    /**
     * Returns the keys for the state of a pending sign-in. The first key encrypts new states, and all keys decrypt
     * them.
     */
    public List<byte[]> signInKeys() {
        return keys("sign-in");
    }

    private List<byte[]> keys(String purpose) {
        CachedKeys known = read.get(purpose);
        if (known == null || System.nanoTime() - known.at() > KEPT_NANOS) {
            known = new CachedKeys(
                    sql.list(
                            "select key from secret where purpose = ? order by number desc limit 2",
                            row -> row.getBytes("key"),
                            purpose),
                    System.nanoTime());
            read.put(purpose, known);
        }
        return known.keys();
    }
}
