package org.offprint.search.embedded.updates;

import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.offprint.platform.changes.Change;
import org.offprint.search.embedded.index.OpenIndex;
import org.offprint.search.feed.ChangedRecords;
import org.offprint.search.feed.IndexBatch;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.feed.RecordFeeds;
import org.offprint.search.schema.RecordKind;

/**
 * Updates changed records in an index, and all records that display data of changed records. Refreshing and counting
 * are separate methods, because each of them costs about as much for a few changes as for many.
 */
final class IndexUpdates {

    private static final List<RecordKind> WEIGHED = List.of(RecordKind.JOURNAL, RecordKind.AFFILIATION);

    private final RecordFeeds feeds;
    private final SuggestionWeights weights;
    private final OpenIndex index;
    private final PersonAndKeywordCounts counts;

    /** Journals and organizations whose articles have changed since the last refresh. */
    private final Map<RecordKind, Set<String>> named = new EnumMap<>(RecordKind.class);

    IndexUpdates(RecordFeeds feeds, SuggestionWeights weights, OpenIndex index) {
        this.feeds = feeds;
        this.weights = weights;
        this.index = index;
        counts = new PersonAndKeywordCounts(index);
    }

    /** Writes changes to the index. The write can be repeated after a failure. */
    void write(List<Change> changes) throws IOException {
        ChangedRecords changed = new ChangedRecords(changes);
        changed.replaceWorking(new IndexBatch(
                feeds.working(), (kind, ids, records) -> index.working().replace(kind, keys(ids), records)));
        changed.replacePublished(new IndexBatch(feeds.published(), this::replacePublished), this::name);
    }

    /**
     * Makes written changes visible to searches without counting. People and keywords are counted later, once for
     * several changes.
     */
    void refreshOnly() throws IOException {
        index.refresh();
    }

    /** Returns the number of people and keywords to recount. */
    int uncounted() {
        return counts.touched();
    }

    /** Makes written changes visible to searches and recounts the people and keywords of the changed articles. */
    void refreshAndCount() throws IOException {
        index.refresh();
        boolean more = counts.countTouched();
        for (RecordKind kind : WEIGHED) {
            Set<String> outgrown = weights.withChangedWeight(kind, named.getOrDefault(kind, Set.of()), index);
            if (!outgrown.isEmpty()) {
                List<UUID> ids = outgrown.stream().map(UUID::fromString).toList();
                replacePublished(kind, ids, feeds.published().read(kind, ids));
                more = true;
            }
        }
        named.clear();
        if (more) {
            index.refresh();
        }
    }

    private void replacePublished(RecordKind kind, Collection<UUID> ids, List<IndexRecord> records) throws IOException {
        List<String> keys = keys(ids);
        if (kind == RecordKind.ARTICLE) {
            counts.touch(keys, records);
        } else {
            weights.weigh(kind, records, index);
        }
        index.published().replace(kind, keys, records);
    }

    private void name(IndexRecord record) {
        if (record.kind() == RecordKind.ARTICLE) {
            WEIGHED.forEach(kind -> named.computeIfAbsent(kind, absent -> new HashSet<>())
                    .addAll(SuggestionWeights.named(kind, record)));
        }
    }

    private static List<String> keys(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }
}
