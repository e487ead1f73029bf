package org.offprint.web.api.keys;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.Json;
import org.offprint.platform.audit.Audit;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.security.AdminKey;
import org.offprint.platform.security.ApiKey;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;
import org.offprint.web.api.writes.Body;
import org.offprint.web.api.writes.WriteRequest;

/** REST resource for API keys, available to admins. The number of keys is limited, because the list is not paged. */
@Path(ApiKeyView.PATH)
@Tag(name = "API keys")
@RolesAllowed(Role.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
public class ApiKeyResource {

    static final int MAX_KEYS = 1_000;

    private final AdminKey adminKey;
    private final RightsWithdrawal rights;
    private final ApiKeyRules rules;
    private final Audit audit;
    private final Caller caller;

    ApiKeyResource(AdminKey adminKey, RightsWithdrawal rights, ApiKeyRules rules, Audit audit, Caller caller) {
        this.adminKey = adminKey;
        this.rights = rights;
        this.rules = rules;
        this.audit = audit;
        this.caller = caller;
    }

    @GET
    @Transactional
    @Operation(
            operationId = "listApiKeys",
            summary = "List the API keys",
            description = "Returns all API keys, including revoked keys, newest first.")
    public Reply<ApiKeyList> listApiKeys() {
        ApiKeyList list =
                new ApiKeyList(ApiKey.newestFirst().stream().map(ApiKeyView::of).toList());
        return Reply.of(Reply.forEditors(Json.write(list), null));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @Operation(
            operationId = "createApiKey",
            summary = "Create an API key",
            description = "Creates an API key. Only this response contains the key itself. At most 1,000 keys are"
                    + " stored. If the limit is reached, the key that was revoked or expired first is deleted."
                    + " If all keys are usable, the response is 409. `Idempotency-Key` is rejected, because the"
                    + " response cannot be repeated.")
    public Reply<ApiKeyView> createApiKey(
            @HeaderParam("Idempotency-Key") @Parameter(hidden = true) String idempotencyKey, Body<ApiKeyInput> body) {
        WriteRequest.rejectKey(idempotencyKey, "The key is returned only once, so the response cannot be repeated.");
        ApiKeyRules.KeyRequest wanted = rules.read(body);
        ApiKey.lock();
        if (ApiKey.count() >= MAX_KEYS && !ApiKey.deleteOldestInvalid()) {
            throw Problems.conflict(
                    "There are too many keys",
                    "There are " + MAX_KEYS + " keys, all in use. Revoke a key that is no longer needed.");
        }
        ApiKey.Issued issued = ApiKey.issue(wanted.name(), wanted.role(), wanted.journals(), wanted.expiresAt());
        ApiKey key = issued.key();
        audit.record(caller.asActor(), "api-key.created", key.asAudited(), null, key.auditedState());
        ApiKeyView made = ApiKeyView.of(issued);
        return Reply.of(Response.status(Response.Status.CREATED)
                .header("Location", ApiKeyView.PATH + "/" + made.id())
                .header("Cache-Control", "no-store")
                .entity(Json.write(made)));
    }

    @GET
    @Path("{id}")
    @Transactional
    @Operation(
            operationId = "getApiKey",
            summary = "Get an API key",
            description = "Returns the metadata of an API key. The key itself is never included.")
    public Reply<ApiKeyView> getApiKey(@PathParam("id") ParameterValue<UUID> id) {
        return Reply.of(Reply.forEditors(Json.write(ApiKeyView.of(find(id.text()))), null));
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "revokeApiKey",
            summary = "Revoke an API key",
            description = "Revokes an API key. All nodes reject the key from the next request on. The imports and"
                    + " registration runs of the key are stopped and listed. The metadata of the key remains"
                    + " available. The last admin key cannot be revoked (409). Create another admin key first.")
    @APIResponse(
            responseCode = "200",
            description = "The key was revoked, and the listed jobs were stopped.",
            content = @Content(schema = @Schema(implementation = StoppedJobs.class)))
    @APIResponse(responseCode = "204", description = "The key was revoked. No jobs of the key were running.")
    public Reply<StoppedJobs> revokeApiKey(@PathParam("id") ParameterValue<UUID> id) {
        return rights.withdraw(id.text(), () -> revoke(id.text()));
    }

    private void revoke(String id) {
        ApiKey.lock(); // Prevent two admins from revoking each other's keys concurrently.
        ApiKey key = find(id);
        if (!adminKey.isSet() && key.isLastAdmin()) {
            throw Problems.conflict(
                    "This is the last admin key",
                    "Create another admin key first, or start the service with OFFPRINT_ADMIN_KEY set.");
        }
        if (key.revokedAt == null) {
            Object before = key.auditedState();
            key.revoke();
            audit.record(caller.asActor(), "api-key.revoked", key.asAudited(), before, key.auditedState());
        }
    }

    private ApiKey find(String id) {
        return Ids.parsed(id)
                .flatMap(known -> ApiKey.<ApiKey>findByIdOptional(known))
                .orElseThrow(() -> Problems.notFound("API key", id));
    }

    /** List of all API keys, newest first. */
    @Schema(description = "List of all API keys, newest first.")
    record ApiKeyList(
            @Schema(required = true, description = "All API keys, newest first.")
            List<ApiKeyView> items) {}
}
