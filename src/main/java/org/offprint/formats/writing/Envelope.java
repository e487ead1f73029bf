package org.offprint.formats.writing;

import java.time.Instant;
import org.offprint.formats.xml.XmlWriter;

/**
 * Text before, between and after the records of an exported document. The envelope is not stored with the rendered
 * records, but added when they are sent.
 */
public interface Envelope {

    /** Empty envelope, for formats whose records are concatenated without additional text. */
    Envelope NONE = of("", "", "");

    /** Envelope with only the XML declaration, for a document with one record. */
    Envelope XML = of(XmlWriter.DECLARATION, "", "");

    /**
     * Complete exported document, which contains one or more records.
     *
     * @param id identifies the content and is equal for equal records; contains only letters, digits, hyphens and
     *     underscores
     * @param at time of the most recent change to any record of the document
     */
    record Batch(String id, Instant at) {}

    /** Returns the text before the first record of the document. */
    String begin(Batch batch);

    /** Returns the text between two records of the document. */
    String between();

    /** Returns the text after the last record of the document. */
    String end();

    /** Returns an envelope with fixed text before, between and after the records. */
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
