package org.offprint.formats.fulltext.blocks;

import java.util.HashMap;
import java.util.Map;
import org.offprint.formats.fulltext.flow.Flow;
import org.offprint.formats.fulltext.flow.Html;
import org.offprint.formats.xml.XmlElement;

/** Renders preformatted text and program code, in which spaces and line breaks are significant. */
public final class CodeBlocks {

    private CodeBlocks() {}

    /** Returns the writers for preformatted text and code, keyed by JATS element name. */
    public static Map<String, Flow.Writer> writers() {
        Map<String, Flow.Writer> writers = new HashMap<>();
        writers.put("preformat", (flow, element) -> block(flow, element, null));
        writers.put("code", CodeBlocks::code);
        return writers;
    }

    /**
     * Writes program code inline if it occurs within inline content, otherwise as a block. Code with several lines is
     * always a block.
     */
    private static void code(Flow flow, XmlElement element) {
        String type = element.attribute("language");
        String language = type == null ? null : "language-" + Flow.className(type);
        if (flow.isInPhrase()) {
            flow.html().open("code", "class", language, "id", flow.source().id(element));
            flow.phrase(element);
            flow.html().close();
        } else {
            block(flow, element, language);
        }
    }

    private static void block(Flow flow, XmlElement element, String language) {
        Html html = flow.html();
        html.open("pre", "tabindex", "0", "id", flow.source().id(element));
        html.open("code", "class", language);
        for (Object part : element.content()) {
            if (part instanceof String text) {
                html.code(text);
            } else {
                flow.writeInPhrase((XmlElement) part);
            }
        }
        html.close().close();
    }
}
