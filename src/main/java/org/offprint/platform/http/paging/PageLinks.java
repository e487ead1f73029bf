package org.offprint.platform.http.paging;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.platform.http.parameters.QueryText;

/** The member {@code page} of a list: how long a page is, and the links to others, as paths with a query. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "PageLinks", description = "The length of a page, and the links to other pages of the same list.")
public record PageLinks(
        @Schema(description = "The most records of a page.", required = true, examples = "20")
        int limit,

        @Schema(description = "The page after this one; absent on the last.", examples = "/v1/articles?cursor=AbC")
        String next,

        @Schema(description = "The page before this one; absent on the first.")
        String prev,

        @Schema(description = "The first page.", required = true, examples = "/v1/articles")
        String first) {

    private static final Set<String> PLACE = Set.of("cursor", "page");

    /**
     * Links by cursor, with every other parameter as it was sent.
     *
     * @param request the request for the list
     * @param next the token of the next page, or null if there is none
     * @param prev the token of the page before, or null if there is none
     */
    public static PageLinks byCursor(HttpServerRequest request, int limit, String next, String prev) {
        return links(request, limit, "cursor", next, prev);
    }

    /** Links by page number, from 1; {@code last} is the number of the last page that there is. */
    public static PageLinks byNumber(HttpServerRequest request, int limit, int page, int last) {
        return links(
                request,
                limit,
                "page",
                page < last ? Integer.toString(page + 1) : null,
                page > 1 ? Integer.toString(Math.min(page - 1, Math.max(1, last))) : null);
    }

    private static PageLinks links(HttpServerRequest request, int limit, String parameter, String next, String prev) {
        String path = request.path();
        QueryText rest = QueryText.of(request.query()).without(PLACE);
        return new PageLinks(
                limit,
                next == null ? null : link(path, rest.with(parameter, next)),
                prev == null ? null : link(path, rest.with(parameter, prev)),
                link(path, rest));
    }

    private static String link(String path, QueryText query) {
        String text = query.toString();
        return text.isEmpty() ? path : path + "?" + text;
    }

    /** Returns the links for the header {@code Link} (RFC 8288). */
    public String header() {
        List<String> links = new ArrayList<>();
        if (next != null) {
            links.add("<" + next + ">; rel=\"next\"");
        }
        if (prev != null) {
            links.add("<" + prev + ">; rel=\"prev\"");
        }
        links.add("<" + first + ">; rel=\"first\"");
        return String.join(", ", links);
    }
}
