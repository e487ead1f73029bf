package org.offprint.platform.http;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Texts that only this service can have made, of letters that a URL takes as they are: bytes signed by HMAC-SHA256 cut
 * to 128 bits (RFC 2104, section 5). Whoever has one can read what is in it.
 */
public final class SignedTokens {

    private static final int MAC_LENGTH = 16;

    private final Supplier<List<byte[]>> keys;
    /** Prepared instances by key, of which there are few: copied before use. */
    private final Map<ByteBuffer, Mac> prepared = new ConcurrentHashMap<>();

    /** Takes the keys to sign by: the first one signs, all of them verify. */
    public SignedTokens(Supplier<List<byte[]>> keys) {
        this.keys = keys;
    }

    /** The token of these bytes. */
    public String sign(byte[] payload) {
        byte[] token = Arrays.copyOf(mac(keys.get().get(0), payload), MAC_LENGTH + payload.length);
        System.arraycopy(payload, 0, token, MAC_LENGTH, payload.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** The bytes of a token; empty for anything that was not signed by one of the keys. */
    public Optional<byte[]> open(String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length <= MAC_LENGTH) {
            return Optional.empty();
        }
        byte[] mac = Arrays.copyOf(bytes, MAC_LENGTH);
        byte[] payload = Arrays.copyOfRange(bytes, MAC_LENGTH, bytes.length);
        boolean ours = keys.get().stream().anyMatch(key -> MessageDigest.isEqual(mac, mac(key, payload)));
        return ours ? Optional.of(payload) : Optional.empty();
    }

    private byte[] mac(byte[] key, byte[] payload) {
        try {
            // A copy knows the key already: finding out who computes it and preparing the key costs more than the rest.
            Mac mac = (Mac) prepared.computeIfAbsent(ByteBuffer.wrap(key), SignedTokens::prepare)
                    .clone();
            return Arrays.copyOf(mac.doFinal(payload), MAC_LENGTH);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Mac prepare(ByteBuffer key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.array(), "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
