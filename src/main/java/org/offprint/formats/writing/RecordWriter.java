package org.offprint.formats.writing;

import java.util.List;
import org.offprint.kernel.faults.Finding;

/**
 * Writes a published article in one export format. Record writers are pure functions that do not access the clock, the
 * network or the database.
 */
public interface RecordWriter {

    /**
     * Returns the values that a valid document requires but the article lacks, with JSON Pointers into the article. The
     * list is empty if the article can be written.
     */
    default List<Finding> missing(PublishedRecord record) {
        return List.of();
    }

    /**
     * Returns the article in this export format without its envelope. The envelope contains the XML declaration and the
     * outer element for several records. Call this method only if no required value is {@link #missing}.
     */
    String write(PublishedRecord record);

    /**
     * Returns the text around the records of a document. The envelope of an XML document contains at least the XML
     * declaration.
     */
    default Envelope envelope() {
        return Envelope.NONE;
    }
}
