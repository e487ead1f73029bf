package org.offprint.web.api.keys;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A key as an admin asks for it. */
@Schema(description = "A key as you ask for it.")
record ApiKeyInput(
        @NotBlank @Size(max = 200) @Schema(description = "Whose key it is, or what for.", examples = "Editorial office")
        String name,

        @NotNull
        @Schema(
                description =
                        "An admin may do everything, an editor edits journals; `usage` reports what people open, for"
                                + " front ends; `usage-reports` fetches reports of usage.")
        KeyRole role,

        @Size(min = 1, max = 1000, message = "Name 1 to 1000 journals; leave this out for all of them.")
        @Schema(description = "The journals an editor edits, by id; all of them if left out.")
        List<UUID> journals,

        @Schema(
                description = "From when on the key is refused (RFC 3339); never if left out.",
                examples = "2030-01-01T00:00:00Z")
        Instant expiresAt) {

    /** The purpose of a key. */
    enum KeyRole {
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
