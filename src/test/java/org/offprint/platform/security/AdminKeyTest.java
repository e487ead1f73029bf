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
    void the_secret_opens_it_and_nothing_else_does() {
        AdminKey key = new AdminKey(Optional.of(SECRET));
        KnownKey opened = key.open(SECRET).orElseThrow();
        assertTrue(Sender.of(opened).isAdmin());
        assertEquals("admin (environment)", opened.name());
        assertTrue(key.open(SECRET + "x").isEmpty());
        assertTrue(key.open("").isEmpty());
    }

    @Test
    void its_id_stays_the_same_as_long_as_the_secret_does() {
        assertEquals(idOf(SECRET), idOf(SECRET));
        assertNotEquals(idOf(SECRET), idOf(SECRET + "x"));
    }

    @Test
    void white_space_around_it_is_no_part_of_it() {
        assertTrue(new AdminKey(Optional.of(" " + SECRET + "\n")).open(SECRET).isPresent());
    }

    @Test
    void letters_beyond_ascii_are_read_as_a_client_sends_them() {
        String secret = "пароль редакции журнала №1";
        String sent = new String(secret.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertTrue(new AdminKey(Optional.of(secret)).open(sent).isPresent());
    }

    @Test
    void one_that_is_not_set_is_opened_by_nothing() {
        for (Optional<String> unset : List.of(Optional.<String>empty(), Optional.of("  "))) {
            AdminKey key = new AdminKey(unset);
            assertFalse(key.isSet());
            assertTrue(key.open("").isEmpty());
        }
    }

    @Test
    void a_short_one_stops_the_start_and_is_not_repeated_in_the_message() {
        String message = refusalOf("x".repeat(23));
        assertEquals("OFFPRINT_ADMIN_KEY (offprint.admin-key) has 23 characters; it must have 24 or more.", message);
        assertTrue(new AdminKey(Optional.of("x".repeat(24))).isSet());
    }

    @Test
    void one_that_no_header_can_hold_stops_the_start() {
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
