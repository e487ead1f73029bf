package org.offprint.formats.writing;

import java.time.Instant;
import org.offprint.formats.xml.XmlWriter;

/**
 * The text before, between and after the records of one document. Only what is made of records is stored; the envelope
 * is put around them when they are sent.
 */
public interface Envelope {

    /** Nothing: records stand alone, or one after the other. */
    Envelope NONE = of("", "", "");

    /** The XML declaration before a document of one record. */
    Envelope XML = of(XmlWriter.DECLARATION, "", "");

    /**
     * The document as a whole.
     *
     * @param id names its contents: the same for the same records; letters, digits, hyphens and underscores
     * @param at when the newest of its records changed
     */
    record Batch(String id, Instant at) {}

    /** Returns what stands before the first record. */
    String begin(Batch batch);

    /** Returns what stands between two records. */
    String between();

    /** Returns what stands after the last record. */
    String end();

    /** An envelope of fixed words. */
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
