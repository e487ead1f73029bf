package org.offprint.web.api.lists;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.offprint.platform.http.parameters.Given;
import org.offprint.search.schema.TermField;

/** The filters of the list of keywords. */
public class KeywordFilter implements ListFilter {

    @QueryParam("name")
    @Parameter(description = "Exactly this keyword, without regard to case and accents.", example = "soil carbon")
    List<Given<String>> name;

    @Override
    public void addTo(Filters filters) {
        filters.anyOf(TermField.EXACT_NAME, name);
    }
}
