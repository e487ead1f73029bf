package org.offprint.services.readiness.rules;

import static org.offprint.services.readiness.rules.ReadinessRule.About.ARTICLE;
import static org.offprint.services.readiness.rules.ReadinessRule.About.JOURNAL;

import java.util.List;
import java.util.Locale;
import org.offprint.kernel.identifiers.Issn;
import org.offprint.kernel.record.IssnType;
import org.offprint.kernel.record.JournalBody;
import org.offprint.kernel.record.JournalBody.JournalIssn;
import org.offprint.kernel.record.JournalBody.Policies;

/** DOAJ: what its service for articles takes, and its criteria for journals. */
final class DoajRules {

    private static final int MOST_KEYWORDS = 6;
    private static final int FEWEST_ARTICLES = 5;

    private DoajRules() {}

    static List<ReadinessRule> rules() {
        return new RuleSheet(Indexer.DOAJ, "doaj")
                .by("DOAJ, API v4, bibjson.title")
                .must(
                        ARTICLE,
                        "The article has a title.",
                        "Add the title.",
                        record -> Verdict.present("/title", record.body().title()))
                .by("DOAJ, API v4, bibjson.author")
                .should(
                        ARTICLE,
                        "The article has an author with a name.",
                        "Add the authors.",
                        record -> Verdict.present(
                                "/contributors", record.article().authors()))
                .by("DOAJ, API v4, identifiers and links")
                .must(
                        ARTICLE,
                        "The article has a DOI or a link to its full text.",
                        "Give the article a DOI.",
                        record -> Verdict.present("/doi", record.article().doi())
                                .or(Verdict.present("/files", record.article().fullTexts())))
                .by("DOAJ, matching of ISSNs")
                .must(
                        JOURNAL,
                        "The journal has a print or electronic ISSN. If it has both, they differ.",
                        "Correct the ISSNs of the journal. Both must belong to the same journal in DOAJ.",
                        record -> issns(record.journal()))
                .by("DOAJ, refusal of scripts")
                .must(
                        ARTICLE,
                        "The title and the abstract contain no script element.",
                        "Remove the element from the text.",
                        record -> Verdict.that(
                                        isPlain(record.body().title()),
                                        "/title",
                                        record.body().title())
                                .and(Verdict.that(isPlain(record.body().abstractText()), "/abstract", "<script")))
                .by("DOAJ, API v4, bibjson.year and month")
                .should(
                        ARTICLE,
                        "The article has a publication year and month.",
                        "Add the month to the publication date.",
                        record -> Verdict.that(
                                record.article().published() != null
                                        && record.article().published().month() != null,
                                "/dates/published",
                                record.article().published()))
                .by("DOAJ, API v4, orcid_id")
                .must(
                        ARTICLE,
                        "ORCID iDs are https URLs.",
                        "Correct the ORCID iD.",
                        record -> record.ofContributors(
                                each -> each.orcid() != null,
                                each -> each.orcid().value().startsWith("https://orcid.org/"),
                                "/orcid"))
                .by("DOAJ, Metadata help")
                .should(
                        ARTICLE,
                        "The article has an abstract.",
                        "Add the abstract.",
                        record -> record.isResearch()
                                ? Verdict.present("/abstract", record.body().abstractText())
                                : Verdict.PASS)
                .by("DOAJ, API v4, bibjson.keywords")
                .should(
                        ARTICLE,
                        "The article has at most six keywords.",
                        "Keep only the six most important keywords.",
                        record -> Verdict.that(
                                record.body().keywords().size() <= MOST_KEYWORDS,
                                "/keywords",
                                record.body().keywords().size()))
                .by("DOAJ, identity of an article")
                .must(
                        ARTICLE,
                        "The DOI and the URL of the full text match DOAJ's record of the article.",
                        "If the DOI was corrected, ask DOAJ to delete the old record.",
                        record -> Verdict.unknown("/doi", "DOAJ's record of the article was not requested."))
                .by("DOAJ, Guide to applying, Licensing")
                .must(
                        JOURNAL,
                        "The journal states an open licence.",
                        "Set a Creative Commons licence as the journal's default.",
                        record -> Verdict.that(
                                record.journal().license() != null
                                        && record.journal().license().url().name() != null,
                                "/license/url",
                                record.journal().license() == null
                                        ? null
                                        : record.journal().license().url()))
                .by("DOAJ, Guide to applying, Website")
                .must(
                        JOURNAL,
                        "The journal states its policies on peer review, ethics, copyright and charges.",
                        "Add the missing policies to the journal.",
                        record -> policies(record.policies()))
                .by("DOAJ, Guide to applying, Publishing history")
                .must(
                        JOURNAL,
                        "The journal published at least five research articles in the last calendar year.",
                        "Publish at least five research articles per year.",
                        record -> Verdict.that(
                                record.history().researchArticles() >= FEWEST_ARTICLES,
                                "",
                                record.history().researchArticles()))
                .by("DOAJ, Guide to applying, Basic criteria")
                .must(
                        JOURNAL,
                        "The journal has its own URL, an ISSN, and a publisher with a place.",
                        "Complete the journal record.",
                        record -> Verdict.present("/url", record.journal().url())
                                .and(Verdict.present("/issns", record.journal().issns()))
                                .and(Verdict.present(
                                        "/publisher", record.journal().publisher()))
                                .and(Verdict.present(
                                        "/publisherPlace", record.journal().publisherPlace())))
                .rules();
    }

    private static Verdict issns(JournalBody journal) {
        Issn print = issn(journal, IssnType.PRINT);
        Issn electronic = issn(journal, IssnType.ELECTRONIC);
        return Verdict.that(print != null || electronic != null, "/issns", null)
                .and(Verdict.that(print == null || !print.equals(electronic), "/issns", print));
    }

    private static Issn issn(JournalBody journal, IssnType type) {
        return journal.issns().stream()
                .filter(each -> each.type() == type)
                .map(JournalIssn::value)
                .findFirst()
                .orElse(null);
    }

    private static boolean isPlain(String text) {
        return text == null || !text.toLowerCase(Locale.ROOT).contains("<script");
    }

    private static Verdict policies(Policies stated) {
        return Verdict.present("/policies/peerReview", stated.peerReview())
                .and(Verdict.present("/policies/ethics", stated.ethics()))
                .and(Verdict.present("/policies/copyright", stated.copyright()))
                .and(Verdict.present("/policies/charges", stated.charges()));
    }
}
