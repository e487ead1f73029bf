package org.offprint.services.readiness.rules;

import static org.offprint.services.readiness.rules.ReadinessRule.About.ARTICLE;
import static org.offprint.services.readiness.rules.ReadinessRule.About.JOURNAL;

import java.lang.Character.UnicodeScript;
import java.util.List;
import org.offprint.kernel.record.contributors.Contributor;

/** Scopus (content policy and selection) and Web of Science (the 28 criteria of its editors). */
final class CitationIndexRules {

    /** A journal whose issues are later than this many of its usual distances is late. */
    private static final int LATE = 2;

    private CitationIndexRules() {}

    static List<ReadinessRule> scopus() {
        return new RuleSheet(Indexer.SCOPUS, "sc")
                .by("Scopus, Content policy and selection")
                .must(
                        JOURNAL,
                        "The journal has an ISSN.",
                        "Add the ISSN of the journal.",
                        record -> Verdict.present("/issns", record.journal().issns()))
                .must(
                        ARTICLE,
                        "The article has a title and an abstract in English.",
                        "Add an English translation of both.",
                        record -> Verdict.present("/translations/en/title", record.englishTitle())
                                .and(
                                        record.isResearch()
                                                ? Verdict.present("/translations/en/abstract", record.englishAbstract())
                                                : Verdict.PASS))
                .must(
                        ARTICLE,
                        "Names are in Roman script.",
                        "Write the name in Roman script, and add the original script as an alternative name.",
                        record -> record.ofContributors(each -> true, CitationIndexRules::isRoman, ""))
                .should(
                        ARTICLE,
                        "References are in Roman script.",
                        "Add a transliteration or translation to the text of the reference.",
                        CitationIndexRules::romanReferences)
                .must(
                        JOURNAL,
                        "The journal states its policies on peer review and ethics.",
                        "Add the missing policies to the journal.",
                        CitationIndexRules::policies)
                .must(
                        JOURNAL,
                        "The journal has published regularly for at least two years.",
                        "Publish issues at the stated frequency.",
                        record -> Verdict.that(
                                        record.history().isTwoYearsOld(),
                                        "",
                                        record.history().firstIssue(),
                                        "The first issue is less than two years old, or has no date.")
                                .and(timely(record)))
                .should(
                        ARTICLE,
                        "Every author has an affiliation with a country.",
                        "Link the affiliation to the organization, and add the country to the organization.",
                        record -> record.everyAuthorHasAnAffiliation()
                                .and(record.ofAffiliations(
                                        each -> each.organization().country() != null)))
                .rules();
    }

    static List<ReadinessRule> webOfScience() {
        return new RuleSheet(Indexer.WEB_OF_SCIENCE, "wos")
                .by("Web of Science, Initial triage")
                .must(
                        JOURNAL,
                        "The journal has an ISSN, a publisher with a place, a URL and a contact.",
                        "Complete the journal record.",
                        record -> Verdict.present("/issns", record.journal().issns())
                                .and(Verdict.present(
                                        "/publisher", record.journal().publisher()))
                                .and(Verdict.present(
                                        "/publisherPlace", record.journal().publisherPlace()))
                                .and(Verdict.present("/url", record.journal().url()))
                                .and(Verdict.present(
                                        "/contact", record.journal().contact())))
                .must(
                        JOURNAL,
                        "The journal states its policies on peer review and ethics.",
                        "Add the missing policies to the journal.",
                        CitationIndexRules::policies)
                .must(
                        ARTICLE,
                        "Title, names and references are in Roman script.",
                        "Add translations and transliterations.",
                        record -> Verdict.that(
                                        isMostlyRoman(record.body().title()) || record.englishTitle() != null,
                                        "/title",
                                        record.body().title())
                                .and(record.ofContributors(each -> true, CitationIndexRules::isRoman, ""))
                                .and(romanReferences(record)))
                .must(
                        JOURNAL,
                        "No gap between issues is longer than twice the usual interval.",
                        "Publish issues at the stated frequency.",
                        CitationIndexRules::timely)
                .should(
                        ARTICLE,
                        "Every author has an affiliation, and funding is acknowledged.",
                        "Add the affiliations and the funding.",
                        record -> record.everyAuthorHasAnAffiliation().and(record.funded()))
                .rules();
    }

    private static boolean isRoman(Contributor contributor) {
        return isAllRoman(contributor.displayName())
                || contributor.alternativeNames().stream().anyMatch(each -> isAllRoman(each.displayName()));
    }

    private static Verdict romanReferences(CheckedRecord record) {
        return Verdict.each(
                record.body().references(),
                each -> isMostlyRoman(each.text() == null ? each.title() : each.text()),
                i -> "/references/" + i + "/text",
                each -> each.text());
    }

    private static Verdict policies(CheckedRecord record) {
        return Verdict.present("/policies/peerReview", record.policies().peerReview())
                .and(Verdict.present("/policies/ethics", record.policies().ethics()));
    }

    private static Verdict timely(CheckedRecord record) {
        JournalHistory history = record.history();
        if (history.isTooYoung()) {
            return Verdict.unknown("", "Too few issues have a date to determine the usual interval.");
        }
        return Verdict.that(
                history.longestGap() <= LATE * history.usualDistance(),
                "",
                history.longestGap() + " days",
                "Issues are usually " + history.usualDistance() + " days apart.");
    }

    /** Reports whether no letter is of another script; also for null. */
    private static boolean isAllRoman(String text) {
        return text == null || text.codePoints().noneMatch(c -> Character.isLetter(c) && !isRoman(c));
    }

    /** Reports whether most letters are Roman, as in a title that names a Greek letter; also for null. */
    private static boolean isMostlyRoman(String text) {
        if (text == null) {
            return true;
        }
        int letters = 0;
        int roman = 0;
        int place = 0;
        while (place < text.length()) {
            int c = text.codePointAt(place);
            if (Character.isLetter(c)) {
                letters++;
                roman += isRoman(c) ? 1 : 0;
            }
            place += Character.charCount(c);
        }
        return roman * 2 >= letters;
    }

    private static boolean isRoman(int c) {
        if (c < 0x80) {
            return true;
        }
        UnicodeScript script = UnicodeScript.of(c);
        return script == UnicodeScript.LATIN || script == UnicodeScript.COMMON || script == UnicodeScript.INHERITED;
    }
}
