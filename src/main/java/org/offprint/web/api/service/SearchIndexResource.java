package org.offprint.web.api.service;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.caching.CachePolicy;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.security.Role;
import org.offprint.search.IndexState;
import org.offprint.search.SearchIndex;

/** REST resource for the state of the search index on the responding node. */
@Path("/v1/search-index")
@Tag(name = "Search")
@RolesAllowed(Role.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
public class SearchIndexResource {

    private static final int RETRY_SECONDS = 5; // Value of the Retry-After header, in seconds.

    private final SearchIndex index;

    SearchIndexResource(SearchIndex index) {
        this.index = index;
    }

    @GET
    @Operation(
            operationId = "getSearchIndex",
            summary = "Get the state of the search index",
            description = "Returns the state of the search index of the responding node, or of the cluster if a"
                    + " cluster is configured. Each node builds its own index from the shared change log.")
    public Reply<SearchIndexView> getSearchIndex() {
        return Reply.of(CachePolicy.PRIVATE.on(Response.ok(view())));
    }

    @POST
    @Path("rebuilds")
    @Operation(
            operationId = "rebuildSearchIndex",
            summary = "Rebuild the search index",
            description = "Rebuilds the search index of the responding node, or of the cluster, in the background."
                    + " The current index serves searches until the new index is complete. A missing, damaged"
                    + " or outdated index is rebuilt automatically. Use this operation only if you suspect an"
                    + " error in the index.")
    @APIResponse(
            responseCode = "202",
            description = "The rebuild has started or is already running. `building` changes to `false` when the"
                    + " rebuild is complete.",
            content = @Content(schema = @Schema(implementation = SearchIndexView.class)))
    public Reply<SearchIndexView> rebuildSearchIndex() {
        try {
            index.rebuild();
        } catch (SearchIndex.NotReadyException e) {
            throw Problems.unavailable(e.getMessage(), RETRY_SECONDS);
        }
        return Reply.of(CachePolicy.PRIVATE.on(
                Response.status(202).header("Location", "/v1/search-index").entity(view())));
    }

    private byte[] view() {
        return Json.write(
                new SearchIndexView(index.state().stream().map(StateView::of).toList()));
    }

    /** Response body with the state of the search indexes. */
    @Schema(name = "SearchIndex", description = "State of the search indexes of one node or of the cluster.")
    record SearchIndexView(
            @Schema(required = true, description = "Index of the published records, and index of the working copies.")
            List<StateView> indexes) {}

    /** State of one search index, either the index for readers or the index for editors. */
    @Schema(name = "SearchIndexState", description = "State of one of the search indexes.")
    record StateView(
            @Schema(
                    required = true,
                    enumeration = {"readers", "editors"},
                    description = "Content of the index. `readers`: published records. `editors`: working copies.")
            String audience,

            @Schema(required = true, description = "Whether the index serves searches.")
            boolean serves,

            @Schema(
                    required = true,
                    description =
                            "Whether another version of the service built the index. Until a new index is complete,"
                                    + " the outdated index serves the searches that it supports. All other searches return"
                                    + " 503.")
            boolean outdated,

            @Schema(required = true, description = "Whether a new index is being built.")
            boolean building,

            @Schema(description = "Number of records in the new index so far. Omitted if no index is being built.")
            Long built,

            @Schema(required = true, description = "Number of records in the index.")
            long records,

            @Schema(required = true, description = "Position of the last indexed change in the change log.")
            long position,

            @Schema(
                    description =
                            "Seconds since the index last contained all changes. Omitted if the index does not serve"
                                    + " searches.")
            Double behindSeconds) {

        static StateView of(IndexState state) {
            return new StateView(
                    state.audience().name().toLowerCase(Locale.ROOT),
                    state.serves(),
                    state.outdated(),
                    state.building(),
                    state.built(),
                    state.records(),
                    state.position(),
                    state.behind() == null ? null : state.behind().toMillis() / 1_000.0);
        }
    }
}
