package org.offprint.formats.jats.texts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.offprint.formats.draft.Draft;
import org.offprint.formats.text.SourceText;
import org.offprint.formats.xml.TexToMathMl;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.record.markup.MarkedText;

/** Converts the JATS markup of titles and abstracts to HTML. */
final class JatsMarkupReader {

    private static final Map<String, String> FACES = Map.ofEntries(
            Map.entry("italic", "i"),
            Map.entry("i", "i"),
            Map.entry("em", "i"),
            Map.entry("bold", "b"),
            Map.entry("b", "b"),
            Map.entry("strong", "b"),
            Map.entry("underline", "u"),
            Map.entry("strike", "s"),
            Map.entry("monospace", "code"),
            Map.entry("sub", "sub"),
            Map.entry("sup", "sup"));
    private static final Set<String> NOT_WORDS = Set.of(
            "fig",
            "fig-group",
            "graphic",
            "inline-graphic",
            "media",
            "table-wrap",
            "supplementary-material",
            "inline-supplementary-material",
            "array",
            "object-id",
            "fn");
    private static final Set<String> BLOCKS =
            Set.of("p", "list", "def-list", "disp-quote", "boxed-text", "verse-group", "sec", "statement", "list-item");

    private static final Pattern ABSTRACT = Pattern.compile(
            "(?iu)(?:abstract|summary|resumo|resumen|resum|résumé|zusammenfassung|riassunto|samenvatting|sammanfattning"
                    + "|abstrakt|streszczenie|özet|аннотация|реферат|摘要|要旨|초록)?\\P{L}*");

    private final Draft draft;
    /** Number of characters of MathML that TeX formulas in the current title or abstract may still be converted to. */
    private int remainingMath;

    /**
     * Creates a reader for the JATS markup of titles and abstracts.
     *
     * @param draft receives unmapped elements that titles and abstracts cannot contain, such as pictures
     */
    JatsMarkupReader(Draft draft) {
        this.draft = draft;
    }

    /** Returns a title as HTML, without footnote marks. Returns null if the title is missing. */
    String title(XmlElement title) {
        remainingMath = MarkedText.MAX_TITLE_HTML_LENGTH / 2;
        return title.isNone() ? null : inline(title.content(), true);
    }

    /**
     * Returns the paragraphs and lists of an abstract or of one of its sections as HTML. The heading "Abstract" is
     * omitted.
     */
    String blocks(XmlElement container) {
        remainingMath = MarkedText.MAX_ABSTRACT_HTML_LENGTH / 2;
        return withinBlocks(container);
    }

    private String withinBlocks(XmlElement container) {
        StringBuilder html = new StringBuilder();
        blocks(container, html);
        return html.toString();
    }

    /** Returns the paragraphs and lists of an abstract as HTML, without the title of the abstract. */
    String blocksWithoutTitle(XmlElement container) {
        remainingMath = MarkedText.MAX_ABSTRACT_HTML_LENGTH / 2;
        StringBuilder html = new StringBuilder();
        List<Object> content = new ArrayList<>(container.content());
        XmlElement title = container.at("title");
        content.removeIf(child -> child == title);
        blocks(container, content, html);
        return html.toString();
    }

    private void blocks(XmlElement container, StringBuilder html) {
        blocks(container, container.content(), html);
    }

    private void blocks(XmlElement container, List<Object> content, StringBuilder html) {
        List<Object> run = new ArrayList<>();
        String label = container.name().equals("sec") ? container.at("label").text() : null;
        for (Object child : content) {
            if (!(child instanceof XmlElement element)) {
                run.add(child);
            } else if (element.name().equals("title") || element.name().equals("label")) {
                paragraph(run, html);
                heading(container, element, label, html);
            } else if (BLOCKS.contains(element.name())) {
                paragraph(run, html);
                block(element, html);
            } else {
                run.add(element);
            }
        }
        paragraph(run, html);
    }

    /** Appends a heading in an abstract as a separate paragraph, unless the heading is only "Abstract". */
    private void heading(XmlElement container, XmlElement heading, String label, StringBuilder html) {
        String words = inline(heading.content(), true);
        boolean saysNothing = !container.name().equals("sec")
                && ABSTRACT.matcher(heading.text() == null ? "" : heading.text())
                        .matches();
        boolean isTitle = heading.name().equals("title");
        if (!isTitle && container.name().equals("sec") && container.at("title").isNone() && !words.isBlank()) {
            html.append("<p><b>").append(words).append("</b></p>");
        }
        if (isTitle && !saysNothing && !words.isBlank()) {
            String numbered = label == null ? words : SourceText.html(label) + " " + words;
            html.append("<p><b>").append(numbered).append("</b></p>");
        }
    }

    private void block(XmlElement block, StringBuilder html) {
        switch (block.name()) {
            case "list" -> {
                String list = "order".equals(block.attribute("list-type")) ? "ol" : "ul";
                html.append('<').append(list).append('>');
                for (XmlElement item : block.elements("list-item")) {
                    html.append("<li>").append(listItem(item)).append("</li>");
                }
                html.append("</").append(list).append('>');
            }
            case "def-list" -> {
                for (XmlElement item : block.elements("def-item")) {
                    String term = inline(item.at("term").content(), false);
                    html.append("<p>").append(term).append(": ");
                    html.append(SourceText.html(orEmpty(item.at("def").text()))).append("</p>");
                }
            }
            default -> blocks(block, html);
        }
    }

    /**
     * Returns the content of a list item as HTML. JATS requires a paragraph in each list item, so the tags of a single
     * paragraph are removed.
     */
    private String listItem(XmlElement item) {
        String html = withinBlocks(item);
        boolean isOneParagraph = html.startsWith("<p>") && html.indexOf("</p>") == html.length() - "</p>".length();
        return isOneParagraph ? html.substring("<p>".length(), html.length() - "</p>".length()) : html;
    }

    private void paragraph(List<Object> run, StringBuilder html) {
        String words = inline(run, false);
        if (!words.isBlank()) {
            html.append("<p>").append(words).append("</p>");
        }
        run.clear();
    }

    private String inline(List<Object> content, boolean isTitle) {
        StringBuilder html = new StringBuilder();
        for (Object child : content) {
            if (child instanceof XmlElement element) {
                inline(element, isTitle, html);
            } else {
                html.append(SourceText.html((String) child));
            }
        }
        return html.toString();
    }

    private void inline(XmlElement element, boolean isTitle, StringBuilder html) {
        String name = element.name();
        if (NOT_WORDS.contains(name) && element.isPlaced()) {
            return;
        }
        if (NOT_WORDS.contains(name)) {
            String href = element.attribute("href");
            draft.unplaced(element.path(), href == null ? orElse(element.text(), name) : href);
        } else if (name.equals("break")) {
            html.append(' ');
        } else if (name.equals("math")) {
            mathMl(element, html);
        } else if (name.endsWith("-formula") || name.equals("alternatives") || name.equals("tex-math")) {
            formulaOf(element, html);
        } else if (isTitle && name.equals("xref") && !"bibr".equals(element.attribute("ref-type"))) {
            // The cross-reference mark refers to a note outside the title.
            element.markPlaced();
        } else if (FACES.containsKey(name)) {
            String face = FACES.get(name);
            html.append('<').append(face).append('>').append(inline(element.content(), isTitle));
            html.append("</").append(face).append('>');
        } else if (name.equals("sc")) {
            html.append("<span class=\"sc\">")
                    .append(inline(element.content(), isTitle))
                    .append("</span>");
        } else {
            link(element);
            html.append(inline(element.content(), isTitle));
        }
    }

    /**
     * Reports the target of a link as unmapped, because titles and abstracts have no links. Does nothing if the link
     * text contains the target.
     */
    private void link(XmlElement element) {
        String href = element.attribute("href");
        if (href == null) {
            return;
        }
        boolean isWithin = element.parent() != null
                && element.parent().selfAndAncestors().anyMatch(around -> around.attribute("href") != null);
        String words = isWithin ? null : element.text();
        boolean isSaid = words != null && (words.contains(href) || href.endsWith(words));
        draft.unplaced(element.path(), isSaid ? null : href);
    }

    /**
     * Appends a formula as HTML. If the formula has several alternative forms, MathML is preferred, then TeX, which is
     * converted to MathML.
     */
    private void formulaOf(XmlElement element, StringBuilder html) {
        List<XmlElement> math = element.descendants("math");
        List<XmlElement> tex = element.name().equals("tex-math") ? List.of(element) : element.descendants("tex-math");
        if (!math.isEmpty()) {
            mathMl(math.get(0), html);
        } else if (!tex.isEmpty()) {
            tex(tex.get(0), html);
        } else {
            html.append(inline(element.content(), false));
        }
    }

    /** Appends a TeX formula as MathML, or as TeX source if it cannot be converted or the title would be too long. */
    private void tex(XmlElement tex, StringBuilder html) {
        XmlElement math = tex.mathOf(TexToMathMl.of(tex.texSource()));
        StringBuilder converted = new StringBuilder();
        if (!math.isNone()) {
            mathMl(math, converted);
        }
        if (math.isNone() || converted.length() > remainingMath) {
            html.append(
                    SourceText.html(TexToMathMl.withoutDocument(tex.texSource()).strip()));
        } else {
            remainingMath -= converted.length();
            html.append(converted);
        }
    }

    /** Appends a MathML element with its attributes, but without namespace prefixes. */
    private static void mathMl(XmlElement element, StringBuilder html) {
        html.append('<').append(element.name());
        element.attributes().forEach((name, value) -> html.append(' ')
                .append(name)
                .append("=\"")
                .append(SourceText.html(value).replace("\"", "&quot;"))
                .append('"'));
        html.append('>');
        for (Object child : element.content()) {
            if (child instanceof XmlElement inner) {
                mathMl(inner, html);
            } else {
                html.append(SourceText.html((String) child));
            }
        }
        html.append("</").append(element.name()).append('>');
    }

    private static String orEmpty(String text) {
        return orElse(text, "");
    }

    private static String orElse(String text, String other) {
        return text == null ? other : text;
    }
}
