package org.offprint.web.api.webhooks;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.identifiers.WebUrl;
import org.offprint.platform.webhooks.EventType;
import org.offprint.platform.webhooks.Webhook;

/** A webhook as an editor asks for it. */
@Schema(description = "A webhook as you ask for it.")
record WebhookInput(
        @NotNull
        @Schema(
                description = "Where events are sent: an https address of the public internet.",
                examples = "https://receiver.example/offprint")
        WebUrl url,

        @Size(max = 500) @Schema(description = "For people: what it is for.", examples = "The catalogue of the library")
        String description,

        @NotNull @Size(min = 1, max = 20) @Schema(description = "The types of events that are sent.")
        List<EventType> types,

        @Size(min = 1, max = 1000, message = "Name 1 to 1000 journals; leave this out for all of them.")
        @Schema(description = "The journals whose events are sent, by id; all that your key edits if left out.")
        List<UUID> journals,

        @Schema(description = "`active`, if left out. A disabled webhook gets nothing.")
        Webhook.State state) {}
