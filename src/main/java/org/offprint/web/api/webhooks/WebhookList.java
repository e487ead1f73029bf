package org.offprint.web.api.webhooks;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The webhooks that the caller manages, the newest first. */
@Schema(description = "All webhooks that your key manages, the newest first.")
record WebhookList(@Schema(required = true) List<WebhookView> items) {}
