package org.offprint.imports.reading;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.offprint.imports.batch.ReadRecord;

/** Cuts what an import reads into batches. */
public final class BatchReader implements AutoCloseable {

    private static final int MOST = 250;
    /** The bytes that the service needs for itself. */
    private static final long OTHERS = 100_000_000;
    /** In bytes as they are in the files, decompressed: however large the records, few of them are in memory. */
    private static final long LARGEST =
            Math.max(400_000, Math.min(16_000_000, (Runtime.getRuntime().maxMemory() - OTHERS) / 32));

    private final UploadReader reader;
    /**
     * The number of times that articles behind affiliations begin a batch of their own, however they take turns in a
     * file.
     */
    private static final int MOST_TURNS = 10;

    /** Read, but of the next batch. */
    private final Deque<ReadRecord> ahead = new ArrayDeque<>();

    private int turns;

    public BatchReader(UploadReader reader) {
        this.reader = reader;
    }

    /**
     * The next batch in their order; empty at the end. No two of it are the same record, so that all can be
     * looked up before any is stored. Articles come after the affiliations before them, which they are linked to, and
     * journals after those that they may continue.
     */
    public List<ReadRecord> next() {
        List<ReadRecord> batch = new ArrayList<>();
        DistinctRecords distinct = new DistinctRecords();
        long weight = 0;
        while (batch.size() < MOST && weight < LARGEST) {
            ReadRecord read = ahead.isEmpty() ? reader.next() : ahead.poll();
            if (read == null) {
                break;
            }
            boolean isTurn =
                    turns < MOST_TURNS && isOf("article", read) && !batch.isEmpty() && isOf("affiliation", last(batch));
            if (isTurn || continuesOneOf(batch, read) || !distinct.add(read.record())) {
                turns += isTurn ? 1 : 0;
                ahead.push(read);
                break;
            }
            batch.add(read);
            weight += read.weight();
        }
        return batch;
    }

    /** Reports whether a journal continues another, which may be in the batch: that must be stored when this is read. */
    private static boolean continuesOneOf(List<ReadRecord> batch, ReadRecord read) {
        return isOf("journal", read)
                && read.record().body() != null
                && read.record().body().hasNonNull("continues")
                && batch.stream().anyMatch(before -> isOf("journal", before));
    }

    private static ReadRecord last(List<ReadRecord> batch) {
        return batch.get(batch.size() - 1);
    }

    private static boolean isOf(String kind, ReadRecord read) {
        return read.record() != null && kind.equals(read.record().kind());
    }

    @Override
    public void close() {
        reader.close();
    }
}
