package org.offprint.platform.database.sql;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Runs plain SQL, for queries that are too slow or impossible with the ORM. Inside a transaction, statements use the
 * connection of the transaction. Parameters are positional. Instants, UUIDs, strings, numbers, and collections of UUIDs
 * or strings (as arrays) are bound as PostgreSQL types.
 */
@ApplicationScoped
public class Sql {

    /** Reads one row of a result set. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final AgroalDataSource dataSource;

    Sql(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Returns all rows of a query, in order. The query should contain a limit. */
    public <T> List<T> list(String statement, RowReader<T> reader, Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement prepared = prepare(connection, statement, parameters);
                ResultSet rows = prepared.executeQuery()) {
            List<T> result = new ArrayList<>();
            while (rows.next()) {
                result.add(reader.read(rows));
            }
            return result;
        } catch (SQLException e) {
            throw new SqlException(e);
        }
    }

    /** Returns the first row of a query, or empty if there are no rows. */
    public <T> Optional<T> first(String statement, RowReader<T> reader, Object... parameters) {
        List<T> rows = list(statement, reader, parameters);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
    }

    /** Runs an SQL statement that changes rows, and returns the number of changed rows. */
    public int update(String statement, Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement prepared = prepare(connection, statement, parameters)) {
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw new SqlException(e);
        }
    }

    /**
     * Runs one SQL statement in a batch, once for each set of parameters in {@code rows}. Does nothing if {@code rows}
     * is empty.
     */
    public void batch(String statement, Collection<Object[]> rows) {
        if (rows.isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (Object[] row : rows) {
                bind(connection, prepared, row);
                prepared.addBatch();
            }
            prepared.executeBatch();
        } catch (SQLException e) {
            throw new SqlException(e);
        }
    }

    /**
     * Copies rows into a table, either all or none. For many rows, copying is much faster than inserting.
     *
     * @param statement {@code copy … from stdin (format binary)}
     */
    public void copy(String statement, BinaryRows rows) {
        byte[] bytes = rows.toBytes();
        try (Connection connection = dataSource.getConnection()) {
            CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
            try {
                copy.writeToCopy(bytes, 0, bytes.length);
                copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        } catch (SQLException e) {
            throw new SqlException(e);
        }
    }

    /** Returns the instant in a column of a result row, or null for a null column. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }

    /** Returns the UUID in a column of a result row, or null for a null column. */
    public static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    /** Returns the integer in a column of a result row, or null for a null column. */
    public static Integer integer(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    private static PreparedStatement prepare(Connection connection, String statement, Object[] parameters)
            throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement);
        bind(connection, prepared, parameters);
        return prepared;
    }

    private static void bind(Connection connection, PreparedStatement prepared, Object[] parameters)
            throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            if (value instanceof Instant instant) {
                prepared.setObject(i + 1, OffsetDateTime.ofInstant(instant, ZoneOffset.UTC));
            } else if (value instanceof Collection<?> values) {
                boolean ids = !values.isEmpty() && values.iterator().next() instanceof UUID;
                prepared.setArray(i + 1, connection.createArrayOf(ids ? "uuid" : "text", values.toArray()));
            } else {
                prepared.setObject(i + 1, value);
            }
        }
    }
}
