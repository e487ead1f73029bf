package org.offprint.formats.jats.references;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.record.Reference;
import org.offprint.record.Reference.ReferenceAuthor;

/**
 * {@code ref-list}: as parts where a reference has them ({@code element-citation}), in the words that were printed
 * ({@code mixed-citation}), and as alternatives where it has both.
 */
public final class JatsReferencesWriter {

    private static final Pattern YEAR = Pattern.compile("(?<!\\d)[12]\\d{3}(?!\\d)");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9._-]*");
    private static final Pattern OWN_NAMES =
            Pattern.compile("(?:aff|corresp|supplement|related)\\d+(?:-\\d+)?|equal-contribution|conflict-of-interest");

    private JatsReferencesWriter() {}

    public static void write(XmlWriter xml, List<Reference> references) {
        if (references.isEmpty()) {
            return;
        }
        xml.open("ref-list").element("title", "References");
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < references.size(); i++) {
            xml.open("ref", "id", id(references.get(i), i + 1, ids));
            reference(xml, references.get(i));
            xml.close();
        }
        xml.close();
    }

    /** Returns the key of a reference where it is a name in XML that no other element of the article can have. */
    private static String id(Reference reference, int number, Set<String> ids) {
        String key = reference.key();
        boolean isFree = key != null
                && NAME.matcher(key).matches()
                && !OWN_NAMES.matcher(key).matches()
                && ids.add(key);
        if (isFree) {
            return key;
        }
        String id = "ref" + number;
        for (int i = 2; !ids.add(id); i++) {
            id = "ref" + number + "-" + i;
        }
        return id;
    }

    private static void reference(XmlWriter xml, Reference reference) {
        boolean hasParts = Stream.of(
                                reference.title(),
                                reference.containerTitle(),
                                reference.volume(),
                                reference.issue(),
                                reference.firstPage(),
                                reference.lastPage(),
                                reference.year(),
                                reference.publisher(),
                                reference.doi(),
                                reference.pmid(),
                                reference.url())
                        .anyMatch(Objects::nonNull)
                || !reference.authors().isEmpty();
        boolean hasWords = reference.text() != null && !reference.text().isBlank();
        if (hasWords && hasParts) {
            xml.open("citation-alternatives");
        }
        if (hasWords) {
            xml.openMixed("mixed-citation", "publication-type", type(reference));
            xml.text(reference.text()).close();
        }
        if (hasParts) {
            parts(xml, reference);
        }
        if (hasWords && hasParts) {
            xml.close();
        }
    }

    private static void parts(XmlWriter xml, Reference reference) {
        xml.open("element-citation", "publication-type", type(reference));
        authors(xml, reference.authors());
        titles(xml, reference);
        year(xml, reference.year());
        xml.element("volume", reference.volume());
        xml.element("issue", reference.issue());
        xml.element("fpage", reference.firstPage());
        xml.element("lpage", reference.lastPage());
        xml.element("publisher-name", reference.publisher());
        identifiers(xml, reference);
        xml.close();
    }

    private static void authors(XmlWriter xml, List<ReferenceAuthor> authors) {
        if (authors.isEmpty()) {
            return;
        }
        xml.open("person-group", "person-group-type", "author");
        for (ReferenceAuthor author : authors) {
            boolean isPerson = author.family() != null || author.given() != null;
            if (isPerson) {
                xml.open("name")
                        .element("surname", author.family())
                        .element("given-names", author.given())
                        .close();
            } else {
                xml.element("collab", author.name());
            }
        }
        xml.close();
    }

    /** Writes titles: a work that stands alone is the source; of a part, the title tells its kind. */
    private static void titles(XmlWriter xml, Reference reference) {
        if (reference.containerTitle() == null) {
            xml.element(type(reference).equals("journal") ? "article-title" : "source", reference.title());
            return;
        }
        String element =
                switch (type(reference)) {
                    case "book" -> "chapter-title";
                    case "data" -> "data-title";
                    default -> "article-title";
                };
        xml.element(element, reference.title());
        xml.element("source", reference.containerTitle());
    }

    private static void year(XmlWriter xml, String printed) {
        if (printed == null) {
            return;
        }
        Matcher year = YEAR.matcher(printed);
        if (year.find()) {
            xml.element("year", printed, "iso-8601-date", year.group());
        } else {
            xml.element("string-date", printed);
        }
    }

    private static void identifiers(XmlWriter xml, Reference reference) {
        xml.element("pub-id", reference.doi() == null ? null : reference.doi().value(), "pub-id-type", "doi");
        xml.element("pub-id", reference.pmid(), "pub-id-type", "pmid");
        if (reference.url() != null) {
            String url = reference.url().value();
            xml.element("ext-link", url, "ext-link-type", "uri", "xlink:href", url);
        }
    }

    /** By the values that JATS4R lists for {@code publication-type}. */
    private static String type(Reference reference) {
        if (reference.type() == null) {
            return reference.containerTitle() != null && reference.volume() != null ? "journal" : "other";
        }
        return switch (reference.type()) {
            case "chapter" -> "book";
            case "conference" -> "confproc";
            case "web" -> "webpage";
            default -> reference.type();
        };
    }
}
