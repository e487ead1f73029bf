package org.offprint.formats.jats;

import java.util.List;
import java.util.Set;
import org.offprint.formats.jats.references.JatsReferencesWriter;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.xml.MarkupVocabulary;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.record.ArticleBody.Note;
import org.offprint.kernel.record.ArticleBody.Statements;

/** Writes the {@code back} element: acknowledgements, notes, statements and references. */
final class JatsBackMatterWriter {

    /** Note types that JATS lists for {@code fn-type}. Any other type is written as {@code custom-type}. */
    private static final Set<String> KNOWN_TYPES = Set.of(
            "abbr",
            "coi-statement",
            "com",
            "con",
            "conflict",
            "corresp",
            "current-aff",
            "deceased",
            "edited-by",
            "equal",
            "financial-disclosure",
            "on-leave",
            "other",
            "participating-researchers",
            "present-address",
            "presented-at",
            "presented-by",
            "previously-at",
            "study-group-members",
            "supplementary-material",
            "supported-by");

    private JatsBackMatterWriter() {}

    static void write(XmlWriter xml, PublishedRecord record) {
        Statements stated = record.body().statements();
        Statements statements = stated == null ? Statements.NONE : stated;
        List<Note> notes = record.body().notes().stream()
                .filter(note -> !note.concernsAuthors())
                .toList();
        boolean isEmpty = statements.acknowledgements() == null
                && statements.dataAvailability() == null
                && statements.ethics() == null
                && statements.authorContributions() == null
                && statements.others().isEmpty()
                && notes.isEmpty()
                && record.body().references().isEmpty();
        if (isEmpty) {
            return;
        }
        xml.open("back");
        if (statements.acknowledgements() != null) {
            xml.open("ack").element("title", "Acknowledgements");
            MarkupVocabulary.JATS.paragraphs(xml, null, statements.acknowledgements());
            xml.close();
        }
        section(xml, "author-contributions", "Author contributions", statements.authorContributions(), null);
        section(xml, "data-availability", "Data availability", statements.dataAvailability(), null);
        section(xml, "ethics-statement", "Ethics", statements.ethics(), null);
        statements.others().forEach(other -> section(xml, other.type(), other.title(), other.text(), other.language()));
        notes(xml, notes);
        JatsReferencesWriter.write(xml, record.body().references());
        xml.close();
    }

    private static void section(XmlWriter xml, String type, String title, String text, LanguageTag language) {
        if (text != null) {
            // JATS requires a title for the sec element, but not for the notes element.
            boolean isTitled = title != null;
            xml.open(
                    isTitled ? "sec" : "notes",
                    isTitled ? "sec-type" : "notes-type",
                    type,
                    "xml:lang",
                    language == null ? null : language.value());
            xml.element("title", title);
            MarkupVocabulary.JATS.paragraphs(xml, null, text);
            xml.close();
        }
    }

    private static void notes(XmlWriter xml, List<Note> notes) {
        if (notes.isEmpty()) {
            return;
        }
        xml.open("fn-group");
        for (Note note : notes) {
            boolean isKnown = note.type() == null || KNOWN_TYPES.contains(note.type());
            xml.open(
                    "fn",
                    "fn-type",
                    isKnown ? note.type() : "custom",
                    "custom-type",
                    isKnown ? null : note.type(),
                    "xml:lang",
                    note.language() == null ? null : note.language().value());
            xml.element("label", note.label());
            MarkupVocabulary.JATS.paragraphs(xml, null, note.text());
            xml.close();
        }
        xml.close();
    }
}
