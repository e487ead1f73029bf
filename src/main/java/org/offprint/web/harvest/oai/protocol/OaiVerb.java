package org.offprint.web.harvest.oai.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** OAI-PMH verb (section 4), with its arguments. */
public enum OaiVerb {
    IDENTIFY("Identify", List.of(), Set.of(), false),
    LIST_METADATA_FORMATS("ListMetadataFormats", List.of(), Set.of("identifier"), false),
    LIST_SETS("ListSets", List.of(), Set.of(), true),
    GET_RECORD("GetRecord", List.of("identifier", "metadataPrefix"), Set.of(), false),
    LIST_IDENTIFIERS("ListIdentifiers", List.of("metadataPrefix"), Set.of("from", "until", "set"), true),
    LIST_RECORDS("ListRecords", List.of("metadataPrefix"), Set.of("from", "until", "set"), true);

    private final String term;
    private final List<String> required;
    private final Set<String> optional;
    private final boolean paged;

    OaiVerb(String term, List<String> required, Set<String> optional, boolean paged) {
        this.term = term;
        this.required = required;
        this.optional = optional;
        this.paged = paged;
    }

    /** Returns the OAI-PMH verb with the given name, which is case-sensitive. */
    static Optional<OaiVerb> of(String term) {
        return Arrays.stream(values()).filter(verb -> verb.term.equals(term)).findFirst();
    }

    public String term() {
        return term;
    }

    List<String> required() {
        return required;
    }

    boolean takes(String argument) {
        return required.contains(argument)
                || optional.contains(argument)
                || paged && argument.equals("resumptionToken");
    }
}
