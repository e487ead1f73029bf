package org.offprint.formats.csv;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.formats.writing.ContributorNames;
import org.offprint.formats.writing.Envelope;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.RecordWriter;
import org.offprint.journal.issues.IssueRef;
import org.offprint.kernel.record.ArticleBody.Pages;

/**
 * Writes articles as a CSV table for spreadsheets (RFC 4180), one article per row. Multiple values in a cell are
 * separated by semicolons.
 */
public final class CsvWriter implements RecordWriter {

    private static final List<String> COLUMNS = List.of(
            "id",
            "slug",
            "type",
            "language",
            "title",
            "authors",
            "orcids",
            "affiliations",
            "journal",
            "issns",
            "volume",
            "issue",
            "first_page",
            "last_page",
            "article_number",
            "published",
            "doi",
            "keywords",
            "license",
            "retracted",
            "abstract",
            "url");

    /**
     * Start of a CSV file, with a byte order mark. Without the byte order mark, spreadsheet programs assume a legacy
     * encoding.
     */
    private static final Envelope ENVELOPE = Envelope.of("\uFEFF" + String.join(",", COLUMNS) + "\r\n", "", "");

    @Override
    public Envelope envelope() {
        return ENVELOPE;
    }

    @Override
    public String write(PublishedRecord record) {
        IssueRef issue = record.issue();
        Pages pages = record.body().pages();
        Stream<String> cells = Stream.of(
                record.article().id().toString(),
                record.article().slug(),
                record.body().type().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                record.body().language().value(),
                record.citedTitle(),
                joined(record.authors().stream().map(ContributorNames::inverted)),
                joined(record.authors().stream()
                        .map(author ->
                                author.orcid() == null ? null : author.orcid().value())),
                joined(record.article().affiliations().stream().map(affiliation -> affiliation.name())),
                record.journal().title(),
                joined(record.issns().stream().map(issn -> issn.value())),
                issue.volume(),
                issue.number(),
                pages == null ? null : pages.first(),
                pages == null ? null : pages.last(),
                record.body().articleNumber(),
                record.published() == null ? null : record.published().value(),
                record.doi() == null ? null : record.doi().value(),
                joined(record.body().keywords().stream()),
                license(record),
                Boolean.toString(record.article().retraction() != null),
                record.body().abstractText(),
                record.citedAs());
        return cells.map(SpreadsheetText::csv).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String license(PublishedRecord record) {
        var terms = record.body().license();
        return terms == null || terms.url() == null ? null : terms.url().value();
    }

    private static String joined(Stream<String> values) {
        return values.filter(value -> value != null && !value.isBlank()).collect(Collectors.joining("; "));
    }
}
