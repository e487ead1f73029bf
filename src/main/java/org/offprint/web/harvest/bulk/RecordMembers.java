package org.offprint.web.harvest.bulk;

import java.io.IOException;

/** Records of all kinds, one a line and compressed, made piece by piece as a client takes them. */
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
