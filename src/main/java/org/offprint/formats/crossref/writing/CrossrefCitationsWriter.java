package org.offprint.formats.crossref.writing;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.kernel.record.Reference;
import org.offprint.kernel.text.Table;

/** Writes the references of a Crossref deposit, each with its structured fields and printed text. */
public final class CrossrefCitationsWriter {

    private static final Map<String, String> TYPES = Table.map("crossref-citation-types.tsv");

    private static final Set<String> IN_JOURNALS = Set.of("journal", "article-journal");

    /** Types of cited works that are rarely part of another work. */
    private static final Set<String> WHOLE = Set.of("book", "thesis");

    /** Pattern of ISSNs in Crossref's schema (type {@code issn_t}). */
    private static final Pattern ISSN = Pattern.compile("\\d{4}-?\\d{3}[\\dX]");

    /** Pattern of ISBNs in Crossref's schema (type {@code isbn_t}), including the length limits. */
    private static final Pattern ISBN = Pattern.compile("(?=.{10,17}$)(?:97[89]-)?\\d[\\d -]+[\\dX]");

    private static final Pattern EDITION = Pattern.compile(
            "(\\d{1,4}|[IVX]{1,6})(?:\\.|\u00aa|\u00ba|st|nd|rd|th|e|a)?(?: ?\\(?(?:ed|edn|edition|Aufl|Auflage|\u00e9d|edi\u00e7\u00e3o|edici\u00f3n)\\.?\\)?)?",
            Pattern.CASE_INSENSITIVE);

    private CrossrefCitationsWriter() {}

    /** Writes the list of references, or nothing if there are no references. */
    public static void write(XmlWriter xml, List<Reference> references, SentParts parts) {
        if (parts.empties(DepositPart.CITATIONS)) {
            xml.empty("citation_list");
        } else if (!references.isEmpty() && parts.contains(DepositPart.CITATIONS)) {
            write(xml, references);
        }
    }

    /**
     * Writes the list of references as a {@code citation_list} element.
     *
     * @param attributes attributes of the element, as alternating names and values
     */
    static void write(XmlWriter xml, List<Reference> references, String... attributes) {
        Set<String> keys = new HashSet<>();
        xml.open("citation_list", attributes);
        for (int i = 0; i < references.size(); i++) {
            Reference reference = references.get(i);
            String key = CrossrefLimits.cut(reference.key(), 100);
            if (key == null || key.isEmpty() || !keys.add(key)) {
                key = (key == null || key.isEmpty() ? "ref" : key + "-") + (i + 1);
                keys.add(key);
            }
            write(xml, reference, key);
        }
        xml.close();
    }

    private static void write(XmlWriter xml, Reference reference, String key) {
        String type = reference.type() == null ? null : TYPES.getOrDefault(reference.type(), "other");
        boolean inJournal = reference.type() == null || IN_JOURNALS.contains(reference.type());
        xml.open("citation", "key", key, "type", type);
        xml.element("issn", valid(ISSN, reference.issn()));
        xml.element("journal_title", inJournal ? reference.containerTitle() : null);
        xml.element("author", firstAuthor(reference));
        xml.element("volume", CrossrefLimits.cut(reference.volume(), 32));
        xml.element("issue", CrossrefLimits.cut(reference.issue(), 32));
        xml.element("first_page", CrossrefLimits.cut(reference.firstPage(), 32));
        xml.element("elocation_id", reference.articleNumber());
        xml.element("cYear", reference.year());
        if (CrossrefLimits.accepts(reference.doi())) {
            xml.element("doi", reference.doi().value());
        }
        xml.element("isbn", valid(ISBN, reference.isbn()));
        xml.element("series_title", reference.series());
        boolean isWhole = WHOLE.contains(String.valueOf(reference.type())) && container(reference) == null;
        xml.element("volume_title", isWhole ? reference.title() : inJournal ? null : container(reference));
        xml.element("edition_number", edition(reference.edition()));
        xml.element("article_title", isWhole ? null : reference.title());
        xml.element("unstructured_citation", reference.text());
        xml.close();
    }

    /**
     * Returns the title of the book or proceedings that contains the cited work. If the reference has no such title,
     * returns the conference name.
     */
    private static String container(Reference reference) {
        if (reference.containerTitle() != null) {
            return reference.containerTitle();
        }
        return reference.conference() == null || reference.title() == null
                ? null
                : reference.conference().name();
    }

    private static String valid(Pattern form, String text) {
        return text != null && form.matcher(text.strip()).matches() ? text.strip() : null;
    }

    /**
     * Returns the number of an edition without surrounding words, as Crossref requires. Returns null for editions
     * without a number, which are not deposited.
     */
    private static String edition(String printed) {
        Matcher number = EDITION.matcher(printed == null ? "" : printed.strip());
        return number.matches() ? number.group(1) : null;
    }

    private static String firstAuthor(Reference reference) {
        return reference.authors().stream()
                .map(author -> author.family() == null ? author.name() : author.family())
                .filter(name -> name != null && !name.isBlank())
                .findFirst()
                .orElse(null);
    }
}
