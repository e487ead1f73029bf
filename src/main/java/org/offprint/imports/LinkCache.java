package org.offprint.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.offprint.imports.batch.AffiliationLink;

/** Caches matches of affiliations as printed of earlier batches; the ones not asked for longest are forgotten. */
final class LinkCache {

    private static final int MOST = 10_000;

    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };

    /** The number of times that organizations were added since the import began. */
    private int growth;

    private record Known(List<AffiliationLink> links, int growth) {}

    /** There are more organizations now: who was not found may be now. */
    void grow() {
        growth++;
    }

    /** Null where it must be looked for. */
    List<AffiliationLink> of(String text) {
        Known one = known.get(text);
        boolean holds =
                one != null && (one.growth() == growth || one.links().stream().anyMatch(AffiliationLink::sure));
        return holds ? one.links() : null;
    }

    void add(String text, List<AffiliationLink> links) {
        known.put(text, new Known(links, growth));
    }
}
