package org.offprint.search.schema;

import static org.offprint.search.schema.RecordKind.AFFILIATION;
import static org.offprint.search.schema.RecordKind.ARTICLE;
import static org.offprint.search.schema.RecordKind.ISSUE;
import static org.offprint.search.schema.RecordKind.JOURNAL;
import static org.offprint.search.schema.RecordKind.KEYWORD;
import static org.offprint.search.schema.RecordKind.PERSON;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Full-text field. In the parameter {@code q}, the name of the field precedes a colon. */
public enum FullTextField {
    /** All texts of a record except its references. Words in the title have the highest weight. */
    ANY(ARTICLE, ISSUE, JOURNAL, AFFILIATION, PERSON, KEYWORD),
    /** Titles and subtitles in all languages. */
    TITLE(ARTICLE, ISSUE, JOURNAL),
    /** Abstracts in all languages. */
    ABSTRACT(ARTICLE),
    /** Names of contributing people and organizations, in any order and script. */
    AUTHOR(ARTICLE),
    /** Affiliations of contributors: the printed affiliations, and the names in the organizations' records. */
    AFFILIATION_NAME("affiliation", ARTICLE),
    /** Keywords in all languages. */
    KEYWORD_TEXT("keyword", ARTICLE),
    /** Title, abbreviation and former slugs of a journal. */
    JOURNAL_TITLE("journal", ARTICLE, ISSUE),
    /** References as printed. The words of a query may occur in any order. */
    REFERENCE(ARTICLE),
    /** Funders and award numbers. */
    FUNDING("funder", ARTICLE),
    /** Statements in an article, such as data availability, ethics, acknowledgements and author contributions. */
    STATEMENT(ARTICLE),
    /** Full text of an article in all languages, without the references. */
    FULLTEXT(ARTICLE),
    /** Names of an organization, person or keyword. */
    NAME(AFFILIATION, PERSON, KEYWORD),
    /** City, region and country of an organization. */
    PLACE(AFFILIATION),
    /** Description of a journal or issue. */
    DESCRIPTION(JOURNAL, ISSUE),
    /** Publisher of a journal. */
    PUBLISHER(JOURNAL);

    private final String word;
    private final Set<RecordKind> kinds;

    FullTextField(RecordKind... kinds) {
        this(null, kinds);
    }

    FullTextField(String word, RecordKind... kinds) {
        this.word = word == null ? name().toLowerCase(Locale.ROOT) : word;
        this.kinds = EnumSet.copyOf(List.of(kinds));
    }

    /** Returns the name of the field, which precedes a colon in a query. */
    public String word() {
        return word;
    }

    /** Returns whether records of the given kind have the field. */
    public boolean isOf(RecordKind kind) {
        return kinds.contains(kind);
    }
}
