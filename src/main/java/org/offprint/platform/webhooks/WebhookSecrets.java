package org.offprint.platform.webhooks;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.offprint.platform.security.SealedSecrets;

/** Opens the secrets of webhooks where something is to be signed. */
@ApplicationScoped
public class WebhookSecrets {

    private final SealedSecrets sealed;

    WebhookSecrets(SealedSecrets sealed) {
        this.sealed = sealed;
    }

    /** Returns the place that secrets of this webhook are sealed for. */
    static String place(UUID webhook) {
        return "webhook " + webhook + " secret";
    }

    /**
     * Opens the secrets that sign for a webhook.
     *
     * @param former the one before, as long as it signs too; null for none
     * @return empty where the present one cannot be opened with the keys of the environment
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
