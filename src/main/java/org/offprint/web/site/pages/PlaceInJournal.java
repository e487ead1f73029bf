package org.offprint.web.site.pages;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.formats.writing.ContributorNames;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.issues.IssueRef;
import org.offprint.kernel.record.ArticleBody.Pages;

/** Formats the volume, number and pages of an article in citation format. */
public final class PlaceInJournal {

    /** Maximum number of authors in a plain-text citation. */
    private static final int MAX_AUTHORS = 10;

    private PlaceInJournal() {}

    /**
     * Returns the volume, number and pages, for example {@code 12(3), 45–67}. The article number replaces missing
     * pages. Returns an empty string if all values are missing.
     */
    public static String of(String volume, String number, Pages pages, String articleNumber) {
        String issue = (volume == null ? "" : volume) + (number == null ? "" : "(" + number + ")");
        String within = pages == null
                ? articleNumber
                : pages.last() == null || pages.last().equals(pages.first())
                        ? pages.first()
                        : pages.first() + "–" + pages.last();
        return joined(", ", issue, within);
    }

    /**
     * Returns the volume, number and year of an issue, for example {@code 12(3), 2025}. If the issue has neither volume
     * nor number, its title is used instead.
     */
    public static String of(IssueRef issue) {
        String name = of(issue.volume(), issue.number(), null, null);
        String year = issue.year() == null ? null : issue.year().toString();
        return name.isEmpty() ? joined(", ", issue.title(), year) : joined(", ", name, year);
    }

    /**
     * Returns the authors, year, title, journal, volume, pages and DOI as one sentence. A citation style engine would
     * require megabytes of memory per language and take a long time for the first citation. Citations in several styles
     * are available on a separate page.
     */
    public static String citation(PublishedRecord record) {
        List<String> names =
                record.authors().stream().map(ContributorNames::inverted).toList();
        String authors = names.stream().limit(MAX_AUTHORS).collect(Collectors.joining("; "))
                + (names.size() > MAX_AUTHORS ? " et al." : "");
        String year =
                record.published() == null ? null : "(" + record.published().year() + ")";
        String place = of(
                record.issue().volume(),
                record.issue().number(),
                record.body().pages(),
                record.body().articleNumber());
        String journal = joined(", ", record.journal().title(), place);
        StringBuilder citation = new StringBuilder();
        for (String part : new String[] {joined(" ", authors, year), record.citedTitle(), journal, record.citedAs()}) {
            boolean isEnded = citation.isEmpty() || ".?!…。？！".indexOf(citation.charAt(citation.length() - 1)) >= 0;
            citation.append(citation.isEmpty() || part.isBlank() ? "" : isEnded ? " " : ". ")
                    .append(part);
        }
        return citation.toString();
    }

    private static String joined(String separator, String... parts) {
        return Stream.of(parts).filter(part -> part != null && !part.isBlank()).collect(Collectors.joining(separator));
    }
}
