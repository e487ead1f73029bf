package org.offprint.formats.writing;

import java.util.List;
import org.offprint.kernel.faults.Finding;

/** Writes a published record in one format: a pure function, without clock, network or database. */
public interface RecordWriter {

    /** All that a valid document needs and the record lacks, with pointers into the article; empty if it can be written. */
    default List<Finding> missing(PublishedRecord record) {
        return List.of();
    }

    /**
     * The record in this format, without what stands around records: no XML declaration, no outer element for many. Asked
     * for only where nothing is {@link #missing}.
     */
    String write(PublishedRecord record);

    /** Returns what stands around one or many records; for XML documents of one record at least the declaration. */
    default Envelope envelope() {
        return Envelope.NONE;
    }
}
