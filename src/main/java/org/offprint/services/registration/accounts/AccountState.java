package org.offprint.services.registration.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.json.Vocabulary;

/** The state of an account. */
@Schema(name = "RegistrationAccountState")
public enum AccountState {
    @JsonProperty("active")
    ACTIVE,
    /** An administrator stopped it, or the store was restored. */
    @JsonProperty("paused")
    PAUSED,
    /** The service does not take the account. */
    @JsonProperty("blocked")
    BLOCKED;

    /** Returns the state as it is written. */
    public String word() {
        return Vocabulary.termOf(this);
    }

    static AccountState of(String word) {
        return Vocabulary.constants(AccountState.class).get(word);
    }
}
