package org.offprint.formats.writing;

import java.time.Instant;
import org.offprint.formats.xml.XmlWriter;

/**
 * Text before, between and after the records of a document. Only the rendered records are stored; the envelope is added
 * when the records are sent.
 */
public interface Envelope {

    /** Empty envelope, for single or concatenated records. */
    Envelope NONE = of("", "", "");

    /** XML declaration of a document with one record. */
    Envelope XML = of(XmlWriter.DECLARATION, "", "");

    /**
     * Whole document, which contains one or more records.
     *
     * @param id identifies the content and is the same for the same records; contains only letters, digits, hyphens and
     *     underscores
     * @param at time of the last change to any record of the document
     */
    record Batch(String id, Instant at) {}

    /** Returns the text before the first record. */
    String begin(Batch batch);

    /** Returns the text between two records. */
    String between();

    /** Returns the text after the last record. */
    String end();

    /** Returns an envelope with fixed texts. */
    static Envelope of(String begin, String between, String end) {
        return new Envelope() {
            @Override
            public String begin(Batch batch) {
                return begin;
            }

            @Override
            public String between() {
                return between;
            }

            @Override
            public String end() {
                return end;
            }
        };
    }
}
