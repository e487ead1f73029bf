package org.offprint.platform.security;

import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.people.Rights;

/**
 * Returns the current rights of an API key or person, for work that continues after the end of a request. Every call
 * reads the database, so a revocation takes effect immediately.
 */
@Singleton
public class CurrentRights {

    private static final String SELECT = "select role, journals from api_key where id = ? and revoked_at is null"
            + " and (expires_at is null or expires_at > clock_timestamp())"
            + " union all select role, journals from person where id = ?";

    private final Sql sql;
    private final AdminKey adminKey;

    CurrentRights(Sql sql, AdminKey adminKey) {
        this.sql = sql;
        this.adminKey = adminKey;
    }

    /**
     * Returns the editing rights of an API key or person. Returns {@link Rights#NONE} if the key was revoked or has
     * expired, if the person has no rights, or if the id is unknown.
     */
    public Rights of(UUID holder) {
        if (adminKey.id().filter(holder::equals).isPresent()) {
            return new Rights(Rights.ADMIN, null);
        }
        return sql.first(SELECT, CurrentRights::read, holder, holder)
                .filter(rights -> Role.edits(rights.role()))
                .orElse(Rights.NONE);
    }

    private static Rights read(ResultSet row) throws SQLException {
        Array journals = row.getArray("journals");
        return new Rights(row.getString("role"), journals == null ? null : Set.of((UUID[]) journals.getArray()));
    }
}
