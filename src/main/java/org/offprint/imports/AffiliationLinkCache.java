package org.offprint.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.offprint.imports.batch.AffiliationLink;

/**
 * Cache of the organizations that match printed affiliations, from earlier batches of an import. The least recently
 * used entries are evicted.
 */
final class AffiliationLinkCache {

    private static final int MAX_ENTRIES = 10_000;

    private final Map<String, CachedLinks> entries = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CachedLinks> eldest) {
            return size() > MAX_ENTRIES;
        }
    };

    /** Number of times that the import has added organizations. */
    private int growth;

    private record CachedLinks(List<AffiliationLink> links, int growth) {}

    /**
     * Signals that the import has added organizations. Affiliations without a certain match must be matched again,
     * because one of the new organizations may match.
     */
    void organizationsAdded() {
        growth++;
    }

    /** Returns the cached matches of a printed affiliation, or null if the affiliation must be matched again. */
    List<AffiliationLink> of(String text) {
        CachedLinks one = entries.get(text);
        boolean holds =
                one != null && (one.growth() == growth || one.links().stream().anyMatch(AffiliationLink::sure));
        return holds ? one.links() : null;
    }

    void add(String text, List<AffiliationLink> links) {
        entries.put(text, new CachedLinks(links, growth));
    }
}
