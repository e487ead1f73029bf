package org.offprint.web.api.lists;

import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.Text;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.search.IndexMoment;
import org.offprint.search.SearchIndex;
import org.offprint.search.schema.RecordKind;
import org.offprint.web.api.ResponseHeaders;
import org.offprint.web.cache.ListSource;

/** REST resource for autocomplete suggestions from published records. Responses are the same for all clients. */
@Path("/v1/suggest")
@Tag(name = "Search")
@Produces(MediaType.APPLICATION_JSON)
public class SuggestResource {

    private static final int MAX_LENGTH = 200;
    private static final int MAX_LIMIT = 20;
    private static final int DEFAULT_LIMIT = 10;
    private static final int RETRY_SECONDS = 5; // Value of the Retry-After header, in seconds.

    private final SearchIndex index;
    private final ListSource cache;

    SuggestResource(SearchIndex index, ListSource cache) {
        this.index = index;
        this.cache = cache;
    }

    @GET
    @QuotaOf(QuotaClass.SEARCH)
    @PermitAll
    @ResponseHeaders("ETag")
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.READERS),
            operationId = "listSuggestions",
            summary = "Suggest completions for partial input",
            description = "Completes partial input with titles of articles and journals, people, organizations and"
                    + " keywords. Each input word must begin a word of the title or name. The words can be in"
                    + " any order, and case and accents are ignored. If no title or name matches, one letter"
                    + " may be wrong in each word of three or more letters. The most likely suggestions of each"
                    + " type come first. Equal matches are sorted by number of articles. For a DOI or its"
                    + " beginning, an ORCID iD, a ROR id or an ISSN, the identified records are suggested. Only"
                    + " published records are suggested.")
    public Reply<Suggestions> listSuggestions(
            @QueryParam("q")
                    @Parameter(
                            required = true,
                            description = "Partial input, for example from a search box. At most 200 characters.",
                            example = "trap",
                            schema = @Schema(type = SchemaType.STRING, maxLength = MAX_LENGTH))
                    String q,
            @QueryParam("type")
                    @Parameter(
                            description =
                                    "Restricts the suggestions to this type. Repeat the parameter for several types."
                                            + " Without the parameter, suggestions of all types are returned.")
                    List<String> type,
            @QueryParam("limit")
                    @Parameter(
                            description = "Maximum number of suggestions, from 1 to 20.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "20",
                                            defaultValue = "10"))
                    ParameterValue<Integer> limit,
            @Context HttpHeaders headers,
            @Context HttpServerRequest request) {
        Parameters parameters = new Parameters();
        String text = text(q, parameters);
        Set<RecordKind> kinds = kinds(type, parameters);
        int most = parameters.integer("limit", limit, 1, MAX_LIMIT, DEFAULT_LIMIT);
        parameters.check();
        try {
            IndexMoment moment = index.moment();
            byte[] answer = Json.write(new Suggestions(index.suggest(text, kinds, most).stream()
                    .map(SuggestionView::of)
                    .toList()));
            return Reply.of(cache.answer(request, headers, answer, moment, null));
        } catch (SearchIndex.NotReadyException | SearchIndex.TooCostlyException e) {
            throw Problems.unavailable(e.getMessage(), RETRY_SECONDS);
        }
    }

    private static String text(String q, Parameters parameters) {
        if (q == null) {
            parameters.addError("q", "missing-parameter", "The parameter q is required. Send the input to complete.");
            return null;
        }
        String text = parameters.text("q", q);
        if (text != null && text.length() > MAX_LENGTH) {
            parameters.addError("q", "too-long", "Must have at most " + MAX_LENGTH + " characters.");
        } else if (text != null && Text.fault(text) != null) {
            parameters.addError("q", "text", Text.fault(text));
        }
        return text;
    }

    private static Set<RecordKind> kinds(List<String> types, Parameters parameters) {
        Set<RecordKind> kinds = EnumSet.noneOf(RecordKind.class);
        for (String type : types == null ? List.<String>of() : types) {
            RecordKind kind = parameters.oneOf("type", type, SuggestionView.TYPES, null);
            if (kind != null) {
                kinds.add(kind);
            }
        }
        return kinds.isEmpty() ? EnumSet.allOf(RecordKind.class) : kinds;
    }

    /** Response with autocomplete suggestions. */
    @Schema(name = "Suggestions", description = "Suggestions, most likely first.")
    record Suggestions(
            @Schema(required = true, description = "Suggestions, most likely first.")
            List<SuggestionView> items) {}
}
