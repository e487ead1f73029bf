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

/** The search index of the node that answers. */
@Path("/v1/search-index")
@Tag(name = "Search")
@RolesAllowed(Role.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
public class SearchIndexResource {

    private static final int LATER = 5; // seconds

    private final SearchIndex index;

    SearchIndexResource(SearchIndex index) {
        this.index = index;
    }

    @GET
    @Operation(
            operationId = "getSearchIndex",
            summary = "Get the state of the search index",
            description =
                    "Of the node that answers, which has an index of its own, made from the same change log as all others; or"
                            + " of the cluster that searches for all nodes, where the settings name one.")
    public Reply<SearchIndexView> getSearchIndex() {
        return Reply.of(CachePolicy.PRIVATE.on(Response.ok(view())));
    }

    @POST
    @Path("rebuilds")
    @Operation(
            operationId = "rebuildSearchIndex",
            summary = "Build the search index anew",
            description =
                    "On the node that answers or on the cluster, in the background: searches are answered from the present index"
                            + " until the new one is whole. An index that is missing, damaged or of another version is built"
                            + " anew by itself, so this is for doubts.")
    @APIResponse(
            responseCode = "202",
            description = "It has begun, or goes on. `building` of the state is false when it is done.",
            content = @Content(schema = @Schema(implementation = SearchIndexView.class)))
    public Reply<SearchIndexView> rebuildSearchIndex() {
        try {
            index.rebuild();
        } catch (SearchIndex.NotReadyException e) {
            throw Problems.unavailable(e.getMessage(), LATER);
        }
        return Reply.of(CachePolicy.PRIVATE.on(
                Response.status(202).header("Location", "/v1/search-index").entity(view())));
    }

    private byte[] view() {
        return Json.write(
                new SearchIndexView(index.state().stream().map(StateView::of).toList()));
    }

    /** The answer. */
    @Schema(name = "SearchIndex", description = "The search index of one node, or of the cluster.")
    record SearchIndexView(
            @Schema(required = true, description = "One of what is published, one of the working copies.")
            List<StateView> indexes) {}

    /** One of the two indexes. */
    @Schema(name = "SearchIndexState", description = "How one of the indexes of a node is.")
    record StateView(
            @Schema(
                    required = true,
                    enumeration = {"readers", "editors"})
            String audience,

            @Schema(required = true, description = "Whether it answers searches.")
            boolean serves,

            @Schema(
                    required = true,
                    description = "Whether another version of the service made it. It answers what it can, 503 what it"
                            + " cannot, until the one that is being built takes its place.")
            boolean outdated,

            @Schema(required = true, description = "Whether a new one is being built.")
            boolean building,

            @Schema(description = "How many records the new one holds so far; absent while none is being built.")
            Long built,

            @Schema(required = true, description = "How many records it holds.")
            long records,

            @Schema(required = true, description = "The last change in the log that it holds.")
            long position,

            @Schema(description = "Seconds since it held every change; absent while it does not answer.")
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
