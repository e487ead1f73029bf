package org.offprint.kernel.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Version of a journal article as defined by NISO RP-8-2008 (JAV). */
@Schema(
        description = "Version of a journal article according to NISO RP-8-2008 (JAV). `AO`: author's"
                + " original. `SMUR`: submitted manuscript under review. `AM`: accepted manuscript. `P`:"
                + " proof. `VoR`: version of record. `CVoR`: corrected version of record. `EVoR`: enhanced"
                + " version of record.")
public enum ArticleVersion {
    @JsonProperty("AO")
    AUTHORS_ORIGINAL("Author's Original"),
    @JsonProperty("SMUR")
    SUBMITTED_MANUSCRIPT_UNDER_REVIEW("Submitted Manuscript Under Review"),
    @JsonProperty("AM")
    ACCEPTED_MANUSCRIPT("Accepted Manuscript"),
    @JsonProperty("P")
    PROOF("Proof"),
    @JsonProperty("VoR")
    VERSION_OF_RECORD("Version of Record"),
    @JsonProperty("CVoR")
    CORRECTED_VERSION_OF_RECORD("Corrected Version of Record"),
    @JsonProperty("EVoR")
    ENHANCED_VERSION_OF_RECORD("Enhanced Version of Record");

    private final String title;

    ArticleVersion(String title) {
        this.title = title;
    }

    /** Returns the version name defined by the NISO recommendation. */
    public String title() {
        return title;
    }
}
