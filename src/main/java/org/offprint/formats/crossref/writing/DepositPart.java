package org.offprint.formats.crossref.writing;

/**
 * Part of a record that Crossref keeps if a deposit omits it. Crossref removes such a part only if a deposit contains
 * it as an empty element (crossref.org, "Metadata removal markup guide" and "Updating your metadata"). Everything else
 * is replaced as a whole.
 */
public enum DepositPart {
    /** {@code crossmark}, including its funding and licenses. */
    CROSSMARK(true),
    /** {@code fr:program} outside {@code crossmark}. */
    FUNDING(false),
    /** {@code ai:program} outside {@code crossmark}. */
    LICENSES(false),
    /** {@code rel:program}. */
    RELATIONS(true),
    /** Links to full texts for crawlers and text mining. */
    FULL_TEXTS(false),
    /** {@code citation_list}. */
    CITATIONS(false);

    private final boolean needsTwoSteps;

    DepositPart(boolean needsTwoSteps) {
        this.needsTwoSteps = needsTwoSteps;
    }

    /**
     * Returns whether a new value replaces the current one only after a deposit that contains the part empty.
     * Crossref's two pages contradict each other about the parts other than Crossmark and relations. None of these
     * parts has required two steps so far.
     */
    public boolean needsTwoSteps() {
        return needsTwoSteps;
    }
}
