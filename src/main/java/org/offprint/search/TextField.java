package org.offprint.search;

import static org.offprint.search.Kind.AFFILIATION;
import static org.offprint.search.Kind.ARTICLE;
import static org.offprint.search.Kind.ISSUE;
import static org.offprint.search.Kind.JOURNAL;
import static org.offprint.search.Kind.KEYWORD;
import static org.offprint.search.Kind.PERSON;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What words can be looked for in; its name is what {@code q} writes before the colon. */
public enum TextField {
    /** Everything that the record says, the title weighing most. */
    ANY(ARTICLE, ISSUE, JOURNAL, AFFILIATION, PERSON, KEYWORD),
    /** Titles and subtitles in all languages. */
    TITLE(ARTICLE, ISSUE, JOURNAL),
    /** Abstracts in all languages. */
    ABSTRACT(ARTICLE),
    /** Names of people and organizations that contributed, in any order and script. */
    AUTHOR(ARTICLE),
    /** Organizations of contributors: as printed, and the names of the record. */
    AFFILIATION_NAME("affiliation", ARTICLE),
    /** Keywords in all languages. */
    KEYWORD_TEXT("keyword", ARTICLE),
    /** The journal's title, abbreviation and former slugs. */
    JOURNAL_TITLE("journal", ARTICLE, ISSUE),
    /** The references as printed. */
    REFERENCE(ARTICLE),
    /** Funders and award numbers. */
    FUNDING("funder", ARTICLE),
    /** The names of an organization, person or keyword. */
    NAME(AFFILIATION, PERSON, KEYWORD),
    /** City, region and country of an organization. */
    PLACE(AFFILIATION),
    /** What a journal or issue says of itself. */
    DESCRIPTION(JOURNAL, ISSUE),
    /** The publisher of a journal. */
    PUBLISHER(JOURNAL);

    private final String word;
    private final Set<Kind> kinds;

    TextField(Kind... kinds) {
        this(null, kinds);
    }

    TextField(String word, Kind... kinds) {
        this.word = word == null ? name().toLowerCase(Locale.ROOT) : word;
        this.kinds = EnumSet.copyOf(List.of(kinds));
    }

    /** How it is written before a colon. */
    public String word() {
        return word;
    }

    /** Whether records of this kind have it. */
    public boolean isOf(Kind kind) {
        return kinds.contains(kind);
    }
}
