package org.offprint.web.api.lists;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.platform.http.parameters.QueryText;
import org.offprint.search.SearchAnswer.CorrectedQuery;
import org.offprint.search.query.QuerySyntax;
import org.offprint.search.schema.RecordKind;

/** Suggestion of a corrected query for a search without results. */
@Schema(
        description = "Corrected query, returned if `q` matches no records. The corrected query matches at"
                + " least one record under the same filters.")
public record DidYouMean(
        @Schema(required = true, examples = "soil carbon", description = "Corrected query to send as `q`.")
        String q,

        @Schema(required = true, description = "Number of records that the corrected query matches.", examples = "12")
        long total,

        @Schema(
                required = true,
                description = "Links of the suggestion. `self` is the URL of the same list with the corrected query.",
                examples = "{\"self\": \"/v1/articles?q=soil+carbon\"}")
        Map<String, String> links) {

    static DidYouMean of(CorrectedQuery meant, RecordKind kind, ListRequest request) {
        String q = QuerySyntax.write(meant.query(), kind);
        QueryText query = QueryText.of(request.request.query())
                .without(Set.of("q", "cursor", "page"))
                .with("q", URLEncoder.encode(q, StandardCharsets.UTF_8));
        return new DidYouMean(q, meant.total(), Map.of("self", request.request.path() + "?" + query));
    }
}
