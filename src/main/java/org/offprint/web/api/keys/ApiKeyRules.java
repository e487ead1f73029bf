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

/** Reads what an admin asks for, and refuses with everything that is wrong with it. */
@Singleton
class ApiKeyRules {

    /** A key that is asked for; {@code journals} null is all, {@code expiresAt} null is never. */
    record Wanted(String name, String role, List<UUID> journals, Instant expiresAt) {}

    private final EditedJournals journals;

    ApiKeyRules(EditedJournals journals) {
        this.journals = journals;
    }

    Wanted read(Body<ApiKeyInput> body) {
        RecordReader reader = new RecordReader();
        ApiKeyInput input = body.read(body.tree(), reader);
        if (input == null) {
            reader.check("The key");
        }
        KeyRole role = input.role();
        if (input.journals() != null) {
            if (role == KeyRole.ADMIN) {
                reader.add("/journals", "not-for-admins", "An admin edits all journals; leave this out.");
            } else if (role == KeyRole.USAGE || role == KeyRole.USAGE_REPORTS) {
                reader.add("/journals", "for-editors", "This key edits nothing; leave this out.");
            }
            journals.check(input.journals(), reader);
        }
        Instant expiresAt = future(input.expiresAt(), reader);
        reader.check("The key");
        return new Wanted(input.name().strip(), word(role), input.journals(), expiresAt);
    }

    private static String word(KeyRole role) {
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
            reader.add("/expiresAt", "not-in-future", "This must be in the future.");
        }
        return instant;
    }
}
