package org.offprint.formats.fulltext.blocks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.offprint.formats.fulltext.flow.Flow;
import org.offprint.formats.fulltext.flow.GeneratedWords.Key;
import org.offprint.formats.fulltext.flow.Html;
import org.offprint.formats.xml.XmlElement;

/** Renders reference lists, with links from each reference back to its citations in the text. */
public final class ReferenceLists {

    private ReferenceLists() {}

    /** Returns the writers for reference lists and references, keyed by JATS element name. */
    public static Map<String, Flow.Writer> writers() {
        Map<String, Flow.Writer> writers = new HashMap<>(CitedWork.writers());
        writers.put("ref-list", ReferenceLists::list);
        writers.put("ref", ReferenceLists::unlistedReference);
        writers.put("note", ReferenceLists::note);
        return writers;
    }

    /**
     * Writes a reference list. A nested reference list with a title or label is written as a group with a separate
     * heading.
     */
    private static void list(Flow flow, XmlElement list) {
        Html html = flow.html();
        boolean isWithin = list.parent() != null && list.parent().name().equals("ref-list");
        XmlElement title = list.at("title");
        XmlElement label = list.at("label");
        boolean isHeaded = !isWithin || title.text() != null || label.text() != null;
        String id = flow.idOf(list, "s");
        String heading = !isHeaded ? null : title.isNone() ? flow.newId("h") : flow.idOf(title, "h");
        html.beginReferences();
        html.open(
                isHeaded ? "section" : "div",
                "role",
                isWithin ? null : "doc-bibliography",
                "class",
                "references",
                "id",
                id,
                "aria-labelledby",
                heading);
        if (isHeaded) {
            flow.heading(heading, label, title, flow.word(Key.REFERENCES), isWithin ? null : id);
            flow.writeDeferred();
        }
        flow.deeper(() -> content(flow, list));
        html.close();
        if (!isWithin) {
            html.endReferences();
        }
    }

    private static void content(Flow flow, XmlElement list) {
        boolean isLabelled = list.elements("ref").stream()
                .anyMatch(ref -> ref.at("label").text() != null || labelWithin(ref) != null);
        boolean isOpen = false;
        for (XmlElement part : list.elements()) {
            if (part.name().equals("ref")) {
                if (!isOpen) {
                    flow.html().open("ol", "class", isLabelled ? "labelled" : null, "role", isLabelled ? "list" : null);
                    isOpen = true;
                }
                reference(flow, part);
            } else if (!part.name().equals("title") && !part.name().equals("label")) {
                if (isOpen) {
                    flow.html().close();
                    isOpen = false;
                }
                flow.write(part);
                flow.writeDeferred();
            }
        }
        if (isOpen) {
            flow.html().close();
        }
    }

    private static XmlElement labelWithin(XmlElement ref) {
        for (XmlElement work : ref.elements()) {
            if (work.at("label").text() != null) {
                return work.at("label");
            }
        }
        return null;
    }

    private static void reference(Flow flow, XmlElement ref) {
        Html html = flow.html();
        html.open("li", "id", flow.source().id(ref), "lang", flow.language(ref));
        words(flow, ref);
        flow.backLinks(ref);
        html.close();
    }

    private static void words(Flow flow, XmlElement ref) {
        boolean isFirst = true;
        for (Object part : ref.content()) {
            if (part instanceof XmlElement element) {
                flow.html().text(isFirst ? "" : " ");
                if (!element.name().equals("label")) {
                    label(flow, element);
                }
                flow.write(element);
                flow.writeDeferred();
                isFirst = false;
            } else if (!((String) part).isBlank()) {
                flow.html().text((String) part);
            }
        }
    }

    /** Writes the label of a cited work. If a reference contains several cited works, each of them can have a label. */
    private static void label(Flow flow, XmlElement work) {
        List<XmlElement> labels = work.elements("label");
        if (!labels.isEmpty() && work.name().contains("citation")) {
            flow.write(labels.get(0));
        }
    }

    /** Writes a reference that is outside any reference list. */
    private static void unlistedReference(Flow flow, XmlElement ref) {
        flow.html().open("div", "class", "cited", "id", flow.source().id(ref));
        words(flow, ref);
        flow.backLinks(ref);
        flow.html().close();
    }

    private static void note(Flow flow, XmlElement note) {
        boolean isWords = flow.isInPhrase() || !flow.source().isBlock(note);
        flow.html()
                .open(
                        isWords ? "span" : "div",
                        "class",
                        "note",
                        "id",
                        flow.source().id(note));
        if (isWords) {
            flow.phrase(note);
        } else {
            flow.mixedContent(note);
        }
        flow.html().close();
    }
}
