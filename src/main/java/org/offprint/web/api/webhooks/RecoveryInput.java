package org.offprint.web.api.webhooks;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Request body that starts the redelivery of missed events. */
@Schema(name = "WebhookRecoveryInput", description = "Start of the period whose undelivered events are sent again.")
record RecoveryInput(
        @NotNull
        @Schema(
                description = "Start of the period (RFC 3339). Events are stored for 30 days.",
                examples = "2026-11-01T00:00:00Z")
        Instant since) {}
