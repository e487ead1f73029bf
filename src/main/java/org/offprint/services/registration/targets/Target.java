package org.offprint.services.registration.targets;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.json.Vocabulary;

/** Service with which records can be registered. */
@Schema(
        name = "RegistrationTarget",
        description = "Service with which records are registered: Crossref, DataCite, DOAJ or PubMed.")
public enum Target {
    @JsonProperty("crossref")
    CROSSREF("Crossref"),
    @JsonProperty("datacite")
    DATACITE("DataCite"),
    @JsonProperty("doaj")
    DOAJ("DOAJ"),
    @JsonProperty("pubmed")
    PUBMED("PubMed");

    private final String label;

    Target(String label) {
        this.label = label;
    }

    /** Returns the display name of the registration service. */
    public String label() {
        return label;
    }

    /** Returns the name of the registration service in requests and responses. */
    public String word() {
        return Vocabulary.termOf(this);
    }

    /** Returns the registration service with the given name. */
    public static Target of(String word) {
        return Vocabulary.constants(Target.class).get(word);
    }
}
