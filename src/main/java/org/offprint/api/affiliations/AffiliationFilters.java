package org.offprint.api.affiliations;

import jakarta.ws.rs.QueryParam;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.offprint.affiliations.Affiliation;
import org.offprint.affiliations.AffiliationBody;
import org.offprint.affiliations.AffiliationView;
import org.offprint.api.lists.Filters;
import org.offprint.api.lists.Lists.Source;
import org.offprint.database.Sql;
import org.offprint.http.json.Json;
import org.offprint.http.parameters.Parameters;
import org.offprint.identifiers.CountryCode;
import org.offprint.identifiers.RorId;

/** What the list of affiliations can be narrowed by. */
public class AffiliationFilters {

    @QueryParam("id")
    @Parameter(description = "Only these; repeat it for several.")
    List<String> ids;

    @QueryParam("ror")
    @Parameter(description = "Those with one of these ROR ids, such as https://ror.org/05dxps055, or 05dxps055 alone.")
    List<String> rors;

    @QueryParam("country")
    @Parameter(description = "Those in one of these countries, such as CN (ISO 3166-1 alpha-2).")
    List<String> countries;

    @QueryParam("parent")
    @Parameter(description = "The parts of one of these organizations, a level down.")
    List<String> parents;

    Filters read(Parameters parameters) {
        return new Filters()
                .anyOf("id", parameters.uuids("id", ids))
                .anyOf("ror", texts(parameters, "ror", rors, RorId::parse))
                .anyOf("body ->> 'country'", texts(parameters, "country", countries, CountryCode::parse))
                .anyOf("parent", parameters.uuids("parent", parents));
    }

    private static List<String> texts(
            Parameters parameters, String name, List<String> raw, Function<String, Object> parse) {
        return raw == null
                ? List.of()
                : raw.stream()
                        .map(each -> parameters.parsed(name, each, name + "-format", parse))
                        .filter(Objects::nonNull)
                        .map(Object::toString)
                        .toList();
    }

    /** The list of affiliations by name. */
    static Source<Affiliation> list(boolean forEditors) {
        return new Source<>(
                "body, revision, created_at, updated_at",
                "affiliation",
                "id",
                false,
                !forEditors,
                AffiliationFilters::row,
                page -> page.stream()
                        .map(affiliation -> Json.write(AffiliationView.of(affiliation, forEditors)))
                        .toList());
    }

    private static Affiliation row(ResultSet row) throws SQLException {
        Affiliation affiliation = new Affiliation();
        affiliation.id = Sql.uuid(row, "id");
        affiliation.body = Json.read(row.getString("body"), AffiliationBody.class);
        affiliation.revision = row.getInt("revision");
        affiliation.createdAt = Sql.instant(row, "created_at");
        affiliation.updatedAt = Sql.instant(row, "updated_at");
        return affiliation;
    }
}
