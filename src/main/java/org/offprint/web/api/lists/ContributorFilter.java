package org.offprint.web.api.lists;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.search.schema.TermField;

/** Filter parameters of the contributor list. */
public class ContributorFilter implements ListFilter {

    @QueryParam("orcid")
    @Parameter(
            description = "Filter by ORCID iD. Accepts bare iDs and `https://orcid.org/` URLs. Repeat the"
                    + " parameter to match any of several people.",
            example = "https://orcid.org/0000-0002-1825-0097")
    List<ParameterValue<Orcid>> orcid;

    @QueryParam("name")
    @Parameter(
            description = "Filter by complete name, for example `Ada Moreira`, ignoring case and accents. Repeat"
                    + " the parameter to match any of several names.",
            example = "Ada Moreira")
    List<ParameterValue<String>> name;

    @QueryParam("identified")
    @Parameter(
            description = "Set to `true` to get only people with an ORCID iD, or to `false` to get only names"
                    + " without an ORCID iD.")
    List<ParameterValue<String>> identified;

    @Override
    public void addTo(Filters filters) {
        filters.anyOf(TermField.ORCID, orcid).anyOf(TermField.EXACT_NAME, name).anyOf(TermField.IDENTIFIED, identified);
    }
}
