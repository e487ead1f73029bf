package org.offprint.web.api.lists;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.offprint.platform.http.parameters.ParameterValue;

/** Query parameters that all lists share, in addition to the filters of each list. */
public class ListRequest extends PageRequest {

    /** Position of the last record that can be reached with page numbers. Cursors have no such limit. */
    public static final int LAST_NUMBERED = 10_000;

    @QueryParam("q")
    @Parameter(
            description = """
                    Search query. All words must match, in any order. Case and accents are ignored, and words match by \
                    their stem. `"soil carbon"` matches a phrase, `soil OR carbon` either word, `-carbon` excludes a word, \
                    `title:soil` searches one field, `title:(soil carbon)` several words in one field, and `photosyn*` \
                    matches words that begin with these letters. Parentheses group terms. A DOI, ORCID iD, ROR id, ISSN or \
                    URL matches the records that have or mention the identifier or URL. If the query is invalid, \
                    the response is 400 with the position of the error and a corrected query.""",
            example = "title:soil carbon OR nitrogen -\"peat land\"",
            schema = @Schema(type = SchemaType.STRING, maxLength = 1000))
    String q;

    @QueryParam("syntax")
    @Parameter(
            description = "Syntax of `q`. `query` supports all operators, and an invalid query returns 400."
                    + " `words` treats `q` as words that must all match, for example the input of a search box.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"query", "words"},
                            defaultValue = "query"))
    String syntax;

    @QueryParam("sort")
    @Parameter(
            description = "Sort order of the list. A leading minus sign sorts in descending order. Ties are sorted"
                    + " by id. `relevance` requires `q`. The default is `relevance` if the request has `q`."
                    + " Otherwise, the default is the order stated in the description of the operation.")
    String sort;

    @QueryParam("page")
    @Parameter(
            description = "Page number, starting at 1, for example `2`. Cannot be combined with `cursor`. Page"
                    + " numbers reach at most the 10,000th record. Lists sorted by relevance support only page"
                    + " numbers.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "10000"))
    ParameterValue<Integer> page;

    @QueryParam("facets")
    @Parameter(
            description = "Returns counts of the matching records by field value. The member `facets` contains the"
                    + " counts."
                    + " `facets=keyword` returns 10 values, `facets=keyword:20` returns 20 values, and the"
                    + " maximum is 100. Repeat the parameter for several facets. A facet ignores the filter on"
                    + " its own field, so it also counts values that could be added to the filter. Values that"
                    + " the request already filters by are always included.")
    List<String> facets;

    @QueryParam("fields")
    @Parameter(
            description = "Members to return for each item, separated by commas, for example"
                    + " `title,contributors.family`. Use a dot for nested members. At most 100 members. `id` and"
                    + " `links` are always returned. All other members are omitted, even if the schema requires them.")
    List<String> fields;

    @QueryParam("highlight")
    @Parameter(
            description = "Set to `true` to add the member `highlights` to each item. `highlights` contains the"
                    + " matching excerpts by member name. The excerpts are HTML-escaped, with `<mark>` around"
                    + " the matched words. Requires `q`.",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    ParameterValue<Boolean> highlight;

    @Context
    HttpHeaders headers;

    /** Constructor for the framework, which then sets the fields. */
    public ListRequest() {}

    /**
     * Creates the parameters of a list operation that another part of the service calls.
     *
     * @param words words that must all match; null for none
     * @param page page number, starting at 1
     * @param sort sort order; null for the default
     * @param facets facets to return, which can be empty
     */
    public static ListRequest of(
            HttpServerRequest request,
            HttpHeaders headers,
            String words,
            int page,
            int limit,
            String sort,
            List<String> facets) {
        ListRequest list = new ListRequest();
        list.request = request;
        list.headers = headers;
        list.q = words;
        list.syntax = words == null ? null : "words";
        list.page = new ParameterValue<>(Integer.toString(page));
        list.limit = new ParameterValue<>(Integer.toString(limit));
        list.sort = sort;
        list.facets = facets;
        return list;
    }

    /** Returns the headers of the HTTP request. */
    public HttpHeaders headers() {
        return headers;
    }

    /** Returns the names of the parameters in the request that select a page or the members of list items. */
    List<String> pageParameters() {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("limit", limit);
        given.put("cursor", cursor);
        given.put("page", page);
        given.put("highlight", highlight);
        given.put("facets", facets == null || facets.isEmpty() ? null : facets);
        given.put("fields", fields == null || fields.isEmpty() ? null : fields);
        return given.entrySet().stream()
                .filter(each -> each.getValue() != null)
                .map(Map.Entry::getKey)
                .toList();
    }
}
