package org.offprint.platform.security;

import java.util.Set;

/** Roles of keys, for {@code @RolesAllowed}. An admin is also an editor. */
public final class Role {

    /** Manages keys, journals and the service. */
    public static final String ADMIN = "admin";

    /** Edits the records of all journals or of specific ones, which {@link Caller} returns. */
    public static final String EDITOR = "editor";

    /** Reads metrics. Only the metrics key from the environment and admins have this role. */
    static final String METRICS = "metrics";

    /** A person who is signed in, with or without rights. */
    public static final String PERSON = "person";

    /** Only reports usage events; meant for front ends. */
    public static final String USAGE = "usage";

    /** Only fetches usage reports. The key is sent in the URL, as COUNTER requires. */
    public static final String USAGE_REPORTS = "usage-reports";

    private static final Set<String> EDITING = Set.of(ADMIN, EDITOR);

    private Role() {}

    /** Returns whether a role can edit records. Most of the API treats all remaining roles as anonymous. */
    static boolean edits(String role) {
        return EDITING.contains(role);
    }

    static Set<String> impliedBy(String role) {
        return role.equals(ADMIN) ? Set.of(ADMIN, EDITOR) : Set.of(role);
    }
}
