package org.offprint.platform.database.sql;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The secrets that all nodes share, such as the one that signs cursors; kept in the database, read now and then. */
@ApplicationScoped
public class Secrets {

    private static final long KEPT_NANOS = Duration.ofMinutes(1).toNanos();

    private final Sql sql;
    private final Map<String, Read> read = new ConcurrentHashMap<>();

    Secrets(Sql sql) {
        this.sql = sql;
    }

    private record Read(List<byte[]> keys, long at) {}

    /** The keys of cursors: the first one signs, all of them verify. */
    public List<byte[]> cursorKeys() {
        return keys("cursor");
    }

    /** The keys of links to previews, likewise. */
    public List<byte[]> previewKeys() {
        return keys("preview");
    }

    /** The keys of resumption tokens, likewise. */
    public List<byte[]> harvestKeys() {
        return keys("harvest");
    }

    /** The keys that hide the state of a sign-in under way, likewise. */
    public List<byte[]> signInKeys() {
        return keys("sign-in");
    }

    private List<byte[]> keys(String purpose) {
        Read known = read.get(purpose);
        if (known == null || System.nanoTime() - known.at() > KEPT_NANOS) {
            known = new Read(
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
