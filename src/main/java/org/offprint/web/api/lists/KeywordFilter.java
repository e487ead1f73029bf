package org.offprint.web.api.lists;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.search.schema.TermField;

/** Filter parameters of the keyword list. */
public class KeywordFilter implements ListFilter {

    @QueryParam("name")
    @Parameter(
            description = "Filter by complete keyword, ignoring case and accents. Repeat the parameter to match"
                    + " any of several keywords.",
            example = "soil carbon")
    List<ParameterValue<String>> name;

    @Override
    public void addTo(Filters filters) {
        filters.anyOf(TermField.EXACT_NAME, name);
    }
}
