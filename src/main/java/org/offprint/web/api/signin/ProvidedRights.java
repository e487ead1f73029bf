package org.offprint.web.api.signin;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.people.Rights;

/**
 * The rights that a provider gives by a claim of its ID token, where one is configured: {@code offprint-admin},
 * {@code offprint-editor} of all journals, {@code offprint-editor:} with the slug of one.
 */
@Singleton
public class ProvidedRights {

    private static final String ADMIN = "offprint-admin";
    private static final String EDITOR = "offprint-editor";
    private static final String EDITOR_OF = EDITOR + ":";
    private static final int MOST_VALUES = 1_000;

    private final List<String> claim;
    private final Sql sql;

    ProvidedRights(@ConfigProperty(name = "offprint.sign-in.roles-claim") Optional<String> claim, Sql sql) {
        this.claim = claim.map(String::strip)
                .filter(path -> !path.isEmpty())
                .map(path -> List.of(path.split("/")))
                .orElse(List.of());
        this.sql = sql;
    }

    /** Reports whether the provider says who may do what, so that nobody else does. */
    public boolean areProvided() {
        return !claim.isEmpty();
    }

    /** Reads the rights out of claims; null where the provider is not asked for any. */
    Rights of(JsonNode claims) {
        if (!areProvided()) {
            return null;
        }
        JsonNode value = claims;
        for (String step : claim) {
            value = value.path(step);
        }
        Set<String> roles = new LinkedHashSet<>();
        if (value.isTextual()) {
            roles.addAll(List.of(value.textValue().split("[ ,]+", MOST_VALUES)));
        } else if (value.isArray()) {
            for (int i = 0; i < Math.min(value.size(), MOST_VALUES); i++) {
                roles.add(value.get(i).asText());
            }
        }
        return rights(roles);
    }

    private Rights rights(Set<String> roles) {
        if (roles.contains(ADMIN)) {
            return new Rights(Rights.ADMIN, null);
        }
        if (roles.contains(EDITOR)) {
            return Rights.editorOf(null);
        }
        List<String> slugs = new ArrayList<>();
        for (String role : roles) {
            // PostgreSQL stores no NUL, and no half of a character; nor has a slug any.
            if (role.startsWith(EDITOR_OF) && role.matches("[!-~]{1,300}")) {
                slugs.add(role.substring(EDITOR_OF.length()));
            }
        }
        List<UUID> journals = slugs.isEmpty()
                ? List.of()
                : sql.list(
                        "select distinct journal from journal_slug where slug = any(?)",
                        row -> Sql.uuid(row, "journal"),
                        slugs);
        return journals.isEmpty() ? Rights.NONE : Rights.editorOf(journals);
    }
}
