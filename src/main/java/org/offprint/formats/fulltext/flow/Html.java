package org.offprint.formats.fulltext.flow;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.offprint.formats.reading.UnreadableException;

/**
 * Builds the HTML of a page and its plain text. All text is escaped, element ids are unique, and links to missing
 * targets are removed.
 */
public final class Html {

    /** HTML elements that start and end a line of the plain text. */
    private static final Set<String> LINES =
            Set.of(("aside blockquote dd details div dl dt figcaption figure footer h2 h3 h4 h5 h6"
                            + " header li ol p pre section summary table tbody tfoot thead tr ul")
                    .split(" "));

    private static final String MADE = "made";

    /**
     * Maximum length of the HTML of a full text, in characters. Generated markup can be many times as long as its
     * source. The longest published articles have about 5 million characters.
     */
    public static final int MAX_LENGTH = 16_000_000;

    private final StringBuilder out = new StringBuilder(1 << 14);
    private final PageText plain = new PageText();
    private final Deque<String> open = new ArrayDeque<>();
    private final Set<String> ids = new HashSet<>();
    private final List<LocalLink> links = new ArrayList<>();
    private final Deque<LocalLink> openLinks = new ArrayDeque<>();
    /** Depth of the open HTML element whose text is generated or invisible; 0 if there is none. */
    private int made;

    private boolean hasTitlesOnly;

    /** Returns an HTML builder that writes no element ids, for a heading that is shown a second time. */
    static Html ofTitles() {
        Html html = new Html();
        html.hasTitlesOnly = true;
        return html;
    }

    /**
     * Opens an HTML element.
     *
     * @param attributes alternating attribute names and values; attributes with a null value and duplicate element ids
     *     are omitted
     */
    public Html open(String name, String... attributes) {
        breakLine(name);
        start(name, attributes);
        open.push(name);
        if (made == 0 && (isMade(attributes) || name.equals("mphantom"))) {
            made = open.size();
        }
        return this;
    }

    /** Writes a void HTML element, which has no content and no end tag. */
    public Html empty(String name, String... attributes) {
        start(name, attributes);
        if (name.equals("br")) {
            plain.breakLine();
        }
        return this;
    }

    /**
     * Opens a link to an element of the same page. If the target is never written, the link is replaced with its text.
     */
    public Html openLink(String target, long line, String... attributes) {
        return openLink(target, line, false, attributes);
    }

    /**
     * Opens a link to an element of the same page. If the target is never written, the link is removed together with
     * its text.
     */
    Html openRemovableLink(String target, String... attributes) {
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

    /** Closes the HTML element that was opened last. */
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

    /** Writes escaped text. Does nothing if the text is null. */
    public Html text(String text) {
        if (text != null) {
            escape(text, false);
            if (made == 0) {
                plain.add(text);
            }
        }
        return this;
    }

    /** Writes escaped program code. The plain text keeps the spaces and line breaks of the code. */
    public Html code(String text) {
        escape(text, false);
        plain.addAsIs(text);
        return this;
    }

    /**
     * Adds text only to the plain text, for example the TeX source of a formula that the page shows as an image. Does
     * nothing if the text is null.
     */
    public Html plainText(String text) {
        if (text != null) {
            plain.add(text);
        }
        return this;
    }

    /**
     * Writes generated text, which does not occur in the source. Generated text has the CSS class {@code made} and is
     * not part of the plain text.
     */
    public Html generated(String text) {
        return open("span", "class", MADE).text(text).close();
    }

    /** Writes a complete HTML element that contains the given text. */
    public Html element(String name, String text, String... attributes) {
        return open(name, attributes).text(text).close();
    }

    /** Returns the number of open HTML elements. */
    public int depth() {
        return open.size();
    }

    /** Returns whether an HTML element with the given name is open. */
    public boolean isWithin(String name) {
        return open.contains(name);
    }

    /** Returns the number of characters of HTML written so far. */
    public int length() {
        return out.length();
    }

    /** Marks the start of the references, which {@link PageText#own()} excludes. */
    public void beginReferences() {
        plain.beginApart();
    }

    public void endReferences() {
        plain.endApart();
    }

    public PageText plain() {
        return plain;
    }

    /**
     * Returns the links whose targets were not written. {@link #toString} replaces links without a target with their
     * text.
     */
    public List<LocalLink> dangling() {
        return links.stream()
                .filter(link -> !ids.contains(link.target) && !link.isWithWords)
                .toList();
    }

    /** Returns the HTML without links to missing targets. All HTML elements must have been closed. */
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
        requireLength(out.length());
    }

    /**
     * Rejects HTML that is too long.
     *
     * @param length number of characters of HTML
     * @throws UnreadableException if the length exceeds {@link #MAX_LENGTH}
     */
    public static void requireLength(long length) {
        if (length > MAX_LENGTH) {
            throw new UnreadableException(
                    "The full text is too long. The HTML has more than " + MAX_LENGTH + " characters.", 1);
        }
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
            // HTML allows neither unpaired surrogates nor some of the control characters that XML allows.
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
        requireLength(out.length());
    }

    private static boolean isStray(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    /** Link within the page, with the offsets of the link in the HTML output. */
    public static final class LocalLink {

        private String target;
        private long line;
        private boolean isWithWords;
        private int from;
        private int words;
        private int end;
        private int to;
        private int depth;

        /** Returns the element id of the link target. */
        public String target() {
            return target;
        }

        /** Returns the line number of the link in the source. */
        public long line() {
            return line;
        }
    }

    /** Encodes element ids as URL fragments (RFC 3986, section 3.5). */
    private static final class Fragment {

        private static final String PLAIN = "-._~!$'()*+,;=:@/?";

        private Fragment() {}

        /**
         * Returns the element id with percent-encoding for characters that a URL fragment cannot contain. Non-ASCII
         * letters are unchanged, as in IRIs.
         */
        static String encoded(String id) {
            StringBuilder encoded = new StringBuilder(id.length());
            id.codePoints().forEach(c -> {
                if (Character.isLetterOrDigit(c) || c < 0x80 && PLAIN.indexOf(c) >= 0) {
                    encoded.appendCodePoint(c);
                } else {
                    for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                        encoded.append(String.format("%%%02X", b & 0xFF));
                    }
                }
            });
            return encoded.toString();
        }
    }
}
