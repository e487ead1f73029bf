package org.offprint.formats.jats.texts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.ArticleDraft.Statement;
import org.offprint.formats.xml.XmlElement;

/** Reads statements of the article beside its text, wherever publishers put it: sections, notes and footnotes. */
public final class JatsStatementsReader {

    private final ArticleDraft draft;

    private JatsStatementsReader(ArticleDraft draft) {
        this.draft = draft;
    }

    public static void read(XmlElement article, XmlElement meta, ArticleDraft draft) {
        JatsStatementsReader statements = new JatsStatementsReader(draft);
        statements.in(article.at("front", "notes"));
        article.at("front").elements("notes").forEach(statements::block);
        statements.in(meta.at("author-notes"));
        XmlElement back = article.at("back");
        back.elements("ack").forEach(ack -> statements.add(Statement.ACKNOWLEDGEMENTS, ack));
        statements.in(back);
        meta.at("custom-meta-group").elements("custom-meta").forEach(statements::custom);
    }

    /** Some tell where the data are as a pair of a name and a value. */
    private void custom(XmlElement pair) {
        String name = pair.at("meta-name").text();
        if (name != null && JatsHeadings.statement(name) == Statement.DATA_AVAILABILITY) {
            draft.statement(Statement.DATA_AVAILABILITY, pair.at("meta-value").text());
            pair.mark();
        }
    }

    private void in(XmlElement container) {
        for (XmlElement element : container.elements("sec", "notes", "fn-group", "fn")) {
            block(element);
        }
    }

    private void block(XmlElement element) {
        Statement statement = statement(element);
        if (element.isTaken()) {
            return;
        }
        if (statement != null) {
            add(statement, element);
        } else {
            in(element);
        }
    }

    /** By the type that JATS4R recommends, or those in use; without one by the heading. */
    private static Statement statement(XmlElement element) {
        StringBuilder types = new StringBuilder();
        for (String name : List.of("sec-type", "fn-type", "notes-type", "content-type")) {
            types.append(' ').append(String.valueOf(element.attribute(name)).toLowerCase(Locale.ROOT));
        }
        String said = types.toString();
        if (said.contains("data-availability") || said.contains("data-access")) {
            return Statement.DATA_AVAILABILITY;
        }
        if (said.contains("conflict") || said.contains("coi-statement") || said.contains("competing-interest")) {
            return Statement.CONFLICT_OF_INTEREST;
        }
        if (said.contains("acknowledg")) {
            return Statement.ACKNOWLEDGEMENTS;
        }
        return said.contains("ethic") ? Statement.ETHICS : JatsHeadings.statement(JatsHeadings.of(element));
    }

    private void add(Statement statement, XmlElement element) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs(element, paragraphs, true);
        if (paragraphs.size() > 1 && paragraphs.get(0).equals(JatsHeadings.of(element))) {
            // A paragraph that stands for the title.
            paragraphs.remove(0);
        }
        element.linksBeyondWords().forEach(link -> draft.unplaced(element.path(), link));
        element.mark();
        draft.statement(statement, paragraphs.isEmpty() ? null : String.join("\n\n", paragraphs));
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
