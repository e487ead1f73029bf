package org.offprint.formats.draft;

import org.offprint.formats.text.SourceName;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.RorId;
import org.offprint.kernel.record.Funding;

/** A funder, and its awards. */
public final class FundingDraft extends DraftPart {

    private static final String FUNDER = "funder";
    private static final String ROR = "ror";
    private static final String FUNDER_DOI = "funderDoi";
    private static final String AWARDS = "awards";
    private static final String RECIPIENTS = "recipients";

    public FundingDraft(Draft record) {
        super(record, object(), Funding.class);
    }

    /** Reports whether the funder is named. */
    public boolean hasFunder() {
        return has(FUNDER);
    }

    /** Sets the name of the funder. */
    public void funder(String name) {
        text(FUNDER, name);
    }

    /** The ROR id; null for none. */
    public String ror() {
        return get(ROR);
    }

    /** Sets the ROR id; nothing for null. */
    public void ror(RorId ror) {
        value(ROR, ror);
    }

    /** The DOI in the Open Funder Registry; null for none. */
    public String funderDoi() {
        return get(FUNDER_DOI);
    }

    /** Sets the DOI in the Open Funder Registry; nothing for null. */
    public void funderDoi(Doi doi) {
        value(FUNDER_DOI, doi);
    }

    /** Adds an award; null is one that is refused. */
    public void award(String award) {
        addText(AWARDS, award);
    }

    /** Adds to whom the awards were given, once; nothing for one without a name. */
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
