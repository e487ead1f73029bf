package org.offprint.web.api.affiliations;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.offprint.kernel.identifiers.CountryCode;
import org.offprint.kernel.identifiers.RorId;
import org.offprint.platform.http.parameters.Given;
import org.offprint.search.schema.DateField;
import org.offprint.search.schema.TermField;
import org.offprint.web.api.lists.Filters;
import org.offprint.web.api.lists.ListFilter;

/** The filters of the list of affiliations. */
public class AffiliationFilter implements ListFilter {

    @QueryParam("id")
    @Parameter(description = "Only these; repeat it for several.")
    List<Given<UUID>> id;

    @QueryParam("ror")
    @Parameter(description = "Those with one of these ROR ids, as URLs or bare.", example = "https://ror.org/05dxps055")
    List<Given<RorId>> ror;

    @QueryParam("country")
    @Parameter(description = "Those in one of these countries (ISO 3166-1 alpha-2).", example = "CN")
    List<Given<CountryCode>> country;

    @QueryParam("parent")
    @Parameter(description = "The parts of one of these organizations, a level down.")
    List<Given<UUID>> parent;

    @QueryParam("status")
    @Parameter(description = "`active`, `inactive` or `withdrawn`.", example = "active")
    List<Given<String>> status;

    @QueryParam("updatedFrom")
    @Parameter(description = "Changed on this day (UTC) or later, or since a time.", example = "2025-12-03")
    Given<String> updatedFrom;

    @QueryParam("updatedUntil")
    @Parameter(description = "Changed on this day (UTC) or earlier, or until a time.", example = "2025-12-03")
    Given<String> updatedUntil;

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
