package org.offprint.references.pasted;

/**
 * One reference of a list, without what the list puts before it.
 *
 * @param text its words, in one line
 * @param label its number or short name in the list; null for none
 * @param lines how many lines it was joined of
 */
public record PastedReference(String text, String label, int lines) {

    /** Returns the words of one text and the label that stands before them, if any. */
    public static PastedReference of(String text) {
        String words = text.strip();
        return ReferenceLabel.of(words)
                .map(label -> new PastedReference(words.substring(label.end()), label.name(), 1))
                .orElse(new PastedReference(words, null, 1));
    }

    /** Returns where the words of a reference begin behind its label; 0 where it has none. */
    public static int start(String text) {
        return ReferenceLabel.of(text).map(ReferenceLabel::end).orElse(0);
    }
}
