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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.json.Json;
import org.offprint.platform.audit.Audit;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.Given;
import org.offprint.platform.people.RightsChanges;
import org.offprint.platform.security.ApiKey;
import org.offprint.platform.security.ApiKeyRepository;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.IssuedKey;
import org.offprint.platform.security.Role;
import org.offprint.web.api.writes.Body;

/** The keys, for admins. They are few: the list is whole, and making more than fit into it is refused. */
@Path(ApiKeyResource.PATH)
@Tag(name = "API keys")
@RolesAllowed(Role.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
public class ApiKeyResource {

    static final String PATH = "/v1/api-keys";
    static final int MOST = 1_000;

    private final ApiKeyRepository keys;
    private final RightsChanges rights;
    private final ApiKeyRules rules;
    private final Audit audit;
    private final Caller caller;

    ApiKeyResource(ApiKeyRepository keys, RightsChanges rights, ApiKeyRules rules, Audit audit, Caller caller) {
        this.keys = keys;
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
            description = "All of them, revoked ones too, the newest first.")
    public Reply<ApiKeyList> listApiKeys() {
        ApiKeyList list =
                new ApiKeyList(keys.newestFirst().stream().map(ApiKeyView::of).toList());
        return Reply.of(Reply.toEditors(Json.write(list), null));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @Operation(
            operationId = "createApiKey",
            summary = "Make an API key",
            description =
                    "The answer holds the key itself, this once only. There is room for 1,000 keys: one more takes"
                            + " the place of the key that has been revoked or expired longest.")
    public Reply<ApiKeyView> createApiKey(
            @HeaderParam("Idempotency-Key") @Parameter(hidden = true) String idempotencyKey, Body<ApiKeyInput> body) {
        if (idempotencyKey != null) {
            // Repeating the answer would mean to store the secret.
            throw Problems.badHeader("Idempotency-Key", "not-repeatable", "A key is shown once and never again.");
        }
        ApiKeyRules.Wanted wanted = rules.read(body);
        keys.lock();
        if (keys.count() >= MOST && !keys.dropOldestRefused()) {
            throw Problems.conflict(
                    "There are too many keys",
                    "There are " + MOST + " keys, all in use. Revoke one that is not needed.");
        }
        IssuedKey issued = keys.issue(wanted.name(), wanted.role(), wanted.journals(), wanted.expiresAt());
        ApiKey key = issued.key();
        audit.record(caller.asActor(), "api-key.created", key.asAudited(), null, key.auditedState());
        ApiKeyView made = ApiKeyView.of(issued);
        return Reply.of(Response.status(Response.Status.CREATED)
                .header("Location", PATH + "/" + made.id())
                .header("Cache-Control", "no-store")
                .entity(Json.write(made)));
    }

    @GET
    @Path("{id}")
    @Transactional
    @Operation(
            operationId = "getApiKey",
            summary = "Get an API key",
            description = "What is known of it; never the key itself.")
    public Reply<ApiKeyView> getApiKey(@PathParam("id") Given<UUID> id) {
        return Reply.of(Reply.toEditors(Json.write(ApiKeyView.of(find(id.text()))), null));
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "revokeApiKey",
            summary = "Revoke an API key",
            description =
                    "It is refused from now on, by all nodes; its record stays. The last admin key cannot be revoked: make"
                            + " another one first.")
    @APIResponse(responseCode = "204", description = "It is revoked.")
    public void revokeApiKey(@PathParam("id") Given<UUID> id) {
        rights.run(() -> revoke(id.text()));
    }

    private void revoke(String id) {
        keys.lock(); // two admins must not revoke each other at once
        ApiKey key = find(id);
        if (keys.isLastAdmin(key)) {
            throw Problems.conflict(
                    "This is the last admin key",
                    "Make another admin key first, or start the service with OFFPRINT_ADMIN_KEY set.");
        }
        if (key.revokedAt == null) {
            Object before = key.auditedState();
            keys.revoke(key);
            audit.record(caller.asActor(), "api-key.revoked", key.asAudited(), before, key.auditedState());
        }
    }

    private ApiKey find(String id) {
        try {
            return keys.findByIdOptional(Ids.parse(id)).orElseThrow(() -> Problems.notFound("API key", id));
        } catch (InvalidValueException e) {
            throw Problems.notFound("API key", id);
        }
    }
}
