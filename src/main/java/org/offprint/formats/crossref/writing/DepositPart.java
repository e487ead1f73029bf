package org.offprint.formats.crossref.writing;

/**
 * The parts of a record that Crossref keeps when a deposit leaves them out, and drops only when a deposit holds them
 * empty (crossref.org, "Metadata removal markup guide" and "Updating your metadata"). Everything else is replaced as a
 * whole.
 */
public enum DepositPart {
    /** {@code crossmark} with the funding and the licences in it. */
    CROSSMARK(true),
    /** {@code fr:program} outside {@code crossmark}. */
    FUNDING(false),
    /** {@code ai:program} outside {@code crossmark}. */
    LICENSES(false),
    /** {@code rel:program}. */
    RELATIONS(true),
    /** The collections of full texts for crawlers and text mining. */
    FULL_TEXTS(false),
    /** {@code citation_list}. */
    CITATIONS(false);

    private final boolean needsTwoSteps;

    DepositPart(boolean needsTwoSteps) {
        this.needsTwoSteps = needsTwoSteps;
    }

    /**
     * Reports whether another value replaces the present one only after a deposit that holds the part empty. Crossref's
     * two pages differ about the parts other than Crossmark and relations; none of these needs it so far.
     */
    public boolean needsTwoSteps() {
        return needsTwoSteps;
    }
}
