package org.offprint.platform.http.paging;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.platform.http.parameters.QueryText;

/**
 * Member {@code page} of a list response, which contains the page size and links to other pages. Each link consists of
 * a path and a query.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "PageLinks", description = "Page size, and links to other pages of the same list.")
public record PageLinks(
        @Schema(description = "Maximum number of records on each page.", required = true, examples = "20")
        int limit,

        @Schema(
                description = "Path and query of the next page. Omitted on the last page.",
                examples = "/v1/articles?cursor=AbC")
        String next,

        @Schema(description = "Path and query of the previous page. Omitted on the first page.")
        String prev,

        @Schema(description = "Path and query of the first page.", required = true, examples = "/v1/articles")
        String first) {

    private static final Set<String> PLACE = Set.of("cursor", "page");

    /**
     * Returns links to the next and previous page of a list with cursors. The links contain all other query parameters
     * unchanged.
     *
     * @param request request for the list
     * @param next cursor token of the next page; null if there is no next page
     * @param prev cursor token of the previous page; null if there is no previous page
     */
    public static PageLinks byCursor(HttpServerRequest request, int limit, String next, String prev) {
        return links(request, limit, "cursor", next, prev);
    }

    /**
     * Returns links to the next and previous page of a list with page numbers, which start at 1.
     *
     * @param last number of the last page
     */
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

    /** Returns the page links as the value of a {@code Link} header (RFC 8288). */
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
