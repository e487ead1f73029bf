package org.offprint.platform.http.caching;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.apache.commons.codec.digest.DigestUtils;

/** Strong entity tags of bytes (RFC 9110, section 8.8.3). */
public final class EntityTag {

    private static final int LENGTH = 15;

    private EntityTag() {}

    /** The tag of these bytes, in quotes: the same wherever and whenever it is made. For what is stored. */
    public static String of(byte[] bytes) {
        byte[] digest = DigestUtils.sha256(bytes);
        return '"' + Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, LENGTH)) + '"';
    }

    /**
     * Returns a tag for an answer that is made for each request, such as a page of a list, at a fraction of the cost: two
     * checksums that processors compute and the length, which tell any two answers apart that differ by chance, but would
     * not withstand somebody who makes others of the same tag on purpose.
     */
    public static String ofMade(byte[] bytes) {
        byte[] tag = ByteBuffer.allocate(3 * Integer.BYTES)
                .putInt(checksum(new CRC32C(), bytes))
                .putInt(checksum(new CRC32(), bytes))
                .putInt(bytes.length)
                .array();
        return '"' + Base64.getUrlEncoder().encodeToString(tag) + '"';
    }

    private static int checksum(Checksum checksum, byte[] bytes) {
        checksum.update(bytes, 0, bytes.length);
        return (int) checksum.getValue();
    }
}
