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
 * Field whose values are compared as a whole. Typed filters and facets use these fields. Values are in their normal
 * form.
 */
public enum TermField {
    ID("id", ARTICLE, ISSUE, JOURNAL, AFFILIATION),
    /** The journal's id. */
    JOURNAL_ID("journal", ARTICLE, ISSUE),
    /** The issue's id. */
    ISSUE_ID("issue", ARTICLE),
    /** Status of the record; only editors can filter by it. */
    STATUS("status", ARTICLE, ISSUE, AFFILIATION),
    /** Article type as in the contract. */
    TYPE("type", ARTICLE),
    /** Language as a BCP 47 tag, as stored in the record. Includes the languages of translations. */
    LANGUAGE("language", ARTICLE, JOURNAL),
    /** SPDX id of the license, or its URL if it has no SPDX id. */
    LICENSE("license", ARTICLE, JOURNAL),
    /** Folded keyword. Its label in facets is the most frequent spelling. */
    KEYWORD_TERM("keyword", ARTICLE),
    /** Key of a person: the ORCID iD, or the exact name. */
    AUTHOR_KEY("author", ARTICLE),
    ORCID("orcid", ARTICLE, PERSON),
    /** Id of an organization. A filter also finds the children of the organization. */
    AFFILIATION_ID("affiliation", ARTICLE),
    ROR("ror", ARTICLE, AFFILIATION),
    /** Country code of ISO 3166-1, in upper case. */
    COUNTRY("country", ARTICLE, AFFILIATION),
    /** ROR iD, DOI or name of a funder. */
    FUNDER("funder", ARTICLE),
    /** DOI in lower case, as a key. */
    DOI("doi", ARTICLE, ISSUE),
    ISSN("issn", ARTICLE, JOURNAL),
    YEAR("year", ARTICLE, ISSUE),
    VOLUME("volume", ARTICLE, ISSUE),
    NUMBER("number", ISSUE),
    /** DOI (as a key) or id of a cited work. */
    CITES("cites", ARTICLE),
    /**
     * Terms by which a reference can identify an article: its journal, volume or year, and page ({@link
     * TermValues#place}), or a PubMed id.
     */
    KNOWN_BY("known-by", ARTICLE),
    /** Word, number or year of a reference without a DOI, as returned by {@code PrintedWords}. */
    REFERENCE_WORD("reference-word", ARTICLE),
    /** {@code true} or {@code false}. */
    RETRACTED("retracted", ARTICLE),
    /** Id of the direct parent. */
    PARENT("parent", AFFILIATION),
    /** Id of the section of an article. */
    SECTION("section", ARTICLE),
    SLUG("slug", ARTICLE, JOURNAL),
    SPECIAL("special", ISSUE),
    IDENTIFIED("identified", PERSON),
    /** Exact name, folded. */
    EXACT_NAME("name", PERSON, KEYWORD),
    /** Whole name of an organization, in the form used to compare it with printed affiliations. */
    CALLED("called", AFFILIATION);

    private final String word;
    private final Set<RecordKind> kinds;

    TermField(String word, RecordKind... kinds) {
        this.word = word;
        this.kinds = EnumSet.copyOf(List.of(kinds));
    }

    /** Returns the name of the parameter and of the facet. */
    public String word() {
        return word;
    }

    /** Returns whether records of this kind have the field. */
    public boolean isOf(RecordKind kind) {
        return kinds.contains(kind);
    }
}
