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

    /** Returns the candidates for an affiliation text; empty if there are no candidates. */
    public List<AffiliationLink> of(String text) {
        return byText.getOrDefault(text, List.of());
    }

    /**
     * Returns the organization to which an affiliation text is linked; null if there is no such organization or if it
     * no longer exists.
     */
    public UUID sure(String text, ResolvedReferences resolved) {
        return of(text).stream()
                .filter(link -> link.sure() && resolved.isAffiliation(link.id()))
                .map(AffiliationLink::id)
                .findFirst()
                .orElse(null);
    }

    /** Returns the ids of all organizations to which texts are linked. */
    public Set<UUID> ids() {
        return byText.values().stream()
                .flatMap(List::stream)
                .filter(AffiliationLink::sure)
                .map(AffiliationLink::id)
                .collect(Collectors.toSet());
    }
}
