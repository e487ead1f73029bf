package org.offprint.search.embedded.updates;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.offprint.search.embedded.index.IndexDirectory;
import org.offprint.search.embedded.index.OpenIndex;
import org.offprint.search.embedded.reader.RecordLookup;
import org.offprint.search.embedded.reader.Snapshot;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.feed.RecordFeed;
import org.offprint.search.feed.RecordFeeds;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.schema.Audience;
import org.offprint.search.schema.RecordKind;

/**
 * Adds the full texts of articles that were indexed before their text extraction was complete. The index flags these
 * articles, so that none of them is missed after a restart.
 */
final class AwaitedTexts {

    private static final int BATCH = 100;
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

    private final RecordFeeds feeds;
    private final OpenIndex index;
    private long lookedNanos = System.nanoTime() - POLL_INTERVAL.toNanos();

    AwaitedTexts(RecordFeeds feeds, OpenIndex index) {
        this.feeds = feeds;
        this.index = index;
    }

    /**
     * Re-indexes a batch of articles whose full texts have become available. Returns whether any article was
     * re-indexed.
     */
    boolean update() throws IOException {
        if (System.nanoTime() - lookedNanos < POLL_INTERVAL.toNanos()) {
            return false;
        }
        boolean any = update(Audience.READERS, feeds.published(), index.published());
        any |= update(Audience.EDITORS, feeds.working(), index.working());
        if (any) {
            index.refresh();
        }
        lookedNanos = System.nanoTime();
        return any;
    }

    private boolean update(Audience audience, RecordFeed feed, IndexDirectory part) throws IOException {
        List<UUID> awaiting = index.ask(audience, AwaitedTexts::awaiting);
        if (awaiting.isEmpty()) {
            return false;
        }
        List<IndexRecord> ready = feed.read(RecordKind.ARTICLE, awaiting).stream()
                .filter(record -> !record.isAwaitingText())
                .toList();
        if (!ready.isEmpty()) {
            part.replace(
                    RecordKind.ARTICLE, ready.stream().map(IndexRecord::key).toList(), ready);
        }
        return !ready.isEmpty();
    }

    private static List<UUID> awaiting(Snapshot snapshot) throws IOException {
        if (!snapshot.has(FieldNames.AWAITED)) {
            return List.of();
        }
        RecordLookup lookup = new RecordLookup(snapshot);
        List<UUID> awaiting = new ArrayList<>();
        TermQuery query = new TermQuery(new Term(FieldNames.AWAITED, FieldNames.TEXT));
        for (ScoreDoc found : snapshot.search(query, BATCH).scoreDocs) {
            awaiting.add(UUID.fromString(lookup.key(found.doc)));
        }
        return awaiting;
    }
}
