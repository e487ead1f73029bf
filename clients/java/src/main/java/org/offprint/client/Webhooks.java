package org.offprint.client;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SignatureException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Verifies webhook requests (Standard Webhooks 1.0.0). */
public final class Webhooks {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private Webhooks() {}

    /**
     * Verifies the signature and the age of a webhook request, and returns its event.
     *
     * @param secret secret of the webhook, which begins with {@code whsec_}
     * @param header returns the value of a request header, or null if the header is absent
     * @param body body of the request as received, before any parsing
     * @throws SignatureException if the request is not a valid webhook request; reject it with status 400
     */
    public static JsonObject verify(String secret, UnaryOperator<String> header, byte[] body) throws SignatureException {
        return verify(secret, header, body, Clock.systemUTC());
    }

    /** As above, with the clock that determines the age of the request. */
    public static JsonObject verify(String secret, UnaryOperator<String> header, byte[] body, Clock clock)
            throws SignatureException {
        String id = header.apply("webhook-id");
        String timestamp = header.apply("webhook-timestamp");
        String signatures = header.apply("webhook-signature");
        if (id == null
                || signatures == null
                || timestamp == null
                || !timestamp.matches("\\d{1,12}")
                || Math.abs(clock.millis() / 1000 - Long.parseLong(timestamp)) > TOLERANCE.toSeconds()) {
            throw new SignatureException(
                    "A header of the webhook request is missing or invalid, or the request is too old.");
        }
        byte[] expected = sign(secret, id + "." + timestamp + ".", body);
        // During a secret rotation, the header contains two signatures.
        for (String signature : signatures.split(" ")) {
            if (signature.startsWith("v1,") && MessageDigest.isEqual(expected, decode(signature.substring(3)))) {
                return JsonParser.parseString(new String(body, StandardCharsets.UTF_8))
                        .getAsJsonObject();
            }
        }
        throw new SignatureException("The signature of the webhook request is invalid.");
    }

    private static byte[] sign(String secret, String head, byte[] body) throws SignatureException {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(decode(secret.replaceFirst("^whsec_", "")), "HmacSHA256"));
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new SignatureException("The secret of the webhook is invalid.", e);
        }
    }

    /** Decodes Base64. Returns an empty array if the text is invalid. */
    private static byte[] decode(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
