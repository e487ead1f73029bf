package org.offprint.platform.files.store;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;
import org.offprint.kernel.identifiers.InvalidValueException;

/**
 * SHA-256 of a file's content, which is the key of the file in the file store.
 *
 * @param value 64 lower-case hexadecimal digits, which are safe in paths
 */
public record Sha256(String value) implements Comparable<Sha256> {

    private static final int DIGITS = 64;

    /**
     * Checks the format of a SHA-256 hash.
     *
     * @throws InvalidValueException if the value is not 64 lower-case hexadecimal digits
     */
    public Sha256 {
        if (!isHash(value)) {
            throw new InvalidValueException("sha256", "Must be a SHA-256 of 64 lower-case hexadecimal digits.");
        }
    }

    /** Returns whether a string has the format of a SHA-256 hash. */
    public static boolean isHash(String text) {
        return text.length() == DIGITS
                && text.chars().allMatch(sign -> sign >= '0' && sign <= '9' || sign >= 'a' && sign <= 'f');
    }

    /** Returns the SHA-256 of {@code bytes}. */
    public static Sha256 of(byte[] bytes) {
        return new Sha256(DigestUtils.sha256Hex(bytes));
    }

    /** Returns the SHA-256 in base64, the format of the header {@code Repr-Digest} (RFC 9530). */
    public String base64() {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(value));
    }

    /** Completes a SHA-256 computation, returns its hash and resets the digest. */
    static Sha256 of(MessageDigest digest) {
        return new Sha256(HexFormat.of().formatHex(digest.digest()));
    }

    @Override
    public int compareTo(Sha256 other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
