package org.offprint.platform.people;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/** Secret of 256 random bits that is safe in cookies and URLs. The database stores only the SHA-256 of the secret. */
public final class RandomSecret {

    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomSecret() {}

    public static String make() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Returns whether a string has the format of a random secret. A string in any other format requires no database
     * lookup.
     */
    public static boolean isWellFormed(String text) {
        return text != null && text.length() == 43 && FORM.matcher(text).matches();
    }

    public static byte[] hash(String secret) {
        return DigestUtils.sha256(secret);
    }
}
