package org.offprint.formats.fulltext.blocks;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.offprint.formats.fulltext.flow.Flow;
import org.offprint.formats.fulltext.flow.GeneratedWords.Key;
import org.offprint.formats.fulltext.flow.Html;
import org.offprint.formats.xml.XmlElement;

/** Renders sections and similar JATS elements: acknowledgements, biographies, glossaries and appendices. */
public final class Sections {

    private static final Set<String> HEADINGS = Set.of("title", "label", "sec-meta");

    private Sections() {}

    /** Returns the writers for sections and similar elements, keyed by JATS element name. */
    public static Map<String, Flow.Writer> writers() {
        Map<String, Flow.Writer> writers = new HashMap<>();
        writers.put("body", (flow, element) -> flow.section(element, child -> true));
        writers.put("sec", Sections::section);
        writers.put("ack", (flow, element) -> write(flow, element, "ack", "doc-acknowledgments", Key.ACKNOWLEDGEMENTS));
        writers.put("app-group", Sections::appendices);
        writers.put("app", (flow, element) -> write(flow, element, "app", "doc-appendix", Key.APPENDIX));
        writers.put("bio", (flow, element) -> write(flow, element, "bio", null, null));
        writers.put("notes", (flow, element) -> write(flow, element, "notes", null, null));
        writers.put("glossary", (flow, element) -> write(flow, element, "glossary", "doc-glossary", null));
        writers.put("floats-wrap", (flow, element) -> flow.section(element, child -> true));
        return writers;
    }

    private static void section(Flow flow, XmlElement element) {
        String type = element.attribute("sec-type");
        write(flow, element, type == null ? null : "sec-" + Flow.className(type), null, null);
    }

    /**
     * Writes a group of appendices. A group with a title is written as a section that contains the appendices. If the
     * group has no title, each appendix is written as a separate section.
     */
    private static void appendices(Flow flow, XmlElement element) {
        if (element.at("title").text() != null) {
            write(flow, element, "app-group", null, null);
        } else {
            flow.section(element, Flow.without("title"));
        }
    }

    /**
     * Writes a section with its heading. Headings in the section are one level deeper.
     *
     * @param instead heading used if the section has no title; null for no heading
     */
    private static void write(Flow flow, XmlElement element, String type, String role, Key instead) {
        if (flow.isInPhrase()) {
            flow.phrase(element);
            return;
        }
        Html html = flow.html();
        XmlElement title = element.at("title");
        XmlElement label = element.at("label");
        boolean isHeaded =
                title.text() != null || !title.elements().isEmpty() || label.text() != null || instead != null;
        String id = flow.idOf(element, "s");
        String heading = isHeaded ? headingId(flow, title) : null;
        html.open(
                "section",
                "id",
                id,
                "class",
                type,
                "role",
                role,
                "aria-labelledby",
                heading,
                "lang",
                flow.language(element),
                "dir",
                flow.direction(element));
        if (!isHeaded && element.name().equals("sec")) {
            flow.remark(
                    "section-without-title",
                    element,
                    "The section has no title, so the table of contents does not list it.");
        }
        if (!isHeaded) {
            flow.section(element, child -> !HEADINGS.contains(child.name()));
        } else {
            flow.heading(heading, label, title, instead == null ? null : flow.word(instead), id);
            flow.writeDeferred();
            flow.deeper(() -> flow.section(
                    element,
                    child -> child != title && child != label && !child.name().equals("sec-meta")));
        }
        html.close();
    }

    private static String headingId(Flow flow, XmlElement title) {
        return title.isNone() ? flow.newId("h") : flow.idOf(title, "h");
    }
}
