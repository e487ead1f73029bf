package org.offprint.platform.database.sql;

import io.agroal.api.AgroalDataSource;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Session-level advisory lock of the database. The database releases the lock when the connection ends, at the latest
 * when the process ends. An acquired lock occupies one connection of the pool.
 */
public final class SessionLock implements AutoCloseable {

    private static final int VALIDATION_SECONDS = 2;

    private final AgroalDataSource source;
    private final long key;
    private Connection holder;

    /**
     * Creates a session lock without acquiring it.
     *
     * @param name name of the lock, identical in all processes that share it
     */
    public SessionLock(AgroalDataSource source, String name) {
        this.source = source;
        key = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
    }

    /** Acquires the session lock if it is free. Returns whether this process now has the lock. */
    public synchronized boolean tryAcquire() {
        try {
            if (holder != null && holder.isValid(VALIDATION_SECONDS)) {
                return true;
            }
            close();
            Connection connection = source.getConnection();
            try {
                connection.setAutoCommit(true);
                if (is("select pg_try_advisory_lock(?)", connection)) {
                    holder = connection;
                }
            } finally {
                if (holder == null) {
                    connection.close();
                }
            }
            return holder != null;
        } catch (SQLException e) {
            throw new SqlException(e);
        }
    }

    private boolean is(String statement, Connection connection) throws SQLException {
        try (PreparedStatement asked = connection.prepareStatement(statement)) {
            asked.setLong(1, key);
            try (ResultSet answer = asked.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    /** Releases the session lock if this process has acquired it. */
    @Override
    public synchronized void close() {
        Connection held = holder;
        holder = null;
        if (held == null) {
            return;
        }
        try (held) {
            is("select pg_advisory_unlock(?)", held);
        } catch (SQLException e) {
            // If the connection is broken, the database has already released the lock.
        }
    }
}
