package org.offprint.platform.security;

import java.util.Set;

/** Roles of API keys and persons, as used in {@code @RolesAllowed}. An admin is also an editor. */
public final class Role {

    /** Role that can manage API keys, journals and the service. */
    public static final String ADMIN = "admin";

    /**
     * Role that can edit the records of journals. {@link Caller} determines whether an editor may edit all journals or
     * only specific ones.
     */
    public static final String EDITOR = "editor";

    /** Role that can read metrics, which only admins and the metrics key from the environment have. */
    static final String METRICS = "metrics";

    /** Role of a signed-in person, with or without rights. */
    public static final String PERSON = "person";

    /** Role that can only report usage events, intended for the API keys of front ends. */
    public static final String USAGE = "usage";

    /** Role that can only fetch usage reports. The API key is sent in the URL, as required by COUNTER. */
    public static final String USAGE_REPORTS = "usage-reports";

    private static final Set<String> EDITING = Set.of(ADMIN, EDITOR);

    private Role() {}

    /** Returns whether a role can edit records. Most of the API treats clients without an editing role as anonymous. */
    static boolean edits(String role) {
        return role != null && EDITING.contains(role);
    }

    static Set<String> impliedBy(String role) {
        return role.equals(ADMIN) ? Set.of(ADMIN, EDITOR) : Set.of(role);
    }
}
