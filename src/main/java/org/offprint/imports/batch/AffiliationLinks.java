package org.offprint.imports.batch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Candidate organizations for the printed affiliations of a batch, most likely first. */
public final class AffiliationLinks {

    private final Map<String, List<AffiliationLink>> byText = new HashMap<>();

    public void add(String text, List<AffiliationLink> links) {
        byText.put(text, links);
    }

    /** Returns the candidate organizations for a printed affiliation. The list is empty if no organization matches. */
    public List<AffiliationLink> of(String text) {
        return byText.getOrDefault(text, List.of());
    }

    /**
     * Returns the id of the organization that matches a printed affiliation with certainty. Returns null if there is no
     * certain match, or if the organization no longer exists.
     */
    public UUID sure(String text, ResolvedReferences resolved) {
        return of(text).stream()
                .filter(link -> link.sure() && resolved.isAffiliation(link.id()))
                .map(AffiliationLink::id)
                .findFirst()
                .orElse(null);
    }

    /** Returns the ids of all organizations that are a certain match for a printed affiliation. */
    public Set<UUID> ids() {
        return byText.values().stream()
                .flatMap(List::stream)
                .filter(AffiliationLink::sure)
                .map(AffiliationLink::id)
                .collect(Collectors.toSet());
    }
}
