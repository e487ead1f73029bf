package org.offprint.formats.crossref.writing;

/**
 * Part of a record that Crossref keeps if a deposit omits it. Crossref removes such a part only if a deposit contains
 * it as an empty element (crossref.org, "Metadata removal markup guide" and "Updating your metadata"). A deposit
 * replaces all data outside these parts as a whole.
 */
public enum DepositPart {
    /** Crossmark data ({@code crossmark}), including the funding and licenses in it. */
    CROSSMARK(true),
    /** Funding ({@code fr:program}) outside {@code crossmark}. */
    FUNDING(false),
    /** Licenses ({@code ai:program}) outside {@code crossmark}. */
    LICENSES(false),
    /** Relations to other works ({@code rel:program}). */
    RELATIONS(true),
    /** Links to full texts for crawlers and text mining. */
    FULL_TEXTS(false),
    /** References ({@code citation_list}). */
    CITATIONS(false);

    private final boolean needsTwoSteps;

    DepositPart(boolean needsTwoSteps) {
        this.needsTwoSteps = needsTwoSteps;
    }

    /**
     * Returns whether a new value replaces the current one only after a deposit that contains the part empty.
     * Crossref's two pages contradict each other about the parts other than Crossmark and relations. No part other than
     * Crossmark and relations has required two deposits so far.
     */
    public boolean needsTwoSteps() {
        return needsTwoSteps;
    }
}
