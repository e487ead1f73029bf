package org.offprint.formats.citations;

import java.util.ArrayDeque;
import java.util.Deque;

/** Alternates English quotation marks: single quotes within double quotes and double quotes within single quotes. */
final class NestedQuotes {

    private NestedQuotes() {}

    /**
     * Returns the text with alternating quotation marks. If a quotation has the same marks as the enclosing quotation,
     * single marks are replaced with double marks and vice versa.
     */
    static String alternated(String text) {
        StringBuilder turned = new StringBuilder(text.length());
        Deque<Boolean> opened = new ArrayDeque<>();
        Deque<Boolean> written = new ArrayDeque<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean goesOn = i + 1 < text.length() && Character.isLetterOrDigit(text.charAt(i + 1));
            if (c == '\u201C' || c == '\u2018') {
                boolean isDouble = written.isEmpty() ? c == '\u201C' : !written.peek();
                opened.push(c == '\u201C');
                written.push(isDouble);
                turned.append(isDouble ? '\u201C' : '\u2018');
            } else if (c == '\u201D' && Boolean.TRUE.equals(opened.peek())
                    || c == '\u2019' && Boolean.FALSE.equals(opened.peek()) && !goesOn) {
                opened.pop();
                turned.append(written.pop() ? '\u201D' : '\u2019');
            } else {
                turned.append(c);
            }
        }
        return turned.toString();
    }
}
