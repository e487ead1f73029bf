package org.offprint.web.api.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.paging.PageLinks;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.platform.security.Role;
import org.offprint.platform.webhooks.Webhook;
import org.offprint.platform.webhooks.Webhooks;
import org.offprint.platform.webhooks.deliveries.Deliveries;
import org.offprint.platform.webhooks.deliveries.Delivery;
import org.offprint.platform.webhooks.deliveries.DeliveryAttempt;
import org.offprint.platform.webhooks.deliveries.DeliveryState;
import org.offprint.web.api.lists.PageRequest;
import org.offprint.web.api.lists.StoredPages;
import org.offprint.web.api.writes.Body;

/** REST resource that lists the deliveries of a webhook and sends events again. */
@Path(WebhookView.PATH + "/{id}")
@Tag(name = "Webhooks")
@RolesAllowed(Role.EDITOR)
@Produces(MediaType.APPLICATION_JSON)
public class WebhookDeliveryResource {

    /** Maximum number of events that one recovery request sends again. */
    private static final int MAX_RECOVERED = 10_000;

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final ManagedWebhooks own;
    private final StoredPages pages;
    private final Writes writes;

    WebhookDeliveryResource(
            Webhooks webhooks, Deliveries deliveries, ManagedWebhooks own, StoredPages pages, Writes writes) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.own = own;
        this.pages = pages;
        this.writes = writes;
    }

    /** Schema of a page of webhook deliveries, for the OpenAPI document. */
    @Schema(name = "WebhookDeliveryPage", description = "Page of deliveries of a webhook.")
    record DeliveryPage(
            @Schema(required = true, description = "Deliveries on this page.")
            List<DeliveryView> items,

            @Schema(required = true) long total,
            @Schema(required = true) PageLinks page) {}

    /** Result of a request to send missed events again. */
    @Schema(name = "WebhookRecovery", description = "Result of a request to send missed events again.")
    record Recovery(
            @Schema(
                    required = true,
                    description = "Number of deliveries that are now due, at most 10,000. If the number is 10,000, send"
                            + " the request again.",
                    examples = "12")
            int deliveries) {}

    @GET
    @Path("deliveries")
    @Operation(
            operationId = "listWebhookDeliveries",
            summary = "List the deliveries of a webhook",
            description = "Returns the deliveries, newest event first. Deliveries are stored for 30 days.")
    public Reply<DeliveryPage> listWebhookDeliveries(
            @PathParam("id") ParameterValue<UUID> id,
            @QueryParam("state")
                    @Parameter(
                            description =
                                    "Filter by the state of the delivery, for example `failed`. By default, deliveries"
                                            + " in all states are listed.",
                            schema = @Schema(type = SchemaType.STRING, implementation = DeliveryState.class))
                    String state,
            @BeanParam PageRequest request) {
        Parameters parameters = new Parameters();
        DeliveryState wanted = parameters.oneOf("state", state, Vocabulary.constants(DeliveryState.class), null);
        parameters.check();
        UUID webhook = own.find(id).id;
        return pages.page(
                request,
                "webhook-deliveries",
                (from, backwards, limit) ->
                        deliveries.list(webhook, wanted, from == null ? null : UUID.fromString(from), backwards, limit),
                delivery -> delivery.event().toString(),
                delivery -> Json.write(DeliveryView.of(delivery, null)),
                deliveries.count(webhook, wanted));
    }

    @GET
    @Path("deliveries/{delivery}")
    @Operation(
            operationId = "getWebhookDelivery",
            summary = "Get a webhook delivery",
            description = "Returns a delivery with its attempts. An attempt has the time, duration, status and the"
                    + " beginning of the response.")
    public Reply<DeliveryView> getWebhookDelivery(
            @PathParam("id") ParameterValue<UUID> id, @PathParam("delivery") ParameterValue<UUID> delivery) {
        return Reply.of(Reply.forEditors(view(find(own.find(id), delivery)), null));
    }

    @POST
    @Path("deliveries/{delivery}/attempts")
    @Operation(
            operationId = "repeatWebhookDelivery",
            summary = "Send an event again",
            description = "Sends the event again immediately, regardless of previous outcomes. Returns 409 if the"
                    + " event is being sent or the webhook is disabled.")
    @APIResponse(
            responseCode = "202",
            description = "The event is queued for sending.",
            content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    public Reply<DeliveryView> repeatWebhookDelivery(
            @PathParam("id") ParameterValue<UUID> id, @PathParam("delivery") ParameterValue<UUID> delivery) {
        return accepted(writes.runForClient(write -> {
            Webhook webhook = own.find(id);
            Delivery present = find(webhook, delivery);
            requireActive(webhook);
            if (!deliveries.redeliver(webhook.id, present.event())) {
                throw Problems.conflict(
                        "The webhook event is being sent",
                        "Another delivery attempt is in progress. Get the delivery to see its outcome.");
            }
            return find(webhook, delivery);
        }));
    }

    @POST
    @Path("recoveries")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "recoverWebhook",
            summary = "Send missed events again",
            description = "Sends all undelivered events since the given time again. Events that occurred while the"
                    + " webhook was disabled are included. Delivered events are not sent again. Returns 409 if"
                    + " the webhook is disabled.")
    @APIResponse(
            responseCode = "200",
            description = "The events are queued for sending.",
            content = @Content(schema = @Schema(implementation = Recovery.class)))
    public Reply<Recovery> recoverWebhook(@PathParam("id") ParameterValue<UUID> id, Body<RecoveryInput> body) {
        int recovered = writes.runForClient(write -> {
            Webhook webhook = own.find(id);
            RecordReader reader = new RecordReader();
            RecoveryInput input = body.read(body.tree(), reader);
            if (input != null && input.since() != null && input.since().isAfter(Instant.now())) {
                reader.add("/since", "in-the-future", "Must be in the past.");
            }
            reader.check("The recovery");
            requireActive(webhook);
            return webhooks.recover(webhook.id, input.since(), MAX_RECOVERED);
        });
        return Reply.of(Reply.forEditors(Json.write(new Recovery(recovered)), null));
    }

    @POST
    @Path("tests")
    @Operation(
            operationId = "testWebhook",
            summary = "Send a test event",
            description = "Sends an event of the type `webhook.test`, even if the webhook does not include this"
                    + " type. The event is signed, retried and listed like all other events. Returns 409 if the"
                    + " webhook is disabled.")
    @APIResponse(
            responseCode = "202",
            description = "The event is queued for sending.",
            content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    public Reply<DeliveryView> testWebhook(@PathParam("id") ParameterValue<UUID> id) {
        return accepted(writes.runForClient(write -> {
            Webhook webhook = own.find(id);
            requireActive(webhook);
            UUID event = webhooks.sendTest(webhook.id);
            return deliveries.find(webhook.id, event).orElseThrow();
        }));
    }

    private static void requireActive(Webhook webhook) {
        if (webhook.state() != Webhook.State.ACTIVE) {
            throw Problems.conflict("The webhook is disabled", "Set the state of the webhook to active first.");
        }
    }

    private Delivery find(Webhook webhook, ParameterValue<UUID> delivery) {
        return Ids.parsed(delivery.text())
                .flatMap(event -> deliveries.find(webhook.id, event))
                .orElseThrow(() -> Problems.notFound("delivery", delivery.text()));
    }

    private byte[] view(Delivery delivery) {
        return Json.write(DeliveryView.of(delivery, deliveries.attempts(delivery.webhook(), delivery.event())));
    }

    private Reply<DeliveryView> accepted(Delivery delivery) {
        return Reply.of(Response.accepted(view(delivery))
                .header(HttpHeaders.LOCATION, DeliveryView.path(delivery))
                .header(HttpHeaders.CACHE_CONTROL, "no-store"));
    }

    /** Request body that starts the redelivery of undelivered events. */
    @Schema(name = "WebhookRecoveryInput", description = "Start of the period whose undelivered events are sent again.")
    record RecoveryInput(
            @NotNull
            @Schema(
                    description = "Start of the period (RFC 3339). Events are stored for 30 days.",
                    examples = "2026-11-01T00:00:00Z")
            Instant since) {}

    /** Webhook delivery, as returned to editors. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "WebhookDelivery", description = "Delivery of an event to a webhook.")
    record DeliveryView(
            @Schema(required = true, description = "Id of the event, sent as `webhook-id` with each attempt.")
            UUID id,

            @Schema(required = true, description = "Type of the event.", examples = "article.published")
            String type,

            @Schema(required = true, description = "State of the delivery.")
            DeliveryState state,

            @Schema(required = true, description = "Number of attempts that were started so far.", examples = "1")
            int attempts,

            @Schema(description = "Time of the next attempt. Omitted if no attempt is planned.")
            Instant nextAttemptAt,

            @Schema(required = true) Instant createdAt,

            @Schema(description = "Time at which the event was delivered, or at which the last attempt was given up.")
            Instant endedAt,

            @Schema(nullable = true, description = "Newest 50 attempts, in chronological order. Omitted in lists.")
            List<DeliveryAttempt> history,

            @Schema(required = true) Map<String, String> links) {

        /**
         * Returns the API representation of a webhook delivery.
         *
         * @param history attempts of the delivery; null in lists
         */
        static DeliveryView of(Delivery delivery, List<DeliveryAttempt> history) {
            return new DeliveryView(
                    delivery.event(),
                    delivery.type(),
                    delivery.state(),
                    delivery.attempts(),
                    delivery.nextAt(),
                    delivery.createdAt(),
                    delivery.endedAt(),
                    history,
                    Map.of("self", path(delivery)));
        }

        static String path(Delivery delivery) {
            return WebhookView.PATH + "/" + delivery.webhook() + "/deliveries/" + delivery.event();
        }
    }
}
