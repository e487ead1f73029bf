package org.offprint.formats.crossref.writing;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.record.Reference;
import org.offprint.text.Table;

/** The references of a deposit, each with its parts and the words as printed. */
public final class CrossrefCitationsWriter {

    private static final Map<String, String> TYPES = Table.map("crossref-citation-types.tsv");

    private static final Set<String> IN_JOURNALS = Set.of("journal", "article-journal");

    private CrossrefCitationsWriter() {}

    public static void write(XmlWriter xml, List<Reference> references) {
        if (references.isEmpty()) {
            return;
        }
        Set<String> keys = new HashSet<>();
        xml.open("citation_list");
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
        xml.element(inJournal ? "journal_title" : "series_title", reference.containerTitle());
        xml.element("author", firstAuthor(reference));
        xml.element("volume", CrossrefLimits.cut(reference.volume(), 32));
        xml.element("issue", CrossrefLimits.cut(reference.issue(), 32));
        xml.element("first_page", CrossrefLimits.cut(reference.firstPage(), 32));
        xml.element("cYear", reference.year());
        if (CrossrefLimits.takes(reference.doi())) {
            xml.element("doi", reference.doi().value());
        }
        boolean whole = "book".equals(reference.type()) || "thesis".equals(reference.type());
        xml.element(whole ? "volume_title" : "article_title", reference.title());
        xml.element("unstructured_citation", reference.text());
        xml.close();
    }

    private static String firstAuthor(Reference reference) {
        return reference.authors().stream()
                .map(author -> author.family() == null ? author.name() : author.family())
                .filter(name -> name != null && !name.isBlank())
                .findFirst()
                .orElse(null);
    }
}
