package org.offprint.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts in the form in which they are compared. */
public final class FoldedText {

    private static final Pattern ACCENTS = Pattern.compile("[\u0300-\u036F]+"); // other scripts' marks are letters
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

    private FoldedText() {}

    /** The text without regard to case, accents of letters, width and the number of blanks. */
    public static String folded(String text) {
        String apart = Normalizer.normalize(plain(text), Normalizer.Form.NFKD);
        String bare = ACCENTS.matcher(apart).replaceAll("");
        return plain(Normalizer.normalize(bare, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
    }

    /** The text with one blank where there were several, and none around it. */
    public static String plain(String text) {
        return BLANKS.matcher(text).replaceAll(" ").strip();
    }
}
