package org.offprint.platform.http.caching;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Response body that is compressed only once with gzip (RFC 1952). The compressed bytes are stored in addition to the
 * plain bytes or instead of them, and either form can be sent.
 */
public final class Encoded {

    /** Minimum size of a body to compress, in bytes. */
    public static final int MIN_COMPRESSED_BYTES = 1_000;

    private static final int LENGTH_BYTES = 4;

    private final byte[] plain;
    private final byte[] gzip;

    private Encoded(byte[] plain, byte[] gzip) {
        this.plain = plain;
        this.gzip = gzip;
    }

    /** Stores a response body both uncompressed and compressed. If the body is too small, it is not compressed. */
    public static Encoded of(byte[] plain) {
        return new Encoded(plain, plain.length < MIN_COMPRESSED_BYTES ? null : compress(plain));
    }

    /**
     * Stores only the compressed response body, which saves two thirds of the memory. The body is decompressed for
     * clients that do not accept gzip.
     */
    public static Encoded ofGzip(byte[] gzip) {
        return new Encoded(null, gzip);
    }

    /** Stores only the uncompressed response body. */
    public static Encoded ofPlain(byte[] plain) {
        return new Encoded(plain, null);
    }

    /** Stores the uncompressed and the compressed response body. */
    static Encoded ofBoth(byte[] plain, byte[] gzip) {
        return new Encoded(plain, gzip);
    }

    /** Returns whether the uncompressed response body is stored. */
    public boolean hasPlain() {
        return plain != null;
    }

    /** Returns a copy that stores the uncompressed and the compressed response body. */
    public Encoded withPlain() {
        return plain == null ? new Encoded(plain(), gzip) : this;
    }

    /** Returns the uncompressed response body. If only the compressed form is stored, each call decompresses it. */
    public byte[] plain() {
        return plain == null ? inflate(gzip, length()) : plain;
    }

    /** Returns the compressed response body, or null if it was not compressed. */
    public byte[] gzip() {
        return gzip;
    }

    /** Returns the length of the uncompressed response body, in bytes. */
    public int length() {
        if (plain != null) {
            return plain.length;
        }
        // The last four bytes of gzip data are the uncompressed length in little-endian order (RFC 1952, section
        // 2.3.1).
        int length = 0;
        for (int i = 1; i <= LENGTH_BYTES; i++) {
            length = length << 8 | gzip[gzip.length - i] & 0xFF;
        }
        return length;
    }

    /** Returns the memory usage of the response body, in bytes. */
    public int weight() {
        return (plain == null ? 0 : plain.length) + (gzip == null ? 0 : gzip.length);
    }

    /** Compresses bytes with gzip, regardless of their length. */
    public static byte[] compress(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 3);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] inflate(byte[] gzip, int length) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip), 4096)) {
            byte[] plain = new byte[length];
            if (in.readNBytes(plain, 0, length) != length) {
                throw new IllegalStateException("The gzip data has fewer bytes than it states.");
            }
            return plain;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
