package org.offprint.imports.batch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Candidates for the affiliations as printed of a batch, the likeliest first. */
public final class AffiliationLinks {

    private final Map<String, List<AffiliationLink>> byText = new HashMap<>();

    public void add(String text, List<AffiliationLink> links) {
        byText.put(text, links);
    }

    /** Of this text; empty where nothing resembles it. */
    public List<AffiliationLink> of(String text) {
        return byText.getOrDefault(text, List.of());
    }

    /** The one that this text is linked to, if it is still held here; null for none. */
    public UUID sure(String text, ResolvedReferences resolved) {
        return of(text).stream()
                .filter(link -> link.sure() && resolved.isAffiliation(link.id()))
                .map(AffiliationLink::id)
                .findFirst()
                .orElse(null);
    }

    /** The ids of all that texts are linked to. */
    public Set<UUID> ids() {
        return byText.values().stream()
                .flatMap(List::stream)
                .filter(AffiliationLink::sure)
                .map(AffiliationLink::id)
                .collect(Collectors.toSet());
    }
}
