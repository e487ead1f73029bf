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

/** Webhook as shown to its editors. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "Webhook",
        description = "A webhook. The secret is included only in the responses to its creation and to the"
                + " creation of a new secret.")
record WebhookView(
        @Schema(required = true) UUID id,

        @Schema(
                required = true,
                examples = "https://receiver.example/offprint",
                description = "URL to which events are sent.")
        String url,

        @Schema(
                examples = "The catalogue of the library",
                description = "Purpose of the webhook, as a note for people.")
        String description,

        @Schema(required = true, description = "Types of events that are sent.")
        List<EventType> types,

        @Schema(
                nullable = true,
                description = "Ids of the journals whose events are sent. If absent, events of all journals are sent.")
        List<UUID> journals,

        @Schema(required = true, description = "State of the webhook. A disabled webhook receives no events.")
        Webhook.State state,

        @Schema(
                description = "Reason why the webhook is disabled. Possible reasons: an editor disabled it, the"
                        + " receiver returned 410, nothing was delivered for five days, or the key that wrote it"
                        + " was revoked or has expired.")
        Webhook.Reason reason,

        @Schema(description = "Time at which deliveries started to fail. Absent if the last attempt succeeded.")
        Instant failingSince,

        @Schema(
                description = "Secret with which the receiver verifies signatures. Returned only once, when it is"
                        + " created.",
                examples = "whsec_c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2U=")
        String secret,

        @Schema(description = "Time until which events are also signed with the previous secret.")
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
        String self = WebhookResource.PATH + "/" + webhook.id;
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
                webhook.revision,
                webhook.createdAt,
                webhook.updatedAt,
                Map.of("self", self, "deliveries", self + "/deliveries"));
    }
}
