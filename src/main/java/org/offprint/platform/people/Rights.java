package org.offprint.platform.people;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Rights of a person or API key.
 *
 * @param role {@code admin} or {@code editor}; null for no rights
 * @param journals journals of an editor, at least one; null for all journals, and always null for an admin
 */
public record Rights(String role, Set<UUID> journals) {

    /** Role with all rights. */
    public static final String ADMIN = "admin";

    /** Role for editing journals. */
    public static final String EDITOR = "editor";

    /** Rights of a signed-in person who may see only public records. */
    public static final Rights NONE = new Rights(null, null);

    /** Returns the rights to edit the given journals, or all journals if {@code journals} is null. */
    public static Rights editorOf(Collection<UUID> journals) {
        return new Rights(EDITOR, journals == null ? null : new LinkedHashSet<>(journals));
    }

    /** Returns whether these are the rights of an admin. */
    public boolean isAdmin() {
        return ADMIN.equals(role);
    }

    /** Returns whether these rights permit editing the given journal. */
    public boolean edits(UUID journal) {
        return role != null && (journals == null || journals.contains(journal));
    }

    /** Returns the union of these rights and the rights of an invitation, which never removes rights. */
    Rights with(Rights other) {
        if (role == null || other.role == null) {
            return role == null ? other : this;
        }
        if (role.equals(ADMIN) || other.role.equals(ADMIN)) {
            return new Rights(ADMIN, null);
        }
        if (journals == null || other.journals == null) {
            return editorOf(null);
        }
        Set<UUID> all = new LinkedHashSet<>(journals);
        all.addAll(other.journals);
        return new Rights(EDITOR, all);
    }
}
