package org.offprint.formats.draft;

import org.offprint.formats.text.SourceName;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.RorId;
import org.offprint.kernel.record.Funding;

/** Draft of a funder with its awards. */
public final class FundingDraft extends DraftPart {

    private static final String FUNDER = "funder";
    private static final String ROR = "ror";
    private static final String FUNDER_DOI = "funderDoi";
    private static final String AWARDS = "awards";
    private static final String RECIPIENTS = "recipients";

    public FundingDraft(Draft record) {
        super(record, object(), Funding.class);
    }

    /** Returns whether the funder's name is set. */
    public boolean hasFunder() {
        return has(FUNDER);
    }

    /** Sets the funder's name. */
    public void funder(String name) {
        text(FUNDER, name);
    }

    /** Returns the funder's ROR id, or null if not set. */
    public String ror() {
        return get(ROR);
    }

    /** Sets the funder's ROR id. Does nothing if the ROR id is null. */
    public void ror(RorId ror) {
        value(ROR, ror);
    }

    /** Returns the funder's DOI in the Open Funder Registry, or null if not set. */
    public String funderDoi() {
        return get(FUNDER_DOI);
    }

    /** Sets the funder's DOI in the Open Funder Registry. Does nothing if the DOI is null. */
    public void funderDoi(Doi doi) {
        value(FUNDER_DOI, doi);
    }

    /** Adds an award number of the funder. Null is added as a rejected entry. */
    public void award(String award) {
        addText(AWARDS, award);
    }

    /**
     * Adds a recipient of the funder's awards unless it is already present. Does nothing if the recipient has no name.
     */
    public void recipient(SourceName name) {
        DraftPart recipient = new DraftPart(record(), Funding.Recipient.class);
        recipient.text("given", name.given());
        recipient.text("family", name.family());
        recipient.text("suffix", name.suffix());
        recipient.text("name", name.words());
        if (recipient.has("family") || recipient.has("name")) {
            addOnce(RECIPIENTS, recipient);
        }
    }
}
