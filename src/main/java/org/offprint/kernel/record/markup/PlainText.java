package org.offprint.kernel.record.markup;

/** Plain text as it grows: blanks folded, lines broken where blocks end. */
final class PlainText {

    /** Function application and the invisible operators, which MathML holds and nobody reads. */
    private static final String INVISIBLE = "\u2061\u2062\u2063\u2064";

    private final StringBuilder text = new StringBuilder();
    private boolean blank;
    private int breaks;

    /** A blank before what follows, if anything stands before it. */
    void blank() {
        blank = true;
    }

    /** At least so many line breaks before what follows, if anything stands before it. */
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

    /** The blanks that HTML folds; no-break and thin spaces are characters like others. */
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
