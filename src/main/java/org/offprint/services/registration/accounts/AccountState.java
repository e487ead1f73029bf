package org.offprint.services.registration.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.json.Vocabulary;

/** State of a registration account. */
@Schema(
        name = "RegistrationAccountState",
        description = "State of an account. `active`: records are sent. `paused`: an administrator paused the"
                + " account, or the database was restored from a backup. `blocked`: the registration service"
                + " rejects the account.")
public enum AccountState {
    @JsonProperty("active")
    ACTIVE,
    /** An administrator paused the account, or the database was restored from a backup. */
    @JsonProperty("paused")
    PAUSED,
    /** The registration service rejects the account. */
    @JsonProperty("blocked")
    BLOCKED;

    /** Returns the name of the account state in requests and responses. */
    public String word() {
        return Vocabulary.termOf(this);
    }

    static AccountState of(String word) {
        return Vocabulary.constants(AccountState.class).get(word);
    }
}
