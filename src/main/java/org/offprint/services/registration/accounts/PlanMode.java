package org.offprint.services.registration.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.json.Vocabulary;

/** The way in which records of a journal are sent. */
@Schema(name = "RegistrationPlanMode")
public enum PlanMode {
    @JsonProperty("automatic")
    AUTOMATIC,
    /** Each waits for an editor's word. */
    @JsonProperty("confirm")
    CONFIRM,
    @JsonProperty("off")
    OFF;

    /** Returns the mode as it is written. */
    public String word() {
        return Vocabulary.termOf(this);
    }

    static PlanMode of(String word) {
        return Vocabulary.constants(PlanMode.class).get(word);
    }
}
