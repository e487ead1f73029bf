package org.offprint.references;

import com.fasterxml.jackson.annotation.JsonValue;

/** The parts of a printed reference that a parse finds the places of. */
public enum ReferenceField {
    AUTHORS("authors"),
    EDITORS("editors"),
    TITLE("title"),
    CONTAINER_TITLE("containerTitle"),
    /** The year, with month and day where they stand beside it. */
    DATE("date"),
    VOLUME("volume"),
    ISSUE("issue"),
    /** First and last page, or the article number. */
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

    /** Returns the name that clients see, mostly that of the member of a reference. */
    @JsonValue
    public String word() {
        return word;
    }
}
