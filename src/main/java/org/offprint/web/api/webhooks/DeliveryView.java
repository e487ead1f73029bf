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

/** A delivery as editors see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "WebhookDelivery", description = "The delivery of an event to a webhook.")
record DeliveryView(
        @Schema(required = true, description = "Of the event; sent as `webhook-id` with each attempt.")
        UUID id,

        @Schema(required = true, description = "The type of the event.", examples = "article.published")
        String type,

        @Schema(required = true) DeliveryState state,

        @Schema(required = true, description = "How many attempts were begun.", examples = "1")
        int attempts,

        @Schema(description = "When the next attempt is due; missing where there is none.")
        Instant nextAttemptAt,

        @Schema(required = true) Instant createdAt,

        @Schema(description = "When it was delivered or given up.")
        Instant endedAt,

        @Schema(nullable = true, description = "The newest 50 attempts, in their order; missing in lists.")
        List<DeliveryAttempt> history,

        @Schema(required = true) Map<String, String> links) {

    /** @param history null in lists */
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
        return WebhookResource.PATH + "/" + delivery.webhook() + "/deliveries/" + delivery.event();
    }
}
