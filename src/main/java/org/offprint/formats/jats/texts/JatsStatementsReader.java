package org.offprint.formats.jats.texts;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.offprint.formats.draft.ArticleDraft;
import org.offprint.formats.draft.ArticleDraft.Statement;
import org.offprint.formats.xml.XmlElement;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.record.ArticleBody.Note;

/** Reads the statements of an article from the various elements that publishers use: sections, notes and footnotes. */
public final class JatsStatementsReader {

    /** Descriptions of images, which are part of the full text and not of a statement. */
    private static final Set<String> OF_IMAGES = Set.of("alt-text", "long-desc");

    /**
     * Maximum length of a section in the body that is a statement by its heading, in characters. Longer sections
     * discuss their subject.
     */
    private static final int MAX_BODY_LENGTH = 3_000;

    /**
     * Content of a section in the body that is not part of its statement. Publishers place figures and tables at the
     * end of the last section.
     */
    private static final Set<String> NOT_STATED =
            Set.of("fig", "fig-group", "media", "supplementary-material", "table-wrap", "table-wrap-group");

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
        statements.body(article.at("body"));
    }

    /**
     * Returns whether a section in the body of an article is a statement. The type of the statement follows from the
     * type of the section, or from a heading that names only the statement. Sections with a heading must be short.
     */
    public static boolean isStatement(XmlElement section) {
        return ofBody(section) != null;
    }

    /** Returns the statements in the body of an article that is completely in memory, in document order. */
    public static List<XmlElement> inBody(XmlElement body) {
        return body.descendants("sec").stream()
                .filter(section -> section.descendants("sec").isEmpty() && isStatement(section))
                .toList();
    }

    private static Statement ofBody(XmlElement section) {
        Statement typed = typed(section);
        Statement named =
                typed == null ? JatsHeadings.onlyStatement(section.at("title").text()) : typed;
        boolean isShort = named != null
                && (typed != null || String.valueOf(bodyText(section)).length() <= MAX_BODY_LENGTH);
        return isShort ? named : null;
    }

    /**
     * Reads the statements in the body. Their sections remain part of the full text. A statement of the same type in
     * another part of the article takes precedence.
     */
    private void body(XmlElement body) {
        Set<Statement> known = EnumSet.noneOf(Statement.class);
        for (Statement statement : Statement.values()) {
            if (draft.hasStatement(statement)) {
                known.add(statement);
            }
        }
        for (XmlElement section : body.elements("sec")) {
            Statement statement = ofBody(section);
            if (statement != null && !known.contains(statement) && !isTranslated(section)) {
                draft.statement(statement, bodyText(section));
            }
            section.markPlaced();
        }
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
        String text = note.name().equals("p") ? note.textWithout(JatsStatementsReader::isOfImage) : text(note);
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
        Statement typed = typed(element);
        return typed == null ? JatsHeadings.statement(JatsHeadings.of(element)) : typed;
    }

    /** Returns the statement type from a type attribute, or null if there is none. */
    private static Statement typed(XmlElement element) {
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
        return said.contains("ethic") ? Statement.ETHICS : null;
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
        element.unstatedLinks().forEach(link -> draft.unplaced(element.path(), link));
        return words(element, JatsStatementsReader::isOfImage);
    }

    private static boolean isOfImage(XmlElement element) {
        return OF_IMAGES.contains(element.name());
    }

    /**
     * Returns the paragraphs of a section in the body. Email addresses are omitted, because they are neither displayed
     * nor exported with the full text.
     */
    private static String bodyText(XmlElement section) {
        return words(section, element -> NOT_STATED.contains(element.name()) || isOfImage(element) || isEmail(element));
    }

    /** Returns whether an element is an email address, or a link to an email address. */
    public static boolean isEmail(XmlElement element) {
        String href = element.attribute("href");
        return element.name().equals("email")
                || href != null && href.toLowerCase(Locale.ROOT).startsWith("mailto:");
    }

    /** Returns the paragraphs of an element without the matching descendants. */
    private static String words(XmlElement element, Predicate<XmlElement> without) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs(element, paragraphs, true, without);
        if (paragraphs.size() > 1 && paragraphs.get(0).equals(JatsHeadings.of(element))) {
            // The first paragraph repeats the title of the element.
            paragraphs.remove(0);
        }
        return paragraphs.isEmpty() ? null : String.join("\n\n", paragraphs);
    }

    private static void paragraphs(
            XmlElement element, List<String> into, boolean isOutermost, Predicate<XmlElement> without) {
        for (XmlElement child : element.elements()) {
            if (without.test(child)) {
                continue;
            }
            switch (child.name()) {
                case "label" -> {}
                case "title" -> add(isOutermost || saysNothing(child) ? null : child.text(), into);
                case "p" -> add(child.textWithout(without), into);
                default -> {
                    if (child.elements().isEmpty() || child.hasOwnText()) {
                        add(child.textWithout(without), into);
                    } else {
                        paragraphs(child, into, false, without);
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
