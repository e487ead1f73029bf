package org.offprint.web.api.keys;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.platform.security.ApiKey;
import org.offprint.platform.security.IssuedKey;

/** A key as an admin sees it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A key. What its holder sends is in it only in the answer to its creation.")
record ApiKeyView(
        @Schema(required = true) UUID id,
        @Schema(required = true) String name,

        @Schema(
                required = true,
                enumeration = {"editor", "admin", "usage", "usage-reports"})
        String role,

        @Schema(nullable = true, description = "The journals an editor edits; all of them if this is missing.")
        List<UUID> journals,

        @Schema(required = true) Instant createdAt,
        @Schema(description = "From when on it is refused.") Instant expiresAt,
        @Schema(description = "Since when it is refused.") Instant revokedAt,

        @Schema(description = "When it was last used, to the minute.")
        Instant lastUsedAt,

        @Schema(description = "To be sent as `Authorization: Bearer …`. Shown only once, when the key is made.")
        String key,

        @Schema(required = true) Map<String, String> links) {

    static ApiKeyView of(ApiKey key) {
        return of(key, null);
    }

    static ApiKeyView of(IssuedKey issued) {
        return of(issued.key(), issued.secret());
    }

    private static ApiKeyView of(ApiKey key, String secret) {
        return new ApiKeyView(
                key.id,
                key.name,
                key.role,
                key.journals == null ? null : List.of(key.journals),
                key.createdAt,
                key.expiresAt,
                key.revokedAt,
                key.lastUsedAt,
                secret,
                Map.of("self", ApiKeyResource.PATH + "/" + key.id));
    }
}
