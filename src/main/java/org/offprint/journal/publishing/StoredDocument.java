package org.offprint.journal.publishing;

import java.util.Optional;
import org.offprint.kernel.json.DocumentMemoryLimit;
import org.offprint.platform.database.sql.Sql;

/**
 * Reads stored documents with SQL. A small document requires only one SQL statement. A huge document is read only after
 * a memory permit has been acquired for it.
 */
final class StoredDocument {

    private StoredDocument() {}

    /**
     * Database row with the size of its document. The row is null if the document exceeds the requested maximum size.
     */
    private record Sized<T>(T read, int bytes) {}

    /**
     * Returns an SQL statement for {@link #first}.
     *
     * @param document SQL expression for the document
     * @param select SQL statement with {@code %s} in place of a column {@code document}, before any parameter
     */
    static String statement(String document, String select) {
        String columns = "octet_length(%1$s) bytes, case when octet_length(%1$s) <= ? then %1$s end document";
        return select.formatted(columns.formatted(document));
    }

    /**
     * Returns the first row of an SQL statement.
     *
     * @param statement statement returned by {@link #statement}
     * @throws org.offprint.kernel.faults.ProblemException 503 if no memory permit for a huge document becomes available
     *     in time
     */
    static <T> Optional<T> first(Sql sql, String statement, Sql.RowReader<T> reader, Object... parameters) {
        Optional<Sized<T>> found = first(DocumentMemoryLimit.HUGE_BYTES, sql, statement, reader, parameters);
        if (found.isPresent() && found.get().read() == null) {
            DocumentMemoryLimit.acquire(found.get().bytes());
            found = first(Integer.MAX_VALUE, sql, statement, reader, parameters);
        }
        return found.map(Sized::read);
    }

    private static <T> Optional<Sized<T>> first(
            int largest, Sql sql, String statement, Sql.RowReader<T> reader, Object... parameters) {
        Object[] all = new Object[parameters.length + 1];
        all[0] = largest;
        System.arraycopy(parameters, 0, all, 1, parameters.length);
        return sql.first(
                statement,
                row -> {
                    int bytes = row.getInt("bytes");
                    return new Sized<>(bytes <= largest ? reader.read(row) : null, bytes);
                },
                all);
    }
}
