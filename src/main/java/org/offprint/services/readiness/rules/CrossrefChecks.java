package org.offprint.services.readiness.rules;

import static java.util.Map.entry;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.offprint.formats.writing.RecordWriter;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.ArticleBody.Pages;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.ArticleType;
import org.offprint.kernel.record.Reference;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.kernel.record.contributors.ContributorKind;
import org.offprint.services.readiness.rules.ReadinessRule.Check;

/** Readiness checks based on Crossref's schema 5.4.0, member documentation and participation reports. */
final class CrossrefChecks {

    /** Limits of the Crossref deposit schema for DOI suffixes, names, URLs and years. */
    private static final int MAX_SUFFIX_LENGTH = 200;

    private static final int MAX_NAME_LENGTH = 60;
    private static final int MAX_URL_LENGTH = 2048;
    private static final int MIN_YEAR = 1400;
    private static final int MAX_YEAR = 2200;

    /**
     * Characters that a DOI suffix may contain in addition to letters and digits (Crossref documentation, "Constructing
     * your DOIs").
     */
    private static final String SUFFIX_CHARACTERS = "-._;()/";

    /** Minimum number of bibliographic elements that Crossref needs to match a reference without a DOI. */
    private static final int MIN_MATCHED_FIELDS = 3;

    private CrossrefChecks() {}

    static Map<String, Check> checks(RecordWriter deposit) {
        return Map.ofEntries(
                entry("cr-01", record -> Verdict.that(isDepositable(record.doi()), "/doi", record.doi())),
                entry("cr-02", CrossrefChecks::prefix),
                entry("cr-03", record -> Verdict.that(isRecommended(record.doi()), "/doi", record.doi())),
                entry("cr-04", Field.TITLE),
                entry("cr-05", Check.all(Field.JOURNAL_TITLE, Field.ISSNS)),
                entry("cr-06", record -> Verdict.unknown("/title", "The record at Crossref was not checked.")),
                entry("cr-07", CrossrefChecks::year),
                entry("cr-08", CrossrefChecks::landingPage),
                entry("cr-09", CrossrefChecks::names),
                entry("cr-10", CrossrefChecks::orcidIds),
                entry("cr-11", Check.all(Field.DEPOSITOR_NAME, Field.DEPOSITOR_EMAIL)),
                entry("cr-12", CrossrefChecks::notice),
                entry("cr-13", Field.ISSUE_DATE),
                entry("cr-14", record -> record.canBeWritten(deposit)),
                entry("cr-15", CrossrefChecks::pages),
                entry("cr-16", Field.REFERENCES.forResearch()),
                entry("cr-17", CrossrefChecks::references),
                entry("cr-18", Field.ABSTRACT.forResearch()),
                entry("cr-19", CheckedRecord::everyAuthorHasAnOrcidId),
                entry("cr-20", CheckedRecord::everyAuthorHasAnAffiliation),
                entry("cr-21", CheckedRecord::everyAffiliationHasARorId),
                entry("cr-22", record -> record.funded().and(record.everyFunder(CheckedRecord::isIdentified, ""))),
                entry("cr-23", CheckedRecord::everyFunderHasAwards),
                entry("cr-24", Field.LICENSE_URL),
                entry("cr-25", Field.FULL_TEXT_FILES),
                entry("cr-26", CrossrefChecks::similarity),
                entry("cr-27", Field.CROSSMARK_POLICY),
                entry("cr-28", record -> record.hasPageHere() ? Field.DOI.of(record) : record.hasCheckedPage()),
                entry("cr-29", CrossrefChecks::type));
    }

    private static boolean isDepositable(Doi doi) {
        if (doi == null) {
            return false;
        }
        String value = doi.value();
        int slash = value.indexOf('/');
        return value.chars().limit(slash).filter(c -> c == '.').count() == 1
                && value.length() - slash - 1 <= MAX_SUFFIX_LENGTH;
    }

    private static boolean isRecommended(Doi doi) {
        return doi == null
                || doi.value()
                        .chars()
                        .skip(doi.value().indexOf('/') + 1)
                        .allMatch(c -> c >= 'a' && c <= 'z'
                                || c >= 'A' && c <= 'Z'
                                || c >= '0' && c <= '9'
                                || SUFFIX_CHARACTERS.indexOf(c) >= 0);
    }

    private static Verdict prefix(CheckedRecord record) {
        Doi doi = record.doi();
        if (doi == null) {
            return Field.DOI.of(record);
        }
        return record.journal().doiPrefixes().isEmpty()
                ? Verdict.unknown("/doi", "The journal has no doiPrefix.")
                : Verdict.that(record.journal().doiPrefixes().contains(doi.prefix()), "/doi", doi);
    }

    private static Verdict year(CheckedRecord record) {
        PartialDate date = record.article().published();
        return Verdict.that(
                date != null && date.year() >= MIN_YEAR && date.year() <= MAX_YEAR, "/dates/published", date);
    }

    private static Verdict landingPage(CheckedRecord record) {
        String url = record.article().landingPage();
        boolean isWebAddress = url != null
                && url.length() <= MAX_URL_LENGTH
                && (url.startsWith("https://") || url.startsWith("http://"));
        return Verdict.that(isWebAddress, "/links/landingPage", url);
    }

    private static Verdict names(CheckedRecord record) {
        return record.ofContributors(each -> each.kind() == ContributorKind.PERSON, CrossrefChecks::isNamed, "");
    }

    private static boolean isNamed(Contributor person) {
        return person.family() != null
                && !person.family().isBlank()
                && Stream.of(person.family(), person.given() == null ? "" : person.given())
                        .allMatch(name -> name.length() <= MAX_NAME_LENGTH && name.indexOf('?') < 0);
    }

    private static Verdict orcidIds(CheckedRecord record) {
        Set<String> seen = new HashSet<>();
        return record.ofContributors(
                each -> each.orcid() != null, each -> seen.add(each.orcid().value()), "/orcid");
    }

    private static Verdict notice(CheckedRecord record) {
        if (!record.isNotice()) {
            return Verdict.PASS;
        }
        return record.everyNoticeHasADoi()
                .and(Field.PUBLICATION_DATE.of(record))
                .and(Verdict.that(
                        record.site().crossmarkPolicy() != null,
                        "",
                        null,
                        "Neither the registration account nor the service has a Crossmark policy."));
    }

    /** Fails if the last page is before the first page, or if the article number equals the first page. */
    static Verdict pages(CheckedRecord record) {
        Pages pages = record.body().pages();
        if (pages == null) {
            return Verdict.PASS;
        }
        String articleNumber = record.body().articleNumber();
        boolean isOrdered = !isNumber(pages.first())
                || !isNumber(pages.last())
                || Long.parseLong(pages.first()) <= Long.parseLong(pages.last());
        return Verdict.that(isOrdered, "/pages/last", pages.last())
                .and(Verdict.that(!pages.first().equals(articleNumber), "/articleNumber", articleNumber));
    }

    private static boolean isNumber(String page) {
        return page != null
                && !page.isEmpty()
                && page.length() <= 9
                && page.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static Verdict references(CheckedRecord record) {
        return Verdict.each(
                record.body().references(), CrossrefChecks::isMatchable, i -> "/references/" + i, Reference::text);
    }

    /**
     * Returns whether Crossref can match a deposited reference. Crossref searches for the printed text or the fields
     * of a reference. Books and other works without a volume and a first page are matched by author, title and year.
     * References with a URL pass, because web pages rarely have a DOI.
     */
    private static boolean isMatchable(Reference reference) {
        String page = reference.firstPage() == null ? reference.articleNumber() : reference.firstPage();
        return reference.doi() != null
                || reference.url() != null
                || reference.text() != null && !reference.text().isBlank()
                || Stream.of(
                                        reference.authors().isEmpty() ? null : "",
                                        reference.title(),
                                        reference.containerTitle(),
                                        reference.year(),
                                        reference.volume(),
                                        page)
                                .filter(Objects::nonNull)
                                .count()
                        >= MIN_MATCHED_FIELDS;
    }

    /** Fails for a peer review, because a deposit as a journal article registers the wrong record type. */
    private static Verdict type(CheckedRecord record) {
        return Verdict.that(
                record.body().type() != ArticleType.PEER_REVIEW, "/type", Vocabulary.termOf(ArticleType.PEER_REVIEW));
    }

    private static Verdict similarity(CheckedRecord record) {
        List<ArticleFile> texts = record.article().fullTexts();
        if (texts.isEmpty()) {
            return Verdict.fail("/files", null, null);
        }
        return texts.stream().anyMatch(ArticleFile::isStored)
                ? Verdict.PASS
                : Verdict.unknown("/files", "The full text is external and was not checked.");
    }
}
