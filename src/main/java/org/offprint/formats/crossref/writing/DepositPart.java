package org.offprint.formats.crossref.writing;

/**
 * Part of a record that Crossref keeps if a deposit omits it. Crossref removes such a part only if a deposit contains
 * it as an empty element (crossref.org, "Metadata removal markup guide" and "Updating your metadata"). Each deposit
 * replaces all remaining data of the record.
 */
public enum DepositPart {
    /** Crossmark data ({@code crossmark}), including its funding and licenses. */
    CROSSMARK(true),
    /** Funding ({@code fr:program}) outside {@code crossmark}. */
    FUNDING(false),
    /** Licenses ({@code ai:program}) outside {@code crossmark}. */
    LICENSES(false),
    /** Relations to related works ({@code rel:program}). */
    RELATIONS(true),
    /** Links to full-text files for crawlers and text mining. */
    FULL_TEXTS(false),
    /** References ({@code citation_list}). */
    CITATIONS(false);

    private final boolean needsTwoSteps;

    DepositPart(boolean needsTwoSteps) {
        this.needsTwoSteps = needsTwoSteps;
    }

    /**
     * Returns whether Crossref replaces a stored part only after a deposit that contains it as an empty element.
     * Crossref's two documentation pages contradict each other about all parts except Crossmark and relations. So far,
     * only Crossmark and relations have required two deposits.
     */
    public boolean needsTwoSteps() {
        return needsTwoSteps;
    }
}
