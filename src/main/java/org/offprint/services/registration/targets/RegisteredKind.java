package org.offprint.services.registration.targets;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.json.Vocabulary;

/** The kind of a record that is registered; what stands first is registered first. */
@Schema(name = "RegisteredKind")
public enum RegisteredKind {
    @JsonProperty("journal")
    JOURNAL,
    @JsonProperty("issue")
    ISSUE,
    @JsonProperty("article")
    ARTICLE;

    /** Returns the kind as it is written. */
    public String word() {
        return Vocabulary.termOf(this);
    }

    /** Returns the kind that is written so. */
    public static RegisteredKind of(String word) {
        return Vocabulary.constants(RegisteredKind.class).get(word);
    }
}
