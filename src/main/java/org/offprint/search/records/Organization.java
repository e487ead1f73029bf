package org.offprint.search.records;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.offprint.affiliations.AffiliationBody;
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

    /** Of a row with its {@code body}. */
    static Organization read(ResultSet row) throws SQLException {
        return of(Json.read(row.getString("body"), AffiliationBody.class));
    }
}
