package org.offprint.web.api.keys;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.offprint.kernel.json.RecordReader;
import org.offprint.platform.security.Role;
import org.offprint.web.api.keys.ApiKeyInput.KeyRole;
import org.offprint.web.api.writes.Body;

/** Validates the request body for a new API key. All errors are reported together. */
@Singleton
class ApiKeyRules {

    /**
     * Validated request for a new API key.
     *
     * @param journals ids of the journals that the key can edit; null for all journals
     * @param expiresAt expiry time of the key; null if the key does not expire
     */
    record KeyRequest(String name, String role, List<UUID> journals, Instant expiresAt) {}

    private final EditedJournals journals;

    ApiKeyRules(EditedJournals journals) {
        this.journals = journals;
    }

    KeyRequest read(Body<ApiKeyInput> body) {
        RecordReader reader = new RecordReader();
        ApiKeyInput input = body.read(body.tree(), reader);
        if (input == null) {
            reader.check("The key");
        }
        KeyRole role = input.role();
        if (input.journals() != null) {
            if (role == KeyRole.ADMIN) {
                reader.add("/journals", "not-for-admins", "Remove this member. Admins can edit all journals.");
            } else if (role == KeyRole.USAGE || role == KeyRole.USAGE_REPORTS) {
                reader.add("/journals", "for-editors", "Remove this member. Keys with this role cannot edit journals.");
            }
            journals.check(input.journals(), reader);
        }
        Instant expiresAt = future(input.expiresAt(), reader);
        reader.check("The key");
        return new KeyRequest(input.name().strip(), roleName(role), input.journals(), expiresAt);
    }

    private static String roleName(KeyRole role) {
        return switch (role) {
            case ADMIN -> Role.ADMIN;
            case EDITOR -> Role.EDITOR;
            case USAGE -> Role.USAGE;
            case USAGE_REPORTS -> Role.USAGE_REPORTS;
        };
    }

    private static Instant future(Instant asked, RecordReader reader) {
        if (asked == null) {
            return null;
        }
        Instant instant = asked.truncatedTo(ChronoUnit.MICROS);
        if (!instant.isAfter(Instant.now())) {
            reader.add("/expiresAt", "not-in-future", "Must be in the future.");
        }
        return instant;
    }
}
