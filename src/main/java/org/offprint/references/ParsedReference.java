package org.offprint.references;

import java.util.List;
import java.util.Map;
import org.offprint.kernel.record.Reference;
import org.offprint.references.tokens.ReferenceField;

/**
 * Result of parsing a printed reference.
 *
 * @param reference unchanged text of the reference, and the fields that were found in it
 * @param spans positions of the fields in the reference text, in ascending order. A field may have several spans.
 * @param confidences confidence of each field, from 0 to 1
 * @param confidence confidence that all fields are correct, from 0 to 1
 * @param unfamiliar whether the style or language differs from the training data, which makes confidences unreliable
 * @param readTo end of the parsed text, in UTF-16 code units; the end of a very long text is not parsed
 */
public record ParsedReference(
        Reference reference,
        List<Span> spans,
        Map<ReferenceField, Double> confidences,
        double confidence,
        boolean unfamiliar,
        int readTo) {

    public ParsedReference {
        spans = List.copyOf(spans);
        confidences = Map.copyOf(confidences);
    }

    /**
     * Position of a field in the text of a printed reference. Offsets are in UTF-16 code units.
     *
     * @param start offset of the first character of the field
     * @param end offset after the last character of the field
     */
    public record Span(ReferenceField field, int start, int end) {

        /**
         * Returns the text of the field.
         *
         * @param text complete text of the reference
         */
        public String of(String text) {
            return text.substring(start, end);
        }
    }
}
