package org.offprint.security;

import java.util.Set;

/** The roles of keys, for {@code @RolesAllowed}. Whoever is an admin is an editor too. */
public final class Role {

    /** Manages keys, journals and the service. */
    public static final String ADMIN = "admin";

    /** Edits the records of all journals or of named ones; {@link Caller} says of which. */
    public static final String EDITOR = "editor";

    /** Reads metrics; only the key of the environment has it, besides admins. */
    static final String METRICS = "metrics";

    /** A person who is signed in, with rights or without. */
    public static final String PERSON = "person";

    private Role() {}

    static Set<String> impliedBy(String role) {
        return role.equals(ADMIN) ? Set.of(ADMIN, EDITOR) : Set.of(role);
    }
}
