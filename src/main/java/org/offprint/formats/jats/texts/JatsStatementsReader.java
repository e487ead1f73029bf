package org.offprint.formats.jats.texts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.ArticleDraft.Statement;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.record.ArticleBody.Note;

/** Reads the statements of an article from the various elements that publishers use: sections, notes and footnotes. */
public final class JatsStatementsReader {

    /** Descriptions of images, which are part of the full text and not of a statement. */
    private static final String[] OF_IMAGES = {"alt-text", "long-desc"};

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

    /**
     * Reads the elements that have not been read yet: correspondence, notes, and statements without a specific field in
     * the record. Notes that a JATS export writes at the end of the back matter are read last, so that an import of the
     * export has the same order.
     */
    public static void readRemaining(XmlElement article, XmlElement meta, ArticleDraft draft) {
        JatsStatementsReader statements = new JatsStatementsReader(draft);
        for (XmlElement words : meta.at("author-notes").elements("corresp")) {
            if (!words.isPlaced()) {
                draft.correspondence(words.textWithout("label"));
                words.markPlaced();
            }
        }
        List<XmlElement> authorNotes = meta.at("author-notes").elements("fn", "p");
        authorNotes.stream()
                .filter(note -> !isOfType(note) && note.at("title").isNone())
                .forEach(note -> statements.note(note, Note.AUTHOR_NOTE, null));
        statements.back(article.at("back"), null);
        authorNotes.forEach(note -> statements.note(note, Note.AUTHOR_NOTE, null));
        meta.at("custom-meta-group").elements("custom-meta").forEach(statements::nameValuePair);
        meta.at("custom-meta-wrap").elements("custom-meta").forEach(statements::nameValuePair);
        article.at("front").elements("notes").forEach(part -> statements.others(part, null));
    }

    /** Reads the statements and notes in the back matter of a translation. */
    public static void translated(XmlElement translation, String language, ArticleDraft draft) {
        JatsStatementsReader statements = new JatsStatementsReader(draft);
        XmlElement stub = translation.at("front-stub");
        for (XmlElement statement : stub.at("funding-group").elements("funding-statement")) {
            draft.otherStatement("funding", null, statement.take(), language, statement.path());
        }
        stub.at("author-notes").elements("fn").forEach(note -> statements.note(note, Note.AUTHOR_NOTE, language));
        translation.at("back").elements("ack").forEach(ack -> statements.other(ack, language));
        statements.back(translation.at("back"), language);
    }

    private void back(XmlElement back, String language) {
        for (XmlElement part : back.elements("sec", "notes", "fn-group")) {
            others(part, language);
        }
        back.elements("fn").forEach(note -> note(note, null, language));
    }

    /**
     * Reads the remaining statements in an element of the back matter. A statement consists of paragraphs. Additional
     * content, such as files, is reported as unmapped.
     */
    private void others(XmlElement part, String language) {
        if (part.isPlaced()) {
            return;
        }
        for (XmlElement note : part.elements("fn")) {
            note(note, null, language);
        }
        boolean isText =
                !part.name().equals("fn-group") && !part.elements("p", "list").isEmpty();
        if (isText
                && part.descendants("supplementary-material", "fig", "table-wrap", "ref-list", "element-citation")
                        .isEmpty()) {
            other(part, language);
        } else {
            part.elements("sec", "notes", "fn-group").forEach(inner -> others(inner, language));
        }
        boolean isAllTaken = part.elements().stream()
                .allMatch(child -> child.isPlaced()
                        || child.name().equals("title")
                        || child.name().equals("label"));
        if (isAllTaken && !part.elements().isEmpty()) {
            part.markPlaced();
        }
    }

    private void other(XmlElement element, String language) {
        if (element.isPlaced()) {
            return;
        }
        String heading = JatsHeadings.of(element);
        String title = heading == null || heading.length() > JatsHeadings.MAX_LENGTH ? null : heading;
        String text = text(element);
        if (title == null && element.at("title").text() != null) {
            text = element.at("title").text() + (text == null ? "" : "\n\n" + text);
        }
        draft.otherStatement(type(element), title, text, languageOf(element, language), element.path());
        element.markPlaced();
    }

    /** Reads a footnote. A footnote with a heading is read as a statement, otherwise as a note. */
    private void note(XmlElement note, String kind, String language) {
        if (note.isPlaced()) {
            return;
        }
        String type = type(note);
        boolean isHeaded = !note.at("title").isNone();
        if (isHeaded) {
            other(note, language);
            return;
        }
        String text = note.name().equals("p") ? note.textWithout(OF_IMAGES) : text(note);
        draft.note(
                isOfType(note) ? type : kind, note.at("label").text(), text, languageOf(note, language), note.path());
        note.markPlaced();
    }

    /**
     * Returns whether the language of an element differs from the article language. A statement in a different language
     * is not read as a typed statement, because typed statements have no language.
     */
    private boolean isTranslated(XmlElement element) {
        String lang = element.attribute("lang");
        return lang != null && !lang.equals(draft.language());
    }

    /** Returns the language of an element, or null if it is the article language. */
    private String languageOf(XmlElement element, String around) {
        String said = isTranslated(element)
                ? draft.value(element.attribute("lang"), LanguageTag::parse, element.path("xml:lang"))
                : null;
        String language = said == null ? around : said;
        return language == null || language.equals(draft.language()) ? null : language;
    }

    private static boolean isOfType(XmlElement note) {
        String type = type(note);
        return type != null && !type.equals("other") && !type.equals(Note.AUTHOR_NOTE);
    }

    private static String type(XmlElement element) {
        for (String name : List.of("fn-type", "sec-type", "notes-type", "content-type")) {
            if ("custom".equals(element.attribute(name)) && element.attribute("custom-type") != null) {
                return element.attribute("custom-type");
            }
            if (element.attribute(name) != null) {
                return element.attribute(name).toLowerCase(Locale.ROOT);
            }
        }
        return null;
    }

    /**
     * Reads a data availability statement from a name and value pair in {@code custom-meta}, which some publishers use.
     */
    private void custom(XmlElement pair) {
        String name = pair.at("meta-name").text();
        if (name != null && JatsHeadings.statement(name) == Statement.DATA_AVAILABILITY) {
            draft.statement(Statement.DATA_AVAILABILITY, pair.at("meta-value").text());
            pair.markPlaced();
        }
    }

    /**
     * Reads a name and value pair in {@code custom-meta} as a note, with the name as the note type, unless it has
     * already been read.
     */
    private void nameValuePair(XmlElement pair) {
        String name = pair.at("meta-name").text();
        if (name != null && !pair.isPlaced()) {
            draft.note(name, null, pair.at("meta-value").text(), null, pair.path());
            pair.markPlaced();
        }
    }

    private void in(XmlElement container) {
        for (XmlElement element : container.elements("sec", "notes", "fn-group", "fn")) {
            block(element);
        }
    }

    private void block(XmlElement element) {
        Statement statement = statement(element);
        if (element.isPlaced() || isTranslated(element)) {
            return;
        }
        if (statement != null) {
            add(statement, element);
        } else {
            in(element);
        }
    }

    /**
     * Returns the statement type from a type attribute that JATS4R recommends or publishers commonly use, otherwise
     * from the heading.
     */
    private static Statement statement(XmlElement element) {
        StringBuilder types = new StringBuilder();
        for (String name : List.of("sec-type", "fn-type", "notes-type", "content-type", "custom-type")) {
            types.append(' ').append(String.valueOf(element.attribute(name)).toLowerCase(Locale.ROOT));
        }
        types.append(' ');
        String said = types.toString();
        if (said.contains("data-availability") || said.contains("data-access")) {
            return Statement.DATA_AVAILABILITY;
        }
        if (said.contains("conflict") || said.contains("coi-statement") || said.contains("competing-interest")) {
            return Statement.CONFLICT_OF_INTEREST;
        }
        if (said.contains("financial-disclosure") || said.contains("funding") || said.contains("supported-by")) {
            return Statement.FUNDING;
        }
        if (said.contains("author-contribution") || said.contains(" con ") || said.contains("contributions")) {
            return Statement.AUTHOR_CONTRIBUTIONS;
        }
        if (said.contains("acknowledg")) {
            return Statement.ACKNOWLEDGEMENTS;
        }
        return said.contains("ethic") ? Statement.ETHICS : JatsHeadings.statement(JatsHeadings.of(element));
    }

    private void add(Statement statement, XmlElement element) {
        String text = text(element);
        element.markPlaced();
        draft.statement(statement, text);
    }

    /**
     * Returns the paragraphs of an element. Link targets that do not appear in the paragraphs are reported as unmapped.
     */
    private String text(XmlElement element) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs(element, paragraphs, true);
        if (paragraphs.size() > 1 && paragraphs.get(0).equals(JatsHeadings.of(element))) {
            // The first paragraph repeats the title of the element.
            paragraphs.remove(0);
        }
        element.unstatedLinks().forEach(link -> draft.unplaced(element.path(), link));
        return paragraphs.isEmpty() ? null : String.join("\n\n", paragraphs);
    }

    private static void paragraphs(XmlElement element, List<String> into, boolean isOutermost) {
        for (XmlElement child : element.elements()) {
            switch (child.name()) {
                case "label", "alt-text", "long-desc" -> {}
                case "title" -> add(isOutermost || saysNothing(child) ? null : child.text(), into);
                case "p" -> add(child.textWithout(OF_IMAGES), into);
                default -> {
                    if (child.elements().isEmpty() || child.hasOwnText()) {
                        add(child.textWithout(OF_IMAGES), into);
                    } else {
                        paragraphs(child, into, false);
                    }
                }
            }
        }
    }

    /**
     * Returns whether a title is only the heading "Acknowledgements" in one of several languages, which some publishers
     * place in a nested section.
     */
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
