package org.offprint.search.feed;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.offprint.kernel.identifiers.CountryCode;
import org.offprint.kernel.identifiers.RorId;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.AffiliationBody;
import org.offprint.platform.database.sql.Sql;

/**
 * Organization data by which articles are found: names, ROR id and country.
 *
 * @param id id of the organization, or of the surviving organization if the organization was merged
 */
record IndexedOrganization(UUID id, List<String> names, RorId ror, CountryCode country) {

    static IndexedOrganization of(UUID id, AffiliationBody body) {
        List<String> names = new ArrayList<>(List.of(body.name()));
        names.addAll(body.names().values());
        names.addAll(body.acronyms());
        return new IndexedOrganization(id, names, body.ror(), body.country());
    }

    /** Reads an organization from a database row with the columns {@code id} and {@code body}. */
    static IndexedOrganization read(ResultSet row) throws SQLException {
        return of(Sql.uuid(row, "id"), Json.read(row.getString("body"), AffiliationBody.class));
    }
}
