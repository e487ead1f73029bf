package org.offprint.formats.reading;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Records of one import file, in file order. Each record is read on demand, so memory use does not depend on the size
 * of the file.
 */
public interface ImportRecords extends AutoCloseable {

    /**
     * Returns the next record, or null at the end of the import file.
     *
     * @throws UnreadableException if the rest of the file, or only this record, cannot be read
     */
    ImportRecord next();

    /**
     * Returns the import records that a parser produces.
     *
     * @param next returns the next parsed item of the file; null at the end of the file
     * @param read converts a parsed item to an import record
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

    /** Skips the next record, as cheaply as the format allows. Returns false at the end of the import file. */
    default boolean skip() {
        return next() != null;
    }

    @Override
    void close();
}
