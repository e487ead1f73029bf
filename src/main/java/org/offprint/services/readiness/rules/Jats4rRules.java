package org.offprint.services.readiness.rules;

import static org.offprint.services.readiness.rules.ReadinessRule.About.ARTICLE;

import java.util.List;
import org.offprint.formats.writing.StatedAffiliation;
import org.offprint.journal.articles.notices.Retraction;

/** JATS4R: its recommendations and its schematron. */
final class Jats4rRules {

    private Jats4rRules() {}

    static List<ReadinessRule> rules() {
        return new RuleSheet(Indexer.JATS4R, "j4r")
                .by("JATS4R, Permissions")
                .must(
                        ARTICLE,
                        "The article has the copyright year, the copyright holder and the URL of the licence.",
                        "Complete the licence of the article.",
                        record -> PubMedRules.permissions(record.body().license()))
                .by("JATS4R, Authors and affiliations")
                .should(
                        ARTICLE,
                        "Every affiliation has an identifier and a country.",
                        "Link the affiliation to the organization, and add the ROR id and the country to the organization.",
                        record -> record.ofAffiliations(Jats4rRules::isIdentified))
                .by("JATS4R, CRediT taxonomy")
                .should(
                        ARTICLE,
                        "Every author has CRediT roles.",
                        "Add the CRediT roles of each author.",
                        record -> record.isResearch()
                                ? record.ofContributors(
                                        CheckedRecord::isPersonalAuthor,
                                        each -> !each.credit().isEmpty(),
                                        "/credit")
                                : Verdict.PASS)
                .by("JATS4R, Data availability statements")
                .should(
                        ARTICLE,
                        "The article states the availability of its data.",
                        "Add the statement.",
                        record -> record.isResearch()
                                ? Verdict.present(
                                        "/statements/dataAvailability",
                                        record.statements().dataAvailability())
                                : Verdict.PASS)
                .by("JATS4R, Conflict of interest statements")
                .should(
                        ARTICLE,
                        "The article states conflicts of interest, even if there are none.",
                        "Add the statement.",
                        record -> record.isResearch()
                                ? Verdict.present(
                                        "/statements/conflictOfInterest",
                                        record.statements().conflictOfInterest())
                                : Verdict.PASS)
                .by("JATS4R, Article numbers, Page ranges")
                .must(
                        ARTICLE,
                        "The last page is not before the first page, and an article number is not given as a page.",
                        "Correct the pages.",
                        CrossrefRules::pages)
                .by("JATS4R, Abstracts")
                .should(
                        ARTICLE,
                        "Translated abstracts state their language.",
                        "Add the language of each translation.",
                        record -> Verdict.each(
                                record.body().otherAbstracts(),
                                each -> each.type() != null || each.language() != null,
                                i -> "/otherAbstracts/" + i + "/language",
                                each -> each.title()))
                .by("NISO RP-45-2024; JATS4R, Corrections and retractions")
                .should(
                        ARTICLE,
                        "A retraction has a reason, a date and a notice.",
                        "Complete the retraction.",
                        record -> retraction(record.article().article().retraction()))
                .rules();
    }

    private static boolean isIdentified(StatedAffiliation affiliation) {
        return affiliation.organization().ror() != null
                && affiliation.organization().country() != null;
    }

    private static Verdict retraction(Retraction retraction) {
        return retraction == null
                ? Verdict.PASS
                : Verdict.present("/retraction/reason", retraction.reason())
                        .and(Verdict.present("/retraction/date", retraction.date()))
                        .and(Verdict.present("/retraction/notice", retraction.notice()));
    }
}
