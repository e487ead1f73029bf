package org.offprint.platform.webhooks.deliveries;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The state of a delivery. */
@Schema(name = "WebhookDeliveryState")
public enum DeliveryState {
    /** It is to be tried as soon as there is a place. */
    @JsonProperty("due")
    DUE,
    /** A node is trying. */
    @JsonProperty("delivering")
    DELIVERING,
    /** The receiver took it. */
    @JsonProperty("delivered")
    DELIVERED,
    /** The last attempt failed, and there will be another one. */
    @JsonProperty("failed")
    FAILED,
    /** All attempts failed, and there will be none unless somebody asks for it. */
    @JsonProperty("given-up")
    GIVEN_UP
}
