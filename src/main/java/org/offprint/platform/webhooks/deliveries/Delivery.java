package org.offprint.platform.webhooks.deliveries;

import java.time.Instant;
import java.util.UUID;

/**
 * Delivery of an event to a webhook.
 *
 * @param event id of the event, sent as {@code webhook-id} with each attempt
 * @param attempts number of attempts started
 * @param nextAt time of the next attempt; null if no attempt is planned
 * @param endedAt time at which the event was delivered or the delivery was given up; null if the delivery is open
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
