package org.offprint.platform.security;

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

    /** Reports what people open, and does nothing else: for front ends. */
    public static final String USAGE = "usage";

    /** Fetches reports of usage, and does nothing else: it stands in addresses, as COUNTER has it. */
    public static final String USAGE_REPORTS = "usage-reports";

    private static final Set<String> EDITING = Set.of(ADMIN, EDITOR);

    private Role() {}

    /** Reports whether whoever has this role edits something; to most of the API all others are anybody. */
    static boolean edits(String role) {
        return EDITING.contains(role);
    }

    static Set<String> impliedBy(String role) {
        return role.equals(ADMIN) ? Set.of(ADMIN, EDITOR) : Set.of(role);
    }
}
