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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.Text;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.Given;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.platform.http.quotas.Counted;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.search.IndexMoment;
import org.offprint.search.SearchIndex;
import org.offprint.search.schema.RecordKind;

/** Suggestions while somebody types, from what is published; the same for everybody. */
@Path("/v1/suggest")
@Tag(name = "Search")
@Produces(MediaType.APPLICATION_JSON)
public class SuggestResource {

    private static final int LONGEST = 200;
    private static final int MOST = 20;
    private static final int USUAL = 10;
    private static final int LATER = 5; // seconds

    private final SearchIndex index;
    private final ReadyLists ready;

    SuggestResource(SearchIndex index, ReadyLists ready) {
        this.index = index;
        this.ready = ready;
    }

    @GET
    @Counted(QuotaClass.SEARCH)
    @PermitAll
    @Operation(
            operationId = "listSuggestions",
            summary = "Suggest while somebody types",
            description =
                    "Titles of articles and journals, people, organizations and keywords with words that begin like"
                            + " those typed so far, in any order: the likeliest of each type first, those of most articles"
                            + " before others. Case and accents do not matter; where nothing begins so, one letter of a word may"
                            + " be wrong. A DOI (or its beginning), ORCID iD, ROR id or ISSN in any spelling gives what has it."
                            + " Only what is published is suggested.")
    public Reply<Suggestions> listSuggestions(
            @QueryParam("q")
                    @Parameter(
                            required = true,
                            description = "What was typed so far.",
                            example = "trap",
                            schema = @Schema(type = SchemaType.STRING, maxLength = LONGEST))
                    String q,
            @QueryParam("type")
                    @Parameter(
                            description =
                                    "Only suggestions of this type; repeat it for several. All types where this is"
                                            + " left out.")
                    List<String> type,
            @QueryParam("limit")
                    @Parameter(
                            description = "How many suggestions at most.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "20",
                                            defaultValue = "10"))
                    Given<Integer> limit,
            @Context HttpHeaders headers,
            @Context HttpServerRequest request) {
        Parameters parameters = new Parameters();
        String text = text(q, parameters);
        Set<RecordKind> kinds = kinds(type, parameters);
        int most = parameters.integer("limit", limit, 1, MOST, USUAL);
        parameters.check();
        try {
            IndexMoment moment = index.moment();
            byte[] answer = Json.write(new Suggestions(index.suggest(text, kinds, most).stream()
                    .map(SuggestionView::of)
                    .toList()));
            return Reply.of(ready.answer(request, headers, answer, moment, null));
        } catch (SearchIndex.NotReadyException | SearchIndex.TooCostlyException e) {
            throw Problems.unavailable(e.getMessage(), LATER);
        }
    }

    private static String text(String q, Parameters parameters) {
        if (q == null) {
            parameters.wrong("q", "missing-parameter", "Give what was typed so far.");
            return null;
        }
        String text = parameters.text("q", q);
        if (text != null && text.length() > LONGEST) {
            parameters.wrong("q", "too-long", "At most " + LONGEST + " characters are taken.");
        } else if (text != null && Text.fault(text) != null) {
            parameters.wrong("q", "text", Text.fault(text));
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

    /** The answer. */
    @Schema(name = "Suggestions", description = "The likeliest first.")
    record Suggestions(@Schema(required = true) List<SuggestionView> items) {}
}
