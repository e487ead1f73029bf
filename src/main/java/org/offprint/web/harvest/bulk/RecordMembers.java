package org.offprint.web.harvest.bulk;

import java.io.IOException;

/**
 * Compressed export file of records of all kinds, one record per line, created in chunks while a client downloads the
 * file.
 */
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
