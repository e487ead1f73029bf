package org.offprint.formats.text;

import java.text.Normalizer;
import java.util.Locale;

/** Normalizes text from import sources for storage in records. */
public final class SourceText {

    private SourceText() {}

    /**
     * Collapses whitespace, and removes characters that cannot be stored, namely control characters and unpaired
     * surrogates.
     */
    public static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        boolean blank = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == ' ' || c >= '\t' && c <= '\r' || c == 0x85) {
                blank = true;
            } else if (isStorable(c)) {
                if (blank && !clean.isEmpty()) {
                    clean.append(' ');
                }
                blank = false;
                clean.appendCodePoint(c);
            }
        }
        return clean.toString();
    }

    /** Returns the normalized paragraphs of a text, separated by empty lines. */
    public static String paragraphs(String text) {
        StringBuilder all = new StringBuilder();
        for (String paragraph : text.split("(?:\\r\\n|\\r|\\n)[ \\t]*(?:\\r\\n|\\r|\\n)\\s*")) {
            String clean = clean(paragraph);
            if (!clean.isEmpty()) {
                all.append(all.isEmpty() ? "" : "\n\n").append(clean);
            }
        }
        return all.toString();
    }

    /**
     * Converts text to a term of an open vocabulary. The term consists of lower-case letters, digits and hyphens, and
     * has at most 50 characters. Returns {@code other} if the text has no letters or digits.
     */
    public static String term(String text) {
        String ascii = Normalizer.normalize(text.strip(), Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[^a-z]+", "")
                .replaceAll("-+$", "");
        return ascii.isEmpty() ? "other" : ascii.length() > 50 ? ascii.substring(0, 50) : ascii;
    }

    /** Escapes text for use in HTML. */
    public static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static boolean isStorable(int c) {
        return c >= 0x20 && !(c >= 0x7F && c < 0xA0) && !(c >= 0xD800 && c <= 0xDFFF) && (c & 0xFFFE) != 0xFFFE;
    }
}
