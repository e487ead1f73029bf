package org.offprint.formats.reading;

import java.util.function.Function;
import java.util.function.Supplier;

/** The records of one file in their order, read as they are asked for, in constant memory. */
public interface ImportRecords extends AutoCloseable {

    /**
     * The next record; null at the end.
     *
     * @throws UnreadableException where the rest of the file cannot be read, or this record of it
     */
    ImportRecord next();

    /**
     * Returns the records that a parser gives one after another.
     *
     * @param next gives the next part of the file; null at its end
     * @param read reads the record of such a part
     * @param close closes the file
     */
    static <T> ImportRecords of(Supplier<T> next, Function<T, ImportRecord> read, Runnable close) {
        return new ImportRecords() {
            @Override
            public ImportRecord next() {
                T part = next.get();
                return part == null ? null : read.apply(part);
            }

            @Override
            public void close() {
                close.run();
            }
        };
    }

    /** Passes the next record over, as cheaply as the format lets; false at the end. */
    default boolean skip() {
        return next() != null;
    }

    @Override
    void close();
}
