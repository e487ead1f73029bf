package org.offprint.services.readiness.rules;

import static org.offprint.services.readiness.rules.ReadinessRule.About.ARTICLE;
import static org.offprint.services.readiness.rules.ReadinessRule.About.JOURNAL;

import java.util.List;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.FileRole;

/** OpenAIRE (Guidelines for Literature Repositories 4), Plan S (technical guidance), and FAIR by F-UJI (metrics 0.8). */
final class OpenScienceRules {

    private OpenScienceRules() {}

    static List<ReadinessRule> openAire() {
        return new RuleSheet(Indexer.OPENAIRE, "oa")
                .by("OpenAIRE Guidelines 4, mandatory properties")
                .must(
                        ARTICLE,
                        "The article has a title, an author, a date, a type and an identifier.",
                        "Complete the record.",
                        record -> Verdict.present("/title", record.body().title())
                                .and(Verdict.present(
                                        "/contributors", record.article().authors()))
                                .and(Verdict.present(
                                        "/dates/published", record.article().published()))
                                .and(Verdict.present("/doi", record.article().doi())
                                        .or(Verdict.present(
                                                "/links/landingPage",
                                                record.article().landingPage()))))
                .by("OpenAIRE Guidelines 4, fundingReference")
                .should(
                        ARTICLE,
                        "An article with funding has the award numbers.",
                        "Add the award numbers.",
                        record -> record.funded()
                                .and(record.everyFunder(each -> !each.awards().isEmpty(), "/awards")))
                .by("OpenAIRE Guidelines 4, recommended properties")
                .should(
                        ARTICLE,
                        "The article has keywords and an abstract, and its journal has a publisher.",
                        "Add keywords, abstract and publisher.",
                        record -> Verdict.present("/keywords", record.body().keywords())
                                .or(Verdict.present("/subjects", record.body().subjects()))
                                .and(Verdict.present("/abstract", record.body().abstractText()))
                                .and(Verdict.present(
                                        "/journal/publisher", record.journal().publisher())))
                .by("OpenAIRE Guidelines 4, licenseCondition")
                .should(
                        ARTICLE,
                        "The article has the URL of its licence.",
                        "Add the licence to the article or a default licence to the journal.",
                        record -> Verdict.present("/license/url", record.licence()))
                .by("OpenAIRE Guidelines 4, nameIdentifier")
                .should(
                        ARTICLE,
                        "Every author has an ORCID iD.",
                        "Ask the author for the ORCID iD.",
                        CheckedRecord::everyAuthorHasAnOrcidId)
                .rules();
    }

    static List<ReadinessRule> planS() {
        return new RuleSheet(Indexer.PLAN_S, "ps")
                .by("Plan S, Technical guidance, mandatory conditions")
                .must(
                        ARTICLE,
                        "The article has a DOI.",
                        "Give the article a DOI.",
                        record -> Verdict.present("/doi", record.article().doi()))
                .must(
                        ARTICLE,
                        "The article has an open licence: CC BY, or CC BY-SA, CC0 or CC BY-ND if the funder agrees.",
                        "Choose CC BY.",
                        record -> Verdict.that(isOpen(record), "/license/url", record.licence()))
                .must(
                        ARTICLE,
                        "A funded article names the funder and the award number.",
                        "Add the funder and the award numbers as separate members.",
                        record -> record.funded()
                                .and(record.everyFunder(each -> !each.awards().isEmpty(), "/awards")))
                .must(
                        JOURNAL,
                        "The journal states how its articles are preserved.",
                        "Add the archiving policy.",
                        record -> Verdict.present(
                                "/policies/archiving", record.policies().archiving()))
                .by("Plan S, Technical guidance, strongly recommended criteria")
                .should(
                        ARTICLE,
                        "Authors have ORCID iDs, affiliations have ROR ids, and the full text is available as JATS.",
                        "Add the identifiers and the JATS.",
                        record -> record.everyAuthorHasAnOrcidId()
                                .and(record.ofAffiliations(
                                        each -> each.organization().ror() != null))
                                .and(Verdict.that(
                                        record.hasFile(file -> file.role() == FileRole.JATS), "/files", null)))
                .rules();
    }

    private static boolean isOpen(CheckedRecord record) {
        if (!record.isLicensedByCreativeCommons()) {
            return false;
        }
        String name = record.body().license().url().name();
        return !name.contains("-NC");
    }

    static List<ReadinessRule> fair() {
        return new RuleSheet(Indexer.FAIR, "fuji")
                .by("F-UJI 0.8, FsF-F1-01MD, FsF-F1-02MD")
                .must(
                        ARTICLE,
                        "The article has a DOI that resolves to its page.",
                        "Give the article a DOI and register it with the URL of the page.",
                        record -> record.article().doi() == null
                                ? Verdict.fail("/doi", null, null)
                                : Verdict.unknown("/doi", "The DOI was not resolved."))
                .by("F-UJI 0.8, FsF-F2-01M")
                .must(
                        ARTICLE,
                        "The article has an author, a title, a date, an abstract and keywords, and its journal has a publisher.",
                        "Complete the record.",
                        record -> Verdict.present(
                                        "/contributors", record.article().authors())
                                .and(Verdict.present("/title", record.body().title()))
                                .and(Verdict.present(
                                        "/dates/published", record.article().published()))
                                .and(Verdict.present("/abstract", record.body().abstractText()))
                                .and(Verdict.present("/keywords", record.body().keywords()))
                                .and(Verdict.present(
                                        "/journal/publisher", record.journal().publisher())))
                .by("F-UJI 0.8, FsF-F3-01M, FsF-R1-01M")
                .should(
                        ARTICLE,
                        "Files have their media type and size.",
                        "Add both to external files.",
                        record -> Verdict.present("/files", record.body().files())
                                .and(Verdict.each(
                                        record.body().files(),
                                        each -> each.mediaType() != null && each.size() != null,
                                        i -> "/files/" + i,
                                        ArticleFile::label)))
                .by("F-UJI 0.8, FsF-F4-01M, FsF-I1-01M")
                .must(
                        ARTICLE,
                        "The page has structured data and typed links.",
                        "Add JSON-LD to the page, as on this service's own pages.",
                        record -> record.hasPageHere()
                                ? Verdict.PASS
                                : Verdict.unknown("/links/landingPage", "The page is on an external site."))
                .by("F-UJI 0.8, FsF-A1-01M, FsF-R1.1-01M")
                .should(
                        ARTICLE,
                        "The licence is in the SPDX list.",
                        "Choose an unported (international) Creative Commons licence.",
                        record -> Verdict.that(
                                record.licence() != null
                                        && record.body().license().url().spdx() != null,
                                "/license/url",
                                record.licence()))
                .by("F-UJI 0.8, FsF-I3-01M, FsF-R1.2-01M")
                .should(
                        ARTICLE,
                        "The article has references or relations, and the dates received and accepted.",
                        "Add the references, and the dates received and accepted.",
                        record -> Verdict.present("/references", record.body().references())
                                .or(Verdict.present("/relations", record.body().relations()))
                                .and(Verdict.that(
                                        record.body().dates() != null
                                                && (record.body().dates().accepted() != null
                                                        || record.body().dates().received() != null),
                                        "/dates",
                                        null)))
                .rules();
    }
}
