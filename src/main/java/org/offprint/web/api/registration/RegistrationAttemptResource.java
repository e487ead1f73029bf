package org.offprint.web.api.registration;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.paging.PageLinks;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.security.Role;
import org.offprint.services.registration.Registration;
import org.offprint.services.registration.RegistrationAttempts;
import org.offprint.services.registration.RegistrationState;
import org.offprint.services.registration.sending.RegistrationWorkers;
import org.offprint.web.api.lists.PageRequest;
import org.offprint.web.api.lists.StoredPages;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.WriteRequest;
import org.offprint.web.api.writes.WriteResponse;

/**
 * REST resource for the attempts of a registration. Each attempt contains the sent file and the response of the
 * registration service.
 */
@Path(RegistrationView.PATH + "/{id}/attempts")
@Tag(name = "Registration")
@RolesAllowed(Role.EDITOR)
@Produces(MediaType.APPLICATION_JSON)
public class RegistrationAttemptResource {

    private static final String FROM =
            " from registration_attempt_item i join registration_attempt t on t.id = i.attempt where i.registration ="
                    + " ?";

    private static final int MAX_DIGITS = 9;

    private final Sql sql;
    private final StoredPages pages;
    private final RegistrationLookup found;
    private final RegistrationLists listed;
    private final RegistrationAttempts attempts;
    private final RegistrationWorkers workers;
    private final ClientWrites writes;
    private final Clock clock;

    RegistrationAttemptResource(
            Sql sql,
            StoredPages pages,
            RegistrationLookup found,
            RegistrationLists listed,
            RegistrationAttempts attempts,
            RegistrationWorkers workers,
            ClientWrites writes,
            Clock clock) {
        this.sql = sql;
        this.pages = pages;
        this.found = found;
        this.listed = listed;
        this.attempts = attempts;
        this.workers = workers;
        this.writes = writes;
        this.clock = clock;
    }

    /** Schema of a page of registration attempts, for the OpenAPI document. */
    @Schema(name = "RegistrationAttemptPage", description = "Page of registration attempts.")
    record RegistrationAttemptPage(
            @Schema(required = true, description = "Attempts on this page.")
            List<AttemptView> items,

            @Schema(required = true) long total,
            @Schema(required = true) PageLinks page) {}

    @GET
    @Operation(
            operationId = "listRegistrationAttempts",
            summary = "List the attempts of a registration",
            description = "Returns the files that were sent for the record and the responses of the registration"
                    + " service, newest first.")
    public Reply<RegistrationAttemptPage> listRegistrationAttempts(
            @PathParam("id") ParameterValue<UUID> id, @BeanParam PageRequest request) {
        Registration registration = found.registration(id.text());
        return pages.page(
                request,
                "attempts",
                (key, backwards, limit) -> rows(registration.id, key, backwards, limit),
                attempt -> Integer.toString(attempt.number()),
                Json::write,
                sql.first("select count(*)" + FROM, row -> row.getLong(1), registration.id)
                        .orElse(0L));
    }

    private List<AttemptView> rows(UUID registration, String key, boolean backwards, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(registration));
        String beside = "";
        if (key != null) {
            beside = backwards ? " and i.number > ?" : " and i.number < ?";
            parameters.add(Integer.valueOf(key));
        }
        parameters.add(limit);
        return sql.list(
                "select " + AttemptView.COLUMNS + FROM + beside + " order by i.number" + (backwards ? "" : " desc")
                        + " limit ?",
                AttemptView::read,
                parameters.toArray());
    }

    @GET
    @Path("{number}")
    @Operation(
            operationId = "getRegistrationAttempt",
            summary = "Get a registration attempt",
            description =
                    "Returns one attempt, with the times of sending and the response of the registration" + " service.")
    public Reply<AttemptView> getRegistrationAttempt(
            @PathParam("id") ParameterValue<UUID> id, @PathParam("number") ParameterValue<Integer> number) {
        Registration registration = found.registration(id.text());
        AttemptView attempt = sql.first(
                        "select " + AttemptView.COLUMNS + FROM + " and i.number = ?",
                        AttemptView::read,
                        registration.id,
                        number(number))
                .orElseThrow(() -> Problems.notFound("attempt", number.text()));
        return Reply.of(Reply.forEditors(Json.write(attempt), null));
    }

    private static int number(ParameterValue<Integer> number) {
        String text = number.text();
        boolean isNumber =
                !text.isEmpty() && text.length() <= MAX_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!isNumber) {
            throw Problems.notFound("attempt", text);
        }
        return Integer.parseInt(text);
    }

    @GET
    @Path("{number}/payload")
    @Produces(MediaType.WILDCARD)
    @Operation(
            operationId = "getRegistrationAttemptPayload",
            summary = "Get the file of an attempt",
            description = "Returns the exact bytes of the file that was sent. Files are available for 90 days and"
                    + " never contain secrets.")
    @APIResponse(
            responseCode = "200",
            description = "Content of the file that was sent.",
            content = @Content(mediaType = "*/*", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Reply<byte[]> getRegistrationAttemptPayload(
            @PathParam("id") ParameterValue<UUID> id, @PathParam("number") ParameterValue<Integer> number) {
        Registration registration = found.registration(id.text());
        record File(UUID attempt, String type) {}
        File file = sql.first(
                        "select t.id, t.payload_type" + FROM + " and i.number = ? and t.payload is not null",
                        row -> new File(Sql.uuid(row, "id"), row.getString("payload_type")),
                        registration.id,
                        number(number))
                .orElseThrow(() -> Problems.notFound("file of attempt", number.text()));
        byte[] bytes =
                attempts.payload(file.attempt()).orElseThrow(() -> Problems.notFound("file of attempt", number.text()));
        return Reply.of(Reply.forEditors(bytes, null).type(file.type()));
    }

    @POST
    @Operation(
            operationId = "sendRegistration",
            summary = "Send a registration now",
            description = "Sends the record once, with the content that is published at the time of sending."
                    + " Records that were rejected or are already registered are also sent, as are records that"
                    + " wait for confirmation, for example after a mass change. Get the registration again to"
                    + " see the result.")
    @APIResponse(
            responseCode = "202",
            description = "The record is queued for sending.",
            content = @Content(schema = @Schema(implementation = RegistrationView.class)))
    @APIResponse(
            responseCode = "409",
            description = "The last file is still being processed, or the registration was released or is blocked.")
    public Reply<RegistrationView> sendRegistration(
            @PathParam("id") ParameterValue<UUID> id, @BeanParam WriteRequest request) {
        Reply<RegistrationView> reply = writes.answer(request, write -> {
            Registration registration = found.lockedRegistration(id.text());
            RegistrationState state = registration.state();
            if (state.isInProgress()) {
                throw Problems.conflict(
                        "The last file is still being processed",
                        "The registration service has not responded to the last file yet. Only one file is sent"
                                + " at a time.");
            }
            if (state == RegistrationState.RELEASED || state == RegistrationState.BLOCKED) {
                throw Problems.conflict(
                        "The record cannot be sent",
                        state == RegistrationState.RELEASED
                                ? "The registration was released. The identifier is managed outside this service."
                                : "The registration service rejects the account or the title. An administrator must"
                                        + " resume the account.");
            }
            registration.request(clock.instant().truncatedTo(ChronoUnit.MILLIS));
            registration.precedence = 0;
            registration.awaits = null;
            Registration.flush();
            return new WriteResponse(
                    Response.Status.ACCEPTED.getStatusCode(),
                    Map.of("Location", RegistrationView.PATH + "/" + registration.id),
                    Json.write(listed.one(registration.id)));
        });
        workers.wake();
        return reply;
    }
}
