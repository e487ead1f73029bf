package org.offprint.platform.webhooks.deliveries;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** State of a webhook delivery. */
@Schema(
        name = "WebhookDeliveryState",
        description = "State of a delivery. `due`: the delivery will be attempted as soon as possible."
                + " `delivering`: an attempt is in progress. `delivered`: the receiver accepted the event."
                + " `failed`: the last attempt failed, and another attempt is scheduled. `given-up`: all"
                + " attempts failed. To send the event again, use"
                + " `POST /v1/webhooks/{id}/deliveries/{delivery}/attempts`.")
public enum DeliveryState {
    /** The delivery will be attempted as soon as a delivery slot is free. */
    @JsonProperty("due")
    DUE,
    /** A node is attempting the delivery. */
    @JsonProperty("delivering")
    DELIVERING,
    /** The receiver accepted the webhook event. */
    @JsonProperty("delivered")
    DELIVERED,
    /** The last delivery attempt failed, and another attempt is scheduled. */
    @JsonProperty("failed")
    FAILED,
    /** All delivery attempts failed. New attempts are made only on request. */
    @JsonProperty("given-up")
    GIVEN_UP
}
