package org.offprint.web.api.keys;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** List of all API keys, newest first. */
@Schema(description = "List of all API keys, newest first.")
record ApiKeyList(
        @Schema(required = true, description = "All API keys, newest first.")
        List<ApiKeyView> items) {}
