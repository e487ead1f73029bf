package org.offprint.harvest.bulk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/**
 * A file of gzip members of 1,000 records each (RFC 1952, section 2.2), made piece by piece as a client takes it. Whoever
 * has some members whole goes on after the last record of them.
 */
final class Members {

    private static final int RECORDS_A_MEMBER = 1_000;

    /** How much is made at a time, compressed, in bytes: what a client must take now and then not to be given up. */
    private static final int PIECE = 1 << 16;

    private final Published published;
    private final Contents contents;
    private final ByteArrayOutputStream made = new ByteArrayOutputStream(2 * PIECE);
    private UUID last;
    private GZIPOutputStream member;
    private int records;
    private boolean ended;

    /** @param after the article after which it begins */
    Members(Published published, Contents contents, UUID after) {
        this.published = published;
        this.contents = contents;
        last = after;
    }

    /** The next piece; empty at the end. Not by several threads at a time. */
    byte[] next() {
        try {
            while (!ended && made.size() < PIECE) {
                advance();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] piece = made.toByteArray();
        made.reset();
        return piece;
    }

    private void advance() throws IOException {
        if (member == null) {
            boolean isFirst = records == 0;
            member = new GZIPOutputStream(made, PIECE);
            records = 0;
            if (isFirst) {
                member.write(contents.begin());
            }
        }
        List<UUID> ids = published.idsAfter(last, RECORDS_A_MEMBER - records);
        if (!ids.isEmpty()) {
            contents.write(ids, member);
            last = ids.get(ids.size() - 1);
            records += ids.size();
        } else {
            member.write(contents.end());
            ended = true;
        }
        if (ended || records == RECORDS_A_MEMBER) {
            member.finish();
            member = null;
        }
    }
}
