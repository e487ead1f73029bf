package org.offprint.search.schema;

import java.util.Locale;

/**
 * Member that a record may have or lack. The parameters {@code has} and {@code missing} accept the names of the
 * constants in lower case.
 */
public enum Presence {
    DOI,
    /** Abstract in the article's own language. */
    ABSTRACT,
    /** ORCID iD of at least one contributor. */
    ORCID,
    /** ROR id of at least one affiliation. */
    ROR,
    REFERENCES,
    LICENSE,
    FULLTEXT,
    /** At least one article that cites the record. */
    CITATIONS;

    /** Returns the name of the member in the parameters {@code has} and {@code missing}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
