package org.offprint.services.readiness.rules;

import static org.offprint.services.readiness.rules.ReadinessRule.About.ARTICLE;
import static org.offprint.services.readiness.rules.ReadinessRule.About.JOURNAL;

import java.util.List;
import org.offprint.kernel.identifiers.Doi;

/** DataCite: metadata kernel 4.6, and the form of DOI that its service takes. */
final class DataCiteRules {

    private static final String MARKS = "-._;()/:*~$=";
    private static final int LONGEST_PREFIX = "10.12345".length();

    private DataCiteRules() {}

    static List<ReadinessRule> rules() {
        return new RuleSheet(Indexer.DATACITE, "dc")
                .by("DataCite, lupo, the form of a DOI")
                .must(
                        ARTICLE,
                        "The article has a DOI with a prefix of 4 or 5 digits and plain characters.",
                        "Give the article such a DOI.",
                        record -> Verdict.that(
                                isTaken(record.article().doi()),
                                "/doi",
                                record.article().doi()))
                .by("DataCite kernel 4.6, creators")
                .must(
                        ARTICLE,
                        "The article has an author.",
                        "Add the authors.",
                        record -> Verdict.present(
                                "/contributors", record.article().authors()))
                .by("DataCite kernel 4.6, titles")
                .must(
                        ARTICLE,
                        "The article has a title.",
                        "Add the title.",
                        record -> Verdict.present("/title", record.body().title()))
                .by("DataCite kernel 4.6, publisher")
                .must(
                        JOURNAL,
                        "The journal has a publisher.",
                        "Add the publisher to the journal.",
                        record -> Verdict.present("/publisher", record.journal().publisher()))
                .by("DataCite kernel 4.6, publicationYear")
                .must(
                        ARTICLE,
                        "The article has a publication year.",
                        "Add the publication date.",
                        record -> Verdict.present(
                                "/dates/published", record.article().published()))
                .by("DataCite kernel 4.6, resourceTypeGeneral")
                .must(
                        ARTICLE,
                        "The general type of the resource follows from the type of the article.",
                        "Choose the type of the article.",
                        record -> Verdict.present("/type", record.body().type()))
                .by("DataCite, domains of a repository")
                .must(
                        ARTICLE,
                        "The repository's account allows the domain of the landing page.",
                        "Compare the domain with the domains of the account at DataCite.",
                        record -> Verdict.unknown(
                                "/links/landingPage", "The domains of the account were not requested from DataCite."))
                .by("DataCite kernel 4.6, recommended properties")
                .should(
                        ARTICLE,
                        "The article has an abstract, and keywords or subjects.",
                        "Add the abstract and keywords.",
                        record -> Verdict.present("/abstract", record.body().abstractText())
                                .and(Verdict.present("/keywords", record.body().keywords())
                                        .or(Verdict.present(
                                                "/subjects", record.body().subjects()))))
                .by("DataCite kernel 4.6, rights")
                .should(
                        ARTICLE,
                        "The licence is in the SPDX list.",
                        "Choose an unported (international) Creative Commons licence.",
                        record -> Verdict.that(
                                record.licence() != null
                                        && record.body().license().url().spdx() != null,
                                "/license/url",
                                record.licence()))
                .by("DataCite kernel 4.6, fundingReferences")
                .should(
                        ARTICLE,
                        "Every funder has an identifier and award numbers.",
                        "Add the ROR id of the funder and the award numbers.",
                        record -> record.funded()
                                .and(record.everyFunder(
                                        each -> (each.ror() != null || each.funderDoi() != null)
                                                && !each.awards().isEmpty(),
                                        "")))
                .rules();
    }

    private static boolean isTaken(Doi doi) {
        if (doi == null) {
            return false;
        }
        int slash = doi.value().indexOf('/');
        return slash <= LONGEST_PREFIX
                && doi.value().substring(0, slash).chars().filter(c -> c == '.').count() == 1
                && doi.value()
                        .substring(slash)
                        .chars()
                        .allMatch(c -> c < 128 && Character.isLetterOrDigit(c) || MARKS.indexOf(c) >= 0);
    }
}
