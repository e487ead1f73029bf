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
import org.offprint.services.citations.outside.OutsideSet;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.WriteAnswer;
import org.offprint.web.api.writes.WriteRequest;

/** The set of works elsewhere, for admins; an import fills it. */
@Path("/v1/outside-works")
@Tag(name = "References")
@RolesAllowed(Role.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
public class OutsideWorksResource {

    private final OutsideSet set;
    private final ClientWrites writes;
    private final Audit audit;
    private final Caller caller;

    OutsideWorksResource(OutsideSet set, ClientWrites writes, Audit audit, Caller caller) {
        this.set = set;
        this.writes = writes;
        this.audit = audit;
        this.caller = caller;
    }

    /** The answer. */
    @Schema(name = "OutsideWorks", description = "The set of works elsewhere, which references may mean.")
    record OutsideWorksView(
            @Schema(required = true, minimum = "0", description = "How many works it holds.", examples = "680")
            long works,

            @Schema(
                    required = true,
                    description = "Whether `works` is an estimate of the database, as it is of more than 10,000.")
            boolean estimated,

            @Schema(description = "When works came last; left out where there are none.")
            Instant loadedAt,

            @Schema(
                    required = true,
                    description = "Whether the references of all articles were looked up in it as it is. False while an"
                            + " import of works runs, for a while after that, and after it was emptied.")
            boolean lookedUp) {}

    @GET
    @Operation(
            operationId = "getOutsideWorks",
            summary = "Get the state of the set of works elsewhere",
            description =
                    "How many works it holds and when they came. `POST /v1/imports?into=outside-works` loads works.")
    @APIResponse(responseCode = "200", description = "OK")
    public Reply<OutsideWorksView> getOutsideWorks() {
        OutsideSet.State state = set.state();
        return Reply.of(CachePolicy.PRIVATE.on(Response.ok(Json.write(
                new OutsideWorksView(state.works(), state.isEstimated(), state.loadedAt(), state.isLookedUp())))));
    }

    @DELETE
    @Operation(
            operationId = "deleteOutsideWorks",
            summary = "Empty the set of works elsewhere",
            description = "All works at once, with what references were found to mean by them. What Crossref's REST API"
                    + " has answered stays, and so do DOIs that editors have accepted. Refused while an import of works"
                    + " waits or runs.")
    @APIResponse(responseCode = "204", description = "It is empty.")
    public Response deleteOutsideWorks(@BeanParam WriteRequest request) {
        return writes.answer(request, write -> {
            if (set.isImporting()) {
                throw Problems.conflict(
                        "Works are being imported",
                        "An import into the set waits or runs. Cancel it, or wait until it has ended.");
            }
            set.empty();
            audit.record(caller.asActor(), "outside-works.emptied", AuditedObject.only("outside-works"), null, null);
            return WriteAnswer.deleted();
        });
    }
}
