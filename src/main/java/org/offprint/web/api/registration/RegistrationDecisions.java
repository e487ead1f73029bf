package org.offprint.web.api.registration;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.platform.audit.Audit;
import org.offprint.platform.audit.AuditedObject;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;
import org.offprint.services.registration.HoldReason;
import org.offprint.services.registration.Registration;
import org.offprint.services.registration.RegistrationQueue;
import org.offprint.services.registration.RegistrationState;
import org.offprint.services.registration.accounts.RegistrationAccount;
import org.offprint.services.registration.accounts.RegistrationAccounts;
import org.offprint.services.registration.sending.RegistrationWorkers;
import org.offprint.services.registration.targets.RemoteRecord;
import org.offprint.services.registration.targets.TargetAccount;
import org.offprint.services.registration.targets.Targets;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.WriteRequest;
import org.offprint.web.api.writes.WriteResponse;

/** REST resource for decisions about registrations: hold, resume, adopt an existing identifier, or release. */
@Path(RegistrationView.PATH + "/{id}")
@Tag(name = "Registration")
@RolesAllowed(Role.EDITOR)
@Produces(MediaType.APPLICATION_JSON)
public class RegistrationDecisions {

    private final RegistrationLookup found;
    private final RegistrationLists listed;
    private final RegistrationQueue queue;
    private final RegistrationAccounts accounts;
    private final RegistrationWorkers workers;
    private final Targets targets;
    private final ClientWrites clientWrites;
    private final Writes writes;
    private final Clock clock;
    private final Audit audit;
    private final Caller caller;

    RegistrationDecisions(
            RegistrationLookup found,
            RegistrationLists listed,
            RegistrationQueue queue,
            RegistrationAccounts accounts,
            RegistrationWorkers workers,
            Targets targets,
            ClientWrites clientWrites,
            Writes writes,
            Clock clock,
            Audit audit,
            Caller caller) {
        this.found = found;
        this.listed = listed;
        this.queue = queue;
        this.accounts = accounts;
        this.workers = workers;
        this.targets = targets;
        this.clientWrites = clientWrites;
        this.writes = writes;
        this.clock = clock;
        this.audit = audit;
        this.caller = caller;
    }

    @PUT
    @Path("hold")
    @Operation(
            operationId = "holdRegistration",
            summary = "Hold a registration",
            description = "Suspends a registration. The record is not sent until the hold is removed.")
    @APIResponse(responseCode = "200", description = "OK")
    @APIResponse(responseCode = "409", description = "The last file is still being processed.")
    public Reply<RegistrationView> holdRegistration(
            @PathParam("id") ParameterValue<UUID> id, @BeanParam WriteRequest request) {
        return clientWrites.answer(request, write -> {
            Registration registration = requireNotInTransit(id.text());
            registration.holdFor(HoldReason.EDITOR, "An editor put this registration on hold.", now());
            return answer(registration, "held");
        });
    }

    @DELETE
    @Path("hold")
    @Operation(
            operationId = "letRegistrationGo",
            summary = "Remove the hold on a registration",
            description = "Removes the hold and queues the registration for sending. If the registration is held"
                    + " because of a mass change, the holds on all registrations of the journal with this"
                    + " account are removed.")
    @APIResponse(responseCode = "200", description = "OK")
    @APIResponse(
            responseCode = "409",
            description = "The registration is not on hold, or the record lacks fields that the registration"
                    + " service requires.")
    public Reply<RegistrationView> letRegistrationGo(
            @PathParam("id") ParameterValue<UUID> id, @BeanParam WriteRequest request) {
        Reply<RegistrationView> reply = clientWrites.answer(request, write -> {
            Registration registration = found.lockedRegistration(id.text());
            HoldReason hold = registration.hold();
            if (hold == null) {
                throw Problems.conflict(
                        "The registration is not on hold",
                        "The current state of the registration is "
                                + registration.state().word() + ".");
            }
            if (hold == HoldReason.NOT_READY) {
                throw Problems.conflict("The record lacks required fields", registration.message);
            }
            if (hold == HoldReason.MASS_CHANGE) {
                queue.releaseMassChange(registration.account, registration.journal, now());
                queue.flushAndClear();
            } else {
                registration.makeDue(now());
                registration.code = Registration.RELEASED_CODE;
            }
            return answer(registration, "let-go");
        });
        workers.wake();
        return reply;
    }

    @PUT
    @Path("adoption")
    @RolesAllowed(Role.ADMIN)
    @Operation(
            operationId = "adoptRegistration",
            summary = "Adopt an identifier that is already registered",
            description = "Confirms that the identifier is registered with the registration service and belongs to"
                    + " you. Reads the registered record, continues from its timestamp, and makes the registration"
                    + " due.")
    @APIResponse(responseCode = "200", description = "OK")
    @APIResponse(
            responseCode = "409",
            description = "The registration service has no such record, or the last file is still being processed.")
    public Reply<RegistrationView> adoptRegistration(
            @PathParam("id") ParameterValue<UUID> id, @BeanParam WriteRequest request) {
        Optional<RemoteRecord> remote = remote(id.text());
        Reply<RegistrationView> reply = clientWrites.answer(request, write -> {
            Registration registration = requireNotInTransit(id.text());
            if (remote.isEmpty()) {
                throw Problems.conflict(
                        "The registration service has no such record",
                        "The registration service returns no record for " + registration.identifier
                                + ". Try again later, or send the record.");
            }
            Long there = remote.get().timestamp();
            if (there != null) {
                registration.lastTimestamp = registration.lastTimestamp == null
                        ? there
                        : Long.valueOf(Math.max(registration.lastTimestamp, there));
            }
            if (remote.get().remoteId() != null) {
                registration.remoteId = remote.get().remoteId();
            }
            registration.makeDue(now());
            registration.code = Registration.RELEASED_CODE;
            return answer(registration, "adopted");
        });
        workers.wake();
        return reply;
    }

    /**
     * Fetches the record from the registration service. The request is sent outside of a transaction, because the
     * service may respond slowly.
     */
    private Optional<RemoteRecord> remote(String id) {
        record Asked(String identifier, TargetAccount account) {}
        Asked asked = writes.run(write -> {
            Registration registration = found.registration(id);
            RegistrationAccount account = found.account(registration.account.toString());
            return new Asked(registration.identifier, accounts.withSecret(account));
        });
        return targets.get(asked.account().target()).find(asked.identifier(), asked.account());
    }

    @PUT
    @Path("release")
    @RolesAllowed(Role.ADMIN)
    @Operation(
            operationId = "releaseRegistration",
            summary = "Release a registration",
            description = "Confirms that the identifier is managed outside this service from now on. This service"
                    + " no longer sends the record.")
    @APIResponse(responseCode = "200", description = "OK")
    @APIResponse(responseCode = "409", description = "The last file is still being processed.")
    public Reply<RegistrationView> releaseRegistration(
            @PathParam("id") ParameterValue<UUID> id, @BeanParam WriteRequest request) {
        return clientWrites.answer(request, write -> {
            Registration registration = requireNotInTransit(id.text());
            registration.changeTo(RegistrationState.RELEASED, now());
            registration.setMessage(
                    "released",
                    "An administrator released this registration. The identifier is managed outside this"
                            + " service.");
            return answer(registration, "released");
        });
    }

    private Registration requireNotInTransit(String id) {
        Registration registration = found.lockedRegistration(id);
        if (registration.state().isInProgress()) {
            throw Problems.conflict(
                    "The last file is still being processed",
                    "The registration service has not responded to the last file yet. Try again later.");
        }
        return registration;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private WriteResponse answer(Registration registration, String action) {
        Registration.flush();
        audit.record(
                caller.asActor(),
                "registration." + action,
                AuditedObject.of("registration", registration.id, null),
                null,
                null);
        return new WriteResponse(200, Map.of(), Json.write(listed.one(registration.id)));
    }
}
