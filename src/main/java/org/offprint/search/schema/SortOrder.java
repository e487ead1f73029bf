package org.offprint.search.schema;

import static org.offprint.search.schema.RecordKind.AFFILIATION;
import static org.offprint.search.schema.RecordKind.ARTICLE;
import static org.offprint.search.schema.RecordKind.ISSUE;
import static org.offprint.search.schema.RecordKind.JOURNAL;
import static org.offprint.search.schema.RecordKind.KEYWORD;
import static org.offprint.search.schema.RecordKind.PERSON;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The order of a list; the id breaks every tie. */
public enum SortOrder {
    /** Newest first: the first day of the printed date, then when it appeared here. */
    NEWEST("-published", ARTICLE, ISSUE),
    OLDEST("published", ARTICLE, ISSUE),
    /**
     * Sorted by the root collation of Unicode, without regard to case, accents and punctuation, numbers by their value.
     */
    TITLE("title", ARTICLE, JOURNAL),
    LAST_UPDATED("-updated", ARTICLE, ISSUE, JOURNAL, AFFILIATION),
    NAME("name", AFFILIATION, PERSON, KEYWORD),
    /** Most articles first. */
    MOST_ARTICLES("-articles", PERSON, KEYWORD),
    /** Cited by most first. */
    MOST_CITED("-citations", ARTICLE),
    /** Best first; of equal ones the newer. */
    RELEVANCE("relevance", ARTICLE, ISSUE, JOURNAL, AFFILIATION, PERSON, KEYWORD);

    private final String word;
    private final Set<RecordKind> kinds;

    SortOrder(String word, RecordKind... kinds) {
        this.word = word;
        this.kinds = EnumSet.copyOf(List.of(kinds));
    }

    /** Returns the word in the parameter {@code sort}. */
    public String word() {
        return word;
    }

    /** Reports whether records of this kind can be sorted so. */
    public boolean isOf(RecordKind kind) {
        return kinds.contains(kind);
    }
}
