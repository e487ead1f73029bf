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

/** Sort order of a list. Records with equal sort values are sorted by id. */
public enum SortOrder {
    /**
     * Sorts the newest records first, by the first day of the printed date and then by the publication time in this
     * service.
     */
    NEWEST("-published", ARTICLE, ISSUE),
    OLDEST("published", ARTICLE, ISSUE),
    /**
     * Sorts by title, in the Unicode root collation. Case, accents and punctuation are ignored, and numbers are sorted
     * by value.
     */
    TITLE("title", ARTICLE, JOURNAL),
    TITLE_DESCENDING("-title", ARTICLE, JOURNAL),
    LAST_UPDATED("-updated", ARTICLE, ISSUE, JOURNAL, AFFILIATION),
    FIRST_UPDATED("updated", ARTICLE, ISSUE, JOURNAL, AFFILIATION),
    NAME("name", AFFILIATION, PERSON, KEYWORD),
    NAME_DESCENDING("-name", AFFILIATION, PERSON, KEYWORD),
    /** Sorts people and keywords by number of articles, highest first. */
    MOST_ARTICLES("-articles", PERSON, KEYWORD),
    FEWEST_ARTICLES("articles", PERSON, KEYWORD),
    /** Sorts articles by number of citations, highest first. */
    MOST_CITED("-citations", ARTICLE),
    LEAST_CITED("citations", ARTICLE),
    /** Sorts the best matches first. If scores are equal, newer records come first. */
    RELEVANCE("relevance", ARTICLE, ISSUE, JOURNAL, AFFILIATION, PERSON, KEYWORD);

    private final String word;
    private final Set<RecordKind> kinds;

    SortOrder(String word, RecordKind... kinds) {
        this.word = word;
        this.kinds = EnumSet.copyOf(List.of(kinds));
    }

    /** Returns the name of the sort order in the parameter {@code sort}. */
    public String word() {
        return word;
    }

    /** Returns whether records of the given kind can be sorted in this order. */
    public boolean isOf(RecordKind kind) {
        return kinds.contains(kind);
    }

    /** Returns whether the largest value, the last title or the best match comes first. */
    public boolean isDescending() {
        return word.startsWith("-") || this == RELEVANCE;
    }

    /** Returns the sort order whose values are indexed. A sort order and its reverse share the indexed values. */
    public SortOrder indexed() {
        return switch (this) {
            case OLDEST -> NEWEST;
            case TITLE_DESCENDING -> TITLE;
            case FIRST_UPDATED -> LAST_UPDATED;
            case NAME_DESCENDING -> NAME;
            case FEWEST_ARTICLES -> MOST_ARTICLES;
            case LEAST_CITED -> MOST_CITED;
            default -> this;
        };
    }
}
