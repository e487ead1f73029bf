package org.offprint.api.articles;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which articles a list is to hold: repeated is or, different is and. */
public class ArticleFilter {

    @QueryParam("id")
    List<String> id;

    @QueryParam("journal")
    @Parameter(description = "The id of a journal.")
    List<String> journal;

    @QueryParam("issue")
    @Parameter(description = "The id of an issue.")
    List<String> issue;

    @QueryParam("affiliation")
    @Parameter(description = "The id of an affiliation; those that are part of it are included.")
    List<String> affiliation;

    @QueryParam("doi")
    @Parameter(description = "A DOI in any spelling.")
    List<String> doi;

    @QueryParam("status")
    @Parameter(description = "For editors: draft, scheduled, published or withdrawn.")
    List<String> status;
}
