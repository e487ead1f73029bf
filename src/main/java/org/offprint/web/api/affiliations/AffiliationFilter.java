package org.offprint.web.api.affiliations;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.offprint.kernel.identifiers.CountryCode;
import org.offprint.kernel.identifiers.RorId;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.search.schema.DateField;
import org.offprint.search.schema.TermField;
import org.offprint.web.api.lists.Filters;
import org.offprint.web.api.lists.ListFilter;

/** Filter parameters of the affiliation list. */
public class AffiliationFilter implements ListFilter {

    @QueryParam("id")
    @Parameter(description = "Filter by affiliation id. Repeat the parameter to match any of several ids.")
    List<ParameterValue<UUID>> id;

    @QueryParam("ror")
    @Parameter(
            description = "Filter by ROR id. Accepts bare ids and `https://ror.org/` URLs. Repeat the parameter to"
                    + " match any of several organizations.",
            example = "https://ror.org/05dxps055")
    List<ParameterValue<RorId>> ror;

    @QueryParam("country")
    @Parameter(
            description = "Filter by country, as an ISO 3166-1 alpha-2 code. Repeat the parameter to match any of"
                    + " several countries.",
            example = "CN")
    List<ParameterValue<CountryCode>> country;

    @QueryParam("parent")
    @Parameter(
            description = "Filter by id of the parent organization. Matches only organizations directly below the"
                    + " parent. Repeat the parameter to match children of any of several organizations.")
    List<ParameterValue<UUID>> parent;

    @QueryParam("status")
    @Parameter(
            description = "Filter by status of the organization: `active`, `inactive` or `withdrawn`. Repeat the"
                    + " parameter to match any of several statuses.",
            example = "active")
    List<ParameterValue<String>> status;

    @QueryParam("updatedFrom")
    @Parameter(
            description = "Filter to records that last changed at or after the given time. Accepts a full or"
                    + " partial date in UTC, or a time with its offset, for example `2025-12-03T10:15:00Z`.",
            example = "2025-12-03")
    ParameterValue<String> updatedFrom;

    @QueryParam("updatedUntil")
    @Parameter(
            description = "Filter to records that last changed at or before the given time. Accepts a full or"
                    + " partial date in UTC, or a time with its offset, for example `2025-12-03T10:15:00Z`.",
            example = "2025-12-03")
    ParameterValue<String> updatedUntil;

    @Override
    public void addTo(Filters filters) {
        filters.anyOf(TermField.ID, id)
                .anyOf(TermField.ROR, ror)
                .anyOf(TermField.COUNTRY, country)
                .anyOf(TermField.PARENT, parent)
                .anyOf(TermField.STATUS, status)
                .between(DateField.UPDATED, "updated", updatedFrom, updatedUntil);
    }
}
