package org.offprint.platform.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret of a webhook and the signatures that it makes (Standard Webhooks 1.0.0, "Signature scheme", symmetric). */
public final class SigningSecret {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    /** Standard Webhooks wants 24 to 64. */
    private static final int LENGTH = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;

    SigningSecret(byte[] key) {
        this.key = key.clone();
    }

    /** Makes a new secret at random. */
    static SigningSecret make() {
        byte[] key = new byte[LENGTH];
        RANDOM.nextBytes(key);
        return new SigningSecret(key);
    }

    /** Returns the bytes that sign. */
    byte[] key() {
        return key.clone();
    }

    /** Returns the secret as its receiver is given it: {@code whsec_} and base64. */
    public String shown() {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    /**
     * Signs a message.
     *
     * @param id of the message, the same for all attempts
     * @param timestamp of the attempt, in seconds since 1970
     * @param body the bytes that are sent
     * @return the version, a comma and the signature in base64
     */
    public String sign(String id, long timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return PREFIX + "…"; // so that no log ever holds it
    }
}
