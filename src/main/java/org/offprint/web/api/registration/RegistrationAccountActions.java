package org.offprint.web.api.registration;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.kernel.json.Json;
import org.offprint.platform.audit.Audit;
import org.offprint.platform.audit.AuditedObject;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;
import org.offprint.services.registration.RegistrationAttempts;
import org.offprint.services.registration.RegistrationQueue;
import org.offprint.services.registration.accounts.RegistrationAccount;
import org.offprint.services.registration.accounts.RegistrationAccounts;
import org.offprint.services.registration.sending.RegistrationWorkers;
import org.offprint.services.registration.targets.AccountCheck;
import org.offprint.services.registration.targets.TargetAccount;
import org.offprint.services.registration.targets.Targets;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.WriteRequest;
import org.offprint.web.api.writes.WriteResponse;

/** REST resource that checks, pauses and resumes registration accounts. */
@Path(RegistrationAccountView.PATH + "/{id}")
@Tag(name = "Registration")
@RolesAllowed(Role.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
public class RegistrationAccountActions {

    private final RegistrationAccounts accounts;
    private final RegistrationQueue queue;
    private final RegistrationAttempts attempts;
    private final RegistrationWorkers workers;
    private final Targets targets;
    private final ClientWrites clientWrites;
    private final Writes writes;
    private final RegistrationLookup found;
    private final Clock clock;
    private final Audit audit;
    private final Caller caller;

    RegistrationAccountActions(
            RegistrationAccounts accounts,
            RegistrationQueue queue,
            RegistrationAttempts attempts,
            RegistrationWorkers workers,
            Targets targets,
            ClientWrites clientWrites,
            Writes writes,
            RegistrationLookup found,
            Clock clock,
            Audit audit,
            Caller caller) {
        this.accounts = accounts;
        this.queue = queue;
        this.attempts = attempts;
        this.workers = workers;
        this.targets = targets;
        this.clientWrites = clientWrites;
        this.writes = writes;
        this.found = found;
        this.clock = clock;
        this.audit = audit;
        this.caller = caller;
    }

    @POST
    @Path("checks")
    @Operation(
            operationId = "checkRegistrationAccount",
            summary = "Check a registration account",
            description = "Signs in to the registration service without sending a file, and returns the outcome.")
    public Reply<AccountCheck> checkRegistrationAccount(@PathParam("id") ParameterValue<UUID> id) {
        TargetAccount account = writes.run(write -> accounts.withSecret(found.account(id.text())));
        // Do not check the account within a transaction, because the registration service may respond slowly.
        AccountCheck check = account.secret() == null
                ? new AccountCheck(
                        false,
                        "The account has no password or key that can be decrypted with OFFPRINT_SECRETS_KEY. Set the"
                                + " secret of the account again.",
                        List.of())
                : targets.get(account.target()).check(account);
        return Reply.of(Reply.forEditors(Json.write(check), null));
    }

    @PUT
    @Path("pause")
    @Operation(
            operationId = "pauseRegistrationAccount",
            summary = "Pause a registration account",
            description = "Stops sending files with this account. Results of files that were already sent are still"
                    + " polled.")
    public Reply<RegistrationAccountView> pauseRegistrationAccount(
            @PathParam("id") ParameterValue<UUID> id, @BeanParam WriteRequest request) {
        return clientWrites.answer(request, write -> {
            RegistrationAccount present = found.lockedAccount(id.text());
            accounts.pause(present, write.now());
            return answer(present, "paused");
        });
    }

    @DELETE
    @Path("pause")
    @Operation(
            operationId = "resumeRegistrationAccount",
            summary = "Resume a registration account",
            description = "Resumes sending, even if the registration service has rejected the account or the store"
                    + " was restored from a backup. Make sure that no other copy of the store sends records."
                    + " Registrations that were stopped because of the account are queued again.")
    public Reply<RegistrationAccountView> resumeRegistrationAccount(
            @PathParam("id") ParameterValue<UUID> id, @BeanParam WriteRequest request) {
        Reply<RegistrationAccountView> reply = clientWrites.answer(request, write -> {
            RegistrationAccount present = found.lockedAccount(id.text());
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            accounts.resume(present, now);
            queue.resume(present.id, now);
            attempts.pollNow(present.id, now);
            return answer(present, "resumed");
        });
        workers.wake();
        return reply;
    }

    private WriteResponse answer(RegistrationAccount account, String action) {
        audit.record(
                caller.asActor(),
                "registration-account." + action,
                AuditedObject.of("registration-account", account.id, account.name),
                null,
                null);
        return WriteResponse.ok(account.etag(), RegistrationAccountView.of(account));
    }
}
