package org.offprint.platform.security;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/** Secret of an API key, which consists of a prefix that secret scanners recognize, and 256 random bits in base 62. */
final class Secret {

    private static final String PREFIX = "offprint_";
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 43; // 62^43 is slightly more than 2^256.
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9A-Za-z]{" + LENGTH + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secret() {}

    static String make() {
        StringBuilder secret = new StringBuilder(PREFIX);
        RANDOM.ints(LENGTH, 0, DIGITS.length()).forEach(i -> secret.append(DIGITS.charAt(i)));
        return secret.toString();
    }

    /**
     * Returns whether a token has the format of an API key's secret. A token in any other format requires no database
     * lookup.
     */
    static boolean isWellFormed(String token) {
        return FORM.matcher(token).matches();
    }

    // Returns the hash of an API key's secret. A fast hash is necessary, because it is computed for every request, and
    // sufficient, because 256 random bits cannot be guessed.
    static byte[] hash(String secret) {
        return hash(secret.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] hash(byte[] secret) {
        return DigestUtils.sha256(secret);
    }
}
