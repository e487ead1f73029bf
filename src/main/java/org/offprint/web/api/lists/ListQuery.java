package org.offprint.web.api.lists;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.kernel.faults.Finding;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.search.SearchRequest;
import org.offprint.search.SearchRequest.FacetRequest;
import org.offprint.search.SearchRequest.PagePosition;
import org.offprint.search.query.QuerySyntax;
import org.offprint.search.query.QuerySyntaxException;
import org.offprint.search.query.SearchQuery;
import org.offprint.search.schema.RecordKind;
import org.offprint.search.schema.SortOrder;

/**
 * Validated list request.
 *
 * @param page page number, starting at 1; 0 if the list is paged by cursor
 */
record ListQuery(
        SearchQuery query,
        Map<String, SearchQuery> filters,
        SortOrder order,
        int limit,
        int page,
        List<FacetRequest> facets,
        FieldSelection fields,
        boolean highlight) {

    private static final Map<RecordKind, Map<String, SortOrder>> ORDERS = Stream.of(RecordKind.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), kind -> Stream.of(SortOrder.values())
                    .filter(order -> order.isOf(kind))
                    .collect(Collectors.toMap(
                            SortOrder::word, Function.identity(), (one, other) -> one, LinkedHashMap::new))));

    /**
     * Parses the parameters of a request for a page.
     *
     * @throws org.offprint.kernel.faults.ProblemException 400 with all invalid parameters
     */
    static ListQuery read(ListRequest request, ListFilter filter, Listing listing, SlugLookup journals) {
        Parameters parameters = new Parameters();
        Filters filters = new Filters(listing.kind(), listing.forEditors(), parameters, journals);
        filter.addTo(filters);
        SearchQuery query = query(request, listing.kind(), parameters);
        SortOrder order = order(request, listing, parameters);
        int limit = request.limit(parameters);
        int page = page(request, order, limit, parameters);
        boolean highlight = parameters.flag("highlight", request.highlight, false);
        if (highlight && request.q == null) {
            parameters.addError(
                    "highlight",
                    "without-q",
                    "Remove this parameter, or add q. Only words that match q are highlighted.");
        }
        List<FacetRequest> facets = Facets.read(request.facets, listing, filters, parameters);
        FieldSelection fields = FieldSelection.read(request.fields, listing.item(), listing.included(), parameters);
        parameters.check();
        return new ListQuery(query, filters.queries(), order, limit, page, facets, fields, highlight);
    }

    /**
     * Parses the parameters of a request for a complete list. Parameters for pages and list items, such as {@code
     * limit} and {@code fields}, are rejected. With {@code q}, the list is not sorted by relevance but keeps its
     * default order, because cursors do not support relevance.
     */
    static ListQuery readUnpaged(ListRequest request, ListFilter filter, Listing listing, SlugLookup journals) {
        Parameters parameters = new Parameters();
        Filters filters = new Filters(listing.kind(), listing.forEditors(), parameters, journals);
        filter.addTo(filters);
        SearchQuery query = query(request, listing.kind(), parameters);
        request.pageParameters()
                .forEach(name -> parameters.addError(
                        name,
                        "of-pages",
                        "Remove this parameter. A file always contains all records with all members."));
        SortOrder order = request.sort == null ? listing.usual() : order(request, listing, parameters);
        if (order == SortOrder.RELEVANCE) {
            parameters.addError(
                    "sort", "by-relevance", "Use another sort order. A file cannot be sorted by relevance.");
        }
        FieldSelection fields = FieldSelection.read(null, listing.item(), listing.included(), parameters);
        parameters.check();
        return new ListQuery(query, filters.queries(), order, PageRequest.MAX_LIMIT, 0, List.of(), fields, false);
    }

    private static SearchQuery query(ListRequest request, RecordKind kind, Parameters parameters) {
        boolean words = parameters.oneOf("syntax", request.syntax, Map.of("query", false, "words", true), false);
        if (request.q == null && request.syntax != null) {
            parameters.addError(
                    "syntax", "without-q", "Remove this parameter, or add q. The syntax applies only to q.");
        }
        if (parameters.text("q", request.q) == null) {
            return new SearchQuery.All();
        }
        try {
            return words ? QuerySyntax.words(request.q, kind) : QuerySyntax.parse(request.q, kind);
        } catch (QuerySyntaxException e) {
            parameters.addError(
                    Finding.parameter("q", e.code(), e.getMessage()).atPosition(e.position(), e.suggestion()));
            return new SearchQuery.All();
        }
    }

    private static SortOrder order(ListRequest request, Listing listing, Parameters parameters) {
        SortOrder usual = request.q == null ? listing.usual() : SortOrder.RELEVANCE;
        SortOrder order = parameters.oneOf("sort", request.sort, ORDERS.get(listing.kind()), usual);
        if (order == SortOrder.RELEVANCE && request.q == null) {
            parameters.addError(
                    "sort",
                    "without-q",
                    "Add the parameter q, or use another sort order. Only search results can be sorted by relevance.");
        }
        return order;
    }

    private static int page(ListRequest request, SortOrder order, int limit, Parameters parameters) {
        boolean byRelevance = order == SortOrder.RELEVANCE;
        if (request.cursor != null && request.page != null) {
            parameters.addError("page", "cursor-and-page", "Send either the parameter cursor or page, not both.");
        } else if (request.cursor != null && byRelevance) {
            parameters.addError(
                    "cursor",
                    "by-relevance",
                    "Use the parameter page instead. A list sorted by relevance has no cursors.");
        }
        int last = Math.max(1, ListRequest.LAST_NUMBERED / limit);
        int page = parameters.integer("page", request.page, 1, last, 1);
        return request.page == null && !byRelevance ? 0 : page;
    }

    SearchRequest at(PagePosition place, Listing listing) {
        return new SearchRequest(
                listing.audience(),
                listing.forEditors() ? listing.journals().orElse(null) : null,
                listing.kind(),
                query,
                filters,
                order,
                place,
                limit,
                facets,
                highlight);
    }
}
