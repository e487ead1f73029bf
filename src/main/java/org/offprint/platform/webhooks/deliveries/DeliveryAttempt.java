package org.offprint.platform.webhooks.deliveries;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Attempt to deliver an event to a webhook, with the beginning of the receiver's response. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "WebhookAttempt", description = "Attempt to deliver an event to a webhook.")
public record DeliveryAttempt(
        @Schema(
                required = true,
                description = "Number of the attempt, starting at 1 and counting all attempts of the delivery.",
                examples = "1")
        int number,

        @Schema(required = true, description = "Time at which the attempt started.")
        Instant at,

        @Schema(required = true, description = "Duration of the attempt, in milliseconds.", examples = "84")
        int milliseconds,

        @Schema(description = "HTTP status of the response. Omitted if there was no response.", examples = "503")
        Integer status,

        @Schema(description = "First KiB of the response body.", examples = "Try again later.")
        String answer,

        @Schema(
                description = "Reason for the failure. Omitted if the event was delivered.",
                examples = "The receiver rejected the event.")
        String problem) {}
