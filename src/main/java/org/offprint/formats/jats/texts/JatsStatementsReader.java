package org.offprint.formats.jats.texts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.offprint.formats.draft.Draft;
import org.offprint.formats.xml.XmlElement;

/** Reads statements of the article beside its text, wherever publishers put it: sections, notes and footnotes. */
public final class JatsStatementsReader {

    private final Draft draft;

    private JatsStatementsReader(Draft draft) {
        this.draft = draft;
    }

    public static void read(XmlElement article, XmlElement meta, Draft draft) {
        JatsStatementsReader statements = new JatsStatementsReader(draft);
        statements.in(article.at("front", "notes"));
        article.at("front").elements("notes").forEach(statements::block);
        statements.in(meta.at("author-notes"));
        XmlElement back = article.at("back");
        back.elements("ack").forEach(ack -> statements.add("acknowledgements", ack));
        statements.in(back);
        meta.at("custom-meta-group").elements("custom-meta").forEach(statements::custom);
    }

    /** Some tell where the data are as a pair of a name and a value. */
    private void custom(XmlElement pair) {
        String name = pair.at("meta-name").text();
        if (name != null && "dataAvailability".equals(JatsHeadings.member(name))) {
            put("dataAvailability", pair.at("meta-value").text());
            pair.mark();
        }
    }

    private void in(XmlElement container) {
        for (XmlElement element : container.elements("sec", "notes", "fn-group", "fn")) {
            block(element);
        }
    }

    private void block(XmlElement element) {
        String member = member(element);
        if (element.isTaken()) {
            return;
        }
        if (member != null) {
            add(member, element);
        } else {
            in(element);
        }
    }

    /** By the type that JATS4R recommends, or those in use; without one by the heading. */
    private static String member(XmlElement element) {
        StringBuilder types = new StringBuilder();
        for (String name : List.of("sec-type", "fn-type", "notes-type", "content-type")) {
            types.append(' ').append(String.valueOf(element.attribute(name)).toLowerCase(Locale.ROOT));
        }
        String said = types.toString();
        if (said.contains("data-availability") || said.contains("data-access")) {
            return "dataAvailability";
        }
        if (said.contains("conflict") || said.contains("coi-statement") || said.contains("competing-interest")) {
            return "conflictOfInterest";
        }
        if (said.contains("acknowledg")) {
            return "acknowledgements";
        }
        return said.contains("ethic") ? "ethics" : JatsHeadings.member(JatsHeadings.of(element));
    }

    private void add(String member, XmlElement element) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs(element, paragraphs, true);
        if (paragraphs.size() > 1 && paragraphs.get(0).equals(JatsHeadings.of(element))) {
            // A paragraph that stands for the title.
            paragraphs.remove(0);
        }
        element.linksBeyondWords().forEach(link -> draft.unplaced(element.path(), link));
        element.mark();
        put(member, paragraphs.isEmpty() ? null : String.join("\n\n", paragraphs));
    }

    private void put(String member, String text) {
        if (text == null) {
            return;
        }
        ObjectNode statements = draft.object("statements");
        String before = statements.path(member).textValue();
        statements.put(member, before == null ? text : before + "\n\n" + text);
    }

    private static void paragraphs(XmlElement element, List<String> into, boolean isOutermost) {
        for (XmlElement child : element.elements()) {
            switch (child.name()) {
                case "label" -> {}
                case "title" -> add(isOutermost || saysNothing(child) ? null : child.text(), into);
                case "p" -> add(child.text(), into);
                default -> {
                    if (child.elements().isEmpty() || child.hasOwnText()) {
                        add(child.text(), into);
                    } else {
                        paragraphs(child, into, false);
                    }
                }
            }
        }
    }

    /** The heading of acknowledgements, which some set within a section of their own. */
    private static boolean saysNothing(XmlElement title) {
        String text = String.valueOf(title.text());
        return text.matches("(?i)(acknowledge?ments?|agradecimentos?|agradecimientos?|remerciements)[.:]?");
    }

    private static void add(String text, List<String> into) {
        if (text != null) {
            into.add(text);
        }
    }
}
