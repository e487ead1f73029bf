package org.offprint.references.repair;

import static org.offprint.references.model.PartLabel.CONTAINER;
import static org.offprint.references.model.PartLabel.DATE;
import static org.offprint.references.model.PartLabel.EDITION;
import static org.offprint.references.model.PartLabel.ISSUE;
import static org.offprint.references.model.PartLabel.PAGES;
import static org.offprint.references.model.PartLabel.TITLE;
import static org.offprint.references.model.PartLabel.VOLUME;

import org.offprint.references.tokens.ReferenceTokens;
import org.offprint.references.tokens.WordClass;

/** Rules that correct the volume, issue, pages, edition and date of a reference. */
final class NumberRules {

    /** Maximum number of tokens between an edition number and a word such as "ed.". */
    private static final int EDITION_DISTANCE = 4;

    private static final int MAX_ROMAN_LENGTH = 8;
    private static final int MIN_PAGE_DIGITS = 3;

    private NumberRules() {}

    /** Splits a volume such as {@code 38(4)} into a volume and an issue. */
    static void splitIssue(PrintedParts parts) {
        int bracket = parts.find(parts.get(VOLUME), '(');
        if (bracket > 0) {
            parts.split(VOLUME, bracket, VOLUME, ISSUE);
        }
    }

    /**
     * Removes the volume of a reference if it is actually the year, as in {@code 2024(5)}, which is a year and an
     * issue.
     */
    static void yearIsNoVolume(PrintedParts parts) {
        Part volume = parts.get(VOLUME);
        if (!volume.isOneToken() || parts.tokens.shape(volume.first()) != ReferenceTokens.YEAR) {
            return;
        }
        if (!parts.has(DATE)) {
            parts.put(DATE, volume);
        }
        int year = parts.find(parts.get(DATE), ReferenceTokens.YEAR);
        if (year >= 0 && parts.tokens.hash(year) == parts.tokens.hash(volume.first())) {
            parts.remove(VOLUME);
        }
    }

    /** Removes a word such as "pp." from the start of the pages. */
    static void cutPagesWord(PrintedParts parts) {
        Part pages = parts.get(PAGES);
        boolean isWord = WordClass.PAGES.isAt(parts.tokens, pages.first())
                && parts.tokens.shape(pages.first()) != ReferenceTokens.CAPITAL;
        if (isWord && parts.hasNumber(pages)) {
            parts.cutBefore(PAGES, pages.first() + 1);
        }
    }

    /** Uses the first unlabeled year in the reference as the date, unless it is a year of access. */
    static void findDate(PrintedParts parts) {
        for (int i = 0; i < parts.tokens.size(); i++) {
            boolean isYear = parts.tokens.shape(i) == ReferenceTokens.YEAR;
            if (isYear && parts.isUnlabelled(i) && !parts.isAfterAccess(i)) {
                parts.put(DATE, Part.at(i));
                return;
            }
        }
    }

    /** Removes the edition of a reference if there is no word such as "ed." near it. */
    static void dropEdition(PrintedParts parts) {
        Part edition = parts.get(EDITION);
        if (!parts.hasWord(edition.first() - EDITION_DISTANCE, edition.last() + EDITION_DISTANCE, WordClass.EDITION)) {
            parts.remove(EDITION);
        }
    }

    /** Splits a title such as {@code The porphyrins, volume 2} into a title and a volume. */
    static void splitVolume(PrintedParts parts) {
        Part title = parts.get(TITLE);
        int number = title.last();
        int word = number - 1;
        while (word > title.first() && parts.isMark(word, ".")) {
            word--;
        }
        boolean isVolume = (isNumber(parts, number) || isRoman(parts.tokens.word(number)))
                && word > title.first() + 1
                && WordClass.VOLUME.isAt(parts.tokens, word)
                && parts.tokens.isMark(word - 1)
                && parts.tokens.shape(word - 1) != '-';
        if (isVolume) {
            parts.split(TITLE, word, number, TITLE, VOLUME);
        }
    }

    private static boolean isNumber(PrintedParts parts, int token) {
        return parts.tokens.isNumber(token) && parts.tokens.shape(token) != ReferenceTokens.YEAR;
    }

    private static boolean isRoman(String word) {
        return word.length() <= MAX_ROMAN_LENGTH && word.chars().allMatch(c -> "IVXLC".indexOf(c) >= 0);
    }

    /** Extends a supplement number to include the preceding word, as in {@code Suppl. 3}. */
    static void extendSupplement(PrintedParts parts) {
        Part issue = parts.get(ISSUE);
        int word = issue.first() - (parts.isMark(issue.first() - 1, ".") ? 2 : 1);
        boolean isBefore = word > 0
                && parts.tokens.isNumber(issue.first())
                && parts.isFree(word)
                && isSupplement(parts.tokens.word(word));
        if (isBefore) {
            parts.put(ISSUE, issue.unsure(word, issue.last()));
        }
    }

    private static boolean isSupplement(String word) {
        return word.regionMatches(true, 0, "suppl", 0, 5) || word.regionMatches(true, 0, "supl", 0, 4);
    }

    /**
     * Treats the only number after a journal title as the page if a year follows the number, as in {@code Journal of
     * the Chemical Society 272 (1948)}.
     */
    static void volumeToPage(PrintedParts parts) {
        Part volume = parts.get(VOLUME);
        boolean isPage = volume.isOneToken()
                && parts.tokens.isNumber(volume.first())
                && parts.tokens.word(volume.first()).length() >= MIN_PAGE_DIGITS
                && parts.isBetween(parts.get(CONTAINER).last(), volume.first(), ".,")
                && parts.isBeforeYear(volume.last());
        if (isPage) {
            parts.move(VOLUME, PAGES);
        }
    }

    /**
     * Treats the only number of a reference as the volume if the number directly follows the journal title and ends the
     * reference, as in {@code Am J Psychiatry 167.}
     */
    static void pageToVolume(PrintedParts parts) {
        Part pages = parts.get(PAGES);
        boolean isVolume = pages.isOneToken()
                && parts.tokens.isNumber(pages.first())
                && parts.tokens.shape(pages.first()) != ReferenceTokens.YEAR
                && parts.get(CONTAINER).last() == pages.first() - 1;
        for (int i = pages.last() + 1; i < parts.tokens.size(); i++) {
            isVolume &= parts.tokens.isMark(i) || parts.tokens.isIdentifier(i);
        }
        if (isVolume) {
            parts.move(PAGES, VOLUME);
        }
    }
}
