package org.offprint.platform.security;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.digest.DigestUtils;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.platform.settings.Setting;
import org.offprint.platform.settings.Settings;

/**
 * Encrypts secrets that the service must be able to read again, such as signing secrets. Encryption uses AES-256-GCM
 * (NIST SP 800-38D) with a key from the environment. A sealed secret consists of a version, a key id of four bytes, the
 * nonce and the ciphertext with its tag. A sealed secret can be opened only in the context for which it was sealed.
 */
@Singleton
public class SealedSecrets {

    private static final byte VERSION = 1;
    private static final int KEY_NAME = 4;
    private static final int NONCE = 12;
    private static final int TAG = 16;
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * Encryption keys from the environment. The current key, if set, is the first one and seals secrets. The previous
     * key can only open them.
     */
    private final List<Key> keys;

    private final boolean seals;

    SealedSecrets(
            @ConfigProperty(name = "offprint.secrets-key") Optional<String> present,
            @ConfigProperty(name = "offprint.secrets-key-previous") Optional<String> previous) {
        Optional<Key> sealing = key(Settings.SECRETS_KEY, present);
        seals = sealing.isPresent();
        keys = Stream.of(sealing, key(Settings.SECRETS_KEY_PREVIOUS, previous))
                .flatMap(Optional::stream)
                .toList();
    }

    private record Key(byte[] name, SecretKeySpec secret) {}

    private static Optional<Key> key(Setting setting, Optional<String> configured) {
        return configured
                .map(setting::checked)
                .filter(value -> !value.isEmpty())
                .map(value -> {
                    byte[] bytes = Base64.getDecoder().decode(value);
                    return new Key(Arrays.copyOf(DigestUtils.sha256(bytes), KEY_NAME), new SecretKeySpec(bytes, "AES"));
                });
    }

    /** Returns whether an encryption key for sealing secrets is set in the environment. */
    public boolean canSeal() {
        return seals;
    }

    /**
     * Seals a secret.
     *
     * @param place context: the record and column that store the secret, for example {@code webhook 0198… secret}
     * @throws IllegalStateException if no encryption key is set in the environment; callers must check {@link #canSeal}
     *     first
     */
    public byte[] seal(byte[] secret, String place) {
        if (!seals) {
            throw new IllegalStateException(
                    "Secrets cannot be encrypted without " + Settings.SECRETS_KEY.variable() + ".");
        }
        Key key = keys.get(0);
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] text = cipher(Cipher.ENCRYPT_MODE, key, nonce, place).doFinal(secret);
            return ByteBuffer.allocate(1 + KEY_NAME + NONCE + text.length)
                    .put(VERSION)
                    .put(key.name())
                    .put(nonce)
                    .put(text)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Opens a sealed secret.
     *
     * @param place context for which the secret was sealed
     * @return secret; empty if it was not sealed with an encryption key of the environment, or if it was changed or
     *     moved to another context
     */
    public Optional<byte[]> open(byte[] sealed, String place) {
        if (sealed.length < 1 + KEY_NAME + NONCE + TAG || sealed[0] != VERSION) {
            return Optional.empty();
        }
        byte[] name = Arrays.copyOfRange(sealed, 1, 1 + KEY_NAME);
        byte[] nonce = Arrays.copyOfRange(sealed, 1 + KEY_NAME, 1 + KEY_NAME + NONCE);
        int text = 1 + KEY_NAME + NONCE;
        for (Key key : keys) {
            if (Arrays.equals(name, key.name())) {
                try {
                    return Optional.of(
                            cipher(Cipher.DECRYPT_MODE, key, nonce, place).doFinal(sealed, text, sealed.length - text));
                } catch (GeneralSecurityException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Returns whether a secret was sealed with the current encryption key. A secret sealed with an older key should be
     * sealed again.
     */
    public boolean isSealedWithCurrentKey(byte[] sealed) {
        return seals
                && sealed.length > KEY_NAME
                && Arrays.equals(
                        Arrays.copyOfRange(sealed, 1, 1 + KEY_NAME), keys.get(0).name());
    }

    private static Cipher cipher(int mode, Key key, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key.secret(), new GCMParameterSpec(TAG * Byte.SIZE, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
