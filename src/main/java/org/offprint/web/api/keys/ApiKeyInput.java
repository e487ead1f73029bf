package org.offprint.web.api.keys;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Request body that creates an API key. */
@Schema(description = "API key to create.")
public record ApiKeyInput(
        @NotBlank @Size(max = 200) @Schema(description = "Owner or purpose of the key.", examples = "Editorial office")
        String name,

        @NotNull
        @Schema(
                description = "Role of the key. `admin` allows all operations. `editor` edits journals. `usage`"
                        + " reports usage events and is intended for front ends. `usage-reports` reads usage"
                        + " reports.")
        KeyRole role,

        @Size(
                min = 1,
                max = 1000,
                message = "Must have 1 to 1000 journal ids. Remove this member to allow all journals.")
        @Schema(
                description = "Ids of the journals that an editor key can edit. If the member is omitted, the key can"
                        + " edit all journals.")
        List<UUID> journals,

        @Schema(
                description = "Time from which the key is rejected (RFC 3339). If the member is omitted, the key does"
                        + " not expire.",
                examples = "2030-01-01T00:00:00Z")
        Instant expiresAt) {

    /** Role of an API key. */
    @Schema(
            description = "Role of an API key. `admin` allows all operations. `editor` edits journals. `usage`"
                    + " reports usage events. `usage-reports` reads usage reports.")
    public enum KeyRole {
        @JsonProperty("editor")
        EDITOR,
        @JsonProperty("admin")
        ADMIN,
        @JsonProperty("usage")
        USAGE,
        @JsonProperty("usage-reports")
        USAGE_REPORTS
    }
}
