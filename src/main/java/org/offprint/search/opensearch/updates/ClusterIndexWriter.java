package org.offprint.search.opensearch.updates;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.offprint.search.feed.IndexRecord;
import org.offprint.search.feed.RecordFeed;
import org.offprint.search.feed.RecordFeeds;
import org.offprint.search.opensearch.client.ClusterIndexes.Pair;
import org.offprint.search.opensearch.client.SearchCluster;
import org.offprint.search.opensearch.reader.AudienceSearch;
import org.offprint.search.schema.RecordKind;

/**
 * Writes all records to an empty pair of indexes. One thread reads records from the database. One thread per processor
 * creates and sends documents, so that the cluster is busy while records are read.
 */
final class ClusterIndexWriter implements AutoCloseable {

    private static final int SENDERS = Math.max(1, Runtime.getRuntime().availableProcessors());

    /** Maximum number of batches that have been read but not yet accepted by the cluster. */
    private static final int READ_AHEAD = SENDERS + 1;

    private final SearchCluster cluster;
    private final Pair pair;
    private final RecordFeeds feeds;
    private final long position;
    private final LongConsumer count;
    private final AudienceSearch readers;
    private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    private final Semaphore room = new Semaphore(READ_AHEAD);
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

    /**
     * Creates the writer for an empty pair of indexes.
     *
     * @param position position in the change log before any record is read
     * @param count called with the number of written records after each batch
     */
    ClusterIndexWriter(SearchCluster cluster, Pair pair, RecordFeeds feeds, long position, LongConsumer count) {
        this.cluster = cluster;
        this.pair = pair;
        this.feeds = feeds;
        this.position = position;
        this.count = count;
        readers = ClusterUpdates.readers(cluster, pair);
    }

    /** Writes all records to the indexes. Returns when searches can find all records. */
    void run() {
        for (RecordKind kind : List.of(RecordKind.ARTICLE, RecordKind.ISSUE)) {
            feeds.published().scan(kind, batch -> submit(batch.size(), order -> put(order, pair.published(), batch)));
        }
        await();
        // Counts of people, keywords, journals and affiliations are based on the articles that searches can already
        // find.
        new ClusterPersonAndKeywordCounts(cluster, pair.published(), readers)
                .countAll(batch -> submit(0, order -> put(order, pair.published(), batch)));
        for (RecordKind kind : List.of(RecordKind.JOURNAL, RecordKind.AFFILIATION)) {
            feeds.published()
                    .scan(
                            kind,
                            batch -> submit(batch.size(), order -> {
                                ClusterUpdates.weigh(kind, batch, readers);
                                put(order, pair.published(), batch);
                            }));
        }
        await();
        // Working records are written last. Each published record that is replaced by a working record is then written
        // again, with the flag that hides it from editors.
        for (RecordKind kind : List.of(RecordKind.ISSUE, RecordKind.ARTICLE)) {
            feeds.working().scan(kind, batch -> {
                RecordFeed published = feeds.published();
                List<IndexRecord> covered = published.read(kind, covering(batch));
                submit(batch.size(), order -> {
                    put(order, pair.working(), batch);
                    covered.forEach(record -> order.put(pair.published(), record, true));
                });
            });
        }
        await();
    }

    private static List<UUID> covering(List<IndexRecord> batch) {
        List<UUID> covering = new ArrayList<>();
        for (IndexRecord record : batch) {
            if (record.isCovering()) {
                covering.add(UUID.fromString(record.key()));
            }
        }
        return covering;
    }

    private static void put(BulkWriter order, String index, List<IndexRecord> batch) {
        batch.forEach(record -> order.put(index, record, false));
    }

    private interface Sending {
        void fill(BulkWriter order);
    }

    private void submit(int records, Sending sending) {
        check();
        room.acquireUninterruptibly();
        senders.execute(() -> {
            try {
                BulkWriter order = new BulkWriter(cluster);
                order.setPosition(position);
                sending.fill(order);
                order.send();
                count.accept(records);
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            } finally {
                room.release();
            }
        });
    }

    /**
     * Waits until the cluster has accepted all batches. Then refreshes the indexes, so that searches find the written
     * records.
     */
    private void await() {
        room.acquireUninterruptibly(READ_AHEAD);
        room.release(READ_AHEAD);
        check();
        cluster.post("/" + pair.both() + "/_refresh", null);
    }

    private void check() {
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    @Override
    public void close() {
        senders.shutdown();
    }
}
