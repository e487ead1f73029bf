package org.offprint.formats.fulltext.inline;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.offprint.formats.fulltext.flow.Flow;
import org.offprint.formats.xml.XmlElement;

/**
 * Renders styled text, such as italics or named content, as presentational HTML elements or as spans with CSS classes.
 */
public final class TextStyles {

    private static final Map<String, String> ELEMENTS = Map.ofEntries(
            Map.entry("bold", "b"),
            Map.entry("italic", "i"),
            Map.entry("sub", "sub"),
            Map.entry("sup", "sup"),
            Map.entry("underline", "u"),
            Map.entry("strike", "s"),
            Map.entry("monospace", "code"),
            Map.entry("ruby", "ruby"),
            Map.entry("rb", "rb"),
            Map.entry("rt", "rt"),
            Map.entry("rp", "rp"));

    private static final Map<String, String> SPANS = Map.of(
            "sc", "sc",
            "overline", "o",
            "sans-serif", "sans",
            "roman", "roman",
            "fixed-case", "fixed-case",
            "private-char", "private-char",
            "target", "target",
            "styled-content", "",
            "named-content", "");

    /** JATS elements whose content is written without an enclosing HTML element. */
    private static final Set<String> TRANSPARENT = Set.of(("x inline-alternatives textual-form chem-struct"
                    + " nested-kwd subject preformat-line institution institution-wrap country addr-line city state postal-code"
                    + " date day month year season string-date name string-name surname given-names prefix suffix collab"
                    + " anonymous person-group etal role source article-title chapter-title part-title trans-title trans-source"
                    + " data-title volume issue volume-series issue-title issue-part series fpage lpage page-range"
                    + " elocation-id size edition publisher-name publisher-loc conf-name conf-loc conf-date conf-sponsor conf-acronym"
                    + " comment annotation gov patent std version issn isbn issn-l access-date date-in-citation time-stamp"
                    + " award-id funding-source funding-statement principal-award-recipient principal-investigator open-access"
                    + " supplement copyright-statement copyright-year copyright-holder price volume-id issue-id"
                    + " article-subtitle subtitle trans-subtitle long-desc aff fax phone degrees on-behalf-of unstructured-kwd-group"
                    + " compound-kwd compound-kwd-part kwd std-organization")
            .split(" "));

    /** JATS elements that produce no output. */
    private static final Set<String> SILENT = Set.of(
            "index-term",
            "index-term-range-end",
            "milestone-start",
            "milestone-end",
            "email",
            "object-id",
            "hr",
            "ack-note",
            "sec-meta",
            "processing-meta",
            "alt-text",
            "col",
            "colgroup",
            "glyph-data",
            "glyph-ref",
            "kwd-group",
            "subj-group",
            "related-article-meta",
            "free_to_read");

    private TextStyles() {}

    /** Returns the writers for styled text, keyed by JATS element name. */
    public static Map<String, Flow.Writer> writers() {
        Map<String, Flow.Writer> writers = new HashMap<>();
        ELEMENTS.forEach((name, html) -> writers.put(name, (flow, element) -> face(flow, element, html, null)));
        SPANS.forEach((name, type) -> writers.put(name, (flow, element) -> face(flow, element, "span", type)));
        TRANSPARENT.forEach(name -> writers.put(name, TextStyles::words));
        SILENT.forEach(name -> writers.put(name, (flow, element) -> {}));
        writers.put("abbrev", TextStyles::abbreviation);
        writers.put("break", (flow, element) -> lineBreak(flow));
        writers.put("named-content", TextStyles::named);
        writers.put("styled-content", TextStyles::styled);
        return writers;
    }

    private static void lineBreak(Flow flow) {
        flow.html().empty("br");
    }

    private static void words(Flow flow, XmlElement element) {
        boolean isNamed = flow.source().id(element) != null;
        if (isNamed) {
            flow.html()
                    .open(
                            isSetApart(flow, element) ? "div" : "span",
                            "id",
                            flow.source().id(element));
        }
        content(flow, element);
        if (isNamed) {
            flow.html().close();
        }
    }

    private static boolean isSetApart(Flow flow, XmlElement element) {
        return !flow.isInPhrase() && flow.source().isBlock(element);
    }

    private static void content(Flow flow, XmlElement element) {
        if (isSetApart(flow, element)) {
            flow.mixedContent(element);
        } else {
            flow.phrase(element);
        }
    }

    /**
     * Writes styled text. If the element contains blocks, a {@code div} with a CSS class is used, because inline HTML
     * elements cannot contain blocks.
     */
    private static void face(Flow flow, XmlElement element, String html, String type) {
        boolean isApart = isSetApart(flow, element);
        String named = type == null ? html : type;
        flow.html()
                .open(
                        isApart ? "div" : html,
                        "class",
                        isApart || type != null ? named : null,
                        "id",
                        flow.source().id(element),
                        "lang",
                        flow.language(element),
                        "dir",
                        flow.direction(element));
        content(flow, element);
        flow.html().close();
    }

    private static void abbreviation(Flow flow, XmlElement element) {
        XmlElement whole = element.at("def");
        flow.html().open("abbr", "title", whole.text(), "id", flow.source().id(element));
        flow.phrase(element, Flow.without("def"));
        flow.html().close();
        if (!whole.isNone()) {
            flow.html().text(" (");
            boolean isOneParagraph = !whole.hasOwnText() && whole.elements().size() == 1;
            flow.phrase(isOneParagraph ? whole.elements().get(0) : whole);
            flow.html().text(")");
        }
    }

    /**
     * Writes the {@code named-content} element. Names of organisms are set in italics, as is usual in scholarly
     * publishing.
     */
    private static void named(Flow flow, XmlElement element) {
        String type = element.attribute("content-type");
        boolean isOrganism =
                type != null && (type.startsWith("genus") || type.startsWith("species") || type.startsWith("taxon"));
        if (isOrganism && !isSetApart(flow, element)) {
            flow.html()
                    .open(
                            "i",
                            "class",
                            Flow.className(type),
                            "lang",
                            "la",
                            "id",
                            flow.source().id(element));
            flow.phrase(element);
            flow.html().close();
        } else {
            face(flow, element, "span", type == null ? "named" : "named " + Flow.className(type));
        }
    }

    private static void styled(Flow flow, XmlElement element) {
        face(flow, element, "span", StyleClasses.of(element.attribute("style")));
    }
}
