package org.offprint.services.readiness.rules;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.record.IssnType;
import org.offprint.kernel.record.JournalBody.DefaultLicense;
import org.offprint.kernel.record.JournalBody.JournalIssn;
import org.offprint.services.readiness.rules.ReadinessRule.Check;

/** Readiness checks based on the requirements of the DOAJ article API and DOAJ's criteria for journals. */
final class DoajChecks {

    private static final int MAX_KEYWORDS = 6;
    private static final int MIN_ARTICLES_PER_YEAR = 5;

    private DoajChecks() {}

    static Map<String, Check> checks() {
        return Map.ofEntries(
                entry("doaj-01", Field.TITLE),
                entry("doaj-02", Field.AUTHORS),
                entry("doaj-03", Field.DOI.or(Field.FULL_TEXTS)),
                entry("doaj-04", DoajChecks::issns),
                entry("doaj-05", DoajChecks::scripts),
                entry("doaj-06", DoajChecks::month),
                entry("doaj-07", DoajChecks::orcidIds),
                entry("doaj-08", Field.ABSTRACT.forResearch()),
                entry("doaj-09", DoajChecks::keywords),
                entry("doaj-10", record -> Verdict.unknown("/doi", "The record at DOAJ was not checked.")),
                entry("doaj-11", DoajChecks::openLicence),
                entry(
                        "doaj-12",
                        Check.all(
                                Field.PEER_REVIEW_POLICY,
                                Field.ETHICS_POLICY,
                                Field.COPYRIGHT_POLICY,
                                Field.CHARGES_POLICY)),
                entry("doaj-13", DoajChecks::researchArticles),
                entry("doaj-14", Check.all(Field.JOURNAL_URL, Field.ISSNS, Field.PUBLISHER, Field.PUBLISHER_PLACE)));
    }

    private static Verdict issns(CheckedRecord record) {
        Issn print = issn(record, IssnType.PRINT);
        Issn electronic = issn(record, IssnType.ELECTRONIC);
        return Verdict.that(print != null || electronic != null, "/issns", null)
                .and(Verdict.that(print == null || !print.equals(electronic), "/issns", print));
    }

    private static Issn issn(CheckedRecord record, IssnType type) {
        return record.journal().issns().stream()
                .filter(each -> each.type() == type)
                .map(JournalIssn::value)
                .findFirst()
                .orElse(null);
    }

    private static Verdict scripts(CheckedRecord record) {
        String title = record.body().title();
        return Verdict.that(isPlain(title), "/title", title)
                .and(Verdict.that(isPlain(record.body().abstractText()), "/abstract", "<script"));
    }

    private static boolean isPlain(String text) {
        return text == null || !text.toLowerCase(Locale.ROOT).contains("<script");
    }

    private static Verdict month(CheckedRecord record) {
        PartialDate date = record.article().published();
        return Verdict.that(date != null && date.month() != null, "/dates/published", date);
    }

    private static Verdict orcidIds(CheckedRecord record) {
        return record.ofContributors(
                each -> each.orcid() != null, each -> each.orcid().value().startsWith("https://orcid.org/"), "/orcid");
    }

    private static Verdict keywords(CheckedRecord record) {
        int count = record.body().keywords().size();
        return Verdict.that(count <= MAX_KEYWORDS, "/keywords", count);
    }

    private static Verdict openLicence(CheckedRecord record) {
        DefaultLicense license = record.journal().license();
        return Verdict.that(
                license != null && license.url().name() != null,
                "/license/url",
                license == null ? null : license.url());
    }

    private static Verdict researchArticles(CheckedRecord record) {
        long count = record.history().researchArticles();
        return Verdict.that(count >= MIN_ARTICLES_PER_YEAR, "", count);
    }
}
