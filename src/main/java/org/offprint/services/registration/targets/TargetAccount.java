package org.offprint.services.registration.targets;

import java.net.URI;
import java.util.UUID;

/**
 * An account as its target uses it, with the secret opened. Words made of it never hold the secret.
 *
 * @param baseUrl null for the host that the target has of this kind
 * @param secret password or key; null where none is stored or it cannot be opened
 */
public record TargetAccount(
        UUID id, Target target, boolean isTest, URI baseUrl, AccountSettings settings, String secret) {

    @Override
    public String toString() {
        return "account " + id + " with " + target.word() + (isTest ? " (test)" : "");
    }
}
