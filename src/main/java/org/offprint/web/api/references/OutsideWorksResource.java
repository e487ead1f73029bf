package org.offprint.web.api.references;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.platform.audit.Audit;
import org.offprint.platform.audit.AuditedObject;
import org.offprint.platform.http.caching.CachePolicy;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;
import org.offprint.services.citations.outside.ExternalWorkSet;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.WriteRequest;
import org.offprint.web.api.writes.WriteResponse;

/** REST resource for the set of external works, available to admins. Imports add works to this set. */
@Path("/v1/outside-works")
@Tag(name = "References")
@RolesAllowed(Role.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
public class OutsideWorksResource {

    private final ExternalWorkSet set;
    private final ClientWrites writes;
    private final Audit audit;
    private final Caller caller;

    OutsideWorksResource(ExternalWorkSet set, ClientWrites writes, Audit audit, Caller caller) {
        this.set = set;
        this.writes = writes;
        this.audit = audit;
        this.caller = caller;
    }

    /** Response body with the state of the external works set. */
    @Schema(name = "OutsideWorks", description = "State of the set of external works that references can match.")
    record OutsideWorksView(
            @Schema(
                    required = true,
                    minimum = "0",
                    description = "Number of external works in the set.",
                    examples = "680")
            long works,

            @Schema(
                    required = true,
                    description = "Whether `works` is an estimate of the database. Numbers above 10,000 are estimates.")
            boolean estimated,

            @Schema(description = "Time at which the last work was added. Omitted if the set is empty.")
            Instant loadedAt,

            @Schema(
                    required = true,
                    description =
                            "Whether the references of all articles were matched with the current set. `false` during"
                                    + " an import of works, for some time after an import, and after the set was emptied.")
            boolean lookedUp) {}

    @GET
    @Operation(
            operationId = "getOutsideWorks",
            summary = "Get the state of the external works set",
            description = "Returns the number of external works in the set and the time of the last addition."
                    + " `POST /v1/imports?into=outside-works` imports works.")
    @APIResponse(responseCode = "200", description = "OK")
    public Reply<OutsideWorksView> getOutsideWorks() {
        ExternalWorkSet.State state = set.state();
        return Reply.of(CachePolicy.PRIVATE.on(Response.ok(Json.write(
                new OutsideWorksView(state.works(), state.isEstimated(), state.loadedAt(), state.isLookedUp())))));
    }

    @DELETE
    @Operation(
            operationId = "deleteOutsideWorks",
            summary = "Delete all imported external works",
            description = "Deletes all works of the set and their matches with references. Results from Crossref's"
                    + " REST API and DOIs that editors have accepted are not deleted. Returns 409 while an"
                    + " import of works is queued or running.")
    @APIResponse(responseCode = "204", description = "All external works were deleted.")
    public Response deleteOutsideWorks(@BeanParam WriteRequest request) {
        return writes.answer(request, write -> {
            if (set.isImporting()) {
                throw Problems.conflict(
                        "External works are being imported",
                        "An import of external works is queued or running. Cancel the import, or wait until it"
                                + " has ended.");
            }
            set.empty();
            audit.record(caller.asActor(), "outside-works.emptied", AuditedObject.only("outside-works"), null, null);
            return WriteResponse.deleted();
        });
    }
}
