package org.offprint.search.opensearch.updates;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.search.feed.ChangedRecords;
import org.offprint.search.feed.IndexBatch;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.feed.RecordFeed;
import org.offprint.search.feed.RecordFeeds;
import org.offprint.search.lucene.documents.PrefixTerms;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.opensearch.client.ClusterIndexes.Pair;
import org.offprint.search.opensearch.client.SearchCluster;
import org.offprint.search.opensearch.reader.AudienceSearch;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.TermField;

/** Updates changed records in a pair of indexes, and all records that display data of changed records. */
final class ClusterUpdates {

    /**
     * Record kinds that are ranked in suggestions by their number of articles, which their database records do not
     * contain.
     */
    private static final Map<RecordKind, TermField> WEIGHED =
            Map.of(RecordKind.JOURNAL, TermField.JOURNAL_ID, RecordKind.AFFILIATION, TermField.AFFILIATION_ID);

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final SearchCluster cluster;
    private final Pair pair;
    private final RecordFeeds feeds;
    private final ChangeLog log;
    private final AudienceSearch readers;
    private final BulkWriter order;
    /**
     * Operations that hide one of the two documents of an article or issue from editors: deletions, and published
     * documents that are hidden by a working document. They are sent when searches can already find the other document.
     * A list of editors therefore never misses a record that changes from one index to the other.
     */
    private final BulkWriter removals;

    private final ClusterPersonAndKeywordCounts tallies;
    /**
     * Records that were already written for the current changes. An import often creates articles together with the
     * records that they display, so the same article would otherwise be written several times.
     */
    private final Map<RecordKind, Set<UUID>> done = new EnumMap<>(RecordKind.class);
    /** Journals and affiliations whose articles have changed since they were last counted. */
    private final Map<RecordKind, Set<String>> named = new EnumMap<>(RecordKind.class);

    ClusterUpdates(SearchCluster cluster, Pair pair, RecordFeeds feeds, ChangeLog log, AudienceSearch readers) {
        this.cluster = cluster;
        this.pair = pair;
        this.feeds = feeds;
        this.log = log;
        this.readers = readers;
        order = new BulkWriter(cluster);
        removals = new BulkWriter(cluster);
        tallies = new ClusterPersonAndKeywordCounts(cluster, pair.published(), readers);
    }

    /** Returns a search for counting the published records in a pair of indexes. */
    static AudienceSearch readers(SearchCluster cluster, Pair pair) {
        return new AudienceSearch(cluster, pair, Audience.READERS, LONGEST);
    }

    Pair pair() {
        return pair;
    }

    /** Resumes the recount of people and keywords after a crash. */
    void resume() {
        tallies.resume();
    }

    /**
     * Writes changes to the indexes. Deletions are sent by {@link #refreshAndCount}. The write can be repeated after a
     * failure.
     */
    void write(List<Change> changes) throws IOException {
        begin();
        ChangedRecords changed = new ChangedRecords(changes);
        changed.replaceWorking(new IndexBatch(
                feeds.working(),
                (kind, ids, records) -> replace(kind, ids, read(feeds.published(), kind, ids), records)));
        changed.replacePublished(
                new IndexBatch(
                        feeds.published(),
                        (kind, ids, records) -> replace(kind, ids, records, read(feeds.working(), kind, ids))),
                record -> {});
        order.send();
    }

    /** Writes the current state of the given records to the indexes. */
    void write(RecordKind kind, Collection<UUID> ids) {
        begin();
        replace(kind, ids, read(feeds.published(), kind, ids), read(feeds.working(), kind, ids));
        order.send();
    }

    /** Starts writing records. The position in the change log is read before any record. */
    private void begin() {
        done.clear();
        long position = log.end();
        order.setPosition(position);
        removals.setPosition(position);
    }

    private static List<IndexRecord> read(RecordFeed feed, RecordKind kind, Collection<UUID> ids) {
        return feed.read(kind, ids);
    }

    private void replace(
            RecordKind kind, Collection<UUID> ids, List<IndexRecord> published, List<IndexRecord> working) {
        Set<UUID> before = done.computeIfAbsent(kind, absent -> new HashSet<>());
        List<String> open = ids.stream().filter(before::add).map(UUID::toString).toList();
        if (open.isEmpty()) {
            return;
        }
        Map<String, IndexRecord> shown = byKey(published);
        shown.keySet().retainAll(open);
        if (kind == RecordKind.ARTICLE) {
            tallies.touch(open, List.copyOf(shown.values()));
            shown.values().forEach(this::name);
        }
        weigh(kind, shown.values(), readers);
        Map<String, IndexRecord> own = byKey(working);
        for (String key : open) {
            put(
                    pair.published(),
                    kind,
                    key,
                    shown.get(key),
                    own.containsKey(key) && own.get(key).isCovering());
            if (kind == RecordKind.ARTICLE || kind == RecordKind.ISSUE) {
                put(pair.working(), kind, key, own.get(key), false);
            }
        }
    }

    private static Map<String, IndexRecord> byKey(List<IndexRecord> records) {
        return records.stream()
                .collect(Collectors.toMap(
                        IndexRecord::key, record -> record, (one, other) -> other, LinkedHashMap::new));
    }

    private void put(String index, RecordKind kind, String key, IndexRecord record, boolean covered) {
        if (removals.isFull()) {
            removeHidden();
        }
        if (record == null) {
            removals.delete(index, kind, key);
        } else {
            (covered ? removals : order).put(index, record, covered);
        }
    }

    private void name(IndexRecord article) {
        WEIGHED.forEach((kind, field) -> named.computeIfAbsent(kind, absent -> new HashSet<>())
                .addAll(article.terms().getOrDefault(field, Set.of())));
    }

    /** Sets the number of articles on records whose rank in suggestions depends on it. */
    static void weigh(RecordKind kind, Collection<IndexRecord> records, AudienceSearch readers) {
        if (WEIGHED.containsKey(kind) && !records.isEmpty()) {
            Map<String, Long> articles = ClusterPersonAndKeywordCounts.articles(
                    readers,
                    WEIGHED.get(kind),
                    records.stream().map(IndexRecord::key).toList());
            records.forEach(record -> record.suggested(articles.getOrDefault(record.key(), 0L)));
        }
    }

    /**
     * Makes written changes visible to searches. Then recounts people, keywords, and the articles of changed journals
     * and affiliations. The new counts become visible with the next refresh.
     */
    void refreshAndCount() {
        removeHidden();
        refresh();
        tallies.countTouched(order);
        for (Map.Entry<RecordKind, Set<String>> each : named.entrySet()) {
            List<UUID> outgrown = withChangedWeight(each.getKey(), each.getValue());
            if (!outgrown.isEmpty()) {
                write(each.getKey(), outgrown);
            }
        }
        named.clear();
        order.send();
        // Journals and affiliations have only one document, so their deletions need not wait for a refresh.
        removals.send();
        tallies.deleteStored();
    }

    /** Sends the pending removals after searches can find everything else that was written. */
    private void removeHidden() {
        if (!removals.isEmpty()) {
            order.send();
            refresh();
            removals.send();
        }
    }

    void refresh() {
        cluster.post("/" + pair.both() + "/_refresh", null);
    }

    /** Returns the journals or affiliations whose number of articles now differs too much from the indexed number. */
    private List<UUID> withChangedWeight(RecordKind kind, Set<String> keys) {
        Map<String, Long> articles = ClusterPersonAndKeywordCounts.articles(readers, WEIGHED.get(kind), keys);
        List<Object> records = new ArrayList<>();
        keys.forEach(key -> records.add(
                Map.of("_id", BulkWriter.id(kind, key), "_source", List.of(FieldNames.KEY, FieldNames.ARTICLES))));
        Map<String, Integer> written = new HashMap<>();
        if (!records.isEmpty()) {
            for (JsonNode each : cluster.post("/" + pair.published() + "/_mget", Map.of("docs", records))
                    .path("docs")) {
                JsonNode source = each.path("_source");
                if (source.hasNonNull(FieldNames.KEY)) {
                    written.put(
                            source.path(FieldNames.KEY).asText(),
                            PrefixTerms.weightOfArticles(
                                    source.path(FieldNames.ARTICLES).longValue()));
                }
            }
        }
        return written.entrySet().stream()
                .filter(each ->
                        each.getValue() != PrefixTerms.weightOfArticles(articles.getOrDefault(each.getKey(), 0L)))
                .map(each -> UUID.fromString(each.getKey()))
                .toList();
    }
}
