package org.offprint.http.caching;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/**
 * A body beside its gzip form (RFC 1952), so that what is served often is compressed once. As the entity of an answer
 * either of the two is sent.
 *
 * @param plain the body
 * @param gzip the same compressed; null if it is not worth it
 */
@SuppressWarnings("java:S6218") // never compared
public record Encoded(byte[] plain, byte[] gzip) {

    /** The smallest body that is compressed, in bytes. */
    public static final int SMALLEST = 1_000;

    /** Compresses a body, if it is large enough for that. */
    public static Encoded of(byte[] plain) {
        return new Encoded(plain, plain.length < SMALLEST ? null : compress(plain));
    }

    private static byte[] compress(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 3);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
