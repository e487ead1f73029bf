package org.offprint.platform.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signing secret of a webhook (Standard Webhooks 1.0.0, "Signature scheme", symmetric). */
public final class SigningSecret {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    /** Length of a webhook's signing key, in bytes. Standard Webhooks requires 24 to 64 bytes. */
    private static final int LENGTH = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;

    SigningSecret(byte[] key) {
        this.key = key.clone();
    }

    /** Creates a random signing secret. */
    static SigningSecret make() {
        byte[] key = new byte[LENGTH];
        RANDOM.nextBytes(key);
        return new SigningSecret(key);
    }

    /** Returns the bytes of the signing key. */
    byte[] key() {
        return key.clone();
    }

    /** Returns the signing secret as shown to the receiver: {@code whsec_} followed by base64. */
    public String shown() {
        return PREFIX + Base64.getEncoder().encodeToString(key);
    }

    /**
     * Signs the body of a webhook request.
     *
     * @param id id of the event, the same for all attempts
     * @param timestamp time of the attempt, in seconds since 1970
     * @param body bytes to send
     * @return signature version, a comma and the signature in base64
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
        return PREFIX + "…"; // The signing secret is omitted, so that it never appears in a log.
    }
}
