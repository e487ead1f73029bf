package org.offprint.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.offprint.imports.batch.AffiliationLink;

/** Cache of matches of printed affiliations from earlier batches. The least recently used entries are evicted. */
final class AffiliationLinkCache {

    private static final int MAX_ENTRIES = 10_000;

    private final Map<String, CachedLinks> entries = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CachedLinks> eldest) {
            return size() > MAX_ENTRIES;
        }
    };

    /** Number of times that organizations were added since the import began. */
    private int growth;

    private record CachedLinks(List<AffiliationLink> links, int growth) {}

    /**
     * Records that organizations were added. Affiliations without a sure match must then be matched again, because a
     * new organization may match.
     */
    void organizationsAdded() {
        growth++;
    }

    /** Returns the cached matches of a text; null if the text must be matched. */
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
