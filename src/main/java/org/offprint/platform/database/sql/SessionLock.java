package org.offprint.platform.database.sql;

import io.agroal.api.AgroalDataSource;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * A lock of the database that one process holds as long as it lives: an advisory lock of a session, which the database
 * releases when the connection ends. It keeps a connection of the pool while it is held.
 */
public final class SessionLock implements AutoCloseable {

    private static final int VALIDATION_SECONDS = 2;

    private final AgroalDataSource source;
    private final long key;
    private Connection holder;

    /** @param name the same one in every process that shares the lock */
    public SessionLock(AgroalDataSource source, String name) {
        this.source = source;
        key = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
    }

    /** Reports whether this process holds the lock; takes it where nobody does. */
    public synchronized boolean take() {
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

    /** Releases the lock where it is held. */
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
            // The connection is broken, and the database has released what it held.
        }
    }
}
