package org.offprint.search.lucene.updates;

import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.offprint.affiliations.Merges;
import org.offprint.changes.Change;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.lucene.index.OpenIndex;
import org.offprint.search.schema.RecordKind;

/**
 * Writes changed records, and records that show them, to an index as they are now. Counts and the refresh of searches
 * follow on request, because both cost as much for a few changes as for many.
 */
final class IndexUpdates {

    private static final List<RecordKind> WEIGHED = List.of(RecordKind.JOURNAL, RecordKind.AFFILIATION);

    private final RecordFeeds feeds;
    private final SuggestionWeights weights;
    private final OpenIndex index;
    private final PersonAndKeywordCounts counts;

    /** Records whose articles have changed since the last refresh. */
    private final Map<RecordKind, Set<String>> named = new EnumMap<>(RecordKind.class);

    IndexUpdates(RecordFeeds feeds, SuggestionWeights weights, OpenIndex index) {
        this.feeds = feeds;
        this.weights = weights;
        this.index = index;
        counts = new PersonAndKeywordCounts(index);
    }

    /** Ids of records by kind. */
    private static final class Named {

        private final Map<RecordKind, Set<UUID>> ids = new EnumMap<>(RecordKind.class);

        void add(RecordKind kind, UUID id) {
            ids.computeIfAbsent(kind, absent -> new LinkedHashSet<>()).add(id);
        }

        Set<UUID> of(RecordKind kind) {
            return ids.getOrDefault(kind, Set.of());
        }
    }

    /** Writes the changes; may be repeated after a failure. */
    void write(List<Change> changes) throws IOException {
        Named touched = new Named();
        Named seen = new Named();
        Named shown = new Named();
        Set<UUID> redirected = new LinkedHashSet<>();
        for (Change change : changes) {
            RecordKind kind = kind(change);
            touched.add(kind, change.id());
            if (change.isPublic() || kind != RecordKind.ARTICLE) {
                seen.add(kind, change.id());
            }
            if (Merges.redirects(change)) {
                redirected.add(change.id());
            }
            if (Merges.isOfMerges(change)
                    ? Merges.redirects(change)
                    : change.op() != Change.Op.CREATED && !change.carried()) {
                shown.add(kind, change.id());
            }
        }
        writeWorking(touched, shown);
        writePublished(seen, shown, redirected);
    }

    private void writeWorking(Named touched, Named shown) throws IOException {
        IndexBatch batch = new IndexBatch(
                feeds.working(), (kind, ids, records) -> index.working().replace(kind, keys(ids), records));
        for (RecordKind kind : List.of(RecordKind.ISSUE, RecordKind.ARTICLE)) {
            batch.replaceChanged(kind, touched.of(kind), record -> {});
        }
        batch.replaceShowing(shown.ids);
    }

    private void writePublished(Named seen, Named shown, Set<UUID> redirected) throws IOException {
        IndexBatch batch = new IndexBatch(feeds.published(), this::replacePublished);
        for (Map.Entry<RecordKind, Set<UUID>> each : seen.ids.entrySet()) {
            batch.replaceChanged(each.getKey(), each.getValue(), this::name);
        }
        // What was just made is shown by nothing that is older, but a journal by the one that it continues.
        batch.replaceShowing(RecordKind.JOURNAL, seen.of(RecordKind.JOURNAL), RecordKind.JOURNAL);
        batch.replaceShowing(shown.ids);
        // Its parts are those of what it is merged into.
        batch.replaceShowing(RecordKind.AFFILIATION, redirected, RecordKind.AFFILIATION);
    }

    /** Refreshes searches alone: the same people and keywords are counted once later. */
    void showUncounted() throws IOException {
        index.refresh();
    }

    /** Returns how many people and keywords are to be counted anew. */
    int uncounted() {
        return counts.touched();
    }

    /** Refreshes searches and counts people and keywords anew. */
    void show() throws IOException {
        index.refresh();
        boolean more = counts.settle();
        for (RecordKind kind : WEIGHED) {
            Set<String> outgrown = weights.outgrown(kind, named.getOrDefault(kind, Set.of()), index);
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

    private static RecordKind kind(Change change) {
        return switch (change.kind()) {
            case ARTICLE -> RecordKind.ARTICLE;
            case ISSUE -> RecordKind.ISSUE;
            case JOURNAL -> RecordKind.JOURNAL;
            case AFFILIATION -> RecordKind.AFFILIATION;
        };
    }
}
