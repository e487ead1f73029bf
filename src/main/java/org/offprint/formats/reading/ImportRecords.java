package org.offprint.formats.reading;

/** The records of one file in their order, read as they are asked for, in constant memory. */
public interface ImportRecords extends AutoCloseable {

    /**
     * The next record; null at the end.
     *
     * @throws UnreadableException where the rest of the file cannot be read, or this record of it
     */
    ImportRecord next();

    /** Passes the next record over, as cheaply as the format lets; false at the end. */
    default boolean skip() {
        return next() != null;
    }

    @Override
    void close();
}
