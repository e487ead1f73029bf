package org.offprint.formats.text;

import java.text.Normalizer;
import java.util.Locale;

/** Text of sources as records hold it. */
public final class SourceText {

    private SourceText() {}

    /** Blanks folded, and without what cannot be stored: control characters, halves of surrogate pairs. */
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

    /** Returns the text with its paragraphs, which an empty line sets apart. */
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
     * Returns the text as the term of an open vocabulary: lower-case letters, digits and hyphens, {@code other} for
     * nothing of these.
     */
    public static String term(String text) {
        String ascii = Normalizer.normalize(text.strip(), Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[^a-z]+", "")
                .replaceAll("-+$", "");
        return ascii.isEmpty() ? "other" : ascii.length() > 50 ? ascii.substring(0, 50) : ascii;
    }

    /** Escaped as text within HTML. */
    public static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static boolean isStorable(int c) {
        return c >= 0x20 && !(c >= 0x7F && c < 0xA0) && !(c >= 0xD800 && c <= 0xDFFF) && (c & 0xFFFE) != 0xFFFE;
    }
}
