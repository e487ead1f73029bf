package org.offprint.platform.http.caching;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.apache.commons.codec.digest.DigestUtils;

/** Computes strong entity tags from the bytes of a response body (RFC 9110, section 8.8.3). */
public final class EntityTag {

    private static final int LENGTH = 15;
    private static final Pattern OF_SELECTION = Pattern.compile("\\.f[0-9a-f]{8}(?:-gzip)?\"$");

    private EntityTag() {}

    /** Returns the entity tag for stored content, in quotes. Equal bytes have the same entity tag on every node. */
    public static String of(byte[] bytes) {
        byte[] digest = DigestUtils.sha256(bytes);
        return '"' + Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, LENGTH)) + '"';
    }

    /**
     * Returns the entity tag of a response that is generated per request, such as a page of a list. The tag consists of
     * two hardware-accelerated checksums and the length, so computing it is much faster than {@link #of}. Accidental
     * collisions are extremely unlikely, but deliberate collisions are possible.
     */
    public static String ofGenerated(byte[] bytes) {
        byte[] tag = ByteBuffer.allocate(3 * Integer.BYTES)
                .putInt(checksum(new CRC32C(), bytes))
                .putInt(checksum(new CRC32(), bytes))
                .putInt(bytes.length)
                .array();
        return '"' + Base64.getUrlEncoder().encodeToString(tag) + '"';
    }

    /**
     * Returns the entity tag of a response that contains only selected members of a record.
     *
     * @param etag entity tag of the complete record
     * @param selection normalized selection; equal selections must be equal strings
     */
    public static String ofSelection(String etag, String selection) {
        int checksum = checksum(new CRC32C(), selection.getBytes(StandardCharsets.UTF_8));
        return etag.substring(0, etag.length() - 1) + String.format(".f%08x\"", checksum);
    }

    /** Returns whether an entity tag belongs to a response that contains only selected members of a record. */
    static boolean isOfSelection(String etag) {
        return OF_SELECTION.matcher(etag).find();
    }

    private static int checksum(Checksum checksum, byte[] bytes) {
        checksum.update(bytes, 0, bytes.length);
        return (int) checksum.getValue();
    }
}
