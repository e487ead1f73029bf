package org.offprint.search.schema;

/** Kind of a record in the search index. */
public enum RecordKind {
    ARTICLE,
    ISSUE,
    JOURNAL,
    AFFILIATION,
    /**
     * Contributor of published articles. The index has one record per ORCID iD, and one record per exact name of
     * contributors without an ORCID iD.
     */
    PERSON,
    /** Keyword of published articles. */
    KEYWORD
}
