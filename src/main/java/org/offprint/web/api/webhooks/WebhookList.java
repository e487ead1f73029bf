package org.offprint.web.api.webhooks;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** List of the webhooks that the caller manages, newest first. */
@Schema(description = "All webhooks that your key manages, newest first.")
record WebhookList(
        @Schema(required = true, description = "All webhooks that your key manages, newest first.")
        List<WebhookView> items) {}
