package org.offprint.formats.fulltext.blocks;

import java.util.HashMap;
import java.util.Map;
import org.offprint.formats.fulltext.flow.Flow;
import org.offprint.formats.fulltext.flow.Html;
import org.offprint.formats.xml.XmlElement;

/** Renders the quotations, verse, speech and questions of a JATS article. */
public final class Quotations {

    private Quotations() {}

    /** Returns the writers for quotations, verse, speech and questions, keyed by JATS element name. */
    public static Map<String, Flow.Writer> writers() {
        Map<String, Flow.Writer> writers = new HashMap<>();
        writers.put("disp-quote", Quotations::quotation);
        writers.put("verse-group", Quotations::verse);
        writers.put("verse-line", Quotations::line);
        writers.put("speech", (flow, element) -> group(flow, element, "speech"));
        writers.put("speaker", Quotations::speaker);
        for (String name : "question question-preamble question-wrap question-wrap-group answer answer-set explanation"
                .split(" ")) {
            writers.put(name, (flow, element) -> group(flow, element, name));
        }
        return writers;
    }

    private static void quotation(Flow flow, XmlElement element) {
        Html html = flow.html();
        html.open(
                "blockquote",
                "id",
                flow.source().id(element),
                "lang",
                flow.language(element),
                "dir",
                flow.direction(element),
                "class",
                element.attribute("content-type") == null ? null : Flow.className(element.attribute("content-type")));
        flow.paragraphs(element, Flow.without("attrib"));
        for (XmlElement credit : element.elements("attrib")) {
            html.open("footer", "id", flow.source().id(credit));
            flow.phrase(credit);
            html.close();
        }
        html.close();
    }

    private static void verse(Flow flow, XmlElement element) {
        boolean isWithin = element.parent() != null && element.parent().name().equals("verse-group");
        flow.html()
                .open(
                        isWithin ? "div" : "blockquote",
                        "class",
                        "verse",
                        "id",
                        flow.source().id(element),
                        "lang",
                        flow.language(element));
        flow.paragraphs(element);
        flow.html().close();
    }

    private static void line(Flow flow, XmlElement element) {
        String style = element.attribute("indent-level");
        boolean isIndented = style != null && style.length() == 1 && style.charAt(0) >= '1' && style.charAt(0) <= '9';
        flow.html()
                .open(
                        "p",
                        "class",
                        isIndented ? "line indent-" + style : "line",
                        "id",
                        flow.source().id(element));
        flow.phrase(element);
        flow.html().close();
    }

    private static void group(Flow flow, XmlElement element, String type) {
        flow.html().open("div", "class", type, "id", flow.source().id(element), "lang", flow.language(element));
        flow.paragraphs(element);
        flow.html().close();
    }

    private static void speaker(Flow flow, XmlElement element) {
        flow.html().open("b", "class", "speaker", "id", flow.source().id(element));
        flow.phrase(element);
        flow.html().close();
        flow.html().text(" ");
    }
}
