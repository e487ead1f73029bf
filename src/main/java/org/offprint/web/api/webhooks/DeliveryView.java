package org.offprint.web.api.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.platform.webhooks.deliveries.Delivery;
import org.offprint.platform.webhooks.deliveries.DeliveryAttempt;
import org.offprint.platform.webhooks.deliveries.DeliveryState;

/** Webhook delivery as returned to editors. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "WebhookDelivery", description = "Delivery of an event to a webhook.")
record DeliveryView(
        @Schema(required = true, description = "Id of the event, sent as `webhook-id` with each attempt.")
        UUID id,

        @Schema(required = true, description = "Type of the event.", examples = "article.published")
        String type,

        @Schema(required = true, description = "State of the delivery.")
        DeliveryState state,

        @Schema(required = true, description = "Number of attempts that were started so far.", examples = "1")
        int attempts,

        @Schema(description = "Time of the next attempt. Omitted if no attempt is planned.")
        Instant nextAttemptAt,

        @Schema(required = true) Instant createdAt,

        @Schema(description = "Time at which the event was delivered, or at which the last attempt was given up.")
        Instant endedAt,

        @Schema(nullable = true, description = "Newest 50 attempts, in chronological order. Omitted in lists.")
        List<DeliveryAttempt> history,

        @Schema(required = true) Map<String, String> links) {

    /**
     * Returns the view of a delivery.
     *
     * @param history attempts of the delivery; null in lists
     */
    static DeliveryView of(Delivery delivery, List<DeliveryAttempt> history) {
        return new DeliveryView(
                delivery.event(),
                delivery.type(),
                delivery.state(),
                delivery.attempts(),
                delivery.nextAt(),
                delivery.createdAt(),
                delivery.endedAt(),
                history,
                Map.of("self", path(delivery)));
    }

    static String path(Delivery delivery) {
        return WebhookView.PATH + "/" + delivery.webhook() + "/deliveries/" + delivery.event();
    }
}
