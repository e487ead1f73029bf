package org.offprint.search.embedded.updates;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.offprint.search.embedded.index.OpenIndex;
import org.offprint.search.feed.RecordFeed;
import org.offprint.search.feed.RecordFeed.Citations;
import org.offprint.search.lucene.mapping.FieldNames;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;

/**
 * Updates citation counts in the index, which change without any change of the cited articles. They are updated in
 * place and in batches, because each update rewrites a column of the index. When the index is opened, updating starts
 * with the first count. Articles that are written in the meantime contain the count at the time of writing.
 */
final class CitationNumbers {

    private static final int BATCH = 1_000;
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final String FIELD = FieldNames.order(RecordKind.ARTICLE, SortOrder.MOST_CITED);

    private final RecordFeed records;
    private final OpenIndex index;
    private long stamp;
    private boolean more;
    private long lookedNanos = System.nanoTime() - POLL_INTERVAL.toNanos();

    CitationNumbers(RecordFeed records, OpenIndex index) {
        this.records = records;
        this.index = index;
    }

    /** Returns whether there are more counts to update after the last batch. */
    boolean hasMore() {
        return more;
    }

    /** Updates a batch of counts. Returns whether any count was updated. */
    boolean update() throws IOException {
        boolean isSoon = !more && System.nanoTime() - lookedNanos < POLL_INTERVAL.toNanos();
        if (isSoon || index.isOutdated()) {
            more = false;
            return false;
        }
        List<Citations> numbers = records.citations(stamp, BATCH);
        for (Citations each : numbers) {
            String record = FieldNames.record(RecordKind.ARTICLE, each.article().toString());
            index.published().setNumber(record, FIELD, each.number());
            index.working().setNumber(record, FIELD, each.number());
        }
        if (!numbers.isEmpty()) {
            stamp = numbers.get(numbers.size() - 1).stamp();
        }
        more = numbers.size() == BATCH;
        if (!numbers.isEmpty() && !more) {
            index.refresh();
        }
        lookedNanos = System.nanoTime();
        return !numbers.isEmpty();
    }
}
