package org.offprint.formats.print;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Converts HTML fragments of full texts to Typst markup. Every embedded expression ends with a semicolon, so that
 * text after the expression is never read as its argument. Beyond {@link #MAX_DEPTH} and {@link #MAX_NESTING}, only the
 * text of an element is written. One writer writes all fragments of an article in the order in which they are printed.
 */
final class TypstWriter {

    /** Maximum length of the source in characters. */
    static final int MAX_LENGTH = 20_000_000;

    private static final String PARAGRAPH = "#parbreak();";

    private static final int MAX_DEPTH = 80;

    /** Maximum number of nested functions. Typst permits about 60 levels, and a function can use several levels. */
    private static final int MAX_NESTING = 12;

    private static final int MAX_LEVEL = 6;
    private static final int MAX_COLUMNS = 100;
    private static final int MAX_SPAN = 1_000;

    private static final Set<String> SKIPPED =
            Set.of("script", "style", "template", "title", "head", "colgroup", "button", "nav", "rp");

    /** Elements whose functions count towards {@link #MAX_NESTING}. */
    private static final Set<String> FUNCTIONS =
            Set.of(("a aside b blockquote cite del dfn dl em figure i ins ol s small strong sub sup table u ul var")
                    .split(" "));

    /** Elements inside which figures do not float. */
    private static final Set<String> CONTAINERS =
            Set.of("aside", "li", "dd", "blockquote", "figure", "td", "th", "details");

    private final TypstText text;
    private final TypstMathematics mathematics;
    private final PrintWords words;
    private final String address;
    private final Function<String, String> images;
    private final StringBuilder out = new StringBuilder();
    private final Set<String> targets = new HashSet<>();
    private final Map<String, Element> footnotes = new HashMap<>();
    private final Set<String> written = new HashSet<>();
    private final List<List<HeaderScope>> tables = new ArrayList<>();
    private int level;
    private int nesting;
    private boolean isInTableHead;

    /** Cells that a header cell of a table body describes. */
    enum HeaderScope {
        /** The cell is a data cell, or a cell of the table head. */
        NONE,
        /** The header cell describes the cells of its row. */
        ROW,
        /** The header cell describes the cells of its column. */
        COLUMN
    }

    /**
     * Creates a writer.
     *
     * @param address URL of the article, which is printed in place of videos and sound recordings
     * @param images returns the path of an image file in the working folder for the {@code src} of an image; null if
     *     the image cannot be printed
     */
    TypstWriter(TypstText text, PrintWords words, String address, Function<String, String> images) {
        this.text = text;
        this.words = words;
        this.address = address;
        this.images = images;
        mathematics = new TypstMathematics(text);
    }

    /** Returns the header scopes of the cells of each table. Tables are in document order, and cells in row order. */
    List<List<HeaderScope>> tables() {
        return tables;
    }

    /**
     * Returns an HTML fragment as Typst markup.
     *
     * @param level level of the heading above the fragment, 0 for none
     */
    String write(String html, int level) throws UnprintableException {
        if (html == null || html.isBlank()) {
            return "";
        }
        this.level = level;
        Element body = Jsoup.parseBodyFragment(html).body();
        body.select(".back, .also, .tools, [hidden]").remove();
        for (Element link : body.select("a[href^=#]")) {
            targets.add(link.attr("href").substring(1));
        }
        findFootnotes(body);
        int start = out.length();
        children(body, 0);
        return cut(start);
    }

    /**
     * Finds the notes that are printed at the foot of the page, and removes them from the list at the end of the text.
     */
    private void findFootnotes(Element body) {
        Map<String, Element> notes = new HashMap<>();
        for (Element note : body.select("ol.notes > li[id]")) {
            notes.putIfAbsent(note.id(), note);
        }
        for (Element mark : body.select("a[role=doc-noteref][href^=#]")) {
            Element note = notes.get(mark.attr("href").substring(1));
            if (note != null && mark.closest("ol.notes") == null) {
                footnotes.put(note.id(), note);
            }
        }
        footnotes.values().forEach(Node::remove);
        for (Element section : body.select("section[role=doc-endnotes]")) {
            if (section.selectFirst("li, p, div") == null) {
                section.remove();
            }
        }
    }

    /** Removes the markup after a position from the output, and returns the removed markup. */
    private String cut(int start) {
        String cut = out.substring(start);
        out.setLength(start);
        return cut;
    }

    private void children(Element parent, int depth) throws UnprintableException {
        for (Node child : parent.childNodes()) {
            if (child instanceof TextNode node) {
                out.append(text.markup(spaced(node.getWholeText())));
            } else if (child instanceof Element element) {
                element(element, depth + 1);
            }
            if (out.length() > MAX_LENGTH) {
                throw new UnprintableException(
                        "The article is too long to be printed. The limit is " + MAX_LENGTH + " characters.");
            }
        }
    }

    private static String spaced(String text) {
        return text.replaceAll("[ \\t\\r\\n\\f]+", " ");
    }

    private void element(Element element, int depth) throws UnprintableException {
        String name = element.normalName();
        if (SKIPPED.contains(name)) {
            return;
        }
        boolean isFunction = FUNCTIONS.contains(name) || element.hasAttr("lang");
        if (depth > MAX_DEPTH || isFunction && nesting == MAX_NESTING) {
            out.append(text.markup(spaced(element.text())));
            return;
        }
        nesting += isFunction ? 1 : 0;
        write(element, name, depth);
        nesting -= isFunction ? 1 : 0;
    }

    private void write(Element element, String name, int depth) throws UnprintableException {
        boolean isForeign = (element.hasAttr("lang") || element.hasAttr("dir")) && !name.equals("math");
        if (isForeign) {
            out.append("#text(")
                    .append(language(element.attr("lang"), element.attr("dir")))
                    .append(")[");
        }
        switch (name) {
            case "p" -> paragraph(element, depth);
            case "span" -> span(element, depth);
            case "h1", "h2", "h3", "h4", "h5", "h6" -> heading(element, depth);
            case "i", "em", "cite", "dfn", "var" -> inline("emph", element, depth);
            case "b", "strong" -> inline("strong", element, depth);
            case "sup" -> raised(element, depth);
            case "sub" -> inline("sub", element, depth);
            case "u", "ins" -> inline("underline", element, depth);
            case "s", "del" -> inline("strike", element, depth);
            case "small" -> inline("smaller", element, depth);
            case "code", "kbd", "samp" -> code(element, "#raw(");
            case "pre" -> code(element, "#raw(block: true, ");
            case "q" -> surrounded("\u201c", element, "\u201d", depth);
            case "rt" -> surrounded(" (", element, ")", depth);
            case "wbr" -> out.append('\u200b');
            case "br" -> out.append("#linebreak();");
            case "hr" -> out.append("#rule();");
            case "a" -> link(element, depth);
            case "img" -> image(element);
            case "ul", "ol" -> list(element, depth);
            case "dl" -> definitions(element, depth);
            case "blockquote" -> wrapped("quotation", element, depth);
            case "aside" -> wrapped("boxed", element, depth);
            case "figure" -> figure(element, depth);
            case "table" -> table(element, depth);
            case "math" -> formula(element, false, null);
            case "video", "audio" ->
                out.append("#media(")
                        .append(TypstText.literal(address))
                        .append(")[")
                        .append(text.markup(words.media()))
                        .append("];");
            case "div" -> division(element, depth);
            case "footer", "summary", "figcaption", "dt", "dd" -> block(element, depth);
            default -> {
                target(element);
                children(element, depth);
            }
        }
        if (isForeign) {
            out.append("];");
        }
    }

    /** Returns the arguments of Typst's function {@code text} for a language and a direction. */
    static String language(String tag, String direction) {
        List<String> arguments = new ArrayList<>();
        String[] parts = tag.split("-");
        if (parts[0].matches("[A-Za-z]{2,3}")) {
            String region = Arrays.stream(parts)
                    .skip(1)
                    .filter(part -> part.matches("[A-Za-z]{2}"))
                    .findFirst()
                    .map(part -> TypstText.literal(part.toUpperCase(Locale.ROOT)))
                    .orElse("none");
            arguments.add("lang: " + TypstText.literal(parts[0].toLowerCase(Locale.ROOT)));
            arguments.add("region: " + region);
        }
        if (direction.equals("rtl") || direction.equals("ltr")) {
            arguments.add("dir: " + direction);
        }
        return String.join(", ", arguments);
    }

    private void paragraph(Element element, int depth) throws UnprintableException {
        if (element.hasClass("line")) {
            target(element);
            out.append(element.className().contains("indent-") ? "#h(1.5em);" : "");
            children(element, depth);
            out.append("#linebreak();");
            return;
        }
        Element label = element.selectFirst("> .label");
        boolean isTitle = element.hasClass("title");
        boolean isOnlyLabel = isTitle && isOnlyLabel(element, label);
        Element before = element.previousElementSibling();
        // The label of a figure or table is printed in the same line as the title.
        boolean isAfterLabel =
                before != null && before.hasClass("title") && isOnlyLabel(before, before.selectFirst("> .label"));
        out.append(isAfterLabel ? " " : PARAGRAPH);
        if (isTitle && !isOnlyLabel) {
            inline("strong", element, depth);
        } else {
            target(element);
            children(element, depth);
        }
        out.append(isOnlyLabel ? " " : PARAGRAPH);
    }

    private static boolean isOnlyLabel(Element element, Element label) {
        return label != null && label.text().equals(element.text());
    }

    private void block(Element element, int depth) throws UnprintableException {
        out.append(PARAGRAPH);
        target(element);
        children(element, depth);
        out.append(PARAGRAPH);
    }

    private void span(Element element, int depth) throws UnprintableException {
        if (element.hasClass("label") && !element.parents().is("h1, h2, h3, h4, h5, h6")) {
            inline("strong", element, depth);
        } else if (element.hasClass("sc")) {
            inline("smallcaps", element, depth);
        } else if (element.hasClass("o")) {
            inline("overline", element, depth);
        } else {
            target(element);
            children(element, depth);
        }
    }

    private void inline(String function, Element element, int depth) throws UnprintableException {
        out.append('#').append(function).append('[');
        children(element, depth);
        out.append("];");
        target(element);
    }

    private void wrapped(String function, Element element, int depth) throws UnprintableException {
        out.append('#').append(function).append('[');
        target(element);
        children(element, depth);
        out.append("];");
    }

    private void surrounded(String before, Element element, String after, int depth) throws UnprintableException {
        out.append(before);
        children(element, depth);
        out.append(after);
    }

    private void raised(Element element, int depth) throws UnprintableException {
        boolean isFootnote = element.childrenSize() == 1
                && element.ownText().isBlank()
                && footnotes.containsKey(noteId(element.child(0)));
        if (isFootnote) {
            // A superscript is not necessary, because Typst raises the footnote mark.
            target(element);
            children(element, depth);
        } else {
            inline("super", element, depth);
        }
    }

    private void code(Element element, String function) {
        target(element);
        out.append(function)
                .append(text.visibleLiteral(element.wholeText().stripTrailing()))
                .append(");");
    }

    /** Writes a target for links if a link in the text points to the element. */
    private void target(Element element) {
        if (targets.contains(element.id()) && written.add(element.id())) {
            out.append("#place-of(").append(TypstText.literal(element.id())).append(");");
        }
    }

    private void heading(Element element, int depth) throws UnprintableException {
        if (element.text().isBlank()) {
            return;
        }
        String stated = element.attr("aria-level");
        int wanted = stated.matches("[1-9]")
                ? Integer.parseInt(stated)
                : element.normalName().charAt(1) - '0';
        level = Math.min(Math.max(1, wanted - 1), Math.min(MAX_LEVEL, level + 1));
        out.append("#heading(level: ").append(level).append(")[");
        children(element, depth);
        out.append("];");
        target(element);
    }

    private static String noteId(Element link) {
        boolean isMark = link.normalName().equals("a") && "doc-noteref".equals(link.attr("role"));
        return isMark && link.attr("href").startsWith("#") ? link.attr("href").substring(1) : "";
    }

    private void link(Element element, int depth) throws UnprintableException {
        Element note = footnotes.get(noteId(element));
        if (note != null && written.add("note " + note.id())) {
            out.append("#footnote[");
            content(note, depth);
            out.append("];");
            return;
        }
        if (note != null) {
            if (element.closest("sup") == null) {
                inline("super", element, depth);
            } else {
                children(element, depth);
            }
            return;
        }
        String url = element.attr("href");
        boolean isLinked =
                !element.text().isBlank() && !isInTableHead && (url.startsWith("#") ? url.length() > 1 : isWeb(url));
        if (isLinked && url.startsWith("#")) {
            out.append("#to(").append(TypstText.literal(url.substring(1))).append(")[");
        } else if (isLinked) {
            out.append("#link(").append(TypstText.literal(url)).append(")[");
        }
        children(element, depth);
        out.append(isLinked ? "];" : "");
        target(element);
    }

    private static boolean isWeb(String url) {
        return url.startsWith("https://") || url.startsWith("http://") || url.startsWith("mailto:");
    }

    private void image(Element element) {
        String file = images.apply(element.attr("src"));
        String alternative = element.attr("alt").isBlank() ? words.image() : element.attr("alt");
        if (file == null) {
            out.append("#missing-image[")
                    .append(text.markup(spaced(alternative)))
                    .append("];");
            return;
        }
        boolean isInText = element.hasClass("inline") && element.closest(".formula.display, figure") == null;
        out.append(isInText ? "#inline-picture(" : "#picture(")
                .append(TypstText.literal(file))
                .append(", ")
                .append(TypstText.literal(alternative))
                .append(", ")
                .append(pixels(element.attr("width")))
                .append(", ")
                .append(pixels(element.attr("height")))
                .append(");");
    }

    private static String pixels(String length) {
        return length.matches("[1-9][0-9]{0,5}") ? length : "none";
    }

    private void list(Element list, int depth) throws UnprintableException {
        List<Element> items = list.children().stream()
                .filter(item -> item.normalName().equals("li"))
                .toList();
        if (items.isEmpty()) {
            return;
        }
        target(list);
        boolean isSmall = list.hasClass("notes") && list.closest("div.notes") == null
                || list.closest("[role=doc-bibliography]") != null && list.closest("li") == null;
        out.append(isSmall ? "#small-print[" : "");
        if (list.hasClass("labelled")) {
            out.append("#labelled((");
            for (Element item : items) {
                Element label = item.selectFirst("> .label, > p > .label");
                out.append('[');
                if (label != null) {
                    children(label, depth + 1);
                    label.remove();
                }
                out.append("], ");
            }
            out.append("), ");
        } else if (list.normalName().equals("ol")) {
            String type = list.attr("type");
            out.append("#enum(numbering: \"")
                    .append(type.matches("[aAiI]") ? type : "1")
                    .append(".\", start: ")
                    .append(list.attr("start").matches("[0-9]{1,6}") ? Integer.parseInt(list.attr("start")) : 1)
                    .append(", ");
        } else {
            out.append(list.hasClass("plain") ? "#list(marker: none, " : "#list(");
        }
        for (Element item : items) {
            boolean hasValue = list.normalName().equals("ol")
                    && !list.hasClass("labelled")
                    && item.attr("value").matches("[0-9]{1,6}");
            out.append(hasValue ? "enum.item(" + Integer.parseInt(item.attr("value")) + ")[" : "[");
            content(item, depth);
            out.append("], ");
        }
        out.append(isSmall ? ");];" : ");");
    }

    /** Writes the content of a list item, cell or note, without paragraph breaks at the start and at the end. */
    private void content(Element item, int depth) throws UnprintableException {
        target(item);
        boolean isForeign = item.hasAttr("lang") || item.hasAttr("dir");
        if (isForeign) {
            out.append("#text(")
                    .append(language(item.attr("lang"), item.attr("dir")))
                    .append(")[");
        }
        int start = out.length();
        children(item, depth + 1);
        String markup = cut(start).strip();
        while (markup.startsWith(PARAGRAPH)) {
            markup = markup.substring(PARAGRAPH.length()).strip();
        }
        while (markup.endsWith(PARAGRAPH)) {
            markup = markup.substring(0, markup.length() - PARAGRAPH.length()).strip();
        }
        out.append(markup).append(isForeign ? "];" : "");
    }

    private void definitions(Element list, int depth) throws UnprintableException {
        out.append("#terms(");
        String term = "";
        for (Element each : list.select("> dt, > dd, > div > dt, > div > dd")) {
            int start = out.length();
            content(each, depth);
            String markup = cut(start);
            if (each.normalName().equals("dt")) {
                term = term.isEmpty() ? markup : term + ", " + markup;
            } else {
                out.append("terms.item([")
                        .append(term)
                        .append("], [")
                        .append(markup)
                        .append("]), ");
                term = "";
            }
        }
        if (!term.isEmpty()) {
            out.append("terms.item([").append(term).append("], []), ");
        }
        out.append(");");
    }

    private void division(Element element, int depth) throws UnprintableException {
        List<Element> formulas = element.hasClass("formula") ? element.select("math") : List.of();
        if (!formulas.isEmpty()) {
            target(element);
            Element label = element.selectFirst(".label");
            for (Element math : formulas) {
                boolean isLast = math == formulas.get(formulas.size() - 1);
                formula(math, true, isLast && label != null && label.closest("math") == null ? label.text() : null);
            }
        } else if (element.hasClass("notes")) {
            wrapped("small-print", element, depth);
        } else {
            block(element, depth);
        }
    }

    private void formula(Element math, boolean isDisplayed, String label) {
        boolean isBlock = isDisplayed || "block".equals(math.attr("display"));
        String spoken = TypstMathematics.spoken(math);
        out.append("#formula(")
                .append(isBlock)
                .append(", ")
                .append(TypstText.literal(spoken.isBlank() ? words.formula() : spoken))
                .append(", $")
                .append(mathematics.of(math))
                .append('$');
        if (label != null) {
            out.append(", number: [").append(text.markup(label)).append(']');
        }
        out.append(");");
    }

    private void figure(Element figure, int depth) throws UnprintableException {
        Element caption = child(figure, "figcaption");
        boolean isTable = figure.selectFirst("table") != null;
        boolean isPrinted = figure.select("img").stream().anyMatch(image -> images.apply(image.attr("src")) != null);
        target(figure);
        if (figure.hasClass("group") || !isTable && !isPrinted) {
            // PDF/UA requires an alternative text for each figure, and only images have an alternative text.
            block(figure, depth);
            return;
        }
        int start = out.length();
        if (caption != null) {
            children(caption, depth);
        }
        String markup = cut(start);
        boolean isFloating = !isTable
                && figure.select("img").size() == 1
                && figure.parents().stream().noneMatch(parent -> CONTAINERS.contains(parent.normalName()));
        out.append(isTable ? "#a-table(" : isFloating ? "#a-figure(floats: floats, " : "#a-figure(");
        out.append(markup.isBlank() ? "none" : "[" + markup + "]").append(")[");
        for (Node child : figure.childNodes()) {
            if (child instanceof Element part && part != caption) {
                element(part, depth + 1);
            }
        }
        out.append("];");
    }

    private void table(Element table, int depth) throws UnprintableException {
        List<Element> heads = rows(table, "thead");
        List<Element> rows = new ArrayList<>(heads);
        rows.addAll(rows(table, "tbody"));
        rows.addAll(rows(table, "tfoot"));
        int columns = rows.stream()
                .mapToInt(row -> row.children().stream()
                        .mapToInt(cell -> span(cell, "colspan"))
                        .sum())
                .max()
                .orElse(0);
        if (columns > MAX_COLUMNS) {
            throw new UnprintableException(
                    "A table has " + columns + " columns. At most " + MAX_COLUMNS + " columns can be printed.");
        }
        Element caption = child(table, "caption");
        if (caption != null) {
            block(caption, depth);
        }
        if (columns == 0) {
            return;
        }
        target(table);
        TableRows written = new TableRows(columns, depth);
        tables.add(written.scopes);
        out.append("#data-table(").append(columns).append(", ");
        if (!heads.isEmpty()) {
            out.append("table.header(");
            written.write(heads, true);
            out.append("), table.hline(stroke: 0.5pt), ");
        }
        written.write(rows.subList(heads.size(), rows.size()), false);
        out.append(");");
    }

    private static List<Element> rows(Element table, String part) {
        return table.children().stream()
                .flatMap(child -> child.normalName().equals(part)
                        ? child.children().stream()
                        : part.equals("tbody") ? Stream.of(child) : Stream.of())
                .filter(child -> child.normalName().equals("tr"))
                .toList();
    }

    private static Element child(Element parent, String name) {
        return parent.children().stream()
                .filter(child -> child.normalName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static int span(Element cell, String attribute) {
        String value = cell.attr(attribute);
        return value.matches("[1-9][0-9]{0,4}") ? Math.min(MAX_SPAN, Integer.parseInt(value)) : 1;
    }

    /**
     * Rows of a table. Short rows are completed with empty cells, because PDF/UA requires the same number of columns in
     * all rows of a table.
     */
    private final class TableRows {

        private final int depth;
        private final List<HeaderScope> scopes = new ArrayList<>();

        /** For each column, the number of following rows in which a cell of a previous row occupies the column. */
        private final int[] occupied;

        TableRows(int columns, int depth) {
            this.depth = depth;
            occupied = new int[columns];
        }

        void write(List<Element> rows, boolean isHead) throws UnprintableException {
            Arrays.fill(occupied, 0);
            for (int i = 0; i < rows.size(); i++) {
                row(rows.get(i), isHead, rows.size() - i);
            }
        }

        private void row(Element row, boolean isHead, int rowsLeft) throws UnprintableException {
            int column = 0;
            for (Element cell : row.children()) {
                while (column < occupied.length && occupied[column] > 0) {
                    occupied[column++]--;
                }
                if (column == occupied.length) {
                    break;
                }
                int width = 1;
                int wanted = span(cell, "colspan");
                while (width < wanted && column + width < occupied.length && occupied[column + width] == 0) {
                    width++;
                }
                int height = Math.min(span(cell, "rowspan"), rowsLeft);
                cell(cell, isHead, width, height);
                Arrays.fill(occupied, column, column + width, height - 1);
                column += width;
            }
            for (; column < occupied.length; column++) {
                if (occupied[column] > 0) {
                    occupied[column]--;
                } else {
                    scopes.add(HeaderScope.NONE);
                    out.append("[], ");
                }
            }
        }

        private void cell(Element cell, boolean isHead, int width, int height) throws UnprintableException {
            scopes.add(isHead ? HeaderScope.NONE : scope(cell));
            List<String> arguments = new ArrayList<>();
            if (width > 1) {
                arguments.add("colspan: " + width);
            }
            if (height > 1) {
                arguments.add("rowspan: " + height);
            }
            if (cell.hasClass("align-right")) {
                arguments.add("align: end");
            } else if (cell.hasClass("align-center")) {
                arguments.add("align: center");
            }
            boolean isStrong = isHead || cell.normalName().equals("th");
            out.append(arguments.stream().collect(Collectors.joining(", ", "table.cell(", ")[")));
            out.append(isStrong ? "#strong[" : "");
            boolean wasInHead = isInTableHead;
            isInTableHead = isHead;
            content(cell, depth);
            isInTableHead = wasInHead;
            out.append(isStrong ? "];], " : "], ");
        }

        private static HeaderScope scope(Element cell) {
            if (!cell.normalName().equals("th")) {
                return HeaderScope.NONE;
            }
            String stated = cell.attr("scope");
            boolean isOnlyHeaders = cell.parent().children().size() > 1
                    && cell.parent().children().stream()
                            .allMatch(each -> each.normalName().equals("th"));
            return stated.startsWith("col") || stated.isEmpty() && isOnlyHeaders ? HeaderScope.COLUMN : HeaderScope.ROW;
        }
    }
}
