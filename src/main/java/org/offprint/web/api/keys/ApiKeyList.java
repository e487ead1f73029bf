package org.offprint.web.api.keys;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All keys, the newest first. */
@Schema(description = "All keys, the newest first.")
record ApiKeyList(
        @Schema(required = true, description = "All API keys, newest first.")
        List<ApiKeyView> items) {}
