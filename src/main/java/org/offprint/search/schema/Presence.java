package org.offprint.search.schema;

import java.util.Locale;

/** What a record may have or miss: the values of {@code has} and {@code missing}. */
public enum Presence {
    DOI,
    /** In the article's own language. */
    ABSTRACT,
    /** Of at least one contributor. */
    ORCID,
    /** Of at least one affiliation. */
    ROR,
    REFERENCES,
    LICENSE,
    FULLTEXT;

    /** How the parameter writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
