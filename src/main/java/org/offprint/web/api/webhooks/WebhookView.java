package org.offprint.web.api.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.platform.webhooks.EventType;
import org.offprint.platform.webhooks.Webhook;
import org.offprint.platform.webhooks.Webhooks;

/** A webhook as its editors see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "Webhook",
        description = "A webhook. Its secret is in it only in the answers to its creation and to a new secret.")
record WebhookView(
        @Schema(required = true) UUID id,

        @Schema(required = true, examples = "https://receiver.example/offprint")
        String url,

        @Schema(examples = "The catalogue of the library") String description,
        @Schema(required = true) List<EventType> types,

        @Schema(nullable = true, description = "The journals whose events are sent; all of them if this is missing.")
        List<UUID> journals,

        @Schema(required = true) Webhook.State state,

        @Schema(
                description = "Why it is disabled: an editor said so, the receiver answered 410, nothing was delivered"
                        + " for five days, or the key that wrote it was revoked or has expired.")
        Webhook.Reason reason,

        @Schema(description = "Since when nothing was delivered; missing where the last attempt succeeded.")
        Instant failingSince,

        @Schema(
                description = "To be kept by the receiver, which verifies signatures with it. Shown only once, when it"
                        + " is made.",
                examples = "whsec_c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2U=")
        String secret,

        @Schema(description = "Until when the secret before the present one signs too.")
        Instant formerSecretUntil,

        @Schema(required = true) int revision,
        @Schema(required = true) Instant createdAt,
        @Schema(required = true) Instant updatedAt,
        @Schema(required = true) Map<String, String> links) {

    static WebhookView of(Webhook webhook) {
        return of(webhook, null);
    }

    static WebhookView of(Webhooks.WithSecret made) {
        return of(made.webhook(), made.secret().shown());
    }

    private static WebhookView of(Webhook webhook, String secret) {
        String self = WebhookResource.PATH + "/" + webhook.id();
        return new WebhookView(
                webhook.id(),
                webhook.url(),
                webhook.description(),
                webhook.types(),
                webhook.journals(),
                webhook.state(),
                webhook.reason(),
                webhook.failingSince(),
                secret,
                webhook.formerUntil(),
                webhook.revision(),
                webhook.createdAt(),
                webhook.updatedAt(),
                Map.of("self", self, "deliveries", self + "/deliveries"));
    }
}
