package org.offprint.references.pasted;

/**
 * Reference from a pasted list, without its label.
 *
 * @param text printed reference as one line
 * @param label number or short name of the reference in the list; null if there is none
 * @param lines number of lines that the reference had in the list
 */
public record PastedReference(String text, String label, int lines) {

    /** Separates a printed reference from its label, if it has one. */
    public static PastedReference of(String text) {
        String words = text.strip();
        return ReferenceLabel.of(words)
                .map(label -> new PastedReference(words.substring(label.end()), label.name(), 1))
                .orElse(new PastedReference(words, null, 1));
    }

    /** Returns the offset after the label of a reference, in UTF-16 code units, or 0 if there is none. */
    public static int start(String text) {
        return ReferenceLabel.of(text).map(ReferenceLabel::end).orElse(0);
    }
}
