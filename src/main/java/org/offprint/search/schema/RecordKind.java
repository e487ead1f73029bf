package org.offprint.search.schema;

/** Kind of a record in the search index. */
public enum RecordKind {
    ARTICLE,
    ISSUE,
    JOURNAL,
    AFFILIATION,
    /**
     * Contributor of published articles. The index has one record per ORCID iD. Contributors without an ORCID iD share
     * one record if their names are exactly equal.
     */
    PERSON,
    /** Keyword of published articles. */
    KEYWORD
}
