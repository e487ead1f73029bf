package org.offprint.formats.writing;

import java.util.List;
import org.offprint.kernel.faults.Finding;

/**
 * Writes a published article in one export format. Record writers are pure functions, without access to the clock, the
 * network or the database.
 */
public interface RecordWriter {

    /**
     * Returns the values that a valid document requires and the article lacks, with JSON Pointers into the article. The
     * list is empty if the article can be written.
     */
    default List<Finding> missing(PublishedRecord record) {
        return List.of();
    }

    /**
     * Returns the article in this export format without its envelope. The envelope contains the XML declaration and the
     * outer element for several records. This method is only called if no required value is {@link #missing}.
     */
    String write(PublishedRecord record);

    /**
     * Returns the text around one or more records of a document. For an XML document with one record, the envelope
     * contains at least the XML declaration.
     */
    default Envelope envelope() {
        return Envelope.NONE;
    }
}
