package org.offprint.services.registration;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.json.Vocabulary;

/** The reason for which a registration is held. */
@Schema(name = "RegistrationHold")
public enum Hold {
    /** The record lacks what the service requires. */
    @JsonProperty("not-ready")
    NOT_READY,
    /** The plan wants a word of an editor. */
    @JsonProperty("confirm")
    CONFIRM,
    /** Many records of the journal would be sent at once. */
    @JsonProperty("mass-change")
    MASS_CHANGE,
    /** Registered by another. */
    @JsonProperty("foreign")
    FOREIGN,
    /** An editor holds it. */
    @JsonProperty("editor")
    EDITOR;

    /** Returns the reason as it is written. */
    public String word() {
        return Vocabulary.termOf(this);
    }

    /** Returns the reason that is written so; null for null. */
    public static Hold of(String word) {
        return word == null ? null : Vocabulary.constants(Hold.class).get(word);
    }
}
