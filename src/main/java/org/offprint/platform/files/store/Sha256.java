package org.offprint.platform.files.store;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;
import org.offprint.kernel.identifiers.InvalidValueException;

/**
 * The SHA-256 of the bytes of a file, which is their name in the store.
 *
 * @param value 64 lower-case hexadecimal digits, so that it is safe in a path
 */
public record Sha256(String value) implements Comparable<Sha256> {

    private static final int DIGITS = 64;

    /** @throws InvalidValueException where it is not 64 lower-case hexadecimal digits */
    public Sha256 {
        if (!isHash(value)) {
            throw new InvalidValueException("sha256", "A SHA-256 has 64 lower-case hexadecimal digits.");
        }
    }

    /** Returns whether a text has the form of a hash. */
    public static boolean isHash(String text) {
        return text.length() == DIGITS
                && text.chars().allMatch(sign -> sign >= '0' && sign <= '9' || sign >= 'a' && sign <= 'f');
    }

    /** Returns the hash of bytes. */
    public static Sha256 of(byte[] bytes) {
        return new Sha256(DigestUtils.sha256Hex(bytes));
    }

    /** Returns the hash in base64, as {@code Repr-Digest} has it (RFC 9530). */
    public String base64() {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(value));
    }

    /** Ends the digest, which is empty afterwards. */
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
