package org.offprint.formats.fulltext.blocks;

import java.util.Set;
import org.offprint.formats.fulltext.flow.Flow;
import org.offprint.formats.fulltext.flow.Html;
import org.offprint.formats.xml.XmlElement;

/** Writes the label and the caption of a figure, table, video or file, with its credits and license. */
public final class Captions {

    /** JATS elements that are written below a caption. */
    private static final Set<String> CREDITS =
            Set.of("attrib", "permissions", "copyright-statement", "license", "abstract");

    private Captions() {}

    /** Returns whether an element has a label, a caption or credits. */
    public static boolean hasWords(XmlElement element) {
        return element.at("label").text() != null
                || element.at("caption").text() != null
                || !element.at("caption").elements().isEmpty()
                || element.elements().stream().anyMatch(child -> CREDITS.contains(child.name()));
    }

    /**
     * Writes the label, title, paragraphs and credits of a caption. The caller must open and close the enclosing
     * element.
     */
    public static void write(Flow flow, XmlElement element) {
        Html html = flow.html();
        XmlElement label = element.at("label");
        XmlElement caption = element.at("caption");
        XmlElement title = caption.at("title");
        boolean isLabelled = label.text() != null;
        boolean isTitled = title.text() != null || !title.elements().isEmpty();
        if (isLabelled || isTitled) {
            html.open("p", "class", "title", "id", flow.source().id(caption), "lang", flow.language(caption));
            if (isLabelled) {
                flow.label(label, title);
                html.text(isTitled ? " " : "");
            }
            if (isTitled) {
                html.open("b", "id", flow.source().id(title));
                flow.phrase(title);
                html.close();
            }
            html.close();
            flow.writeDeferred();
        }
        for (XmlElement each : element.elements("caption")) {
            flow.paragraphs(each, child -> child != title);
        }
        for (XmlElement child : element.elements()) {
            if (CREDITS.contains(child.name())) {
                flow.write(child);
                flow.writeDeferred();
            }
        }
    }

    /** Returns whether a child element of a figure or table is part of the caption. */
    public static boolean isOfCaption(XmlElement child) {
        return child.name().equals("label") || child.name().equals("caption") || CREDITS.contains(child.name());
    }

    /**
     * Returns the title of the caption, or the text of its first paragraph if it has no title. Returns null if the
     * caption has neither a title nor a paragraph.
     */
    public static String title(XmlElement element) {
        String title = element.at("caption", "title").text();
        return title == null ? element.at("caption", "p").text() : title;
    }
}
