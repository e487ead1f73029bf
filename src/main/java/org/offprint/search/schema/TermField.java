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

/**
 * Field whose values are compared as a whole. Such fields are used for typed filters and facets. Field values are
 * normalized.
 */
public enum TermField {
    ID("id", ARTICLE, ISSUE, JOURNAL, AFFILIATION),
    /** Id of the journal of an article or issue. */
    JOURNAL_ID("journal", ARTICLE, ISSUE),
    /** Id of the issue that contains an article. */
    ISSUE_ID("issue", ARTICLE),
    /** Status of the record. Only editors can filter by status. */
    STATUS("status", ARTICLE, ISSUE, AFFILIATION),
    /** Article type as defined in the API contract, for example {@code research-article}. */
    TYPE("type", ARTICLE),
    /** Language of a record as a BCP 47 tag. The values include the languages of translations. */
    LANGUAGE("language", ARTICLE, JOURNAL),
    /** SPDX id of the license, or the license URL if the license has no SPDX id. */
    LICENSE("license", ARTICLE, JOURNAL),
    /** Case-folded keyword. Facets display the most frequent spelling of the keyword. */
    KEYWORD_TERM("keyword", ARTICLE),
    /** Key of a person: ORCID iD or exact name. */
    AUTHOR_KEY("author", ARTICLE),
    ORCID("orcid", ARTICLE, PERSON),
    /** Id of an organization. A filter also finds articles of its child organizations. */
    AFFILIATION_ID("affiliation", ARTICLE),
    ROR("ror", ARTICLE, AFFILIATION),
    /** ISO 3166-1 country code, in upper case. */
    COUNTRY("country", ARTICLE, AFFILIATION),
    /** ROR iD, DOI or name of a funder. */
    FUNDER("funder", ARTICLE),
    /** DOI in lower case, for case-insensitive comparison. */
    DOI("doi", ARTICLE, ISSUE),
    ISSN("issn", ARTICLE, JOURNAL),
    YEAR("year", ARTICLE, ISSUE),
    VOLUME("volume", ARTICLE, ISSUE),
    NUMBER("number", ISSUE),
    /** Id of a cited work, or its DOI in lower case. */
    CITES("cites", ARTICLE),
    /**
     * Terms by which a reference can be matched to an article: journal, volume or year, and page ({@link
     * TermValues#place}), or a PubMed id.
     */
    KNOWN_BY("known-by", ARTICLE),
    /** Word, number or year in a reference without a DOI, as returned by {@code PrintedWords}. */
    REFERENCE_WORD("reference-word", ARTICLE),
    /** Whether the article is retracted: {@code true} or {@code false}. */
    RETRACTED("retracted", ARTICLE),
    /** Id of the direct parent organization. */
    PARENT("parent", AFFILIATION),
    /** Id of the journal section that contains an article. */
    SECTION("section", ARTICLE),
    SLUG("slug", ARTICLE, JOURNAL),
    SPECIAL("special", ISSUE),
    IDENTIFIED("identified", PERSON),
    /** Exact, case-folded name of a person or keyword. */
    EXACT_NAME("name", PERSON, KEYWORD),
    /** Whole name of an organization, normalized for comparison with printed affiliations. */
    CALLED("called", AFFILIATION);

    private final String word;
    private final Set<RecordKind> kinds;

    TermField(String word, RecordKind... kinds) {
        this.word = word;
        this.kinds = EnumSet.copyOf(List.of(kinds));
    }

    /** Returns the name of the field as a query parameter and facet. */
    public String word() {
        return word;
    }

    /** Returns whether records of the given kind have the field. */
    public boolean isOf(RecordKind kind) {
        return kinds.contains(kind);
    }
}
