package org.offprint.kernel.record.markup;

/** Builder of plain text. Whitespace is collapsed, and line breaks are added at the ends of block elements. */
final class PlainText {

    /** Invisible MathML operators such as function application, which readers do not see. */
    private static final String INVISIBLE = "\u2061\u2062\u2063\u2064";

    private final StringBuilder text = new StringBuilder();
    private boolean blank;
    private int breaks;

    /** Adds a space before the next character, unless the plain text is still empty. */
    void blank() {
        blank = true;
    }

    /**
     * Adds at least the given number of line breaks before the next character, unless the plain text is still empty.
     */
    void breakLines(int count) {
        breaks = Math.max(breaks, count);
    }

    void append(int codePoint) {
        if (isBlank(codePoint)) {
            blank = true;
        } else if (INVISIBLE.indexOf(codePoint) < 0) {
            separate();
            text.appendCodePoint(codePoint);
        }
    }

    void append(String more) {
        more.codePoints().forEach(this::append);
    }

    /** Returns whether HTML collapses the character as whitespace. No-break and thin spaces are not collapsed. */
    static boolean isBlank(int codePoint) {
        return codePoint == ' ' || (codePoint >= '\t' && codePoint <= '\r');
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void separate() {
        if (!text.isEmpty()) {
            text.append(breaks > 0 ? "\n".repeat(breaks) : blank ? " " : "");
        }
        blank = false;
        breaks = 0;
    }
}
