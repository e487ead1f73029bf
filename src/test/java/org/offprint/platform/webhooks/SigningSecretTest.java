package org.offprint.platform.webhooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SigningSecretTest {

    /** Uses the test vector of the Standard Webhooks specification, which the Standard Webhooks libraries also use. */
    @Test
    void a_webhook_signature_matches_the_test_vector_of_the_specification() {
        SigningSecret secret = new SigningSecret(Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        assertEquals("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", secret.shown());
        assertEquals(
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                secret.sign(
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1614265330L,
                        "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void webhook_signatures_equal_the_signatures_of_the_standard_webhooks_library() throws Exception {
        for (int i = 0; i < 50; i++) {
            SigningSecret secret = SigningSecret.make();
            String body = "{\"data\":\"" + "é\u2028😀".repeat(i) + "\"}";
            assertEquals(
                    new com.standardwebhooks.Webhook(secret.shown()).sign("id-" + i, 1_700_000_000L + i, body),
                    secret.sign("id-" + i, 1_700_000_000L + i, body.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void signing_secrets_have_32_bytes_and_are_never_logged() {
        SigningSecret secret = SigningSecret.make();
        assertEquals(32, secret.key().length);
        assertFalse(secret.toString().contains(secret.shown().substring(6)));
        assertTrue(secret.shown().startsWith("whsec_"));
    }
}
