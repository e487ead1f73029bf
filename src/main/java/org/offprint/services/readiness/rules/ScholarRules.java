package org.offprint.services.readiness.rules;

import static org.offprint.services.readiness.rules.ReadinessRule.About.ARTICLE;

import java.util.List;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.kernel.record.ArticleFile;

/** Google Scholar: inclusion guidelines for webmasters. */
final class ScholarRules {

    /** Larger PDFs are not indexed. */
    private static final long LARGEST_PDF = 5_000_000;

    private static final String ELSEWHERE = "The page is on an external site and was not checked.";

    private ScholarRules() {}

    static List<ReadinessRule> rules() {
        return new RuleSheet(Indexer.GOOGLE_SCHOLAR, "gs")
                .by("Google Scholar, Inclusion guidelines, Indexing")
                .must(
                        ARTICLE,
                        "The page has meta tags for title, authors and date.",
                        "Complete the record. On pages of another front end, add the Highwire meta tags.",
                        record -> Verdict.present("/title", record.body().title())
                                .and(Verdict.present(
                                        "/contributors", record.article().authors()))
                                .and(Verdict.present(
                                        "/dates/published", record.article().published()))
                                .and(here(record)))
                .by("Google Scholar, Inclusion guidelines, Crawling")
                .must(
                        ARTICLE,
                        "The page can be read without scripts, sign-in or paywall, and crawlers are allowed.",
                        "Let crawlers read the page.",
                        ScholarRules::here)
                .by("Google Scholar, Inclusion guidelines, Indexing")
                .should(
                        ARTICLE,
                        "The PDF is on the same site as the page and is smaller than 5 MB.",
                        "Upload the PDF to this service, or reduce its size.",
                        ScholarRules::pdf)
                .by("Google Scholar, Inclusion guidelines, Content")
                .must(
                        ARTICLE,
                        "The page shows the abstract or the full text.",
                        "Add the abstract.",
                        record -> Verdict.that(
                                record.body().abstractText() != null || record.hasFullText(), "/abstract", null))
                .by("Google Scholar, Inclusion guidelines, Indexing")
                .should(
                        ARTICLE,
                        "The article has a volume or issue and a first page or article number, and its journal has an ISSN.",
                        "Complete the record.",
                        record -> Verdict.that(record.article().article().issue() != null, "/issue", null)
                                .and(Verdict.present("/pages", record.body().pages())
                                        .or(Verdict.present(
                                                "/articleNumber", record.body().articleNumber())))
                                .and(Verdict.present(
                                        "/journal/issns", record.journal().issns())))
                .rules();
    }

    private static Verdict here(CheckedRecord record) {
        return record.hasPageHere() ? Verdict.PASS : Verdict.unknown("/links/landingPage", ELSEWHERE);
    }

    private static Verdict pdf(CheckedRecord record) {
        PublishedRecord article = record.article();
        ArticleFile pdf = article.mainPdf().orElse(null);
        if (pdf != null) {
            return Verdict.that(pdf.size() < LARGEST_PDF, "/files", pdf.size() + " bytes")
                    .and(here(record));
        }
        return article.fullTexts().isEmpty()
                ? Verdict.fail("/files", null, null)
                : Verdict.unknown("/files", "The file is external and was not checked.");
    }
}
