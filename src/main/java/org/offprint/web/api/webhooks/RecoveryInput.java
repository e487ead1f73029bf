package org.offprint.web.api.webhooks;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The time from which on a webhook is to be told what it missed. */
@Schema(name = "WebhookRecoveryInput", description = "From when on events are sent again that were not delivered.")
record RecoveryInput(
        @NotNull
        @Schema(
                description = "Events since then (RFC 3339); they are kept for 30 days.",
                examples = "2026-11-01T00:00:00Z")
        Instant since) {}
