package org.offprint.references;

import java.util.List;
import java.util.Map;
import org.offprint.kernel.record.Reference;

/**
 * A printed reference and the parts that were found in it.
 *
 * @param reference has the words as given, and the parts
 * @param spans where the parts stand, in the order of the words; a field may have several
 * @param confidences how sure each part that was found is, from 0 to 1
 * @param confidence how sure it is that all parts are right, from 0 to 1
 * @param unfamiliar the style or language is unlike those that the model has seen, so that confidences say little
 * @param readTo where reading ended, in UTF-16 units: before the end of the words where these are more than the bound
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
     * Where a part stands in the words as given.
     *
     * @param start of its first character, in UTF-16 units
     * @param end behind its last character
     */
    public record Span(ReferenceField field, int start, int end) {

        /** Returns the characters there. */
        public String of(String text) {
            return text.substring(start, end);
        }
    }
}
