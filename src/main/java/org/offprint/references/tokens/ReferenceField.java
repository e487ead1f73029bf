package org.offprint.references.tokens;

import com.fasterxml.jackson.annotation.JsonValue;

/** Fields of a printed reference that the parser finds in the reference text. */
public enum ReferenceField {
    AUTHORS("authors"),
    EDITORS("editors"),
    TITLE("title"),
    CONTAINER_TITLE("containerTitle"),
    /** Year of the cited work, with an adjacent month and day. */
    DATE("date"),
    VOLUME("volume"),
    ISSUE("issue"),
    /** First and last page, or article number, of the cited work. */
    PAGES("pages"),
    EDITION("edition"),
    PUBLISHER("publisher"),
    PUBLISHER_PLACE("publisherPlace"),
    DOI("doi"),
    PMID("pmid"),
    PMCID("pmcid"),
    ARXIV("arxiv"),
    ISBN("isbn"),
    ISSN("issn"),
    URL("url");

    private final String word;

    ReferenceField(String word) {
        this.word = word;
    }

    /** Returns the API name of the field, which is usually the name of a reference member. */
    @JsonValue
    public String word() {
        return word;
    }
}
