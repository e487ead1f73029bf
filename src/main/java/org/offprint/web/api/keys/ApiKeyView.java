package org.offprint.web.api.keys;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.platform.security.ApiKey;

/** API key as returned to admins. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        description = "API key with its metadata. The key itself is returned only in the response to the request that"
                + " creates it.")
record ApiKeyView(
        @Schema(required = true) UUID id,

        @Schema(required = true, description = "Owner or purpose of the key.")
        String name,

        @Schema(
                required = true,
                enumeration = {"editor", "admin", "usage", "usage-reports"},
                description = "Role of the key. `admin` allows all operations. `editor` edits journals. `usage`"
                        + " reports usage events. `usage-reports` reads usage reports.")
        String role,

        @Schema(
                nullable = true,
                description = "Ids of the journals that an editor key can edit. If the member is omitted, an editor"
                        + " key can edit all journals.")
        List<UUID> journals,

        @Schema(required = true) Instant createdAt,

        @Schema(description = "Time from which the key is rejected.")
        Instant expiresAt,

        @Schema(description = "Time at which the key was revoked.")
        Instant revokedAt,

        @Schema(description = "Time of the last use of the key, to the minute.")
        Instant lastUsedAt,

        @Schema(
                description = "The key itself, to be sent as `Authorization: Bearer …`. Returned only once, when the"
                        + " key is created.")
        String key,

        @Schema(required = true) Map<String, String> links) {

    /** URL path of the API key list. */
    static final String PATH = "/v1/api-keys";

    static ApiKeyView of(ApiKey key) {
        return of(key, null);
    }

    static ApiKeyView of(ApiKey.Issued issued) {
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
                Map.of("self", PATH + "/" + key.id));
    }
}
