package org.offprint.references.repair;

import static org.offprint.references.model.PartLabel.AUTHOR;
import static org.offprint.references.model.PartLabel.CONTAINER;
import static org.offprint.references.model.PartLabel.EDITOR;
import static org.offprint.references.model.PartLabel.PLACE;
import static org.offprint.references.model.PartLabel.PUBLISHER;
import static org.offprint.references.model.PartLabel.TITLE;
import static org.offprint.references.model.PartLabel.VOLUME;

import org.offprint.references.tokens.ReferenceTokens;
import org.offprint.references.tokens.WordClass;

/** Rules that correct the titles of works, journals and books, and the authors and editors of a reference. */
final class TitleRules {

    /** Maximum number of tokens in a journal title that follows an article title. */
    private static final int MAX_JOURNAL_TOKENS = 12;

    private TitleRules() {}

    /**
     * Treats persons before the title of a contribution as its authors, even if their names are followed by the word
     * "editors".
     */
    static void editorsToAuthors(PrintedParts parts) {
        Part title = parts.get(TITLE);
        if (parts.get(EDITOR).isBefore(title) && title.isBefore(parts.get(CONTAINER))) {
            parts.move(EDITOR, AUTHOR);
        }
    }

    /** Splits a title such as {@code The peat of fens. Bog notes} into an article title and a journal title. */
    static void splitJournal(PrintedParts parts) {
        Part title = parts.get(TITLE);
        for (int i = title.last() - 1; i > title.first() + 2 && title.last() - i <= MAX_JOURNAL_TOKENS; i--) {
            boolean isEnd = parts.isMark(i, ".?!") && parts.tokens.isAfterBlank(i + 1);
            if (isEnd && parts.split(TITLE, i, TITLE, CONTAINER)) {
                return;
            }
        }
    }

    /**
     * Splits a title such as {@code The bog, in Bogs of the north} into the title of a contribution and a book title.
     */
    static void splitBook(PrintedParts parts) {
        Part title = parts.get(TITLE);
        for (int i = title.first() + 2; i < title.last() - 1; i++) {
            if (!WordClass.IN.isAt(parts.tokens, i) || !parts.isMark(i - 1, ",.;\"")) {
                continue;
            }
            int next = i + 1;
            while (next < title.last() && parts.isMark(next, ":.\"")) {
                next++;
            }
            boolean isName = parts.tokens.shape(next) == ReferenceTokens.TITLE_CASE
                    && !WordClass.PLACE.isAt(parts.tokens, next)
                    && next < title.last();
            if (isName && parts.split(TITLE, i, next, TITLE, CONTAINER)) {
                return;
            }
        }
    }

    /**
     * Treats a container title as a book title if the reference has a publisher or place, or if the title contains a
     * lower-case word. Titles with fewer than three tokens are not changed. Exceptions are titles with a word such as
     * "journal", titles after "in" or editors, and titles before a year in parentheses.
     */
    static void journalToTitle(PrintedParts parts) {
        Part container = parts.get(CONTAINER);
        boolean isShort = container.last() - container.first() < 2;
        boolean isWithin = parts.hasWord(container.first() - 2, container.first() - 1, WordClass.IN)
                || parts.has(AUTHOR) && parts.has(EDITOR) && parts.get(EDITOR).isBefore(container);
        boolean isJournal = parts.hasWord(container.first(), container.last(), WordClass.JOURNAL)
                || parts.isBeforeYear(container.last());
        boolean isBook = parts.has(PUBLISHER, PLACE) || parts.find(container, ReferenceTokens.SMALLS) >= 0;
        if (isBook && !isShort && !isJournal && !isWithin) {
            parts.move(CONTAINER, TITLE);
        }
    }

    /**
     * Ends a quoted title at its closing quotation mark. A second quoted run after the title becomes the container
     * title, as in {@code 'The bog', 'Fen Quarterly'}.
     */
    static void endQuotation(PrintedParts parts) {
        Part title = parts.get(TITLE);
        int open = title.first() - 1;
        if (!parts.isMark(open, "\"'") || parts.isClosing(open)) {
            return;
        }
        int quote = parts.tokens.shape(open);
        int depth = 1;
        for (int i = title.first(); i < title.last(); i++) {
            if (parts.tokens.shape(i) != quote) {
                continue;
            }
            depth += parts.isClosing(i) ? -1 : 1;
            if (depth == 0) {
                int next = i + 1;
                while (next < title.last() && parts.isMark(next, ",.;")) {
                    next++;
                }
                boolean isQuoted = parts.tokens.shape(next) == quote && !parts.isClosing(next);
                if (isQuoted && !parts.has(CONTAINER)) {
                    parts.split(TITLE, i, next, TITLE, CONTAINER);
                } else if (isQuoted) {
                    parts.cutAfter(TITLE, i - 1);
                }
                return;
            }
        }
    }

    /** Adds a country at the end of an abbreviated journal title to the title, as in {@code Proc Natl Acad Sci USA}. */
    static void extendJournal(PrintedParts parts) {
        Part journal = parts.get(CONTAINER);
        Part country = parts.get(PLACE);
        boolean isEnd = country.isOneToken()
                && isAcronym(parts.tokens.shape(country.first()))
                && parts.isBetween(journal.last(), country.first(), ".")
                && country.isBefore(parts.get(VOLUME));
        if (isEnd) {
            parts.remove(PLACE);
            parts.put(CONTAINER, journal.unsure(journal.first(), country.last()));
        }
    }

    private static boolean isAcronym(int shape) {
        return shape == ReferenceTokens.TWO_CAPITALS || shape == ReferenceTokens.THREE_CAPITALS;
    }

    /**
     * Splits authors such as {@code Reed M. Moors} into authors and the title of a contribution if a period, "in" and
     * the title of the containing work follow.
     */
    static void splitAuthors(PrintedParts parts) {
        Part authors = parts.get(AUTHOR);
        Part container = parts.get(CONTAINER);
        boolean isContribution = authors.isBefore(container)
                && parts.isMark(authors.last() + 1, ".")
                && parts.hasWord(authors.last() + 2, container.first() - 1, WordClass.IN);
        int end = authors.last();
        while (end > authors.first() && !parts.tokens.isMark(end)) {
            end--;
        }
        // Only initials after a family name are certain to end the authors. In "M. Moors", a name follows the initial.
        boolean isAfterInitials = end - 2 >= authors.first()
                && parts.isMark(end, ".")
                && (parts.tokens.shape(end - 1) == ReferenceTokens.CAPITAL
                        || parts.tokens.shape(end - 1) == ReferenceTokens.TWO_CAPITALS)
                && parts.tokens.shape(end - 2) == ReferenceTokens.TITLE_CASE;
        if (isContribution && isAfterInitials && parts.tokens.shape(end + 1) == ReferenceTokens.TITLE_CASE) {
            parts.split(AUTHOR, end, AUTHOR, TITLE);
        }
    }
}
