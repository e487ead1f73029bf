package org.offprint.http.caching;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MurmurHash3;

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
     * Returns a tag for an answer that is made for each request, such as a page of a list, at a fraction of the cost:
     * 128 bits that tell bytes apart, but would not withstand somebody who makes others of the same tag on purpose.
     */
    public static String ofMade(byte[] bytes) {
        long[] hash = MurmurHash3.hash128x64(bytes);
        byte[] tag = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(hash[0])
                .putLong(hash[1])
                .array();
        return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(tag) + '"';
    }
}
