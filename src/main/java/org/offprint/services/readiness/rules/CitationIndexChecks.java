package org.offprint.services.readiness.rules;

import static java.util.Map.entry;

import java.lang.Character.UnicodeScript;
import java.util.Map;
import org.offprint.kernel.record.Reference;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.services.readiness.rules.ReadinessRule.Check;

/**
 * Readiness checks based on the content policy and selection criteria of Scopus, and on the 28 editorial criteria of
 * Web of Science.
 */
final class CitationIndexChecks {

    /** Longest permitted interval between issues, as a multiple of the usual interval. */
    private static final int MAX_INTERVAL_RATIO = 2;

    private static final Check POLICIES = Check.all(Field.PEER_REVIEW_POLICY, Field.ETHICS_POLICY);

    private CitationIndexChecks() {}

    static Map<String, Check> checks() {
        return Map.ofEntries(
                entry("sc-01", Field.ISSNS),
                entry("sc-02", Check.all(Field.ENGLISH_TITLE, Field.ENGLISH_ABSTRACT.forResearch())),
                entry("sc-03", CitationIndexChecks::names),
                entry("sc-04", CitationIndexChecks::references),
                entry("sc-05", POLICIES),
                entry("sc-06", Check.all(CitationIndexChecks::age, CitationIndexChecks::frequency)),
                entry("sc-07", Check.all(CheckedRecord::everyAuthorHasAnAffiliation, CitationIndexChecks::countries)),
                entry(
                        "wos-01",
                        Check.all(
                                Field.ISSNS, Field.PUBLISHER, Field.PUBLISHER_PLACE, Field.JOURNAL_URL, Field.CONTACT)),
                entry("wos-02", POLICIES),
                entry(
                        "wos-03",
                        Check.all(
                                CitationIndexChecks::title,
                                CitationIndexChecks::names,
                                CitationIndexChecks::references)),
                entry("wos-04", CitationIndexChecks::frequency),
                entry("wos-05", Check.all(CheckedRecord::everyAuthorHasAnAffiliation, CheckedRecord::statesFunding)));
    }

    private static Verdict title(CheckedRecord record) {
        String title = record.body().title();
        return Verdict.that(isMostlyRoman(title) || record.englishTitle() != null, "/title", title);
    }

    private static Verdict names(CheckedRecord record) {
        return record.ofContributors(each -> true, CitationIndexChecks::isRoman, "");
    }

    private static boolean isRoman(Contributor contributor) {
        return isAllRoman(contributor.displayName())
                || contributor.alternativeNames().stream().anyMatch(each -> isAllRoman(each.displayName()));
    }

    private static Verdict references(CheckedRecord record) {
        return Verdict.each(
                record.body().references(),
                each -> isMostlyRoman(each.text() == null ? each.title() : each.text()),
                i -> "/references/" + i + "/text",
                Reference::text);
    }

    private static Verdict countries(CheckedRecord record) {
        return record.ofAffiliations(CheckedRecord::hasCountry);
    }

    private static Verdict age(CheckedRecord record) {
        return Verdict.that(
                record.history().isTwoYearsOld(),
                "",
                record.history().firstIssue(),
                "The first issue is less than two years old or has no publication date.");
    }

    private static Verdict frequency(CheckedRecord record) {
        JournalHistory history = record.history();
        if (history.isTooYoung()) {
            return Verdict.unknown("", "Too few issues have a publication date to determine the frequency.");
        }
        return Verdict.that(
                history.longestGap() <= MAX_INTERVAL_RATIO * history.usualDistance(),
                "",
                history.longestGap() + " days",
                "The usual interval between issues is " + history.usualDistance() + " days.");
    }

    /** Returns whether all letters of a text are in Roman script. Returns true if the text is null. */
    private static boolean isAllRoman(String text) {
        return text == null || text.codePoints().noneMatch(c -> Character.isLetter(c) && !isRoman(c));
    }

    /**
     * Returns whether at least half of the letters in a title are in Roman script, which allows for some Greek letters.
     * Returns true if the title is null.
     */
    private static boolean isMostlyRoman(String text) {
        if (text == null) {
            return true;
        }
        int letters = 0;
        int roman = 0;
        int position = 0;
        while (position < text.length()) {
            int c = text.codePointAt(position);
            if (Character.isLetter(c)) {
                letters++;
                roman += isRoman(c) ? 1 : 0;
            }
            position += Character.charCount(c);
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
