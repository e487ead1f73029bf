package org.offprint.formats.markdown;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * Converts the HTML of articles to Markdown (CommonMark with the tables and footnotes of GitHub Flavored Markdown).
 * Formulas are written as TeX between dollar signs. Each paragraph is one line. Sections, peer reviews, figures and tables,
 * and all targets of links within the text, begin with an HTML anchor that has the id of the HTML element.
 */
public final class MarkdownText implements NodeFilter {

    private static final Set<String> BLOCKS = Set.of(
            ("address aside blockquote caption dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr"
                            + " li ol p pre section summary table tbody td tfoot th thead tr ul")
                    .split(" "));

    private static final Set<String> REMOVED = Set.of("audio", "video", "rp", "wbr", "col", "colgroup", "hr");
    private static final Set<String> STRONG = Set.of("b", "strong", "dt", "summary");
    private static final Set<String> EMPHASIS = Set.of("i", "em", "cite", "var");
    private static final Set<String> KEPT_TAGS = Set.of("sub", "sup", "s", "del");

    /** Elements that begin with an anchor even if no link leads to them. */
    private static final Set<String> ANCHORED = Set.of("section", "details", "figure");

    /** Maximum number of nested lists and quotations that are indented. */
    private static final int MAX_PREFIXES = 12;

    /** Maximum number of table cells of a text that repeat the value of a spanning cell, and the length of the value. */
    private static final int MAX_REPEATED_CELLS = 20_000;

    private static final int MAX_REPEATED_LENGTH = 200;
    private static final int MAX_SPAN = 100;

    /** Maximum number of nodes that are searched for the character after an element. */
    private static final int MAX_NEIGHBOURS = 10;

    private static final String ESCAPED = "\\`*_[]<$~";
    private static final String ESCAPED_AT_START = "#+-=>:";
    private static final String[] ROMAN = {"m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"};
    private static final int[] ROMAN_VALUES = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
    private static final int MAX_ROMAN = 100;

    private final String baseUrl;
    /** Ids of the elements to which the text links. */
    private final Set<String> targets;
    /** Numbers of the footnotes, keyed by element id. */
    private final Map<String, String> notes;

    /** Whether this is the content of a table cell, which is written in one line. */
    private final boolean isCell;

    private final StringBuilder out = new StringBuilder();
    private final Deque<Prefix> prefixes = new ArrayDeque<>();
    private final Deque<OpenTag> open = new ArrayDeque<>();
    private final List<String> anchors = new ArrayList<>();
    /** Numbers of the next items of the open lists. */
    private final Deque<Integer> numbers = new ArrayDeque<>();

    private boolean isLineStart = true;
    private boolean needsBlankLine;
    private boolean needsSpace;
    private boolean needsBreak;
    private boolean isLink;
    private boolean isHeading;
    /** Outermost open element with strong or emphasized text; null if there is none. */
    private Node marked;

    /** Position in {@code out} of the first character of the current block. */
    private int blockStart;

    /** Length of the output after the last inline formula, which must not be followed by a digit. */
    private int formulaEnd = -1;

    private int repeatedCells;

    private MarkdownText(String baseUrl, Set<String> targets, Map<String, String> notes, boolean isCell) {
        this.baseUrl = baseUrl;
        this.targets = targets;
        this.notes = notes;
        this.isCell = isCell;
    }

    /** Start of the lines of a list item or quotation. */
    private static final class Prefix {
        private final String first;
        private final String rest;
        private boolean isUsed;

        private Prefix(String first, String rest) {
            this.first = first;
            this.rest = rest;
        }
    }

    /**
     * Inline element whose end has yet to be written.
     *
     * @param start length of the output before the start of the element
     * @param content length of the output before the content of the element
     */
    private record OpenTag(Node element, String end, int start, int content) {}

    /**
     * Converts an HTML fragment to Markdown, without a line break at the end.
     *
     * @param baseUrl base URL of Offprint without a trailing slash, for links that begin with a slash
     */
    public static String of(String html, String baseUrl) {
        Element body = Jsoup.parseBodyFragment(html).body();
        Set<String> targets = new HashSet<>();
        Map<String, String> notes = new HashMap<>();
        for (Element link : body.select("a[href^=#]")) {
            if (!isBackLink(link)) {
                targets.add(targetOf(link));
            }
        }
        body.select("ol.notes > li[value]").forEach(note -> notes.put(note.id(), note.attr("value")));
        MarkdownText text = new MarkdownText(baseUrl, targets, notes, false);
        body.filter(text);
        return text.out.toString().strip();
    }

    private static boolean isBackLink(Element link) {
        return link.attr("role").equals("doc-backlink")
                || link.parent() != null && link.parent().hasClass("back");
    }

    private static String targetOf(Element link) {
        String fragment = link.attr("href").substring(1).replace("+", "%2B");
        try {
            return URLDecoder.decode(fragment, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return fragment;
        }
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode text) {
            write(text.getWholeText());
            return FilterResult.CONTINUE;
        }
        if (!(node instanceof Element element) || depth == 0) {
            return FilterResult.CONTINUE;
        }
        String name = element.normalName();
        if (REMOVED.contains(name) || element.hasClass("back") || isBackLink(element)) {
            return FilterResult.SKIP_ENTIRELY;
        }
        boolean isUnit = unit(element, name);
        if (!isUnit) {
            if (BLOCKS.contains(name)) {
                beginBlock(element, name);
            } else {
                anchor(element);
            }
            beginInline(element, name);
        }
        return isUnit ? FilterResult.SKIP_ENTIRELY : FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (!(node instanceof Element element) || depth == 0) {
            return FilterResult.CONTINUE;
        }
        if (!open.isEmpty() && open.peek().element() == node) {
            close(open.pop());
        }
        String name = element.normalName();
        if (BLOCKS.contains(name)) {
            endBlock(name);
        }
        return FilterResult.CONTINUE;
    }

    /** Writes an element that is converted as a whole. Returns false if the element is not of this kind. */
    private boolean unit(Element element, String name) {
        switch (name) {
            case "br" -> lineBreak();
            case "img" -> image(element);
            case "math" -> {
                anchor(element);
                formula(tex(element), element.attr("display").equals("block"), "");
            }
            case "code" -> {
                if (element.hasClass("tex")) {
                    anchor(element);
                    texSource(element.wholeText(), element.hasClass("display"));
                } else {
                    code(element);
                }
            }
            case "pre" -> preformatted(element);
            case "table" -> {
                if (isInline()) {
                    return false;
                }
                table(element);
            }
            case "div", "span" -> {
                return displayedFormula(element);
            }
            case "a" -> {
                return noteReference(element);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void anchor(Element element) {
        String id = element.id();
        boolean isTarget = targets.contains(id) || ANCHORED.contains(element.normalName());
        if (!id.isEmpty() && isTarget && !notes.containsKey(id) && !isCell) {
            anchors.add(id);
        }
    }

    // Blocks

    private void beginBlock(Element element, String name) {
        Element before = element.previousElementSibling();
        if (name.equals("p") && before != null && before.hasClass("label") && out.length() > blockStart) {
            // The label of a list item is followed by the first paragraph of the item.
            needsSpace = true;
        } else {
            breakBlock();
        }
        anchor(element);
        switch (name) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> heading(element, name);
            case "blockquote" -> push(new Prefix("> ", "> "));
            case "ol", "ul" -> {
                numbers.push(number(element.attr("start"), 1));
                if (prefixes.isEmpty()) {
                    needsBlankLine = out.length() > 0;
                }
            }
            case "li" -> item(element);
            default -> {}
        }
    }

    private void endBlock(String name) {
        breakBlock();
        switch (name) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> isHeading = false;
            case "blockquote" -> pop();
            case "li" -> {
                pop();
                needsBlankLine = true;
            }
            case "ol", "ul" -> numbers.pop();
            default -> {}
        }
    }

    private void heading(Element element, String name) {
        if (isInline()) {
            return;
        }
        if (!anchors.isEmpty()) {
            openLine();
            newLine();
            needsBlankLine = false;
        }
        isHeading = true;
        openLine();
        int level = number(element.attr("aria-level"), name.charAt(1) - '0');
        if (level <= 6) {
            out.append("#".repeat(Math.max(1, level))).append(' ');
            blockStart = out.length();
        } else {
            open.push(new OpenTag(element, "**", out.length(), out.length() + 2));
            out.append("**");
            marked = element;
        }
    }

    private void item(Element item) {
        if (isCell) {
            return;
        }
        Element list = item.parent();
        boolean isNumbered = list != null && list.normalName().equals("ol") && !list.hasClass("labelled");
        int number = number(item.attr("value"), numbers.isEmpty() ? 1 : numbers.pop());
        numbers.push(number + 1);
        if (item.previousElementSibling() != null) {
            needsBlankLine = false;
        }
        String marker = "- ";
        String label = "";
        if (list != null && list.hasClass("notes") && isNumbered) {
            marker = "[^" + number + "]: ";
        } else if (isNumbered && list.attr("type").length() == 1 && "aAiI".contains(list.attr("type"))) {
            label = letter(number, list.attr("type").charAt(0)) + ". ";
        } else if (isNumbered) {
            marker = number + ". ";
        }
        push(new Prefix(marker + label, marker.startsWith("[^") ? "    " : " ".repeat(marker.length())));
    }

    private static String letter(int number, char type) {
        boolean isRoman = type == 'i' || type == 'I';
        if (number < 1 || number > (isRoman ? MAX_ROMAN : 26)) {
            return Integer.toString(number);
        }
        StringBuilder label = new StringBuilder();
        if (isRoman) {
            int rest = number;
            for (int i = 0; i < ROMAN.length; i++) {
                for (; rest >= ROMAN_VALUES[i]; rest -= ROMAN_VALUES[i]) {
                    label.append(ROMAN[i]);
                }
            }
        } else {
            label.append((char) ('a' + number - 1));
        }
        return Character.isUpperCase(type) ? label.toString().toUpperCase(Locale.ROOT) : label.toString();
    }

    private static int number(String text, int usual) {
        return text.isEmpty() || text.length() > 8 || !text.chars().allMatch(c -> c >= '0' && c <= '9')
                ? usual
                : Integer.parseInt(text);
    }

    private void push(Prefix prefix) {
        if (!isCell) {
            prefixes.addLast(prefixes.size() < MAX_PREFIXES ? prefix : new Prefix("", ""));
        }
    }

    private void pop() {
        if (!isCell) {
            prefixes.removeLast();
        }
    }

    /** Ends the current block. The next block begins on a new line, after a blank line. */
    private void breakBlock() {
        if (isCell) {
            needsBreak = out.length() > 0;
            needsSpace = false;
        } else if (isInline()) {
            needsSpace = true;
        } else {
            needsSpace = false;
            needsBreak = false;
            if (!isLineStart) {
                newLine();
                needsBlankLine = true;
            }
        }
    }

    /** Returns whether blocks are written inline, because a heading, link, table cell or inline element is open. */
    private boolean isInline() {
        return isCell || isHeading || !open.isEmpty();
    }

    private void newLine() {
        out.append('\n');
        isLineStart = true;
    }

    private void openLine() {
        if (!isLineStart || isCell) {
            return;
        }
        if (needsBlankLine && out.length() > 0) {
            int from = out.length();
            for (Prefix prefix : prefixes) {
                if (!prefix.isUsed) {
                    break;
                }
                out.append(prefix.rest);
            }
            while (out.length() > from && out.charAt(out.length() - 1) == ' ') {
                out.setLength(out.length() - 1);
            }
            out.append('\n');
        }
        needsBlankLine = false;
        for (Prefix prefix : prefixes) {
            out.append(prefix.isUsed ? prefix.rest : prefix.first);
            prefix.isUsed = true;
        }
        isLineStart = false;
        writeAnchors();
        blockStart = out.length();
    }

    private void writeAnchors() {
        for (String id : anchors) {
            out.append("<a id=\"")
                    .append(id.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;"))
                    .append("\"></a>");
        }
        anchors.clear();
    }

    /** Writes pending anchors as a paragraph, before a block that cannot begin with an anchor. */
    private void openUnit() {
        breakBlock();
        if (!anchors.isEmpty()) {
            openLine();
            breakBlock();
        }
    }

    // Inline content

    /** Prepares the output for inline content. Returns whether the content begins a block. */
    private boolean openInline() {
        openLine();
        if (needsBreak) {
            needsBreak = false;
            needsSpace = false;
            if (isCell) {
                out.append("<br>");
            } else {
                out.append('\\');
                newLine();
                openLine();
            }
        }
        if (needsSpace) {
            if (out.length() > blockStart) {
                out.append(' ');
            }
            needsSpace = false;
        }
        if (!anchors.isEmpty()) {
            boolean isStart = out.length() == blockStart;
            writeAnchors();
            blockStart = isStart ? out.length() : blockStart;
        }
        return out.length() == blockStart;
    }

    private void write(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
                boolean isAfterTag = !open.isEmpty() && open.peek().content() == out.length();
                needsSpace |= out.length() > blockStart && (isCell || !isLineStart) && !isAfterTag;
            } else {
                boolean isStart = openInline();
                if (out.length() == formulaEnd && Character.isDigit(c)) {
                    out.append("<!-- -->");
                }
                boolean isEscaped = ESCAPED.indexOf(c) >= 0
                        || isStart && ESCAPED_AT_START.indexOf(c) >= 0
                        || isCell && c == '|'
                        || c == '&' && i + 1 < text.length() && isOfEntity(text.charAt(i + 1))
                        || (c == '.' || c == ')') && isEndOfNumber(text, i);
                out.append(isEscaped ? "\\" : "").append(c);
            }
        }
    }

    private static boolean isOfEntity(char c) {
        return c == '#' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /** Returns whether the block so far is a number that would begin a list with the given character. */
    private boolean isEndOfNumber(String text, int place) {
        int length = out.length() - blockStart;
        boolean isAtEnd = place + 1 == text.length() || Character.isWhitespace(text.charAt(place + 1));
        if (length == 0 || length > 9 || isCell || !isAtEnd) {
            return false;
        }
        for (int i = blockStart; i < out.length(); i++) {
            if (!Character.isDigit(out.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private void lineBreak() {
        if (isInline() && !isCell) {
            needsSpace = true;
        } else if (out.length() > blockStart && (isCell || !isLineStart)) {
            needsBreak = true;
        }
    }

    private void beginInline(Element element, String name) {
        boolean isLabel = element.hasClass("label")
                && element.parent() != null
                && element.parent().hasClass("title");
        boolean isHeader = name.equals("summary") && element.selectFirst("h2, h3, h4, h5, h6") != null;
        if ((STRONG.contains(name) || isLabel) && !isHeader) {
            emphasis(element, "**", "b");
        } else if (EMPHASIS.contains(name)) {
            emphasis(element, "*", "i");
        } else if (KEPT_TAGS.contains(name) && !element.hasClass("made")) {
            tag(element, "<" + name + ">", "</" + name + ">");
        } else if (name.equals("rt")) {
            tag(element, " (", ")");
        } else if (name.equals("a")
                && !isLink
                && !element.hasClass("image")
                && !element.attr("href").isBlank()) {
            openInline();
            if (out.length() > 0 && out.charAt(out.length() - 1) == '!') {
                out.insert(out.length() - 1, '\\');
            }
            tag(element, "[", "](" + address(element.attr("href")) + ")");
            isLink = true;
        }
    }

    private void tag(Element element, String begin, String end) {
        openInline();
        open.push(new OpenTag(element, end, out.length(), out.length() + begin.length()));
        out.append(begin);
    }

    /** Ends an inline element. An element without content is removed. */
    private void close(OpenTag tag) {
        if (tag.end().startsWith("](")) {
            isLink = false;
        }
        if (tag.element() == marked) {
            marked = null;
        }
        if (out.length() == tag.content()) {
            out.setLength(tag.start());
        } else {
            out.append(tag.end());
        }
    }

    /**
     * Begins strong or emphasized text. Asterisks next to other asterisks, or between a letter and a punctuation mark,
     * are ambiguous in Markdown. HTML elements are written instead.
     */
    private void emphasis(Element element, String marker, String tag) {
        if (isHeading && tag.equals("b")) {
            return;
        }
        if (marked != null) {
            tag(element, "<" + tag + ">", "</" + tag + ">");
            return;
        }
        String words = element.wholeText();
        if (words.isBlank() && element.selectFirst("math, img") == null) {
            return;
        }
        needsSpace |= !words.isEmpty() && Character.isWhitespace(words.charAt(0)) && out.length() > blockStart;
        openInline();
        String stripped = words.strip();
        boolean beginsWithLetter = element.childNodeSize() > 0
                && element.childNode(0) instanceof TextNode
                && !stripped.isEmpty()
                && Character.isLetterOrDigit(stripped.codePointAt(0));
        boolean endsWithLetter = element.childNodeSize() > 0
                && element.childNode(element.childNodeSize() - 1) instanceof TextNode
                && !stripped.isEmpty()
                && Character.isLetterOrDigit(stripped.codePointBefore(stripped.length()));
        boolean isMarkable = (out.isEmpty() || out.charAt(out.length() - 1) != '*')
                && (beginsWithLetter || !isAfterLetter())
                && (endsWithLetter || isBlock(element) || isBeforeNoLetter(element, words));
        if (isMarkable) {
            tag(element, marker, marker);
        } else {
            tag(element, "<" + tag + ">", "</" + tag + ">");
        }
        marked = element;
    }

    private static boolean isBlock(Node node) {
        return node instanceof Element element && BLOCKS.contains(element.normalName());
    }

    private boolean isAfterLetter() {
        return out.length() > blockStart && Character.isLetterOrDigit(out.charAt(out.length() - 1));
    }

    /** Returns whether the character after an element is certainly neither a letter nor a digit. */
    private static boolean isBeforeNoLetter(Element element, String words) {
        if (Character.isWhitespace(words.charAt(words.length() - 1))) {
            return true;
        }
        Node node = element;
        for (int i = 0; i < MAX_NEIGHBOURS; i++) {
            Node next = node.nextSibling();
            if (next == null) {
                node = node.parent();
                if (node == null
                        || isBlock(node)
                        || ((Element) node).normalName().equals("body")) {
                    return true;
                }
            } else if (next instanceof TextNode text && text.getWholeText().isEmpty()) {
                node = next;
            } else if (next instanceof TextNode text) {
                return !Character.isLetterOrDigit(text.getWholeText().codePointAt(0));
            } else {
                return isBlock(next)
                        || next instanceof Element following
                                && Set.of("a", "sub", "sup", "br", "img", "math", "code", "b", "i")
                                        .contains(following.normalName());
            }
        }
        return false;
    }

    private String address(String href) {
        String absolute = href.startsWith("/") && !href.startsWith("//") ? baseUrl + href : href;
        return absolute.strip()
                .replace(" ", "%20")
                .replace("(", "%28")
                .replace(")", "%29")
                .replace("<", "%3C")
                .replace(">", "%3E")
                .replace("\\", "%5C")
                .replace("\n", "")
                .replace("|", "%7C");
    }

    private boolean noteReference(Element link) {
        String number = link.attr("href").startsWith("#") ? notes.get(targetOf(link)) : null;
        if (number == null) {
            return false;
        }
        needsSpace = false;
        openInline();
        out.append("[^").append(number).append(']');
        return true;
    }

    private void image(Element image) {
        String alt = image.attr("alt").replaceAll("\\s+", " ").strip();
        boolean isFormula = alt.startsWith("$") || alt.indexOf('\\') >= 0;
        anchor(image);
        if (isFormula) {
            texSource(alt, false);
            return;
        }
        if (image.attr("src").startsWith("data:")) {
            write(alt);
            return;
        }
        openInline();
        out.append("![");
        write(alt);
        out.append("](").append(address(image.attr("src"))).append(')');
    }

    private void code(Element element) {
        anchor(element);
        String text = element.wholeText().replaceAll("\\s+", " ").strip();
        if (!text.isEmpty()) {
            openInline();
            String fence = "`".repeat(1 + longestRun(text));
            String pad = text.startsWith("`") || text.endsWith("`") ? " " : "";
            out.append(fence)
                    .append(pad)
                    .append(isCell ? text.replace("|", "\\|") : text)
                    .append(pad)
                    .append(fence);
        }
    }

    private void preformatted(Element element) {
        if (isInline()) {
            code(element);
            return;
        }
        anchor(element);
        openUnit();
        String text = element.wholeText();
        Element code = element.selectFirst("code[class^=language-]");
        String language = code == null ? "" : code.className().split(" ")[0].substring("language-".length());
        String fence = "`".repeat(Math.max(3, 1 + longestRun(text)));
        line(fence + language.replace("`", ""));
        (text.startsWith("\n") ? text.substring(1) : text)
                .stripTrailing()
                .lines()
                .forEach(this::line);
        line(fence);
        needsBlankLine = true;
    }

    private void line(String text) {
        openLine();
        out.append(text);
        newLine();
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    // Formulas

    /** Writes a displayed formula with its label. Returns false if the element has other content. */
    private boolean displayedFormula(Element element) {
        if (!element.hasClass("formula") || !element.hasClass("display") || isInline()) {
            return false;
        }
        StringBuilder tex = new StringBuilder();
        String label = "";
        for (Node child : element.childNodes()) {
            if (child instanceof Element math && math.normalName().equals("math")) {
                tex.append(tex.isEmpty() ? "" : "\\quad ").append(tex(math));
            } else if (child instanceof Element words && words.hasClass("label")) {
                label = words.text().strip();
            } else if (!(child instanceof TextNode text && text.isBlank())) {
                return false;
            }
        }
        if (tex.isEmpty()) {
            return false;
        }
        anchor(element);
        formula(tex.toString(), true, label);
        return true;
    }

    /** Returns the TeX of a {@code math} element. The TeX source is preferred to TeX generated from the MathML. */
    private String tex(Element math) {
        String source = TexMath.sourceOf(math);
        return source.isEmpty() ? TexMath.of(math) : withoutPipes(source);
    }

    private void texSource(String source, boolean isDisplayed) {
        String tex = TexMath.cleaned(source);
        if (tex.isEmpty()) {
            write(source);
        } else {
            formula(withoutPipes(tex), isDisplayed, "");
        }
    }

    /** Replaces pipes in a table cell, where they would end the cell. */
    private String withoutPipes(String tex) {
        return isCell ? tex.replace("\\|", "\\Vert ").replace("|", "\\vert ") : tex;
    }

    private void formula(String tex, boolean isDisplayed, String label) {
        if (tex.isEmpty()) {
            return;
        }
        if (!isDisplayed || isInline()) {
            openInline();
            out.append('$').append(tex).append('$');
            formulaEnd = out.length();
            return;
        }
        String number = label.replace("(", "").replace(")", "").strip();
        boolean isPlain =
                number.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == ' ');
        openUnit();
        line("$$");
        line(tex + (number.isEmpty() ? "" : isPlain ? " \\tag{" + number + "}" : ""));
        line("$$");
        needsBlankLine = true;
        if (!isPlain) {
            write(label);
            breakBlock();
        }
    }

    // Tables

    /** Value of a cell that covers cells of further rows. */
    private record Span(int rows, String value) {}

    /** Rows of a table with the values of spanning cells repeated. */
    private static final class Grid {
        private final List<List<String>> head = new ArrayList<>();
        private final List<List<String>> body = new ArrayList<>();

        private int columns() {
            int most = 1;
            for (List<String> row : head) {
                most = Math.max(most, row.size());
            }
            for (List<String> row : body) {
                most = Math.max(most, row.size());
            }
            return most;
        }

        /** Returns the header cell of a column, with the distinct values of all header rows. */
        private String header(int column) {
            StringBuilder cell = new StringBuilder();
            String before = "";
            for (List<String> row : head) {
                String value = column < row.size() ? row.get(column) : "";
                if (!value.isEmpty() && !value.equals(before)) {
                    cell.append(cell.isEmpty() ? "" : " / ").append(value);
                    before = value;
                }
            }
            return cell.toString();
        }
    }

    private void table(Element table) {
        anchor(table);
        openUnit();
        Grid grid = grid(table);
        if (grid.head.isEmpty() && grid.body.isEmpty()) {
            return;
        }
        int columns = grid.columns();
        StringBuilder header = new StringBuilder("|");
        for (int i = 0; i < columns; i++) {
            header.append(' ').append(grid.header(i)).append(" |");
        }
        line(header.toString());
        line("|" + " --- |".repeat(columns));
        for (List<String> row : grid.body) {
            line("| " + String.join(" | ", row) + " |");
        }
        needsBlankLine = true;
    }

    private Grid grid(Element table) {
        Grid grid = new Grid();
        Map<Integer, Span> spans = new HashMap<>();
        for (Element part : table.children()) {
            switch (part.normalName()) {
                case "tr" -> row(part, false, grid, spans);
                case "thead", "tbody", "tfoot" -> {
                    spans.clear();
                    part.children().forEach(row -> row(row, part.normalName().equals("thead"), grid, spans));
                }
                case "caption" -> {
                    String caption = cell(part);
                    if (!caption.isEmpty()) {
                        line(caption);
                        needsBlankLine = true;
                    }
                }
                default -> {}
            }
        }
        return grid;
    }

    private void row(Element row, boolean isHead, Grid grid, Map<Integer, Span> spans) {
        List<String> values = new ArrayList<>();
        boolean hasOnlyHeaders = true;
        for (Element cell : row.children()) {
            if (!cell.normalName().equals("td") && !cell.normalName().equals("th")) {
                continue;
            }
            addSpans(values, spans);
            hasOnlyHeaders &= cell.normalName().equals("th");
            String value = cell(cell);
            int columns = Math.min(MAX_SPAN, Math.max(1, number(cell.attr("colspan"), 1)));
            int rows = Math.min(MAX_SPAN, Math.max(1, number(cell.attr("rowspan"), 1)));
            for (int i = 0; i < columns && (i == 0 || canRepeat()); i++) {
                if (rows > 1) {
                    spans.put(values.size(), new Span(rows - 1, repeated(value)));
                }
                values.add(i == 0 ? value : repeated(value));
            }
        }
        addSpans(values, spans);
        if (values.isEmpty()) {
            return;
        }
        boolean isFirst = grid.head.isEmpty() && grid.body.isEmpty();
        (isHead || isFirst && hasOnlyHeaders ? grid.head : grid.body).add(values);
    }

    /** Adds the cells at the current position that a cell of an earlier row covers. */
    private void addSpans(List<String> values, Map<Integer, Span> spans) {
        for (Span span = spans.remove(values.size()); span != null; span = spans.remove(values.size())) {
            if (!canRepeat()) {
                return;
            }
            if (span.rows() > 1) {
                spans.put(values.size(), new Span(span.rows() - 1, span.value()));
            }
            values.add(span.value());
        }
    }

    private boolean canRepeat() {
        return repeatedCells++ < MAX_REPEATED_CELLS;
    }

    private static String repeated(String value) {
        return value.length() <= MAX_REPEATED_LENGTH ? value : "";
    }

    private String cell(Element cell) {
        MarkdownText text = new MarkdownText(baseUrl, targets, notes, true);
        cell.filter(text);
        return text.out.toString().strip();
    }
}
