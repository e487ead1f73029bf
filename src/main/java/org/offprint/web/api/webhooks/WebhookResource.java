package org.offprint.web.api.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.platform.audit.Audit;
import org.offprint.platform.changes.Write;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.Given;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;
import org.offprint.platform.webhooks.Webhook;
import org.offprint.platform.webhooks.Webhooks;
import org.offprint.web.api.writes.Body;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.EditRequest;
import org.offprint.web.api.writes.WriteAnswer;

/** Webhooks: who is told of what. They are few: the list is whole, and making more than fit into it is refused. */
@Path(WebhookResource.PATH)
@Tag(name = "Webhooks")
@RolesAllowed(Role.EDITOR)
@Produces(MediaType.APPLICATION_JSON)
public class WebhookResource {

    static final String PATH = "/v1/webhooks";

    private final Webhooks webhooks;
    private final OwnWebhooks own;
    private final WebhookReader reader;
    private final Writes writes;
    private final ClientWrites clientWrites;
    private final Audit audit;
    private final Caller caller;

    WebhookResource(
            Webhooks webhooks,
            OwnWebhooks own,
            WebhookReader reader,
            Writes writes,
            ClientWrites clientWrites,
            Audit audit,
            Caller caller) {
        this.webhooks = webhooks;
        this.own = own;
        this.reader = reader;
        this.writes = writes;
        this.clientWrites = clientWrites;
        this.audit = audit;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "listWebhooks",
            summary = "List the webhooks",
            description = "Those of journals that your key edits, all of each; to admins all. The newest first.")
    public Reply<WebhookList> listWebhooks() {
        WebhookList list =
                new WebhookList(own.all().stream().map(WebhookView::of).toList());
        return Reply.of(Reply.toEditors(Json.write(list), null));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createWebhook",
            summary = "Make a webhook",
            description = "What changes from now on is sent to its address, as [Standard"
                    + " Webhooks](https://www.standardwebhooks.com) has it: a POST of JSON for each event, signed, and"
                    + " tried again over three days until a 2xx is answered. The answer holds the secret, this once"
                    + " only. A webhook has the rights of the key that wrote it last, and stops with it.")
    public Reply<WebhookView> createWebhook(
            @HeaderParam("Idempotency-Key") @Parameter(hidden = true) String idempotencyKey,
            @QueryParam("validateOnly")
                    @Parameter(
                            description = "`true` makes all the checks and stores nothing.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    Given<Boolean> validateOnly,
            Body<WebhookInput> body) {
        if (idempotencyKey != null) {
            // Repeating the answer would mean to store the secret.
            throw Problems.badHeader("Idempotency-Key", "not-repeatable", "A secret is shown once and never again.");
        }
        Parameters parameters = new Parameters();
        boolean isValidateOnly = parameters.flag("validateOnly", validateOnly, false);
        parameters.check();
        Function<Write, Webhooks.WithSecret> work = write -> {
            Webhooks.Wanted wanted = reader.read(body, body.tree(), null);
            requireSealing();
            webhooks.lock();
            if (webhooks.all().size() >= Webhooks.MOST) {
                throw Problems.conflict(
                        "There are too many webhooks",
                        "There are " + Webhooks.MOST + " webhooks. Delete one that is not needed.");
            }
            Webhooks.WithSecret made = webhooks.create(wanted);
            record("webhook.created", null, made.webhook());
            return made;
        };
        if (isValidateOnly) {
            Webhook would = writes.rehearse(work).webhook();
            return Reply.of(Response.ok(Json.write(WebhookView.of(would)))
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .header(HttpHeaders.ETAG, would.etag()));
        }
        Webhooks.WithSecret made = writes.makeForReaders(work);
        return Reply.of(Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, PATH + "/" + made.webhook().id())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.ETAG, made.webhook().etag())
                .entity(Json.write(WebhookView.of(made))));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getWebhook", summary = "Get a webhook", description = "How it stands; never its secret.")
    public Reply<WebhookView> getWebhook(@PathParam("id") Given<UUID> id) {
        Webhook webhook = own.find(id);
        return Reply.of(Reply.toEditors(Json.write(WebhookView.of(webhook)), webhook.etag()));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "replaceWebhook",
            summary = "Replace a webhook",
            description = "Its address, types, journals and state. From now on it has the rights of your key. One that"
                    + " was disabled is told of what changes from now on; `POST …/recoveries` sends what it missed.")
    public Reply<WebhookView> replaceWebhook(
            @PathParam("id") Given<UUID> id, @BeanParam EditRequest request, Body<WebhookInput> body) {
        return clientWrites.answer(request, body, write -> {
            webhooks.lock();
            Webhook present = own.find(id);
            JsonNode sent = body.tree();
            request.requireMatch(present.etag(), present.revision(), EditRequest.statedRevision(sent));
            Webhooks.Wanted wanted = reader.read(body, sent, WebhookView.of(present));
            Webhook changed = webhooks.replace(present.id(), wanted);
            record("webhook.changed", present, changed);
            return WriteAnswer.ok(changed.etag(), WebhookView.of(changed));
        });
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "deleteWebhook",
            summary = "Delete a webhook",
            description = "With its deliveries. An attempt that is being made ends as it ends.")
    @APIResponse(responseCode = "204", description = "It is deleted.")
    public Response deleteWebhook(@PathParam("id") Given<UUID> id, @BeanParam EditRequest request) {
        return clientWrites.answer(request, write -> {
            webhooks.lock();
            Webhook present = own.find(id);
            request.requireMatch(present.etag());
            webhooks.delete(present.id());
            record("webhook.deleted", present, null);
            return WriteAnswer.deleted();
        });
    }

    @POST
    @Path("{id}/secrets")
    @Operation(
            operationId = "rotateWebhookSecret",
            summary = "Make a new secret",
            description = "The answer holds it, this once only. For a day, events are signed with both secrets, so that"
                    + " the receiver can change over.")
    public Reply<WebhookView> rotateWebhookSecret(@PathParam("id") Given<UUID> id) {
        Webhooks.WithSecret made = writes.makeForReaders(write -> {
            webhooks.lock();
            Webhook present = own.find(id);
            requireSealing();
            Webhooks.WithSecret rotated = webhooks.rotate(present.id());
            record("webhook.secret-rotated", present, rotated.webhook());
            return rotated;
        });
        return Reply.of(
                Reply.toEditors(Json.write(WebhookView.of(made)), made.webhook().etag())
                        .header(HttpHeaders.CACHE_CONTROL, "no-store"));
    }

    private void record(String action, Webhook before, Webhook after) {
        audit.record(
                caller.asActor(),
                action,
                (after == null ? before : after).asAudited(),
                before == null ? null : before.auditedState(),
                after == null ? null : after.auditedState());
    }

    private void requireSealing() {
        if (!webhooks.canKeepSecrets()) {
            throw Problems.invalid(
                    "The webhook",
                    List.of(Finding.at(
                            "/secret",
                            "secrets-key-missing",
                            "The service has no key to keep its secret with: whoever runs it sets"
                                    + " OFFPRINT_SECRETS_KEY first.")));
        }
    }
}
