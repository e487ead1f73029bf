package org.offprint.web.api.lists;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.offprint.kernel.identifiers.Orcid;
import org.offprint.platform.http.parameters.Given;
import org.offprint.search.schema.TermField;

/** The filters of the list of contributors. */
public class ContributorFilter implements ListFilter {

    @QueryParam("orcid")
    @Parameter(
            description = "With one of these ORCID iDs, in any spelling.",
            example = "https://orcid.org/0000-0002-1825-0097")
    List<Given<Orcid>> orcid;

    @QueryParam("name")
    @Parameter(description = "With exactly this name, without regard to case and accents.", example = "Ada Moreira")
    List<Given<String>> name;

    @QueryParam("identified")
    @Parameter(description = "`true` for people with an ORCID iD, `false` for names alone.")
    List<Given<String>> identified;

    @Override
    public void addTo(Filters filters) {
        filters.anyOf(TermField.ORCID, orcid).anyOf(TermField.EXACT_NAME, name).anyOf(TermField.IDENTIFIED, identified);
    }
}
