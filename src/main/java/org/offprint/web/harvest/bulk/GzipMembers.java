package org.offprint.web.harvest.bulk;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.offprint.web.harvest.bulk.ExportContents.Batch;

/**
 * Export file that consists of gzip members with 1,000 records each (RFC 1952, section 2.2). The file is created in
 * chunks while a client downloads it. After an interruption, the client can resume after the last record of the last
 * complete member. While a batch of records is compressed, the next batch is read.
 */
final class GzipMembers extends ChunkedFile {

    private static final int RECORDS_PER_MEMBER = 1_000;

    private final ExportContents contents;
    private UUID last;
    private FutureTask<Batch> ahead;
    private Gzip member;
    private int records;

    /**
     * Creates an export file.
     *
     * @param after id after which the export begins
     */
    GzipMembers(ExportContents contents, UUID after) {
        this.contents = contents;
        last = after;
    }

    @Override
    boolean advance() throws IOException {
        if (member == null) {
            boolean isFirst = records == 0;
            member = new Gzip(unsent);
            records = 0;
            if (isFirst) {
                member.write(contents.begin());
            }
        }
        Batch batch = read();
        last = batch.last();
        records += batch.records();
        if (batch.records() > 0) {
            readAhead();
            member.write(batch.bytes());
        } else {
            member.write(contents.end());
        }
        boolean isEnd = batch.records() == 0;
        if (isEnd || records == RECORDS_PER_MEMBER) {
            member.close(); // Release the native memory of the compressor.
            member = null;
        }
        return !isEnd;
    }

    private void readAhead() {
        UUID from = last;
        int most = records == RECORDS_PER_MEMBER ? RECORDS_PER_MEMBER : RECORDS_PER_MEMBER - records;
        ahead = new FutureTask<>(() -> contents.after(from, most));
        Infrastructure.getDefaultWorkerPool().execute(ahead);
    }

    private Batch read() {
        if (ahead == null) {
            return contents.after(last, RECORDS_PER_MEMBER);
        }
        try {
            // Run the read task in this thread unless another thread has already started it.
            ahead.run();
            return ahead.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
