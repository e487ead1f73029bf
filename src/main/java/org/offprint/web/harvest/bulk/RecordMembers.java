package org.offprint.web.harvest.bulk;

import java.io.IOException;

/** Export file of records of all kinds, one per line, compressed, created in chunks while a client reads. */
final class RecordMembers extends ChunkedFile {

    private final JsonLinesWriter records;
    private Gzip out;

    RecordMembers(JsonLinesWriter records) {
        this.records = records;
    }

    @Override
    boolean advance() throws IOException {
        if (out == null) {
            out = new Gzip(unsent);
        }
        boolean isMore = records.writeSome(out);
        if (!isMore) {
            out.close();
        }
        return isMore;
    }
}
