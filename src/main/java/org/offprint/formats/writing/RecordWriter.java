package org.offprint.formats.writing;

import java.util.List;
import org.offprint.kernel.faults.Finding;

/**
 * Writes a published record in one format. Record writers are pure functions, without access to the clock, the network
 * or the database.
 */
public interface RecordWriter {

    /**
     * Returns all data that a valid document requires and the record does not contain, with pointers into the article.
     * The list is empty if the record can be written.
     */
    default List<Finding> missing(PublishedRecord record) {
        return List.of();
    }

    /**
     * Returns the record in this format without its envelope, which contains the XML declaration and the outer element
     * for several records. This method is only called if no required data is {@link #missing}.
     */
    String write(PublishedRecord record);

    /**
     * Returns the text around one or more records. For an XML document with one record, the envelope contains at least
     * the XML declaration.
     */
    default Envelope envelope() {
        return Envelope.NONE;
    }
}
