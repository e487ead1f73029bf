package org.offprint.formats.fulltext.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * HTML and its plain words as they are written: everything escaped once, no id twice, and no link to what was not
 * written.
 */
public final class Html {

    /** Elements before and after which plain words begin a line. */
    private static final Set<String> LINES =
            Set.of(("aside blockquote dd details div dl dt figcaption figure footer h2 h3 h4 h5 h6"
                            + " header li ol p pre section summary table tbody tfoot thead tr ul")
                    .split(" "));

    private static final String MADE = "made";

    private final StringBuilder out = new StringBuilder(1 << 14);
    private final PageText plain = new PageText();
    private final Deque<String> open = new ArrayDeque<>();
    private final Set<String> ids = new HashSet<>();
    private final List<LocalLink> links = new ArrayList<>();
    private final Deque<LocalLink> openLinks = new ArrayDeque<>();
    /** The depth of the element whose words are ours, not the source's; 0 outside of such. */
    private int made;

    private boolean hasTitlesOnly;

    /** Returns one that takes no ids and no links, for words that are shown a second time. */
    static Html ofTitles() {
        Html html = new Html();
        html.hasTitlesOnly = true;
        return html;
    }

    /**
     * Opens an element.
     *
     * @param attributes names and values in turn; one whose value is null is left out, and so is an id that was written
     */
    public Html open(String name, String... attributes) {
        breakLine(name);
        start(name, attributes);
        open.push(name);
        if (made == 0 && isMade(attributes)) {
            made = open.size();
        }
        return this;
    }

    /** Writes an element that has no content and no end. */
    public Html empty(String name, String... attributes) {
        start(name, attributes);
        if (name.equals("br")) {
            plain.breakLine();
        }
        return this;
    }

    /** Opens a link to an element of this page; its tags are taken out if that is never written. */
    public Html openLink(String target, long line, String... attributes) {
        return openLink(target, line, false, attributes);
    }

    /** Opens a link that goes with its words where its target is never written. */
    Html openLinkOrNothing(String target, String... attributes) {
        return openLink(target, 0, true, attributes);
    }

    private Html openLink(String target, long line, boolean isWithWords, String... attributes) {
        LocalLink link = new LocalLink();
        link.target = target;
        link.line = line;
        link.isWithWords = isWithWords;
        link.from = out.length();
        String[] all = new String[attributes.length + 2];
        all[0] = "href";
        all[1] = "#" + Fragment.encoded(target);
        System.arraycopy(attributes, 0, all, 2, attributes.length);
        open("a", all);
        link.words = out.length();
        links.add(link);
        openLinks.push(link);
        link.depth = open.size();
        return this;
    }

    /** Closes the element that was opened last. */
    public Html close() {
        if (made == open.size()) {
            made = 0;
        }
        int depth = open.size();
        String name = open.pop();
        if (!openLinks.isEmpty() && openLinks.peek().depth == depth) {
            LocalLink link = openLinks.pop();
            link.end = out.length();
            out.append("</a>");
            link.to = out.length();
            return this;
        }
        out.append("</").append(name).append('>');
        breakLine(name);
        if (name.equals("td") || name.equals("th")) {
            plain.add("\t");
        }
        return this;
    }

    /** Text, escaped; nothing for null. */
    public Html text(String text) {
        if (text != null) {
            escape(text, false);
            if (made == 0) {
                plain.add(text);
            }
        }
        return this;
    }

    /** Text of a program, whose blanks and lines count. */
    public Html code(String text) {
        escape(text, false);
        plain.addAsIs(text);
        return this;
    }

    /** Text that is not of the source: marked, and no part of the plain words. */
    public Html made(String text) {
        return open("span", "class", MADE).text(text).close();
    }

    /** A whole element with this text. */
    public Html element(String name, String text, String... attributes) {
        return open(name, attributes).text(text).close();
    }

    /** The number of open elements. */
    public int depth() {
        return open.size();
    }

    /** Reports whether an element of this name is open. */
    public boolean isWithin(String name) {
        return open.contains(name);
    }

    /** The number of characters written. */
    public int length() {
        return out.length();
    }

    /** Begins words that are no words of the article itself: its references. */
    public void beginApart() {
        plain.beginApart();
    }

    public void endApart() {
        plain.endApart();
    }

    public PageText plain() {
        return plain;
    }

    /** Returns links to what was not written, which {@link #toString} takes out. */
    public List<LocalLink> dangling() {
        return links.stream()
                .filter(link -> !ids.contains(link.target) && !link.isWithWords)
                .toList();
    }

    /** Returns what was written, without links to what was not; all elements must be closed. */
    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException(open + " are open.");
        }
        StringBuilder whole = new StringBuilder(out.length());
        int from = 0;
        for (LocalLink link : links) {
            if (!ids.contains(link.target)) {
                whole.append(out, from, link.from);
                if (!link.isWithWords) {
                    whole.append("<span class=\"nowhere\">")
                            .append(out, link.words, link.end)
                            .append("</span>");
                }
                from = link.to;
            }
        }
        return whole.append(out, from, out.length()).toString();
    }

    private void start(String name, String... attributes) {
        out.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            String value = attributes[i + 1];
            if (value == null || attributes[i].equals("id") && (hasTitlesOnly || !ids.add(value))) {
                continue;
            }
            out.append(' ').append(attributes[i]).append("=\"");
            escape(value, true);
            out.append('"');
        }
        out.append('>');
    }

    private static boolean isMade(String... attributes) {
        for (int i = 0; i < attributes.length; i += 2) {
            String value = attributes[i + 1];
            if (attributes[i].equals("class") && value != null && (value.equals(MADE) || value.endsWith(" " + MADE))) {
                return true;
            }
        }
        return false;
    }

    private void breakLine(String name) {
        if (LINES.contains(name)) {
            plain.breakLine();
        }
    }

    private void escape(String text, boolean isAttribute) {
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            String instead = c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : null;
            if (instead == null && isAttribute && c == '"') {
                instead = "&quot;";
            }
            // Controls that XML may hold as characters are errors in HTML, and so are halves of characters.
            if (instead == null && (c < ' ' && c != '\n' && c != '\t' || c >= 0x7F && c < 0xA0 || isStray(text, i))) {
                instead = " ";
            }
            if (instead == null && (c & 0xFFFE) == 0xFFFE) {
                instead = "";
            }
            if (instead != null) {
                out.append(text, from, i).append(instead);
                from = i + 1;
            }
        }
        out.append(text, from, text.length());
    }

    private static boolean isStray(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    /** A link within the page, and where it stands. */
    public static final class LocalLink {

        private String target;
        private long line;
        private boolean isWithWords;
        private int from;
        private int words;
        private int end;
        private int to;
        private int depth;

        /** The id that it leads to. */
        public String target() {
            return target;
        }

        /** The line in the source. */
        public long line() {
            return line;
        }
    }
}
