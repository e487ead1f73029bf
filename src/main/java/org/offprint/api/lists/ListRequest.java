package org.offprint.api.lists;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.offprint.http.parameters.Parameters;
import org.offprint.http.parameters.QueryText;

/** What every list takes beside its filters. */
public class ListRequest {

    private static final List<String> PLACE = List.of("cursor", "limit");
    private static final int LARGEST_PAGE = 100;
    private static final int USUAL_PAGE = 20;

    @QueryParam("limit")
    @Parameter(
            description = "How many records a page holds at most.",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
    String limit;

    @QueryParam("cursor")
    @Parameter(description = "The place to go on from: take `next` or `prev` from a page as it is.")
    String cursor;

    @Context
    HttpServerRequest request;

    @Context
    HttpHeaders headers;

    int limit(Parameters parameters) {
        return parameters.integer("limit", limit, 1, LARGEST_PAGE, USUAL_PAGE);
    }

    /** All else that decides what the list holds: its path and its filters. */
    String filters() {
        return request.path() + "?"
                + QueryText.of(request.query()).without(PLACE).canonical();
    }
}
