package org.offprint.services.registration.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.json.Vocabulary;

/** Mode that determines when the records of a journal are sent to a registration service. */
@Schema(
        name = "RegistrationPlanMode",
        description = "Mode of a registration plan. `automatic`: records are sent when they are published."
                + " `confirm`: each record waits for confirmation by an editor. `off`: nothing is sent.")
public enum PlanMode {
    @JsonProperty("automatic")
    AUTOMATIC,
    /** Each record is sent after confirmation by an editor. */
    @JsonProperty("confirm")
    CONFIRM,
    @JsonProperty("off")
    OFF;

    /** Returns the name of the plan mode in requests and responses. */
    public String word() {
        return Vocabulary.termOf(this);
    }

    static PlanMode of(String word) {
        return Vocabulary.constants(PlanMode.class).get(word);
    }
}
