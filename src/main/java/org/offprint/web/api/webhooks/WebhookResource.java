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
import org.jboss.logging.Logger;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.platform.audit.Audit;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;
import org.offprint.platform.webhooks.Webhook;
import org.offprint.platform.webhooks.Webhooks;
import org.offprint.web.api.ResponseHeaders;
import org.offprint.web.api.writes.Body;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.EditRequest;
import org.offprint.web.api.writes.WriteRequest;
import org.offprint.web.api.writes.WriteResponse;

/**
 * REST resource for webhooks, which send events to external systems. The number of webhooks is limited, because the
 * list is not paged.
 */
@Path(WebhookView.PATH)
@Tag(name = "Webhooks")
@RolesAllowed(Role.EDITOR)
@Produces(MediaType.APPLICATION_JSON)
public class WebhookResource {

    private static final Logger LOG = Logger.getLogger(WebhookResource.class);

    private static final String SECRET_ONCE = "The secret is returned only once, so the response cannot be repeated.";

    private final Webhooks webhooks;
    private final ManagedWebhooks own;
    private final WebhookRules reader;
    private final PublicUrl publicUrl;
    private final Writes writes;
    private final ClientWrites clientWrites;
    private final Audit audit;
    private final Caller caller;

    WebhookResource(
            Webhooks webhooks,
            ManagedWebhooks own,
            WebhookRules reader,
            PublicUrl publicUrl,
            Writes writes,
            ClientWrites clientWrites,
            Audit audit,
            Caller caller) {
        this.webhooks = webhooks;
        this.own = own;
        this.reader = reader;
        this.publicUrl = publicUrl;
        this.writes = writes;
        this.clientWrites = clientWrites;
        this.audit = audit;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "listWebhooks",
            summary = "List the webhooks",
            description = "Returns the webhooks that your key manages, newest first. An editor manages webhooks that"
                    + " editors wrote and whose journals the editor can all edit. Admins get all webhooks.")
    public Reply<WebhookList> listWebhooks() {
        WebhookList list =
                new WebhookList(own.all().stream().map(WebhookView::of).toList());
        return Reply.of(Reply.forEditors(Json.write(list), null));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createWebhook",
            summary = "Create a webhook",
            description = "Creates a webhook that sends future events to a URL, according to [Standard"
                    + " Webhooks](https://www.standardwebhooks.com). Each event is sent as a signed POST"
                    + " request with a JSON body. The request is retried for three days until the response is"
                    + " 2xx. Only this response contains the secret, so `Idempotency-Key` is rejected. A"
                    + " webhook has the rights of the key that last wrote the webhook. A webhook is disabled if"
                    + " the key is revoked or expires. Returns 409 if there are too many webhooks. If the service has"
                    + " no public URL, `warning` states the base of the links in events.")
    public Reply<WebhookView> createWebhook(
            @HeaderParam("Idempotency-Key") @Parameter(hidden = true) String idempotencyKey,
            @QueryParam("validateOnly")
                    @Parameter(
                            description = "If `true`, the request is validated but nothing is stored.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    ParameterValue<Boolean> validateOnly,
            Body<WebhookInput> body) {
        WriteRequest.rejectKey(idempotencyKey, SECRET_ONCE);
        Parameters parameters = new Parameters();
        boolean isValidateOnly = parameters.flag("validateOnly", validateOnly, false);
        parameters.check();
        Function<WriteContext, Webhooks.WithSecret> work = write -> {
            Webhook.Settings settings = reader.read(body, body.tree(), null);
            requireSecretsKey();
            webhooks.lock();
            if (Webhook.count() >= Webhook.MAX_WEBHOOKS) {
                throw Problems.conflict(
                        "There are too many webhooks",
                        "There are " + Webhook.MAX_WEBHOOKS + " webhooks. Delete a webhook that is no longer needed.");
            }
            Webhooks.WithSecret made = webhooks.create(settings);
            record("webhook.created", made.webhook(), null, made.webhook().auditedState());
            return made;
        };
        if (isValidateOnly) {
            Webhook would = writes.dryRun(work).webhook();
            return Reply.of(Response.ok(Json.write(WebhookView.of(would)))
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .header(HttpHeaders.ETAG, would.etag()));
        }
        Webhooks.WithSecret made = writes.runForClient(work);
        String warning = warning();
        if (warning != null) {
            LOG.warnf("Webhook %s was created. %s", made.webhook().id, warning);
        }
        return Reply.of(Response.status(Response.Status.CREATED)
                .header(HttpHeaders.LOCATION, WebhookView.PATH + "/" + made.webhook().id)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.ETAG, made.webhook().etag())
                .entity(Json.write(WebhookView.of(made, warning))));
    }

    /** Returns a warning about the base of the links in events, or null if a public URL is configured. */
    private String warning() {
        return publicUrl.isConfigured()
                ? null
                : "Links in events begin with " + publicUrl.absolute("/")
                        + ", because the service has no public URL. Ask the operator to set OFFPRINT_PUBLIC_URL.";
    }

    @GET
    @Path("{id}")
    @ResponseHeaders("ETag")
    @Operation(
            operationId = "getWebhook",
            summary = "Get a webhook",
            description = "Returns a webhook with its state, but without its secret.")
    public Reply<WebhookView> getWebhook(@PathParam("id") ParameterValue<UUID> id) {
        Webhook webhook = own.find(id);
        return Reply.of(Reply.forEditors(Json.write(WebhookView.of(webhook)), webhook.etag()));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "replaceWebhook",
            summary = "Replace a webhook",
            description = "Replaces the URL, types, journals and state of a webhook. The webhook then has the"
                    + " rights of your key. A webhook that was disabled receives events from now on. `POST"
                    + " …/recoveries` sends the missed events.")
    public Reply<WebhookView> replaceWebhook(
            @PathParam("id") ParameterValue<UUID> id, @BeanParam EditRequest request, Body<WebhookInput> body) {
        return clientWrites.answer(request, body, write -> {
            webhooks.lock();
            Webhook present = own.lock(id);
            JsonNode sent = body.tree();
            request.requireMatch(present.etag(), present.revision, EditRequest.statedRevision(sent));
            Webhook.Settings settings = reader.read(body, sent, WebhookView.of(present));
            Object before = present.auditedState();
            webhooks.replace(present, settings);
            record("webhook.changed", present, before, present.auditedState());
            return WriteResponse.ok(present.etag(), WebhookView.of(present));
        });
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "deleteWebhook",
            summary = "Delete a webhook",
            description = "Deletes a webhook and its deliveries. An attempt in progress is not interrupted.")
    @APIResponse(responseCode = "204", description = "The webhook was deleted.")
    public Response deleteWebhook(@PathParam("id") ParameterValue<UUID> id, @BeanParam EditRequest request) {
        return clientWrites.answer(request, write -> {
            webhooks.lock();
            Webhook present = own.lock(id);
            request.requireMatch(present.etag());
            present.delete();
            record("webhook.deleted", present, present.auditedState(), null);
            return WriteResponse.deleted();
        });
    }

    @POST
    @Path("{id}/secrets")
    @ResponseHeaders("ETag")
    @Operation(
            operationId = "rotateWebhookSecret",
            summary = "Create a new secret for a webhook",
            description = "Creates a new secret for the webhook. Only this response contains the secret, so"
                    + " `Idempotency-Key` is rejected. For 24 hours, events are signed with both secrets, so"
                    + " that the receiver can switch to the new secret.")
    public Reply<WebhookView> rotateWebhookSecret(
            @HeaderParam("Idempotency-Key") @Parameter(hidden = true) String idempotencyKey,
            @PathParam("id") ParameterValue<UUID> id) {
        WriteRequest.rejectKey(idempotencyKey, SECRET_ONCE);
        Webhooks.WithSecret made = writes.runForClient(write -> {
            webhooks.lock();
            Webhook present = own.lock(id);
            requireSecretsKey();
            Object before = present.auditedState();
            Webhooks.WithSecret rotated = webhooks.rotate(present);
            record("webhook.secret-rotated", present, before, present.auditedState());
            return rotated;
        });
        return Reply.of(Reply.forEditors(
                        Json.write(WebhookView.of(made, null)), made.webhook().etag())
                .header(HttpHeaders.CACHE_CONTROL, "no-store"));
    }

    private void record(String action, Webhook webhook, Object before, Object after) {
        audit.record(caller.asActor(), action, webhook.asAudited(), before, after);
    }

    private void requireSecretsKey() {
        if (!webhooks.canKeepSecrets()) {
            throw Problems.invalid(
                    "The webhook",
                    List.of(Finding.at(
                            "/secret",
                            "secrets-key-missing",
                            "The secret cannot be stored. Ask the operator to set OFFPRINT_SECRETS_KEY.")));
        }
    }

    /** List of the webhooks that the caller manages, newest first. */
    @Schema(description = "All webhooks that your key manages, newest first.")
    record WebhookList(
            @Schema(required = true, description = "All webhooks that your key manages, newest first.")
            List<WebhookView> items) {}
}
