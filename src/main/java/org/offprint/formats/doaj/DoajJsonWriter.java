package org.offprint.formats.doaj;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.offprint.formats.writing.ContributorNames;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.RecordWriter;
import org.offprint.formats.writing.SingleLine;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ArticleBody.Pages;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.IssnType;

/**
 * Writes the article JSON of DOAJ's API (version 4). The output is {@code bibjson} without the members that DOAJ
 * assigns.
 */
public final class DoajJsonWriter implements RecordWriter {

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Article(Bibjson bibjson) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Bibjson(
            String title,
            List<Identifier> identifier,
            String year,
            String month,
            List<Author> author,
            Journal journal,
            @JsonProperty("abstract") String abstractText,
            List<String> keywords,
            List<Link> link) {}

    private record Identifier(String type, String id) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Author(
            String name,
            String affiliation,
            @JsonProperty("orcid_id") String orcid) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Journal(
            String title,
            String publisher,
            String volume,
            String number,
            @JsonProperty("start_page") String startPage,
            @JsonProperty("end_page") String endPage) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Link(
            String type,
            String url,
            @JsonProperty("content_type") String contentType) {}

    @Override
    public List<Finding> missing(PublishedRecord record) {
        return DoajRequirements.missing(record);
    }

    @Override
    public String write(PublishedRecord record) {
        PartialDate published = record.published();
        return new String(
                Json.write(new Article(new Bibjson(
                        text(record.citedTitle()),
                        identifiers(record),
                        Integer.toString(published.year()),
                        published.month() == null ? null : published.month().toString(),
                        authors(record),
                        journal(record),
                        text(record.body().abstractText()),
                        record.body().keywords().stream()
                                .map(DoajJsonWriter::text)
                                .toList(),
                        List.of(link(record))))),
                StandardCharsets.UTF_8);
    }

    private static List<Identifier> identifiers(PublishedRecord record) {
        List<Identifier> identifiers = new ArrayList<>();
        if (record.doi() != null) {
            identifiers.add(new Identifier("doi", record.doi().value()));
        }
        if (record.issn(IssnType.PRINT) != null) {
            identifiers.add(new Identifier("pissn", record.issn(IssnType.PRINT).value()));
        }
        if (record.issn(IssnType.ELECTRONIC) != null) {
            identifiers.add(
                    new Identifier("eissn", record.issn(IssnType.ELECTRONIC).value()));
        }
        return identifiers;
    }

    private static List<Author> authors(PublishedRecord record) {
        return record.authors().stream()
                .map(author -> new Author(
                        text(ContributorNames.natural(author)),
                        record.affiliationsOf(author).stream()
                                .map(affiliation -> text(affiliation.text()))
                                .findFirst()
                                .orElse(null),
                        author.orcid() == null ? null : author.orcid().value()))
                .toList();
    }

    private static Journal journal(PublishedRecord record) {
        Pages pages = record.body().pages();
        return new Journal(
                text(record.journal().title()),
                text(record.journal().publisher()),
                text(record.issue().volume()),
                text(record.issue().number()),
                text(pages == null ? record.body().articleNumber() : pages.first()),
                text(pages == null ? null : pages.last()));
    }

    private static Link link(PublishedRecord record) {
        ArticleFile file = DoajRequirements.fullText(record);
        return file == null
                ? new Link("fulltext", record.landingPage(), "HTML")
                : new Link("fulltext", record.url(file), DoajRequirements.format(file));
    }

    /**
     * Returns the text on one line. A space is inserted into script tags, because DOAJ rejects articles that contain
     * the start of a script element.
     */
    private static String text(String text) {
        return SingleLine.of(text).replaceAll("(?i)<(?=script)", "< ");
    }
}
