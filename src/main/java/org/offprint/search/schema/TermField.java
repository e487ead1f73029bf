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
 * A field whose values are compared whole: the typed filters, and what facets count. Values are in their one normal
 * form.
 */
public enum TermField {
    ID("id", ARTICLE, ISSUE, JOURNAL, AFFILIATION),
    /** The journal's id. */
    JOURNAL_ID("journal", ARTICLE, ISSUE),
    /** The issue's id. */
    ISSUE_ID("issue", ARTICLE),
    /** For editors. */
    STATUS("status", ARTICLE, ISSUE, AFFILIATION),
    /** Article type as in the contract. */
    TYPE("type", ARTICLE),
    /** BCP 47, as the record has it; languages of translations too. */
    LANGUAGE("language", ARTICLE, JOURNAL),
    /** The licence's URL, or its SPDX id where it has one. */
    LICENSE("license", ARTICLE, JOURNAL),
    /** A keyword, folded; the label of its facet is the spelling most used. */
    KEYWORD_TERM("keyword", ARTICLE),
    /** A person's key: the ORCID iD, or the exact name. */
    AUTHOR_KEY("author", ARTICLE),
    ORCID("orcid", ARTICLE, PERSON),
    /** The id of an organization, which includes its children. */
    AFFILIATION_ID("affiliation", ARTICLE),
    ROR("ror", ARTICLE, AFFILIATION),
    /** ISO 3166-1, upper case. */
    COUNTRY("country", ARTICLE, AFFILIATION),
    /** A funder's ROR iD, DOI or name. */
    FUNDER("funder", ARTICLE),
    /** Lower-case key. */
    DOI("doi", ARTICLE, ISSUE),
    ISSN("issn", ARTICLE, JOURNAL),
    YEAR("year", ARTICLE, ISSUE),
    VOLUME("volume", ARTICLE, ISSUE),
    NUMBER("number", ISSUE),
    /** The DOI (key) or id of something that is cited. */
    CITES("cites", ARTICLE),
    /**
     * What a reference may know an article by: its journal, volume or year, and page ({@link TermValues#place}), or a
     * PubMed id.
     */
    KNOWN_BY("known-by", ARTICLE),
    /** A word, a number or a year of its references that name no DOI, as {@code PrintedWords} has them. */
    REFERENCE_WORD("reference-word", ARTICLE),
    /** {@code true} or {@code false}. */
    RETRACTED("retracted", ARTICLE),
    /** Direct parent. */
    PARENT("parent", AFFILIATION),
    /** An article's section, by id. */
    SECTION("section", ARTICLE),
    SLUG("slug", ARTICLE, JOURNAL),
    SPECIAL("special", ISSUE),
    IDENTIFIED("identified", PERSON),
    /** Exact name, folded. */
    EXACT_NAME("name", PERSON, KEYWORD),
    /** Each of an organization's names whole, as affiliations as printed are compared with it. */
    CALLED("called", AFFILIATION);

    private final String word;
    private final Set<RecordKind> kinds;

    TermField(String word, RecordKind... kinds) {
        this.word = word;
        this.kinds = EnumSet.copyOf(List.of(kinds));
    }

    /** The parameter and facet of that name. */
    public String word() {
        return word;
    }

    /** Reports whether records of this kind have it. */
    public boolean isOf(RecordKind kind) {
        return kinds.contains(kind);
    }
}
