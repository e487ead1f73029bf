package org.offprint.search.records;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.offprint.affiliations.AffiliationBody;
import org.offprint.database.Sql;
import org.offprint.http.json.Json;
import org.offprint.identifiers.CountryCode;
import org.offprint.identifiers.RorId;

/** What articles are found by of an organization held here. */
record Organization(List<String> names, RorId ror, CountryCode country) {

    static Organization of(AffiliationBody body) {
        List<String> names = new ArrayList<>(List.of(body.name()));
        names.addAll(body.names().values());
        names.addAll(body.acronyms());
        return new Organization(names, body.ror(), body.country());
    }

    /** An organization with its id, of a row with {@code id} and {@code body}. */
    record Held(java.util.UUID id, Organization organization) {

        static Held read(ResultSet row) throws SQLException {
            return new Held(Sql.uuid(row, "id"), of(Json.read(row.getString("body"), AffiliationBody.class)));
        }
    }
}
