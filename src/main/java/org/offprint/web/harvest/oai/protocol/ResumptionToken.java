package org.offprint.web.harvest.oai.protocol;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Position at which an incomplete list continues (OAI-PMH, section 3.5). The token contains everything that determines
 * the content of the list. The service itself stores no list state, so any node can continue a list, even after a
 * restart.
 *
 * @param journal id of the journal of the repository; empty for the repository of all journals
 * @param prefix metadata prefix; empty for a list of sets
 * @param set set of the list; empty if there is none
 * @param asked time of the request for the first page, up to which the list is complete
 * @param until last datestamp in the list
 * @param stamp datestamp of the last item on the previous page
 * @param last last item or set on the previous page
 * @param cursor number of items on the previous pages
 * @param size total number of items when the list started
 * @param expiresAt expiry time in whole seconds
 */
public record ResumptionToken(
        OaiVerb verb,
        String journal,
        String prefix,
        String set,
        Instant asked,
        Instant until,
        Instant stamp,
        String last,
        long cursor,
        long size,
        Instant expiresAt) {

    private static final byte FORMAT_VERSION = 1;

    /**
     * Returns the resumption token for the items after the given item.
     *
     * @param listed number of items in the list up to and including the given item
     */
    public ResumptionToken after(Instant itsStamp, UUID article, long listed) {
        return new ResumptionToken(
                verb, journal, prefix, set, asked, until, itsStamp, article.toString(), listed, size, expiresAt);
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT_VERSION);
            out.writeByte(verb.ordinal());
            out.writeUTF(journal);
            out.writeUTF(prefix);
            out.writeUTF(set);
            out.writeLong(micros(asked));
            out.writeLong(micros(until));
            out.writeLong(micros(stamp));
            out.writeUTF(last);
            out.writeLong(cursor);
            out.writeLong(size);
            out.writeLong(expiresAt.getEpochSecond());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Decodes a resumption token after its signature has been verified. */
    static ResumptionToken of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != FORMAT_VERSION) {
                throw new IllegalArgumentException("The resumption token has an unknown format.");
            }
            return new ResumptionToken(
                    OaiVerb.values()[in.readByte()],
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    instant(in.readLong()),
                    instant(in.readLong()),
                    instant(in.readLong()),
                    in.readUTF(),
                    in.readLong(),
                    in.readLong(),
                    Instant.ofEpochSecond(in.readLong()));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
