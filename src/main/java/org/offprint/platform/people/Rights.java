package org.offprint.platform.people;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/**
 * The rights of a person.
 *
 * @param role {@code admin} or {@code editor}; null is none
 * @param journals of an editor, at least one; null is all of them, and always so for an admin
 */
public record Rights(String role, Set<UUID> journals) {

    /** The role that may do everything. */
    public static final String ADMIN = "admin";

    /** The role that edits journals. */
    public static final String EDITOR = "editor";

    /** No rights: the person is known, and sees what readers see. */
    public static final Rights NONE = new Rights(null, null);

    /** Returns the rights to edit these journals; null is all of them. */
    public static Rights editorOf(Collection<UUID> journals) {
        return new Rights(EDITOR, journals == null ? null : new LinkedHashSet<>(journals));
    }

    /** Returns the rights of both together: an invitation takes nothing away. */
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
