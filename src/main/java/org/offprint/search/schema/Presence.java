package org.offprint.search.schema;

import java.util.Locale;

/** A member that a record may have or miss: the values of {@code has} and {@code missing}. */
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
    /** At least one article that cites it. */
    CITATIONS;

    /** Returns the word in the parameter. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
