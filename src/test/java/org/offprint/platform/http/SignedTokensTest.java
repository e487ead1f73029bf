package org.offprint.platform.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignedTokensTest {

    private static final byte[] NEW = "the key that signs".getBytes();
    private static final byte[] OLD = "the key before it".getBytes();
    private static final byte[] PAYLOAD = {1, 0, -1, 127};

    private final SignedTokens tokens = new SignedTokens(() -> List.of(NEW, OLD));

    @Test
    void a_payload_signed_with_the_current_or_previous_key_is_verified() {
        assertArrayEquals(PAYLOAD, tokens.open(tokens.sign(PAYLOAD)).orElseThrow());
        String old = new SignedTokens(() -> List.of(OLD)).sign(PAYLOAD);
        assertArrayEquals(PAYLOAD, tokens.open(old).orElseThrow());
        assertTrue(tokens.sign(PAYLOAD).matches("[A-Za-z0-9_-]{27}"));
    }

    @Test
    void a_forged_or_malformed_signed_token_is_rejected() {
        String token = tokens.sign(PAYLOAD);
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String forged = token.substring(0, i) + other + token.substring(i + 1);
            // The last character may differ because it contains unused padding bits.
            assertTrue(i == token.length() - 1 || tokens.open(forged).isEmpty(), forged);
            assertEquals(Optional.empty(), tokens.open(token.substring(0, i)));
        }
        assertEquals(Optional.empty(), tokens.open(""));
        assertEquals(Optional.empty(), tokens.open("not base64 %%%"));
        assertEquals(Optional.empty(), tokens.open(token + "AAAA"));
        assertEquals(
                Optional.empty(), tokens.open(new SignedTokens(() -> List.of("foreign".getBytes())).sign(PAYLOAD)));
    }
}
