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

/** Webhook, as returned to its editors. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "Webhook",
        description = "Webhook as returned to its editors. A secret is returned only in the response to the request"
                + " that creates it.")
record WebhookView(
        @Schema(required = true) UUID id,

        @Schema(
                required = true,
                examples = "https://receiver.example/offprint",
                description = "URL to which events are sent.")
        String url,

        @Schema(examples = "The catalogue of the library", description = "Purpose of the webhook, for display only.")
        String description,

        @Schema(required = true, description = "Event types that are sent to the webhook.")
        List<EventType> types,

        @Schema(
                nullable = true,
                description = "Ids of the journals whose events are sent. If the member is omitted, events of all"
                        + " journals are sent.")
        List<UUID> journals,

        @Schema(required = true, description = "State of the webhook. A disabled webhook receives no events.")
        Webhook.State state,

        @Schema(
                description = "Reason why the webhook is disabled. Possible reasons: an editor disabled the webhook,"
                        + " the receiver returned 410, no event was delivered for five days, or the key that last"
                        + " wrote the webhook was revoked or has expired.")
        Webhook.Reason reason,

        @Schema(description = "Time at which deliveries started to fail. Omitted if the last attempt succeeded.")
        Instant failingSince,

        @Schema(
                description = "Secret with which the receiver verifies signatures. Returned only once, in the response"
                        + " that creates the secret.",
                examples = "whsec_c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2U=")
        String secret,

        @Schema(description = "Time until which events are also signed with the previous secret.")
        Instant formerSecretUntil,

        @Schema(
                description = "Warning about the configuration of the service. Returned only when the webhook is"
                        + " created.")
        String warning,

        @Schema(required = true) int revision,
        @Schema(required = true) Instant createdAt,
        @Schema(required = true) Instant updatedAt,
        @Schema(required = true) Map<String, String> links) {

    /** URL path of the webhook list. */
    static final String PATH = "/v1/webhooks";

    static WebhookView of(Webhook webhook) {
        return of(webhook, null, null);
    }

    /**
     * Returns the API representation of a webhook with its new secret.
     *
     * @param warning warning about the links in events; null for none
     */
    static WebhookView of(Webhooks.WithSecret made, String warning) {
        return of(made.webhook(), made.secret().shown(), warning);
    }

    private static WebhookView of(Webhook webhook, String secret, String warning) {
        String self = PATH + "/" + webhook.id;
        return new WebhookView(
                webhook.id,
                webhook.url,
                webhook.description,
                webhook.types(),
                webhook.journals(),
                webhook.state(),
                webhook.reason(),
                webhook.failingSince,
                secret,
                webhook.formerUntil(),
                warning,
                webhook.revision,
                webhook.createdAt,
                webhook.updatedAt,
                Map.of("self", self, "deliveries", self + "/deliveries"));
    }
}
