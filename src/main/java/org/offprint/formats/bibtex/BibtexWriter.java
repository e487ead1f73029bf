package org.offprint.formats.bibtex;

import java.time.Month;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.offprint.formats.writing.ContributorNames;
import org.offprint.formats.writing.Envelope;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.RecordWriter;
import org.offprint.formats.writing.Requirements;
import org.offprint.formats.writing.SingleLine;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.record.ArticleBody.Pages;
import org.offprint.kernel.record.contributors.Contributor;

/**
 * Writes articles as BibTeX in UTF-8. Braces in the output are always balanced, and titles keep their capitalization.
 * Organization names and names that contain "and" are enclosed in braces.
 */
public final class BibtexWriter implements RecordWriter {

    private static final Envelope APART = Envelope.of("", "\n", "");

    @Override
    public List<Finding> missing(PublishedRecord record) {
        return Requirements.of(record).title().missing();
    }

    @Override
    public Envelope envelope() {
        return APART;
    }

    @Override
    public String write(PublishedRecord record) {
        StringBuilder entry =
                new StringBuilder("@article{").append(record.article().slug());
        field(entry, "author", names(record.authors()));
        // The extra braces prevent citation styles from changing the capitalization of the title.
        field(entry, "title", "{" + escaped(record.citedTitle()) + "}");
        text(entry, "shorttitle", record.body().runningHead());
        text(entry, "journal", record.journal().title());
        date(entry, record.published());
        text(entry, "volume", record.issue().volume());
        text(entry, "number", record.issue().number());
        pages(entry, record);
        text(entry, "publisher", record.journal().publisher());
        text(entry, "address", record.journal().publisherPlace());
        text(entry, "issn", record.issns().stream().map(Issn::value).collect(Collectors.joining(", ")));
        field(entry, "doi", record.doi() == null ? null : verbatim(record.doi().value()));
        field(entry, "url", verbatim(record.citedAs()));
        text(entry, "language", record.body().language().value());
        text(entry, "keywords", String.join(", ", record.body().keywords()));
        text(entry, "abstract", record.body().abstractText());
        if (record.article().retraction() != null) {
            text(entry, "note", record.article().retraction().reason());
        }
        return entry.append("\n}\n").toString();
    }

    private static void date(StringBuilder entry, PartialDate published) {
        if (published == null) {
            return;
        }
        field(entry, "year", Integer.toString(published.year()));
        if (published.month() != null) {
            String month = Month.of(published.month()).getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            // Every BibTeX style predefines the month abbreviations, which are written without braces.
            entry.append(",\n  month = ").append(month.substring(0, 3).toLowerCase(Locale.ROOT));
            field(entry, "day", published.day() == null ? null : Integer.toString(published.day()));
        }
    }

    private static void pages(StringBuilder entry, PublishedRecord record) {
        Pages pages = record.body().pages();
        if (pages != null) {
            text(entry, "pages", pages.first(), pages.last());
        }
        text(entry, "eid", record.body().articleNumber());
    }

    private static String names(List<Contributor> contributors) {
        return contributors.isEmpty()
                ? null
                : contributors.stream().map(BibtexWriter::name).collect(Collectors.joining(" and "));
    }

    /**
     * Returns the contributor's name as family name, suffix and given name, because any other order is ambiguous in
     * BibTeX.
     */
    private static String name(Contributor contributor) {
        if (ContributorNames.isOrganization(contributor)) {
            return "{" + escaped(contributor.name()) + "}";
        }
        String family = part(contributor.family());
        String suffix = contributor.suffix() == null ? "" : ", " + part(contributor.suffix());
        return contributor.given() == null ? family + suffix : family + suffix + ", " + part(contributor.given());
    }

    /**
     * Returns the escaped family or given name. Encloses the name in braces if it contains a comma or the word "and",
     * which BibTeX would read as separators.
     */
    static String part(String name) {
        String escaped = escaped(name);
        boolean isPlain = !(" " + escaped.toLowerCase(Locale.ROOT) + " ").contains(" and ") && escaped.indexOf(',') < 0;
        return isPlain ? escaped : "{" + escaped + "}";
    }

    static void text(StringBuilder entry, String name, String... values) {
        String joined = Arrays.stream(values)
                .filter(value -> value != null && !value.isBlank())
                .map(BibtexWriter::escaped)
                .collect(Collectors.joining("--"));
        field(entry, name, joined);
    }

    static void field(StringBuilder entry, String name, String value) {
        if (value != null && !value.isEmpty()) {
            entry.append(",\n  ").append(name).append(" = {").append(value).append('}');
        }
    }

    /**
     * Escapes text for BibTeX. Braces are written as LaTeX commands, because BibTeX counts braces even after a
     * backslash.
     */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        SingleLine.of(text).codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> escaped.append("\\textbackslash{}");
                case '{' -> escaped.append("\\textbraceleft{}");
                case '}' -> escaped.append("\\textbraceright{}");
                case '^' -> escaped.append("\\textasciicircum{}");
                case '~' -> escaped.append("\\textasciitilde{}");
                // Separate repeated characters with an empty group, because BibTeX styles convert two hyphens to a dash
                // and two apostrophes to a quotation mark.
                case '-', '`', '\'' ->
                    escaped.append(endsWith(escaped, c) ? "{}" : "").appendCodePoint(c);
                case '$', '&', '%', '#', '_' -> escaped.append('\\').appendCodePoint(c);
                default -> escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    private static boolean endsWith(StringBuilder text, int c) {
        return !text.isEmpty() && text.charAt(text.length() - 1) == c;
    }

    /**
     * Returns an identifier or URL for a verbatim BibTeX field. Braces and backslashes are percent-encoded, because
     * they would end the field.
     */
    static String verbatim(String value) {
        return value.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C");
    }
}
