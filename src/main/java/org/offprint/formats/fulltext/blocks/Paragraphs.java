package org.offprint.formats.fulltext.blocks;

import java.util.HashMap;
import java.util.Map;
import org.offprint.formats.fulltext.flow.Flow;
import org.offprint.formats.fulltext.flow.Html;
import org.offprint.formats.xml.XmlElement;

/** Renders paragraphs and similar JATS elements: credits, licenses and separate lines. */
public final class Paragraphs {

    private Paragraphs() {}

    /** Returns the writers for paragraphs, credits and licenses, keyed by JATS element name. */
    public static Map<String, Flow.Writer> writers() {
        Map<String, Flow.Writer> writers = new HashMap<>();
        writers.put("p", Paragraphs::paragraph);
        writers.put("attrib", (flow, element) -> line(flow, element, "attrib"));
        writers.put("permissions", (flow, element) -> group(flow, element, "permissions"));
        writers.put("license", (flow, element) -> group(flow, element, null));
        writers.put("license-p", Paragraphs::paragraph);
        writers.put("caption", (flow, element) -> flow.paragraphs(element));
        writers.put("title", (flow, element) -> line(flow, element, "title"));
        writers.put("subtitle", (flow, element) -> line(flow, element, "subtitle"));
        writers.put("label", Paragraphs::label);
        writers.put("abstract", (flow, element) -> group(flow, element, "abstract"));
        writers.put("trans-abstract", (flow, element) -> group(flow, element, "abstract"));
        writers.put("address", (flow, element) -> group(flow, element, "address"));
        writers.put("block-alternatives", (flow, element) -> group(flow, element, null));
        writers.put("legend", (flow, element) -> group(flow, element, "legend"));
        return writers;
    }

    private static void paragraph(Flow flow, XmlElement element) {
        boolean isSplit = element.elements().stream().anyMatch(flow.source()::isBlock);
        if (isSplit) {
            flow.split(element);
            return;
        }
        boolean isEmpty = element.elements().isEmpty() && element.text() == null;
        if (isEmpty && flow.source().id(element) == null) {
            return;
        }
        Html html = flow.html();
        html.open(
                "p",
                "id",
                flow.source().id(element),
                "lang",
                flow.language(element),
                "dir",
                flow.direction(element),
                "class",
                element.attribute("content-type") == null ? null : Flow.className(element.attribute("content-type")));
        flow.phrase(element);
        html.close();
    }

    private static void line(Flow flow, XmlElement element, String type) {
        boolean isLine = !flow.isInPhrase();
        flow.html()
                .open(isLine ? "p" : "span", "class", type, "id", flow.source().id(element));
        flow.phrase(element);
        flow.html().close();
    }

    private static void label(Flow flow, XmlElement element) {
        flow.html().open("span", "class", "label", "id", flow.source().id(element));
        flow.phrase(element);
        flow.html().close();
        flow.html().text(" ");
    }

    private static void group(Flow flow, XmlElement element, String type) {
        if (flow.isInPhrase()) {
            flow.phrase(element);
            return;
        }
        flow.html().open("div", "class", type, "id", flow.source().id(element), "lang", flow.language(element));
        flow.paragraphs(element);
        flow.html().close();
    }
}
