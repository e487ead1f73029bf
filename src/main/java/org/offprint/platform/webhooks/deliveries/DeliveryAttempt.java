package org.offprint.platform.webhooks.deliveries;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An attempt to deliver an event, with the beginning of the answer. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "WebhookAttempt", description = "An attempt to deliver an event.")
public record DeliveryAttempt(
        @Schema(required = true, description = "From 1, over all that were begun.", examples = "1")
        int number,

        @Schema(required = true, description = "When it began.")
        Instant at,

        @Schema(required = true, description = "How long it took, in milliseconds.", examples = "84")
        int milliseconds,

        @Schema(description = "The status of the answer; missing where there was none.", examples = "503")
        Integer status,

        @Schema(description = "The first KiB of the answer.", examples = "Try again later.")
        String answer,

        @Schema(description = "Why it failed; missing where it did not.", examples = "It was not taken.")
        String problem) {}
