package org.offprint.formats.reading;

import java.util.function.Function;
import java.util.function.Supplier;

/** Records of one file, in order. They are read on demand and in constant memory. */
public interface ImportRecords extends AutoCloseable {

    /**
     * Returns the next record; null at the end.
     *
     * @throws UnreadableException if the rest of the file, or only this record, cannot be read
     */
    ImportRecord next();

    /**
     * Returns the records that a parser produces.
     *
     * @param next returns the next part of the file; null at the end
     * @param read converts such a part to a record
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

    /** Skips the next record, as cheaply as the format allows. Returns false at the end. */
    default boolean skip() {
        return next() != null;
    }

    @Override
    void close();
}
