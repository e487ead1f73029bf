package org.offprint.api.issues;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which issues a list is to hold: repeated is or, different is and. */
public class IssueFilter {

    @QueryParam("id")
    List<String> id;

    @QueryParam("journal")
    @Parameter(description = "The id of a journal.")
    List<String> journal;

    @QueryParam("year")
    @Parameter(description = "The year as the issue states it.")
    List<String> year;

    @QueryParam("volume")
    List<String> volume;

    @QueryParam("doi")
    @Parameter(description = "A DOI in any spelling.")
    List<String> doi;

    @QueryParam("status")
    @Parameter(description = "For editors: draft, scheduled or published.")
    List<String> status;
}
