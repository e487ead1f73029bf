package org.offprint.services.readiness.rules;

import static org.offprint.services.readiness.rules.ReadinessRule.About.ARTICLE;
import static org.offprint.services.readiness.rules.ReadinessRule.About.ISSUE;
import static org.offprint.services.readiness.rules.ReadinessRule.About.JOURNAL;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.offprint.formats.writing.RecordWriter;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.record.ArticleBody.Pages;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.FileRole;
import org.offprint.kernel.record.Reference;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.kernel.record.contributors.ContributorKind;

/** Crossref: its schema 5.4.0, its documentation for members, and its participation reports. */
final class CrossrefRules {

    /** The longest suffix and name, and the years, of the schema. */
    private static final int LONGEST_SUFFIX = 200;

    private static final int LONGEST_NAME = 60;
    private static final int FIRST_YEAR = 1400;
    private static final int LAST_YEAR = 2200;
    private static final int LONGEST_URL = 2048;
    /** "Constructing your DOIs": the characters that a suffix should be made of. */
    private static final String APPROVED = "-._;()/";

    private static final int FEWEST_PARTS = 3;

    private CrossrefRules() {}

    static List<ReadinessRule> rules(RecordWriter deposit) {
        return new RuleSheet(Indexer.CROSSREF, "cr")
                .by("Crossref schema 5.4.0, doi_t")
                .must(
                        ARTICLE,
                        "The article has a DOI whose prefix has 4 to 9 digits and whose suffix has at most 200 characters.",
                        "Give the article a DOI.",
                        record -> Verdict.that(
                                isDepositable(record.article().doi()),
                                "/doi",
                                record.article().doi()))
                .by("Crossref, messages of the deposit queue")
                .must(
                        ARTICLE,
                        "The prefix of the DOI is the prefix of the journal.",
                        "Correct the DOI, or the doiPrefix of the journal.",
                        CrossrefRules::prefix)
                .by("Crossref, Constructing your DOIs")
                .should(
                        ARTICLE,
                        "The suffix of the DOI contains only letters, digits and -._;()/.",
                        "Use a short suffix with only these characters for new DOIs. Do not change a registered DOI.",
                        record -> Verdict.that(
                                record.article().doi() == null
                                        || isApproved(record.article().doi()),
                                "/doi",
                                record.article().doi()))
                .by("Crossref schema 5.4.0, titles")
                .must(
                        ARTICLE,
                        "The article has a title.",
                        "Add the title.",
                        record -> Verdict.present("/title", record.body().title()))
                .by("Crossref, Troubleshooting submissions")
                .must(
                        JOURNAL,
                        "The journal has a title and an ISSN.",
                        "Add the printed or the electronic ISSN to the journal.",
                        record -> Verdict.present("/title", record.journal().title())
                                .and(Verdict.present("/issns", record.journal().issns())))
                .by("Crossref, Updating title records")
                .must(
                        JOURNAL,
                        "The title and the ISSNs match Crossref's record of the journal.",
                        "Compare the title and the ISSNs with the journal's record at Crossref.",
                        record -> Verdict.unknown("/title", "Crossref's record of the journal was not requested."))
                .by("Crossref schema 5.4.0, publication_date")
                .must(
                        ARTICLE,
                        "The article has a publication date between 1400 and 2200.",
                        "Add the publication date.",
                        CrossrefRules::year)
                .by("Crossref schema 5.4.0, resource_t")
                .must(
                        ARTICLE,
                        "The URL of the landing page has at most 2,048 characters.",
                        "Correct the articleUrl of the journal.",
                        record -> Verdict.that(
                                isWebAddress(record.article().landingPage()),
                                "/links/landingPage",
                                record.article().landingPage()))
                .by("Crossref schema 5.4.0, surname, given_name")
                .must(
                        ARTICLE,
                        "Every person has a family name; names have at most 60 characters and no question mark.",
                        "Correct the name; an author that is an organization has the kind organization.",
                        record -> record.ofContributors(
                                each -> each.kind() == ContributorKind.PERSON, CrossrefRules::isNamed, ""))
                .by("Crossref, messages of the deposit queue")
                .must(
                        ARTICLE,
                        "No ORCID iD is used for two contributors.",
                        "Remove the ORCID iD from the contributor to whom it does not belong.",
                        CrossrefRules::orcidIds)
                .by("Crossref schema 5.4.0, head")
                .must(
                        JOURNAL,
                        "The name and the e-mail address of the depositor are configured.",
                        "Set depositorName and depositorEmail of the registration account, or ask the operator to set"
                                + " offprint.crossref.depositor-name and depositor-email.",
                        CrossrefRules::depositor)
                .by("Crossref schema 5.4.0, updates, crossmark_policy")
                .must(
                        ARTICLE,
                        "A notice has a date and the DOI of the article that it updates, and a Crossmark policy is configured.",
                        "Add the DOI to the relation, and the DOI of the policy page to the registration account"
                                + " (crossmarkPolicy) or to the service's settings.",
                        CrossrefRules::notice)
                .by("Crossref schema 5.4.0, journal_issue")
                .must(
                        ISSUE,
                        "The issue has a publication date.",
                        "Add the publication date of the issue.",
                        record -> Verdict.present(
                                "/publishedOn",
                                record.issue().publishedOn() == null
                                        ? record.issue().year()
                                        : record.issue().publishedOn()))
                .by("Crossref schema 5.4.0")
                .must(
                        ARTICLE,
                        "The deposit can be written.",
                        "Add the missing data.",
                        record -> written(record, deposit))
                .by("Crossref schema 5.4.0, pages; JATS4R, Article numbers")
                .should(
                        ARTICLE,
                        "The last page is not before the first page, and an article number is not given as a page.",
                        "Correct the pages.",
                        record -> pages(record))
                .by("Crossref, Participation reports")
                .should(
                        ARTICLE,
                        "The article has references.",
                        "Add the references.",
                        record -> Verdict.that(
                                !record.isResearch()
                                        || !record.body().references().isEmpty(),
                                "/references",
                                null))
                .by("Crossref, References")
                .should(
                        ARTICLE,
                        "Each reference has a DOI, or enough parts for Crossref to match it.",
                        "Add the DOI, or author, container, year, volume and page.",
                        record -> Verdict.each(
                                record.body().references(),
                                CrossrefRules::isMatchable,
                                i -> "/references/" + i,
                                Reference::text))
                .by("Crossref, Participation reports")
                .should(
                        ARTICLE,
                        "The article has an abstract.",
                        "Add the abstract.",
                        record -> record.isResearch()
                                ? Verdict.present("/abstract", record.body().abstractText())
                                : Verdict.PASS)
                .should(
                        ARTICLE,
                        "Every author has an ORCID iD.",
                        "Ask the author for the ORCID iD.",
                        CheckedRecord::everyAuthorHasAnOrcidId)
                .should(
                        ARTICLE,
                        "Every author has an affiliation.",
                        "Add the affiliation.",
                        CheckedRecord::everyAuthorHasAnAffiliation)
                .should(
                        ARTICLE,
                        "Every affiliation has a ROR id.",
                        "Link the affiliation to the organization, and add the ROR id to the organization.",
                        record -> record.ofAffiliations(
                                each -> each.organization().ror() != null))
                .should(
                        ARTICLE,
                        "Every funder has a ROR id or an Open Funder Registry DOI.",
                        "Add the ROR id of the funder.",
                        record -> record.funded()
                                .and(record.everyFunder(each -> each.ror() != null || each.funderDoi() != null, "")))
                .should(ARTICLE, "Every funder has award numbers.", "Add the award numbers.", record -> record.funded()
                        .and(record.everyFunder(each -> !each.awards().isEmpty(), "/awards")))
                .should(
                        ARTICLE,
                        "The article has the URL of its licence.",
                        "Add the licence to the article or a default licence to the journal.",
                        record -> Verdict.present("/license/url", record.licence()))
                .should(
                        ARTICLE,
                        "The article has a full text for text mining.",
                        "Add the PDF or the JATS.",
                        record ->
                                Verdict.that(record.hasFile(file -> file.role() == FileRole.FULLTEXT), "/files", null))
                .should(
                        ARTICLE,
                        "Similarity Check can read the full text of the article without signing in.",
                        "Upload the PDF to this service, or make its URL publicly accessible.",
                        CrossrefRules::similarity)
                .should(
                        JOURNAL,
                        "A Crossmark policy is configured.",
                        "Set crossmarkPolicy of the registration account, or ask the operator to set"
                                + " offprint.crossref.crossmark-policy.",
                        record -> Verdict.present("", record.site().crossmarkPolicy()))
                .by("Crossref, DOI display guidelines")
                .should(
                        ARTICLE,
                        "The landing page shows the DOI as a link.",
                        "Show https://doi.org/ and the DOI on the page.",
                        record -> record.hasPageHere()
                                ? Verdict.present("/doi", record.article().doi())
                                : Verdict.unknown("/links/landingPage", "The page is on an external site."))
                .rules();
    }

    private static boolean isDepositable(Doi doi) {
        if (doi == null) {
            return false;
        }
        String value = doi.value();
        int slash = value.indexOf('/');
        return value.chars().limit(slash).filter(c -> c == '.').count() == 1
                && value.length() - slash - 1 <= LONGEST_SUFFIX;
    }

    private static boolean isApproved(Doi doi) {
        String suffix = doi.value().substring(doi.value().indexOf('/') + 1);
        return suffix.chars()
                .allMatch(c -> c >= 'a' && c <= 'z'
                        || c >= 'A' && c <= 'Z'
                        || c >= '0' && c <= '9'
                        || APPROVED.indexOf(c) >= 0);
    }

    private static Verdict prefix(CheckedRecord record) {
        Doi doi = record.article().doi();
        if (doi == null) {
            return Verdict.fail("/doi", null, null);
        }
        return record.journal().doiPrefixes().isEmpty()
                ? Verdict.unknown("/doi", "The journal has no doiPrefix.")
                : Verdict.that(record.journal().doiPrefixes().contains(doi.prefix()), "/doi", doi);
    }

    private static Verdict year(CheckedRecord record) {
        PartialDate date = record.article().published();
        return Verdict.that(
                date != null && date.year() >= FIRST_YEAR && date.year() <= LAST_YEAR, "/dates/published", date);
    }

    private static boolean isWebAddress(String url) {
        return url != null && url.length() <= LONGEST_URL && (url.startsWith("https://") || url.startsWith("http://"));
    }

    private static boolean isNamed(Contributor person) {
        return person.family() != null
                && !person.family().isBlank()
                && Stream.of(person.family(), person.given() == null ? "" : person.given())
                        .allMatch(name -> name.length() <= LONGEST_NAME && name.indexOf('?') < 0);
    }

    private static Verdict orcidIds(CheckedRecord record) {
        Set<String> seen = new HashSet<>();
        return record.ofContributors(
                each -> each.orcid() != null, each -> seen.add(each.orcid().value()), "/orcid");
    }

    private static Verdict depositor(CheckedRecord record) {
        DepositSettings site = record.site();
        return Verdict.present("", site.depositorName()).and(Verdict.present("", site.depositorEmail()));
    }

    private static Verdict notice(CheckedRecord record) {
        if (!record.isNotice()) {
            return Verdict.PASS;
        }
        return Verdict.each(
                        record.body().relations(),
                        each -> !CheckedRecord.isOfNotice(each.type()) || each.doi() != null,
                        i -> "/relations/" + i + "/doi",
                        each -> each.article())
                .and(Verdict.present("/dates/published", record.article().published()))
                .and(Verdict.that(
                        record.site().crossmarkPolicy() != null,
                        "",
                        null,
                        "Neither the account nor the service has a Crossmark policy."));
    }

    private static Verdict written(CheckedRecord record, RecordWriter deposit) {
        return deposit.missing(record.article()).stream()
                .map(CrossrefRules::missing)
                .reduce(Verdict.PASS, Verdict::and);
    }

    static Verdict missing(Finding finding) {
        return Verdict.fail(finding.pointer(), null, finding.message());
    }

    static Verdict pages(CheckedRecord record) {
        Pages pages = record.body().pages();
        if (pages == null) {
            return Verdict.PASS;
        }
        boolean isOrdered = !isNumber(pages.first())
                || !isNumber(pages.last())
                || Long.parseLong(pages.first()) <= Long.parseLong(pages.last());
        return Verdict.that(isOrdered, "/pages/last", pages.last())
                .and(Verdict.that(
                        !pages.first().equals(record.body().articleNumber()),
                        "/articleNumber",
                        record.body().articleNumber()));
    }

    private static boolean isNumber(String page) {
        return page != null
                && !page.isEmpty()
                && page.length() <= 9
                && page.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isMatchable(Reference reference) {
        return reference.doi() != null
                || Stream.of(
                                        reference.authors().isEmpty() ? null : "",
                                        reference.containerTitle(),
                                        reference.year(),
                                        reference.volume(),
                                        reference.firstPage() == null
                                                ? reference.articleNumber()
                                                : reference.firstPage())
                                .filter(part -> part != null)
                                .count()
                        >= FEWEST_PARTS;
    }

    private static Verdict similarity(CheckedRecord record) {
        List<ArticleFile> texts = record.article().fullTexts();
        if (texts.isEmpty()) {
            return Verdict.fail("/files", null, null);
        }
        return texts.stream().anyMatch(ArticleFile::isStored)
                ? Verdict.PASS
                : Verdict.unknown("/files", "The files are external and were not checked.");
    }
}
