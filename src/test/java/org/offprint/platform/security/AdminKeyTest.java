package org.offprint.platform.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdminKeyTest {

    private static final String SECRET = "correct horse, battery 24";

    @Test
    void only_the_exact_secret_is_accepted_as_the_admin_key() {
        AdminKey key = new AdminKey(Optional.of(SECRET));
        CachedKey opened = key.open(SECRET).orElseThrow();
        assertTrue(Sender.of(opened).isAdmin());
        assertEquals("admin (environment)", opened.name());
        assertTrue(key.open(SECRET + "x").isEmpty());
        assertTrue(key.open("").isEmpty());
    }

    @Test
    void the_id_of_the_admin_key_depends_only_on_its_secret() {
        assertEquals(idOf(SECRET), idOf(SECRET));
        assertNotEquals(idOf(SECRET), idOf(SECRET + "x"));
    }

    @Test
    void whitespace_around_the_configured_admin_key_is_ignored() {
        assertTrue(new AdminKey(Optional.of(" " + SECRET + "\n")).open(SECRET).isPresent());
    }

    @Test
    void an_admin_key_with_non_ascii_letters_is_accepted_in_the_authorization_header() {
        String secret = "пароль редакции журнала №1";
        String sent = new String(secret.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertTrue(new AdminKey(Optional.of(secret)).open(sent).isPresent());
    }

    @Test
    void no_secret_is_accepted_if_the_admin_key_is_not_configured() {
        for (Optional<String> unset : List.of(Optional.<String>empty(), Optional.of("  "))) {
            AdminKey key = new AdminKey(unset);
            assertFalse(key.isSet());
            assertTrue(key.open("").isEmpty());
        }
    }

    @Test
    void the_service_does_not_start_with_an_admin_key_of_fewer_than_24_characters() {
        String message = refusalOf("x".repeat(23));
        assertEquals("OFFPRINT_ADMIN_KEY (offprint.admin-key) has 23 characters; it must have 24 or more.", message);
        assertTrue(new AdminKey(Optional.of("x".repeat(24))).isSet());
    }

    @Test
    void the_service_does_not_start_with_an_admin_key_that_contains_a_line_break() {
        assertTrue(refusalOf("twelve chars\ntwelve chars").contains("line break"));
    }

    private static Object idOf(String secret) {
        return new AdminKey(Optional.of(secret)).open(secret).orElseThrow().id();
    }

    private static String refusalOf(String secret) {
        return assertThrows(ConfigurationException.class, () -> new AdminKey(Optional.of(secret)))
                .getMessage();
    }
}
