package org.offprint.platform.http.caching;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A body in its gzip form (RFC 1952), so that what is served often is compressed once, beside the plain one or in place
 * of it. As the entity of an answer either of the two is sent.
 */
public final class Encoded {

    /** The smallest body that is compressed, in bytes. */
    public static final int SMALLEST = 1_000;

    private static final int LENGTH_BYTES = 4;

    /** A third of the time of the usual level, for a tenth more bytes of a list. */
    private static final int QUICK_LEVEL = 2;

    private final byte[] plain;
    private final byte[] gzip;

    private Encoded(byte[] plain, byte[] gzip) {
        this.plain = plain;
        this.gzip = gzip;
    }

    /** Compresses a body, if it is large enough for that, and keeps both. */
    public static Encoded of(byte[] plain) {
        return new Encoded(plain, plain.length < SMALLEST ? null : compress(plain));
    }

    /** Keeps a compressed body alone, which saves two thirds of the memory; it is inflated for who takes it plain only. */
    public static Encoded ofGzip(byte[] gzip) {
        return new Encoded(null, gzip);
    }

    /** Keeps a plain body alone. */
    public static Encoded ofPlain(byte[] plain) {
        return new Encoded(plain, null);
    }

    /** Keeps both forms of a body. */
    static Encoded ofBoth(byte[] plain, byte[] gzip) {
        return new Encoded(plain, gzip);
    }

    /** Reports whether the plain body is kept. */
    public boolean hasPlain() {
        return plain != null;
    }

    /** Returns one that keeps both forms. */
    public Encoded withPlain() {
        return plain == null ? new Encoded(plain(), gzip) : this;
    }

    /** Returns the body; inflated anew each time where only its compressed form is kept. */
    public byte[] plain() {
        return plain == null ? inflate(gzip, length()) : plain;
    }

    /** Returns the body compressed; null where it is not worth it. */
    public byte[] gzip() {
        return gzip;
    }

    /** The length of the plain body in bytes. */
    public int length() {
        if (plain != null) {
            return plain.length;
        }
        // The last four bytes of gzip, the lowest first (RFC 1952, section 2.3.1).
        int length = 0;
        for (int i = 1; i <= LENGTH_BYTES; i++) {
            length = length << 8 | gzip[gzip.length - i] & 0xFF;
        }
        return length;
    }

    /** The bytes of memory that it takes. */
    public int weight() {
        return (plain == null ? 0 : plain.length) + (gzip == null ? 0 : gzip.length);
    }

    /** Returns bytes as gzip, however few they are. */
    public static byte[] compress(byte[] plain) {
        return compress(plain, Deflater.DEFAULT_COMPRESSION);
    }

    /** Returns bytes as gzip that are sent once, however few they are. */
    static byte[] compressQuickly(byte[] plain) {
        return compress(plain, QUICK_LEVEL);
    }

    private static byte[] compress(byte[] plain, int level) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 3);
        try (GZIPOutputStream gzip = new LevelledOutputStream(out, level)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static final class LevelledOutputStream extends GZIPOutputStream {

        LevelledOutputStream(OutputStream out, int level) throws IOException {
            super(out);
            def.setLevel(level);
        }
    }

    private static byte[] inflate(byte[] gzip, int length) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip), 4096)) {
            return in.readNBytes(length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
