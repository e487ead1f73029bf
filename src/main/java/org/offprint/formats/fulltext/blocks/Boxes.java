package org.offprint.formats.fulltext.blocks;

import java.util.HashMap;
import java.util.Map;
import org.offprint.formats.fulltext.flow.Flow;
import org.offprint.formats.fulltext.flow.GeneratedWords.Key;
import org.offprint.formats.fulltext.flow.Html;
import org.offprint.formats.xml.XmlElement;

/** Renders boxed text and statements, such as theorems, in a JATS article. */
public final class Boxes {

    private Boxes() {}

    /** Returns the writers for boxed text and statements, keyed by JATS element name. */
    public static Map<String, Flow.Writer> writers() {
        Map<String, Flow.Writer> writers = new HashMap<>();
        writers.put("boxed-text", Boxes::box);
        writers.put("statement", Boxes::statement);
        return writers;
    }

    /** Writes boxed text. The table of contents does not list the heading of a box. */
    private static void box(Flow flow, XmlElement element) {
        Html html = flow.html();
        XmlElement label = element.at("label");
        XmlElement caption = element.at("caption");
        XmlElement title = caption.at("title").isNone() ? element.at("title") : caption.at("title");
        boolean isHeaded = label.text() != null
                || title.text() != null
                || !title.elements().isEmpty();
        String heading = isHeaded ? title.isNone() ? flow.newId("h") : flow.idOf(title, "h") : null;
        html.open(
                "aside",
                "role",
                "note",
                "id",
                flow.source().id(element),
                "class",
                "box",
                "aria-labelledby",
                heading,
                "aria-label",
                isHeaded ? null : flow.word(Key.BOX),
                "lang",
                flow.language(element));
        if (isHeaded) {
            flow.heading(heading, label, title, null, null);
            flow.writeDeferred();
        }
        Runnable content = () -> flow.boxed(() -> {
            for (XmlElement each : element.elements("caption")) {
                flow.paragraphs(each, child -> child != title);
            }
            flow.paragraphs(
                    element,
                    child -> child != label && child != title && !child.name().equals("caption"));
        });
        if (isHeaded) {
            flow.deeper(content);
        } else {
            content.run();
        }
        html.close();
    }

    private static void statement(Flow flow, XmlElement element) {
        Html html = flow.html();
        XmlElement label = element.at("label");
        XmlElement title = element.at("title");
        html.open(
                "section",
                "class",
                "statement" + type(element),
                "id",
                flow.source().id(element),
                "lang",
                flow.language(element));
        if (label.text() != null || title.text() != null) {
            html.open("p", "class", "title");
            if (!label.isNone()) {
                flow.write(label);
            }
            if (!title.isNone()) {
                html.open("b", "id", flow.source().id(title));
                flow.phrase(title);
                html.close();
            }
            html.close();
            flow.writeDeferred();
        }
        flow.boxed(() -> flow.paragraphs(element, child -> child != label && child != title));
        html.close();
    }

    private static String type(XmlElement element) {
        String type = element.attribute("content-type");
        return type == null ? "" : " " + Flow.className(type);
    }
}
