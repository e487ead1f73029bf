package org.offprint.services.registration;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.json.Vocabulary;

/** Reason why a registration is suspended. */
@Schema(
        name = "RegistrationHold",
        description = "Reason why a registration is held. `not-ready`: required data is missing. `confirm`:"
                + " the plan requires confirmation by an editor. `mass-change`: many records of the journal"
                + " would be sent at once. `foreign`: another account registered the identifier. `editor`:"
                + " an editor must decide.")
public enum HoldReason {
    /** The record does not meet the requirements of the registration service. */
    @JsonProperty("not-ready")
    NOT_READY,
    /** The journal's registration plan requires confirmation by an editor. */
    @JsonProperty("confirm")
    CONFIRM,
    /** Many records of the journal would be sent at once. */
    @JsonProperty("mass-change")
    MASS_CHANGE,
    /** The identifier is already registered by a different account of the registration service. */
    @JsonProperty("foreign")
    FOREIGN,
    /** An editor must decide whether the record is registered. */
    @JsonProperty("editor")
    EDITOR;

    /** Returns the name of the suspension reason in requests and responses. */
    public String word() {
        return Vocabulary.termOf(this);
    }

    /** Returns the suspension reason with the given name; null if the name is null. */
    public static HoldReason of(String word) {
        return word == null ? null : Vocabulary.constants(HoldReason.class).get(word);
    }
}
