package org.offprint.http.caching;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Strong entity tags of stored bytes (RFC 9110, section 8.8.3). */
public final class EntityTag {

    private static final int LENGTH = 15;

    private EntityTag() {}

    /** The tag of these bytes, in quotes: the same wherever and whenever it is made. */
    public static String of(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, LENGTH)) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
