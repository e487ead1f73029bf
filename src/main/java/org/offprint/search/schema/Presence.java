package org.offprint.search.schema;

import java.util.Locale;

/**
 * Member that a record may have or lack. The names are the values of the parameters {@code has} and {@code missing}.
 */
public enum Presence {
    DOI,
    /** An abstract in the article's own language. */
    ABSTRACT,
    /** An ORCID iD of at least one contributor. */
    ORCID,
    /** A ROR id of at least one affiliation. */
    ROR,
    REFERENCES,
    LICENSE,
    FULLTEXT,
    /** At least one article that cites the record. */
    CITATIONS;

    /** Returns the value of the parameter. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
