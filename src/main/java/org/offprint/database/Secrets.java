package org.offprint.database;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** The secrets that all nodes share, such as the one that signs cursors; kept in the database, read now and then. */
@ApplicationScoped
public class Secrets {

    private static final long KEPT_NANOS = Duration.ofMinutes(1).toNanos();

    private final Sql sql;
    private volatile Read cursorKeys;

    Secrets(Sql sql) {
        this.sql = sql;
    }

    private record Read(List<byte[]> keys, long at) {}

    /** The keys of cursors: the first one signs, all of them verify. */
    public List<byte[]> cursorKeys() {
        Read read = cursorKeys;
        if (read == null || System.nanoTime() - read.at() > KEPT_NANOS) {
            read = new Read(
                    sql.list(
                            "select key from secret where purpose = 'cursor' order by number desc limit 2",
                            row -> row.getBytes("key")),
                    System.nanoTime());
            cursorKeys = read;
        }
        return read.keys();
    }
}
