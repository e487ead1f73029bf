package org.offprint.platform.security;

import java.util.Optional;
import org.offprint.platform.database.sql.Sql;

/** Creates lookups of current rights for tests that run without a service. */
public final class RightsFixtures {

    private RightsFixtures() {}

    /** Returns the rights stored in this database. No admin key is configured. */
    public static CurrentRights rights(Sql sql) {
        return new CurrentRights(sql, new AdminKey(Optional.empty()));
    }
}
