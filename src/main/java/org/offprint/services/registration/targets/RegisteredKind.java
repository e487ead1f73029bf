package org.offprint.services.registration.targets;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.json.Vocabulary;

/** Kind of a registered record. The constants are declared in the order of registration. */
@Schema(name = "RegisteredKind", description = "Kind of a registered record.")
public enum RegisteredKind {
    @JsonProperty("journal")
    JOURNAL,
    @JsonProperty("issue")
    ISSUE,
    @JsonProperty("article")
    ARTICLE;

    /** Returns the name of the record kind in requests and responses. */
    public String word() {
        return Vocabulary.termOf(this);
    }

    /** Returns the record kind with the given name. */
    public static RegisteredKind of(String word) {
        return Vocabulary.constants(RegisteredKind.class).get(word);
    }
}
