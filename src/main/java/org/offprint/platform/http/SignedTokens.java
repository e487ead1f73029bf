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
 * Signed, URL-safe tokens that only this service can create. A token consists of a payload and an HMAC-SHA256 truncated
 * to 128 bits (RFC 2104, section 5). The payload is not encrypted and can be read by any client.
 */
public final class SignedTokens {

    private static final int MAC_LENGTH = 16;

    private final Supplier<List<byte[]>> keys;
    /**
     * Cache of initialized MAC instances by signing key. MAC instances are cloned before use. The cache remains small,
     * because there are few signing keys.
     */
    private final Map<ByteBuffer, Mac> prepared = new ConcurrentHashMap<>();

    /** Creates a signer and verifier of tokens. The first key signs new tokens, and all keys verify them. */
    public SignedTokens(Supplier<List<byte[]>> keys) {
        this.keys = keys;
    }

    /** Returns a signed token with the given payload. */
    public String sign(byte[] payload) {
        byte[] token = Arrays.copyOf(mac(keys.get().get(0), payload), MAC_LENGTH + payload.length);
        System.arraycopy(payload, 0, token, MAC_LENGTH, payload.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** Returns the payload of a token, or empty if it was not signed with any of the keys. */
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
            // The MAC is cloned instead of created, because looking up its provider and initializing the signing key
            // take longer than computing the signature.
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
