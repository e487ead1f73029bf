package org.offprint.search.feed;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.offprint.search.schema.RecordKind;

/** Replaces records in one part of the search index, for several changes at once. */
public final class IndexBatch {

    private static final int BATCH = 200;

    private final RecordFeed records;
    private final Replacing replacing;
    /**
     * Ids of the articles that this batch has already replaced. An import often creates articles together with the
     * records that they display, so the same article would otherwise be replaced several times.
     */
    private final Set<UUID> done = new HashSet<>();

    public IndexBatch(RecordFeed records, Replacing replacing) {
        this.records = records;
        this.replacing = replacing;
    }

    /** Function that replaces records in an index with their current state. */
    public interface Replacing {
        void replace(RecordKind kind, Collection<UUID> ids, List<IndexRecord> records) throws IOException;
    }

    /**
     * Replaces the given records in the index with their current state. Passes each record that still exists to {@code
     * action}.
     */
    void replaceChanged(RecordKind kind, Collection<UUID> ids, Consumer<IndexRecord> action) throws IOException {
        List<UUID> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += BATCH) {
            replace(kind, all.subList(from, Math.min(all.size(), from + BATCH))).forEach(action);
        }
    }

    /** Replaces the index records of issues and articles that display data of the given records. */
    void replaceShowing(Map<RecordKind, Set<UUID>> shown) throws IOException {
        for (RecordKind source : List.of(RecordKind.JOURNAL, RecordKind.ISSUE, RecordKind.AFFILIATION)) {
            for (RecordKind kind : List.of(RecordKind.ISSUE, RecordKind.ARTICLE)) {
                replaceShowing(source, shown.getOrDefault(source, Set.of()), kind);
            }
        }
    }

    /** Replaces the index records of one kind that display data of the given records. */
    void replaceShowing(RecordKind shown, Collection<UUID> sources, RecordKind kind) throws IOException {
        if (sources.isEmpty()) {
            return;
        }
        UUID after = null;
        List<UUID> ids;
        do {
            ids = records.idsShowing(shown, sources, kind, after, BATCH);
            List<UUID> open = ids.stream()
                    .filter(id -> kind != RecordKind.ARTICLE || !done.contains(id))
                    .toList();
            if (!open.isEmpty()) {
                replace(kind, open);
            }
            after = ids.isEmpty() ? null : ids.get(ids.size() - 1);
        } while (ids.size() == BATCH);
    }

    private List<IndexRecord> replace(RecordKind kind, List<UUID> ids) throws IOException {
        List<IndexRecord> current = records.read(kind, ids);
        replacing.replace(kind, ids, current);
        if (kind == RecordKind.ARTICLE) {
            done.addAll(ids);
        }
        return current;
    }
}
