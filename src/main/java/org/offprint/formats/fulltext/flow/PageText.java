package org.offprint.formats.fulltext.flow;

import java.util.ArrayList;
import java.util.List;

/**
 * Plain text of a page without markup, one paragraph per line. Consecutive whitespace characters are collapsed into one
 * space.
 */
public final class PageText {

    private final StringBuilder words = new StringBuilder();
    /** Alternating start and end offsets of the references, which {@link #own()} excludes. */
    private final List<Integer> apart = new ArrayList<>();

    private boolean isBlank;

    void add(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\t' || c == ' ' || c == '\n' || c == '\r') {
                isBlank = true;
            } else {
                if (isBlank && !isAtStart()) {
                    words.append(' ');
                }
                isBlank = false;
                words.append(c);
            }
        }
    }

    void addAsIs(String text) {
        words.append(text);
        isBlank = false;
    }

    void breakLine() {
        isBlank = false;
        if (!isAtStart()) {
            words.append('\n');
        }
    }

    private boolean isAtStart() {
        return words.isEmpty() || words.charAt(words.length() - 1) == '\n';
    }

    void beginApart() {
        if (apart.size() % 2 == 0) {
            apart.add(words.length());
        }
    }

    void endApart() {
        if (apart.size() % 2 == 1) {
            apart.add(words.length());
        }
    }

    /** Returns the complete plain text of the page. */
    public String all() {
        return words.toString().strip();
    }

    /** Returns the plain text of the page without the references. */
    public String own() {
        StringBuilder own = new StringBuilder(words.length());
        int from = 0;
        for (int i = 0; i + 1 < apart.size(); i += 2) {
            own.append(words, from, apart.get(i));
            from = apart.get(i + 1);
        }
        return own.append(words, from, words.length()).toString().strip();
    }
}
