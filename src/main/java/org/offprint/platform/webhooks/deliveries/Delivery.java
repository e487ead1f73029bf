package org.offprint.platform.webhooks.deliveries;

import java.time.Instant;
import java.util.UUID;

/**
 * The delivery of an event to a webhook.
 *
 * @param event its id, which is sent as {@code webhook-id} with each attempt
 * @param attempts how many were begun
 * @param nextAt when the next attempt is due; null where there is none
 * @param endedAt when it was delivered or given up; null while it is neither
 */
public record Delivery(
        UUID webhook,
        UUID event,
        String type,
        DeliveryState state,
        int attempts,
        Instant nextAt,
        Instant createdAt,
        Instant endedAt) {}
