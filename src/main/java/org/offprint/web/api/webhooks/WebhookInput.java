package org.offprint.web.api.webhooks;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.WebUrl;
import org.offprint.platform.webhooks.EventType;
import org.offprint.platform.webhooks.Webhook;

/** Request body that creates or replaces a webhook. */
@Schema(description = "Webhook to create or to replace.")
record WebhookInput(
        @NotNull
        @Schema(
                description = "URL to which events are sent. Must be an https address on the public internet.",
                examples = "https://receiver.example/offprint")
        WebUrl url,

        @Size(max = 500)
        @Schema(description = "Purpose of the webhook, for display only.", examples = "The catalogue of the library")
        String description,

        @NotNull @Size(min = 1, max = 20) @Schema(description = "Event types that are sent to the webhook.")
        List<EventType> types,

        @Size(
                min = 1,
                max = 1000,
                message = "Must have 1 to 1000 journal ids. Remove this member to allow all journals.")
        @Schema(
                description = "Ids of the journals whose events are sent. By default, events of all journals that your"
                        + " key can edit are sent.")
        List<UUID> journals,

        @Schema(description = "State of the webhook. A disabled webhook receives no events. The default is `active`.")
        Webhook.State state) {}
