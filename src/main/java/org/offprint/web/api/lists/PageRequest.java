package org.offprint.web.api.lists;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.platform.http.parameters.QueryText;

/** Query parameters that select a page of a list by cursor. */
public class PageRequest {

    private static final List<String> PAGE_PARAMETERS = List.of("cursor", "limit");

    /** Maximum number of records per page. */
    public static final int MAX_LIMIT = 100;

    private static final int DEFAULT_LIMIT = 20;

    @QueryParam("limit")
    @Parameter(
            description = "Maximum number of items per page, from 1 to 100.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
    ParameterValue<Integer> limit;

    @QueryParam("cursor")
    @Parameter(
            description = "Position in the list, as an opaque token from the links `next` and `prev` in `page`. A"
                    + " cursor is valid only with the path and parameters of the list that returned it. Only"
                    + " `limit` may change.")
    String cursor;

    @Context
    HttpServerRequest request;

    /**
     * Creates the parameters of a list operation that another part of the service calls. The links to other pages have the
     * path of its request.
     *
     * @param ignored names of query parameters that do not determine the content and order of the list
     */
    public static PageRequest of(HttpServerRequest request, String cursor, int limit, List<String> ignored) {
        PageRequest page = new PageRequest() {
            @Override
            public String cursorScope() {
                return request.path() + "?"
                        + QueryText.of(request.query())
                                .without(PAGE_PARAMETERS)
                                .without(ignored)
                                .canonical();
            }
        };
        page.request = request;
        page.cursor = cursor;
        page.limit = new ParameterValue<>(Integer.toString(limit));
        return page;
    }

    /** Returns the HTTP request, which is the base of the links to other pages. */
    public HttpServerRequest request() {
        return request;
    }

    /** Returns the cursor token, or null for the first page. */
    public String cursor() {
        return cursor;
    }

    /** Returns the maximum number of records on the page, from 1 to 100. */
    public int limit(Parameters parameters) {
        return parameters.integer("limit", limit, 1, MAX_LIMIT, DEFAULT_LIMIT);
    }

    /**
     * Returns the path and all parameters that determine the content and order of the list. A cursor is valid only for
     * the scope in which it was created.
     */
    public String cursorScope() {
        return request.path() + "?"
                + QueryText.of(request.query()).without(PAGE_PARAMETERS).canonical();
    }
}
