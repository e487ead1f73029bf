package org.offprint.platform.webhooks.deliveries;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** State of a delivery. */
@Schema(
        name = "WebhookDeliveryState",
        description = "State of a delivery. `due`: will be attempted as soon as possible. `delivering`: being"
                + " attempted. `delivered`: accepted by the receiver. `failed`: the last attempt failed and"
                + " another one is scheduled. `given-up`: all attempts failed; send it again on request.")
public enum DeliveryState {
    /** The delivery will be attempted as soon as a slot is free. */
    @JsonProperty("due")
    DUE,
    /** A node is attempting the delivery. */
    @JsonProperty("delivering")
    DELIVERING,
    /** The receiver accepted the event. */
    @JsonProperty("delivered")
    DELIVERED,
    /** The last attempt failed and another one is scheduled. */
    @JsonProperty("failed")
    FAILED,
    /** All attempts failed. A new attempt is made only on request. */
    @JsonProperty("given-up")
    GIVEN_UP
}
