package org.offprint.web.api.lists;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.offprint.platform.http.parameters.Given;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.platform.http.parameters.QueryText;

/** The requested page of a list, by cursor. */
public class PageRequest {

    private static final List<String> PLACE = List.of("cursor", "limit");

    /** The most records of a page. */
    public static final int LARGEST_PAGE = 100;

    private static final int USUAL_PAGE = 20;

    @QueryParam("limit")
    @Parameter(
            description = "How many records a page holds at most.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
    Given<Integer> limit;

    @QueryParam("cursor")
    @Parameter(
            description = "The place to go on from: take `next` or `prev` from a page as it is. It is good for the same"
                    + " parameters only; `limit` may change.")
    String cursor;

    @Context
    HttpServerRequest request;

    /** The request that links to other pages are made from. */
    public HttpServerRequest request() {
        return request;
    }

    /** The token of the place, or null for the beginning. */
    public String cursor() {
        return cursor;
    }

    /** The length of a page, 1 to 100. */
    public int limit(Parameters parameters) {
        return parameters.integer("limit", limit, 1, LARGEST_PAGE, USUAL_PAGE);
    }

    /** All that decides what the list holds and how it is sorted: its path and its other parameters. */
    public String boundTo() {
        return request.path() + "?"
                + QueryText.of(request.query()).without(PLACE).canonical();
    }
}
