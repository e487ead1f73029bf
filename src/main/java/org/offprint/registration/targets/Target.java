package org.offprint.registration.targets;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.json.Vocabulary;

/** A service that records are registered with. */
@Schema(name = "RegistrationTarget")
public enum Target {
    @JsonProperty("crossref")
    CROSSREF,
    @JsonProperty("datacite")
    DATACITE,
    @JsonProperty("doaj")
    DOAJ;

    /** Returns the name as it is written. */
    public String word() {
        return Vocabulary.termOf(this);
    }

    /** Returns the target that is written so. */
    public static Target of(String word) {
        return Vocabulary.constants(Target.class).get(word);
    }
}
