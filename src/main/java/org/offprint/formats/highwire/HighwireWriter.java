package org.offprint.formats.highwire;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.formats.writing.ContributorNames;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.RecordWriter;
import org.offprint.formats.writing.Requirements;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.record.ArticleBody.Pages;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.Dates;
import org.offprint.kernel.record.IssnType;
import org.offprint.kernel.record.Reference;
import org.offprint.kernel.record.Reference.ReferenceAuthor;
import org.offprint.kernel.record.contributors.Contributor;

/**
 * Writes the meta elements for the head of an article page. Highwire tags come first, because Google Scholar and
 * reference managers read them (Google Scholar, Inclusion Guidelines for Webmasters). Dublin Core and PRISM elements
 * follow.
 */
public final class HighwireWriter implements RecordWriter {

    @Override
    public List<Finding> missing(PublishedRecord record) {
        return Requirements.of(record).title().author().published().missing();
    }

    @Override
    public String write(PublishedRecord record) {
        MetaElements meta = new MetaElements();
        meta.add("citation_title", record.citedTitle());
        record.authors().forEach(author -> author(meta, record, author));
        meta.add("citation_publication_date", slashed(record.published()));
        Dates dates = record.body().dates();
        if (dates.publishedOnline() != null) {
            meta.add("citation_online_date", slashed(dates.publishedOnline()));
        }
        journal(meta, record);
        place(meta, record);
        if (record.doi() != null) {
            meta.add("citation_doi", record.doi().value());
        }
        meta.add("citation_pmid", record.identifier("pmid"));
        meta.add("citation_language", record.body().language().language());
        record.body().keywords().forEach(keyword -> meta.add("citation_keywords", keyword));
        meta.add("citation_abstract", record.body().abstractText());
        meta.add("citation_abstract_html_url", record.landingPage());
        fullTexts(meta, record);
        var terms = record.body().license();
        boolean open = terms != null && terms.url() != null && terms.url().name() != null;
        if (open) {
            meta.addEmpty("citation_fulltext_world_readable");
        }
        record.body().references().forEach(reference -> meta.add("citation_reference", reference(reference)));
        new DublinCoreTags(meta).write(record);
        return meta.toString();
    }

    /**
     * Writes an author as meta elements. The institution and ORCID elements follow the author element to which they
     * belong.
     */
    private static void author(MetaElements meta, PublishedRecord record, Contributor author) {
        meta.add("citation_author", ContributorNames.inverted(author));
        record.affiliationsOf(author)
                .forEach(affiliation -> meta.add("citation_author_institution", affiliation.text()));
        if (author.orcid() != null) {
            meta.add("citation_author_orcid", author.orcid().value());
        }
    }

    private static String slashed(PartialDate date) {
        return date.value().replace('-', '/');
    }

    private static void journal(MetaElements meta, PublishedRecord record) {
        meta.add("citation_journal_title", record.journal().title());
        meta.add("citation_journal_abbrev", record.journal().abbreviation());
        meta.add("citation_publisher", record.journal().publisher());
        if (record.issn(IssnType.PRINT) != null) {
            meta.add("citation_issn", record.issn(IssnType.PRINT).value());
        }
        if (record.issn(IssnType.ELECTRONIC) != null) {
            meta.add("citation_issn", record.issn(IssnType.ELECTRONIC).value());
        }
        meta.add("citation_volume", record.issue().volume());
        meta.add("citation_issue", record.issue().number());
    }

    private static void place(MetaElements meta, PublishedRecord record) {
        Pages pages = record.body().pages();
        meta.add("citation_firstpage", pages == null ? record.body().articleNumber() : pages.first());
        meta.add("citation_lastpage", pages == null ? null : pages.last());
    }

    /**
     * Writes the URLs of the full-text files, beginning with files stored in Offprint. Each meta element occurs only
     * once per language, because Google Scholar expects one PDF.
     */
    private static void fullTexts(MetaElements meta, PublishedRecord record) {
        Set<List<String>> written = new HashSet<>();
        Stream.concat(
                        record.fullTexts().stream().filter(ArticleFile::isStored),
                        record.fullTexts().stream().filter(file -> !file.isStored()))
                .filter(file -> elementName(file) != null)
                .filter(file -> written.add(List.of(elementName(file), language(record, file))))
                .forEach(file -> meta.add(elementName(file), record.url(file)));
    }

    private static String language(PublishedRecord record, ArticleFile file) {
        LanguageTag language = file.language() == null ? record.body().language() : file.language();
        return language.language();
    }

    /**
     * Returns the name of the meta element for a full-text URL, or null if there is none for the media type of the
     * file.
     */
    private static String elementName(ArticleFile file) {
        return switch (file.mediaType() == null ? "" : file.mediaType()) {
            case "application/pdf" -> "citation_pdf_url";
            case "text/html" -> "citation_fulltext_html_url";
            case "application/xml", "text/xml", "application/vnd.jats+xml" -> "citation_xml_url";
            default -> null;
        };
    }

    /**
     * Returns the labeled fields of a reference if the title of the cited work is known, otherwise the printed
     * reference.
     */
    private static String reference(Reference reference) {
        if (reference.title() == null) {
            return reference.text();
        }
        Stream<String> authors =
                reference.authors().stream().map(HighwireWriter::name).map(name -> part("citation_author", name));
        Stream<String> parts = Stream.of(
                part("citation_title", reference.title()),
                part(container(reference), reference.containerTitle()),
                part(
                        "citation_conference_title",
                        reference.conference() == null
                                ? null
                                : reference.conference().name()),
                part("citation_volume", reference.volume()),
                part("citation_issue", reference.issue()),
                part(
                        "citation_firstpage",
                        reference.firstPage() == null ? reference.articleNumber() : reference.firstPage()),
                part("citation_lastpage", reference.lastPage()),
                part("citation_publication_date", reference.year()),
                part("citation_publisher", reference.publisher()),
                part("citation_isbn", reference.isbn()),
                part("citation_issn", reference.issn()),
                part(
                        "citation_doi",
                        reference.doi() == null ? null : reference.doi().value()));
        return Stream.concat(authors, parts).filter(part -> part != null).collect(Collectors.joining("; "));
    }

    private static String container(Reference reference) {
        return switch (String.valueOf(reference.type())) {
            case "chapter", "book" -> "citation_inbook_title";
            default -> "citation_journal_title";
        };
    }

    private static String name(ReferenceAuthor author) {
        if (author.family() == null) {
            return author.name();
        }
        return author.given() == null ? author.family() : author.family() + ", " + author.given();
    }

    /**
     * Returns one labeled field of a reference, or null if the value is blank. Semicolons in the value are replaced
     * with commas, because they separate fields.
     */
    private static String part(String name, String value) {
        return value == null || value.isBlank() ? null : name + "=" + value.replace(';', ',');
    }
}
