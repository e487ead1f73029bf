package org.offprint.formats.jats.references;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.kernel.record.Reference;
import org.offprint.kernel.record.Reference.ReferenceAuthor;

/**
 * Writes the {@code ref-list} element. A reference with structured fields is written as {@code element-citation}, and
 * printed text as {@code mixed-citation}. If a reference has structured fields and printed text, both forms are written
 * as alternatives.
 */
public final class JatsReferencesWriter {

    private static final Pattern YEAR = Pattern.compile("(?<!\\d)[12]\\d{3}(?!\\d)");

    private static final Pattern DATE = Pattern.compile("[12]\\d{3}(?:-\\d{2}){0,2}");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9._-]*");
    private static final Pattern OWN_NAMES = Pattern.compile(
            "(?:aff|corresp|note|supplement|related)\\d+(?:-\\d+)?|equal-contribution|conflict-of-interest");

    private static final Pattern NO_DIGITS = Pattern.compile("[^0-9]+");

    /** Maximum number of digits of a page number that is compared. A source can contain millions of digits. */
    private static final int MAX_PAGE_DIGITS = 18;

    private JatsReferencesWriter() {}

    public static void write(XmlWriter xml, List<Reference> references) {
        if (!references.isEmpty()) {
            write(xml, references, new String[0]);
        }
    }

    /**
     * Writes the reference list as a {@code ref-list} element.
     *
     * @param attributes attributes of the element, as alternating names and values
     */
    static void write(XmlWriter xml, List<Reference> references, String... attributes) {
        xml.open("ref-list", attributes).element("title", "References");
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < references.size(); i++) {
            xml.open("ref", "id", id(references.get(i), i + 1, ids));
            reference(xml, references.get(i));
            xml.close();
        }
        xml.close();
    }

    /**
     * Returns the element id of a reference. The reference key is used if it is a valid XML name and not the id of
     * another element. Otherwise, an id is generated.
     */
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
        boolean hasParts = reference.hasParts();
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
        people(xml, reference);
        titles(xml, reference);
        xml.element("series", reference.series());
        xml.element("edition", reference.edition());
        xml.element("version", reference.version());
        if (reference.conference() != null) {
            xml.element("conf-name", reference.conference().name());
            xml.element("conf-date", reference.conference().date());
            xml.element("conf-loc", reference.conference().place());
        }
        dates(xml, reference);
        xml.element("volume", reference.volume());
        xml.element("issue", reference.issue());
        xml.element("fpage", reference.firstPage());
        xml.element("lpage", reference.lastPage());
        xml.element("page-range", abbreviatedRange(reference.firstPage(), reference.lastPage()));
        xml.element("elocation-id", reference.articleNumber());
        xml.element("publisher-loc", reference.publisherPlace());
        xml.element("publisher-name", reference.publisher());
        identifiers(xml, reference);
        xml.element("comment", reference.comment());
        xml.close();
    }

    /**
     * Returns the page range as printed if the last page is numerically less than the first, because leading digits are
     * omitted, as in 1234-41. JATS4R requires the page range for such pages. Otherwise, returns null.
     */
    public static String abbreviatedRange(String first, String last) {
        if (first == null || last == null) {
            return null;
        }
        String one = NO_DIGITS.matcher(first).replaceAll("");
        String other = NO_DIGITS.matcher(last).replaceAll("");
        boolean isAbbreviated = isNumber(one) && isNumber(other) && Long.parseLong(one) > Long.parseLong(other);
        return isAbbreviated ? first + "-" + last : null;
    }

    private static boolean isNumber(String digits) {
        return !digits.isEmpty() && digits.length() <= MAX_PAGE_DIGITS;
    }

    private static void people(XmlWriter xml, Reference reference) {
        boolean isOfAuthors = !reference.authors().isEmpty();
        boolean isOfEditors = !isOfAuthors && !reference.editors().isEmpty();
        boolean goesOn = reference.etAl() != null;
        group(xml, "author", reference.authors(), goesOn && isOfAuthors);
        group(xml, "editor", reference.editors(), goesOn && isOfEditors);
        group(xml, "translator", reference.translators(), false);
        if (goesOn && !isOfAuthors && !isOfEditors) {
            xml.empty("etal");
        }
    }

    private static void group(XmlWriter xml, String type, List<ReferenceAuthor> people, boolean goesOn) {
        if (people.isEmpty()) {
            return;
        }
        xml.open("person-group", "person-group-type", type);
        for (ReferenceAuthor person : people) {
            if (person.family() != null || person.given() != null) {
                xml.open("name")
                        .element("surname", person.family())
                        .element("given-names", person.given())
                        .close();
            } else {
                xml.element("collab", person.name());
            }
        }
        if (goesOn) {
            xml.empty("etal");
        }
        xml.close();
    }

    /**
     * Writes the titles of a cited work and of the work that contains it. The element of the cited work's title depends
     * on the work type, for example {@code article-title} or {@code chapter-title}. A book or another standalone work
     * has a {@code source} element.
     */
    private static void titles(XmlWriter xml, Reference reference) {
        boolean isPart = reference.containerTitle() != null || reference.conference() != null;
        String element =
                switch (type(reference)) {
                    case "book" -> isPart ? "chapter-title" : "source";
                    case "data" -> "data-title";
                    case "journal" -> "article-title";
                    default -> isPart ? "article-title" : "source";
                };
        xml.element(element, reference.title());
        xml.element("source", reference.containerTitle());
    }

    private static void dates(XmlWriter xml, Reference reference) {
        Matcher year = YEAR.matcher(reference.year() == null ? "" : reference.year());
        if (year.find()) {
            xml.element("year", reference.year(), "iso-8601-date", year.group());
        } else {
            xml.element("string-date", reference.year());
        }
        xml.element("season", reference.season());
        xml.element("month", reference.month());
        xml.element("day", reference.day());
        String accessed = reference.accessed();
        xml.element(
                "date-in-citation",
                accessed,
                "content-type",
                "access-date",
                "iso-8601-date",
                accessed != null && DATE.matcher(accessed).matches() ? accessed : null);
    }

    private static void identifiers(XmlWriter xml, Reference reference) {
        xml.element("pub-id", reference.doi() == null ? null : reference.doi().value(), "pub-id-type", "doi");
        xml.element("pub-id", reference.pmid(), "pub-id-type", "pmid");
        xml.element("pub-id", reference.pmcid(), "pub-id-type", "pmcid");
        if (reference.accession() != null) {
            String authority = reference.accession().assigningAuthority();
            xml.element(
                    "pub-id",
                    reference.accession().value(),
                    "pub-id-type",
                    "accession",
                    "assigning-authority",
                    authority);
        }
        xml.element("isbn", reference.isbn());
        xml.element("issn", reference.issn());
        if (reference.url() != null) {
            String url = reference.url().value();
            String href = reference.url().escaped();
            // JATS4R requires a title for a link if the link text is the URL.
            String words = Stream.of(reference.title(), reference.containerTitle(), reference.publisher())
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse("Cited work");
            xml.element("ext-link", url, "ext-link-type", "uri", "xlink:href", href, "xlink:title", words);
        }
    }

    /** Returns the type of the cited work as a {@code publication-type} value from the list of JATS4R. */
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
