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
 * The place where an incomplete list goes on (section 3.5), with all that decides its content: nothing of it is kept
 * here, so any node can go on, before and after a restart.
 *
 * @param journal the id of the journal whose repository it is of; empty for that of all
 * @param prefix empty for a list of sets
 * @param set empty for none
 * @param asked the instant up to which the list holds everything
 * @param until the last stamp it holds
 * @param stamp of the last item before
 * @param last the last item or set before
 * @param cursor how many were listed before
 * @param size how many there were in all when the list began
 * @param expiresAt in whole seconds
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

    private static final byte FORM = 1;

    /**
     * Returns the token for the items after this one.
     *
     * @param listed how many were listed up to it
     */
    public ResumptionToken after(Instant itsStamp, UUID article, long listed) {
        return new ResumptionToken(
                verb, journal, prefix, set, asked, until, itsStamp, article.toString(), listed, size, expiresAt);
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
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

    /** Reads what was signed here. */
    static ResumptionToken of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != FORM) {
                throw new IllegalArgumentException("of another form");
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
