package org.offprint.formats.fulltext.blocks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.offprint.formats.fulltext.flow.Flow;
import org.offprint.formats.fulltext.flow.GeneratedWords.Key;
import org.offprint.formats.fulltext.flow.Html;
import org.offprint.formats.xml.XmlElement;

/**
 * Renders footnotes. Footnotes at the end of the article or of a table stay in place. Footnotes within the text are
 * moved to the end of the article.
 */
public final class NoteLists {

    private NoteLists() {}

    /** Returns the writers for footnotes and footnote groups, keyed by JATS element name. */
    public static Map<String, Flow.Writer> writers() {
        Map<String, Flow.Writer> writers = new HashMap<>();
        writers.put("fn", NoteLists::mark);
        writers.put("fn-group", NoteLists::group);
        writers.put("author-notes", NoteLists::group);
        writers.put("table-wrap-foot", NoteLists::footOfTable);
        return writers;
    }

    /** Writes the mark of an inline footnote, and stores the footnote for the end of the article. */
    private static void mark(Flow flow, XmlElement note) {
        if (flow.isInLink()) {
            return;
        }
        String id = flow.idOf(note, "n");
        String back = flow.newId("r");
        int number = flow.storeNote(note, id, back);
        flow.html().open("sup", "class", "made");
        flow.html().openLink(id, note.line(), "id", back, "role", "doc-noteref").text(Integer.toString(number));
        flow.html().close().close();
    }

    /** Writes the stored footnotes as a section, if there are any. */
    public static void storedNotes(Flow flow) {
        if (!flow.hasNotes()) {
            return;
        }
        Html html = flow.html();
        String id = flow.newId("s");
        String heading = flow.newId("h");
        html.open("section", "role", "doc-endnotes", "id", id, "aria-labelledby", heading);
        flow.heading(heading, XmlElement.NONE, XmlElement.NONE, flow.word(Key.NOTES), null);
        html.open("ol", "class", "notes");
        for (Flow.StoredNote note = flow.nextNote(); note != null; note = flow.nextNote()) {
            html.open("li", "id", note.id(), "value", Integer.toString(note.number()));
            flow.mixedContent(note.element(), Flow.without("label"));
            html.open("span", "class", "back made")
                    .openLink(note.back(), 0, "role", "doc-backlink", "aria-label", flow.word(Key.BACK));
            html.text("↩").close().close();
            html.close();
        }
        html.close().close();
    }

    private static void group(Flow flow, XmlElement group) {
        boolean isAtEnd = group.parent() != null && group.parent().name().equals("back");
        if (isAtEnd) {
            endNotes(flow, group);
        } else {
            Html html = flow.html();
            html.open("div", "class", "notes", "id", flow.source().id(group));
            title(flow, group);
            content(flow, group, Flow.without("title", "label"));
            html.close();
        }
    }

    private static void title(Flow flow, XmlElement group) {
        if (group.at("title").text() != null) {
            flow.html().open("p", "class", "title");
            flow.phrase(group.at("title"));
            flow.html().close();
            flow.writeDeferred();
        }
    }

    private static void endNotes(Flow flow, XmlElement group) {
        Html html = flow.html();
        XmlElement title = group.at("title");
        String id = flow.idOf(group, "s");
        String heading = title.isNone() ? flow.newId("h") : flow.idOf(title, "h");
        html.open("section", "role", "doc-endnotes", "class", "notes", "id", id, "aria-labelledby", heading);
        flow.heading(heading, group.at("label"), title, flow.word(Key.NOTES), null);
        flow.writeDeferred();
        flow.deeper(() -> content(flow, group, Flow.without("title", "label")));
        html.close();
    }

    private static void footOfTable(Flow flow, XmlElement foot) {
        flow.html().open("div", "class", "notes", "id", flow.source().id(foot));
        title(flow, foot);
        content(flow, foot, Flow.without("title", "label"));
        flow.html().close();
    }

    /** Writes consecutive footnotes as lists, with any other content between the lists. */
    private static void content(Flow flow, XmlElement group, Predicate<XmlElement> taken) {
        List<XmlElement> run = new ArrayList<>();
        for (Object part : group.content()) {
            if (part instanceof XmlElement element && element.name().equals("fn")) {
                run.add(element);
            } else if (part instanceof XmlElement element && taken.test(element)) {
                list(flow, run);
                flow.write(element);
                flow.writeDeferred();
            } else if (part instanceof String text && !text.isBlank()) {
                list(flow, run);
                flow.html().element("p", text);
            }
        }
        list(flow, run);
    }

    /** Writes footnotes as a list with their labels, and clears {@code notes}. */
    public static void list(Flow flow, List<XmlElement> notes) {
        if (notes.isEmpty()) {
            return;
        }
        flow.html().open("ul", "class", "notes labelled", "role", "list");
        for (XmlElement note : notes) {
            item(flow, note);
        }
        flow.html().close();
        notes.clear();
    }

    private static void item(Flow flow, XmlElement note) {
        Html html = flow.html();
        String type = note.attribute("fn-type");
        html.open(
                "li",
                "id",
                flow.source().id(note),
                "class",
                type == null ? null : "fn-" + Flow.className(type),
                "lang",
                flow.language(note));
        XmlElement label = note.at("label");
        if (label.text() != null) {
            flow.write(label);
        } else {
            shownMark(flow, note);
        }
        flow.mixedContent(note, child -> child != label);
        flow.backLinks(note);
        html.close();
    }

    /**
     * Writes the mark of a footnote without a label. The mark is the text of the first cross-reference to the footnote.
     * If the text of the cross-reference has more than 8 characters, no mark is written.
     */
    private static void shownMark(Flow flow, XmlElement note) {
        List<XmlElement> citations = flow.citations(note);
        String mark = citations.isEmpty() ? null : citations.get(0).text();
        if (mark != null && mark.length() <= 8) {
            flow.html().open("span", "class", "label made").text(mark).close().text(" ");
        }
    }
}
