package org.offprint.web.harvest.bulk;

import java.io.IOException;

/** Export file of records of all kinds, one per line, compressed, created in chunks while a client reads. */
final class RecordMembers extends Pieces {

    private final RecordWriting records;
    private Gzip out;

    RecordMembers(RecordWriting records) {
        this.records = records;
    }

    @Override
    boolean advance() throws IOException {
        if (out == null) {
            out = new Gzip(made);
        }
        boolean isMore = records.writeSome(out);
        if (!isMore) {
            out.close();
        }
        return isMore;
    }
}
