package org.offprint.search.schema;

/** Kind of a record in an index. */
public enum RecordKind {
    ARTICLE,
    ISSUE,
    JOURNAL,
    AFFILIATION,
    /**
     * Contributor of published articles. There is one record per ORCID iD, and one per exact name if there is no ORCID
     * iD.
     */
    PERSON,
    /** Keyword of published articles. */
    KEYWORD
}
