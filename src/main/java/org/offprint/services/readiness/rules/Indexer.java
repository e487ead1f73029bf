package org.offprint.services.readiness.rules;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Indexing services, registries and standards bodies whose rules are checked. */
@Schema(
        type = SchemaType.STRING,
        enumeration = {
            "crossref",
            "datacite",
            "doaj",
            "pubmed",
            "pmc",
            "scopus",
            "web-of-science",
            "google-scholar",
            "openaire",
            "jats4r",
            "plan-s",
            "fair"
        },
        description = "Indexing service, registry or standards body whose rules are checked.")
public enum Indexer {
    CROSSREF("crossref"),
    DATACITE("datacite"),
    DOAJ("doaj"),
    PUBMED("pubmed"),
    PMC("pmc"),
    SCOPUS("scopus"),
    WEB_OF_SCIENCE("web-of-science"),
    GOOGLE_SCHOLAR("google-scholar"),
    OPENAIRE("openaire"),
    JATS4R("jats4r"),
    PLAN_S("plan-s"),
    FAIR("fair");

    private final String word;

    Indexer(String word) {
        this.word = word;
    }

    /** Returns the name of the indexing service in requests and responses. */
    @JsonValue
    public String word() {
        return word;
    }

    /** Returns the indexing service with the given name, or empty if there is none. */
    public static Optional<Indexer> named(String word) {
        return Stream.of(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
