package org.offprint.search.schema;

/** The kind of a record in an index. */
public enum RecordKind {
    ARTICLE,
    ISSUE,
    JOURNAL,
    AFFILIATION,
    /** A contributor of published articles: one for each ORCID iD; without one, one for each exact name. */
    PERSON,
    /** A keyword in use. */
    KEYWORD
}
