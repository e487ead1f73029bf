package org.offprint.journal.publishing;

import java.util.Optional;
import org.offprint.kernel.json.DocumentMemory;
import org.offprint.platform.database.sql.Sql;

/**
 * Reads a stored document. A huge one is not read before the request has a place for it; a small one takes one statement
 * all the same.
 */
final class StoredDocument {

    private StoredDocument() {}

    /** A row with the size of its document; not read where that is larger than was asked for. */
    private record Sized<T>(T read, int bytes) {}

    /**
     * Returns a statement that {@link #first} can read.
     *
     * @param document the expression of the document
     * @param select the statement, with {@code %s} for a column {@code document}, before any parameter
     */
    static String statement(String document, String select) {
        String columns = "octet_length(%1$s) bytes, case when octet_length(%1$s) <= ? then %1$s end document";
        return select.formatted(columns.formatted(document));
    }

    /**
     * Returns the first row of a statement.
     *
     * @param statement of {@link #statement}
     * @throws org.offprint.kernel.faults.ProblemException 503 where there is no place for a huge document for a while
     */
    static <T> Optional<T> first(Sql sql, String statement, Sql.RowReader<T> reader, Object... parameters) {
        Optional<Sized<T>> found = first(DocumentMemory.HUGE, sql, statement, reader, parameters);
        if (found.isPresent() && found.get().read() == null) {
            DocumentMemory.require(found.get().bytes());
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
