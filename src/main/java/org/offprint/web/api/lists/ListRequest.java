package org.offprint.web.api.lists;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.offprint.platform.http.parameters.Given;

/** The parameters of every list beside its filters. */
public class ListRequest extends PageRequest {

    /** Pages by number end with this record; cursors go on. */
    public static final int LAST_NUMBERED = 10_000;

    @QueryParam("q")
    @Parameter(
            description = """
                    What to look for. Words must all match, in any order; case and accents do not matter, and words of \
                    one stem are the same. `"soil carbon"` is a phrase, `soil OR carbon` either, `-carbon` not, \
                    `title:soil` a word in a field (`title:(soil carbon)` several), `photosyn*` the beginning of a word; \
                    brackets group. A DOI, ORCID iD, ROR id, ISSN or URL finds what has or names it. An error says \
                    where it is and suggests what could be meant.""",
            example = "title:soil carbon OR nitrogen -\"peat land\"",
            schema = @Schema(type = SchemaType.STRING, maxLength = 1000))
    String q;

    @QueryParam("syntax")
    @Parameter(
            description = "How `q` is read: `query` with all its operators; `words` takes whatever a reader types as"
                    + " words that must all match, and never refuses it.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"query", "words"},
                            defaultValue = "query"))
    String syntax;

    @QueryParam("sort")
    @Parameter(
            description =
                    "How the list is sorted; the id breaks ties. `relevance` needs `q`, and is the usual order with"
                            + " it.")
    String sort;

    @QueryParam("page")
    @Parameter(
            description = "The number of the page, in place of `cursor`, up to the 10,000th record. What is sorted by"
                    + " relevance has pages by number only.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "10000"))
    Given<Integer> page;

    @QueryParam("facets")
    @Parameter(
            description = "Counts the records by the values of a field; repeat it for several. `keyword:20` gives 20"
                    + " values, up to 100; otherwise 10. A facet leaves its own filter out, so that more values can be"
                    + " chosen; chosen ones are always among them.")
    List<String> facets;

    @QueryParam("fields")
    @Parameter(
            description = "Only these members of each item, separated by commas, with dots for members of members:"
                    + " `id,title,contributors.family`. `id` and `links` are always there; members that an item"
                    + " otherwise always has may then be missing.")
    List<String> fields;

    @QueryParam("highlight")
    @Parameter(
            description = "With `true` each item has `highlights`: what was found, by member, as escaped text with"
                    + " `<mark>` around it. Needs `q`.",
            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    Given<Boolean> highlight;

    @Context
    HttpHeaders headers;

    /** The headers of the request. */
    public HttpHeaders headers() {
        return headers;
    }

    /** The parameters given that say which page there is to be and what its items are like. */
    List<String> ofPages() {
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
