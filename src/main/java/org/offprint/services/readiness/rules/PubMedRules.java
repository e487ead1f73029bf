package org.offprint.services.readiness.rules;

import static org.offprint.services.readiness.rules.ReadinessRule.About.ARTICLE;
import static org.offprint.services.readiness.rules.ReadinessRule.About.ISSUE;
import static org.offprint.services.readiness.rules.ReadinessRule.About.JOURNAL;

import java.util.List;
import org.offprint.formats.writing.RecordWriter;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.FileRole;
import org.offprint.kernel.record.JournalBody;
import org.offprint.kernel.record.LicenseTerms;

/** PubMed (XML help, NBK3828) and PubMed Central (minimum criteria for data). */
final class PubMedRules {

    private PubMedRules() {}

    static List<ReadinessRule> rules(RecordWriter deposit) {
        return new RuleSheet(Indexer.PUBMED, "pm")
                .by("PubMed XML help, Journal")
                .must(
                        JOURNAL,
                        "The journal has an ISSN and the title abbreviation of the National Library of Medicine.",
                        "Add the abbreviation as an identifier of the type nlm-ta.",
                        record -> Verdict.present("/issns", record.journal().issns())
                                .and(Verdict.that(hasAbbreviation(record.journal()), "/identifiers", null)))
                .by("PubMed XML help, PublisherName")
                .must(
                        JOURNAL,
                        "The journal has a publisher.",
                        "Add the publisher to the journal.",
                        record -> Verdict.present("/publisher", record.journal().publisher()))
                .by("PubMed XML help, Volume and Issue")
                .must(ISSUE, "The issue has a volume or a number.", "Add the volume.", record -> Verdict.present(
                                "/volume", record.issue().volume())
                        .or(Verdict.present("/number", record.issue().number())))
                .by("PubMed.dtd, FirstPage, ELocationID")
                .must(
                        ARTICLE,
                        "The article has a first page or a DOI.",
                        "Add the pages or the DOI.",
                        record -> Verdict.present("/pages", record.body().pages())
                                .or(Verdict.present("/doi", record.article().doi())))
                .by("PubMed XML help, ArticleTitle")
                .must(
                        ARTICLE,
                        "The article has an English or a transliterated title.",
                        "Add an English translation of the title.",
                        record -> Verdict.present("/translations/en/title", record.englishTitle()))
                .by("PubMed XML help, PubDate")
                .must(
                        ARTICLE,
                        "The article has a publication year.",
                        "Add the publication date.",
                        record -> Verdict.present(
                                "/dates/published", record.article().published()))
                .by("PubMed XML help, Abstract")
                .should(
                        ARTICLE,
                        "An article with an abstract has an English abstract.",
                        "Add an English translation of the abstract.",
                        record -> record.body().abstractText() == null
                                ? Verdict.PASS
                                : Verdict.present("/translations/en/abstract", record.englishAbstract()))
                .by("PubMed XML help, AffiliationInfo, Identifier")
                .should(
                        ARTICLE,
                        "Every author has an affiliation and an ORCID iD.",
                        "Add the affiliation, and ask the author for the ORCID iD.",
                        record -> record.everyAuthorHasAnAffiliation().and(record.everyAuthorHasAnOrcidId()))
                .by("PubMed.dtd")
                .must(
                        ARTICLE,
                        "The deposit can be written.",
                        "Add the missing data.",
                        record -> deposit.missing(record.article()).stream()
                                .map(CrossrefRules::missing)
                                .reduce(Verdict.PASS, Verdict::and))
                .by("PubMed XML help, Object, errata and retractions")
                .should(
                        ARTICLE,
                        "A correction or retraction refers to the article by its DOI.",
                        "Add the DOI to the relation.",
                        record -> Verdict.each(
                                record.body().relations(),
                                each -> !CheckedRecord.isOfNotice(each.type()) || each.doi() != null,
                                i -> "/relations/" + i + "/doi",
                                each -> each.article()))
                .rules();
    }

    static List<ReadinessRule> central() {
        return new RuleSheet(Indexer.PMC, "pmc")
                .by("PMC, Minimum criteria for data")
                .must(
                        JOURNAL,
                        "The journal has an ISSN, a title and a publisher.",
                        "Complete the journal record.",
                        record -> Verdict.present("/issns", record.journal().issns())
                                .and(Verdict.present("/title", record.journal().title()))
                                .and(Verdict.present(
                                        "/publisher", record.journal().publisher())))
                .must(
                        ARTICLE,
                        "The article has a copyright statement, a copyright year and a licence.",
                        "Complete the licence of the article.",
                        record -> permissions(record.body().license()))
                .must(
                        ARTICLE,
                        "The article has pages or an article number.",
                        "Add the pages or the article number.",
                        record -> Verdict.present("/pages", record.body().pages())
                                .or(Verdict.present(
                                        "/articleNumber", record.body().articleNumber())))
                .must(
                        ARTICLE,
                        "The article has the full text as JATS and as PDF.",
                        "Upload both files.",
                        record -> Verdict.that(record.hasFile(file -> file.role() == FileRole.JATS), "/files", null)
                                .and(Verdict.that(record.hasFile(PubMedRules::isPdf), "/files", null)))
                .rules();
    }

    private static boolean isPdf(ArticleFile file) {
        return file.role() == FileRole.FULLTEXT && "application/pdf".equals(file.mediaType());
    }

    private static boolean hasAbbreviation(JournalBody journal) {
        return journal.identifiers().stream().anyMatch(each -> each.type().equals("nlm-ta"));
    }

    static Verdict permissions(LicenseTerms license) {
        if (license == null) {
            return Verdict.fail("/license", null, null);
        }
        LicenseTerms.Copyright copyright = license.copyright();
        return Verdict.present("/license/url", license.url())
                .and(Verdict.present("/license/copyright/year", copyright == null ? null : copyright.year()))
                .and(Verdict.present("/license/copyright/statement", copyright == null ? null : copyright.statement())
                        .or(Verdict.present(
                                "/license/copyright/holder", copyright == null ? null : copyright.holder())));
    }
}
