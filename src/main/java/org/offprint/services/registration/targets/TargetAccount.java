package org.offprint.services.registration.targets;

import java.net.URI;
import java.util.UUID;

/**
 * Account with its decrypted secret, for use by a registration target. {@link #toString} never contains the secret.
 *
 * @param baseUrl base URL; null for the default host of the target
 * @param secret password or key; null if no secret is stored or it cannot be decrypted
 */
public record TargetAccount(
        UUID id, Target target, boolean isTest, URI baseUrl, AccountSettings settings, String secret) {

    @Override
    public String toString() {
        return "account " + id + " with " + target.word() + (isTest ? " (test)" : "");
    }
}
