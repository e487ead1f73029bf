package org.offprint.platform.webhooks;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.offprint.platform.security.SealedSecrets;

/** Decrypts the secrets of webhooks for signing. */
@ApplicationScoped
public class WebhookSecrets {

    private final SealedSecrets sealed;

    WebhookSecrets(SealedSecrets sealed) {
        this.sealed = sealed;
    }

    /** Returns the context in which the signing secrets of a webhook are encrypted. */
    static String place(UUID webhook) {
        return "webhook " + webhook + " secret";
    }

    /**
     * Decrypts the signing secrets of a webhook.
     *
     * @param present current signing secret, encrypted
     * @param former previous signing secret that is still used, encrypted; null for none
     * @return signing secrets; empty if the current secret cannot be decrypted with the keys of the environment
     */
    public List<SigningSecret> open(UUID webhook, byte[] present, byte[] former) {
        Optional<byte[]> signing = sealed.open(present, place(webhook));
        Optional<byte[]> before = Optional.ofNullable(former).flatMap(each -> sealed.open(each, place(webhook)));
        return signing.isEmpty()
                ? List.of()
                : Stream.of(signing, before)
                        .flatMap(Optional::stream)
                        .map(SigningSecret::new)
                        .toList();
    }
}
