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
 * Field whose values are compared as a whole. Typed filters and facets use fields of this type. Field values are
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
    /** Article type as in the API contract, for example {@code research-article}. */
    TYPE("type", ARTICLE),
    /** Language as a BCP 47 tag, as stored in the record. The values include the languages of translations. */
    LANGUAGE("language", ARTICLE, JOURNAL),
    /** SPDX id of the license, or the license URL if the license has no SPDX id. */
    LICENSE("license", ARTICLE, JOURNAL),
    /** Case-folded keyword. The keyword's label in facets is the most frequent spelling. */
    KEYWORD_TERM("keyword", ARTICLE),
    /** Key of a person: the ORCID iD, or the exact name. */
    AUTHOR_KEY("author", ARTICLE),
    ORCID("orcid", ARTICLE, PERSON),
    /** Id of an organization. A filter also finds articles of the child organizations. */
    AFFILIATION_ID("affiliation", ARTICLE),
    ROR("ror", ARTICLE, AFFILIATION),
    /** ISO 3166-1 country code, in upper case. */
    COUNTRY("country", ARTICLE, AFFILIATION),
    /** ROR iD, DOI or name of a funder. */
    FUNDER("funder", ARTICLE),
    /** DOI in lower case, which is the form used for comparison. */
    DOI("doi", ARTICLE, ISSUE),
    ISSN("issn", ARTICLE, JOURNAL),
    YEAR("year", ARTICLE, ISSUE),
    VOLUME("volume", ARTICLE, ISSUE),
    NUMBER("number", ISSUE),
    /** Id of a cited work, or its DOI in lower case. */
    CITES("cites", ARTICLE),
    /**
     * Terms by which a reference can identify an article: journal, volume or year, and page ({@link TermValues#place}),
     * or a PubMed id.
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
    /** Exact name of a person or keyword, case-folded. */
    EXACT_NAME("name", PERSON, KEYWORD),
    /** Whole name of an organization, in the form used for comparison with printed affiliations. */
    CALLED("called", AFFILIATION);

    private final String word;
    private final Set<RecordKind> kinds;

    TermField(String word, RecordKind... kinds) {
        this.word = word;
        this.kinds = EnumSet.copyOf(List.of(kinds));
    }

    /** Returns the field's name as a query parameter and facet. */
    public String word() {
        return word;
    }

    /** Returns whether records of this kind have the field. */
    public boolean isOf(RecordKind kind) {
        return kinds.contains(kind);
    }
}
