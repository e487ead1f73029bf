package org.offprint.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the affiliations as printed of a batch may be, the likeliest first. */
final class Links {

    private final Map<String, List<Link>> byText = new HashMap<>();

    void add(String text, List<Link> links) {
        byText.put(text, links);
    }

    /** Of this text; empty where nothing resembles it. */
    List<Link> of(String text) {
        return byText.getOrDefault(text, List.of());
    }

    /** The one that this text is linked to, if it is still held here; null for none. */
    UUID sure(String text, Holdings holdings) {
        return of(text).stream()
                .filter(link -> link.sure() && holdings.isAffiliation(link.id()))
                .map(Link::id)
                .findFirst()
                .orElse(null);
    }

    /** The ids of all that texts are linked to. */
    Set<UUID> ids() {
        return byText.values().stream()
                .flatMap(List::stream)
                .filter(Link::sure)
                .map(Link::id)
                .collect(Collectors.toSet());
    }
}
