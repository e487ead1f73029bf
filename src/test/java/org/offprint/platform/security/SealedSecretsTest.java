package org.offprint.platform.security;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SealedSecretsTest {

    private static final byte[] SECRET = "the password".getBytes(StandardCharsets.UTF_8);
    private static final Optional<String> FIRST = key('a');
    private static final Optional<String> SECOND = key('b');

    private static Optional<String> key(char letter) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) letter);
        return Optional.of(Base64.getEncoder().encodeToString(bytes));
    }

    @Test
    void an_encrypted_secret_can_be_decrypted_only_in_its_context() {
        SealedSecrets secrets = new SealedSecrets(FIRST, Optional.empty());
        byte[] sealed = secrets.seal(SECRET, "account 1 secret");
        assertArrayEquals(SECRET, secrets.open(sealed, "account 1 secret").orElseThrow());
        assertTrue(secrets.open(sealed, "account 2 secret").isEmpty());
        assertFalse(Arrays.equals(sealed, secrets.seal(SECRET, "account 1 secret")));
        assertFalse(new String(sealed, StandardCharsets.ISO_8859_1).contains("password"));
    }

    @Test
    void a_modified_or_truncated_encrypted_secret_cannot_be_decrypted() {
        SealedSecrets secrets = new SealedSecrets(FIRST, Optional.empty());
        byte[] sealed = secrets.seal(SECRET, "place");
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertTrue(secrets.open(changed, "place").isEmpty(), "byte " + i);
            assertTrue(secrets.open(Arrays.copyOf(sealed, i), "place").isEmpty(), i + " bytes");
        }
    }

    @Test
    void secrets_encrypted_with_the_previous_key_can_be_decrypted() {
        byte[] old = new SealedSecrets(FIRST, Optional.empty()).seal(SECRET, "place");
        SealedSecrets rotated = new SealedSecrets(SECOND, FIRST);
        assertArrayEquals(SECRET, rotated.open(old, "place").orElseThrow());
        assertFalse(rotated.isSealedWithCurrentKey(old));
        byte[] sealed = rotated.seal(SECRET, "place");
        assertTrue(rotated.isSealedWithCurrentKey(sealed));
        assertTrue(
                new SealedSecrets(FIRST, Optional.empty()).open(sealed, "place").isEmpty());
    }

    @Test
    void secrets_cannot_be_encrypted_without_a_valid_key() {
        SealedSecrets none = new SealedSecrets(Optional.empty(), FIRST);
        assertFalse(none.canSeal());
        assertThrows(IllegalStateException.class, () -> none.seal(SECRET, "place"));
        assertEquals(
                "OFFPRINT_SECRETS_KEY (offprint.secrets-key) has 3 bytes; it must have 32, in base64.",
                assertThrows(
                                ConfigurationException.class,
                                () -> new SealedSecrets(Optional.of("YWJj"), Optional.empty()))
                        .getMessage());
        assertFalse(assertThrows(
                        ConfigurationException.class,
                        () -> new SealedSecrets(Optional.of("not base 64"), Optional.empty()))
                .getMessage()
                .contains("not base 64"));
    }
}
