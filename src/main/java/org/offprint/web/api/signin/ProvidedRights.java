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
 * Rights that the sign-in provider assigns with a claim in the ID token. The rights apply only if the claim is
 * configured. The claim values are {@code offprint-admin}, {@code offprint-editor} for all journals, and {@code
 * offprint-editor:} with the slug of a journal.
 */
@Singleton
public class ProvidedRights {

    private static final String ADMIN = "offprint-admin";
    private static final String EDITOR = "offprint-editor";
    private static final String EDITOR_OF = EDITOR + ":";
    private static final int MAX_VALUES = 1_000;

    private final List<String> claim;
    private final Sql sql;

    ProvidedRights(@ConfigProperty(name = "offprint.sign-in.roles-claim") Optional<String> claim, Sql sql) {
        this.claim = claim.map(String::strip)
                .filter(path -> !path.isEmpty())
                .map(path -> List.of(path.split("/")))
                .orElse(List.of());
        this.sql = sql;
    }

    /**
     * Returns whether the sign-in provider assigns the rights of people. If so, admins cannot assign rights in this
     * service.
     */
    public boolean areProvided() {
        return !claim.isEmpty();
    }

    /** Returns the rights in the claims, or null if the sign-in provider assigns no rights. */
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
            roles.addAll(List.of(value.textValue().split("[ ,]+", MAX_VALUES)));
        } else if (value.isArray()) {
            for (int i = 0; i < Math.min(value.size(), MAX_VALUES); i++) {
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
            // Skip values that cannot be slugs, for example values with characters that PostgreSQL cannot store (NUL
            // and unpaired surrogates).
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
