package org.offprint.web.api.registration;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.platform.audit.Audit;
import org.offprint.platform.audit.AuditedObject;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;
import org.offprint.services.registration.RegistrationAttempts;
import org.offprint.services.registration.accounts.RegistrationAccount;
import org.offprint.services.registration.accounts.RegistrationAccounts;
import org.offprint.services.registration.accounts.RegistrationPlans;
import org.offprint.services.registration.sending.RegistrationFollower;
import org.offprint.web.api.ResponseHeaders;
import org.offprint.web.api.writes.Body;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.EditRequest;
import org.offprint.web.api.writes.WriteRequest;
import org.offprint.web.api.writes.WriteResponse;

/**
 * REST resource for accounts with registration services, available to admins. The number of accounts is limited,
 * because the list is not paged.
 */
@Path(RegistrationAccountView.PATH)
@Tag(name = "Registration")
@RolesAllowed(Role.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
public class RegistrationAccountResource {

    private final RegistrationAccounts accounts;
    private final RegistrationAttempts attempts;
    private final RegistrationPlans plans;
    private final AccountRules rules;
    private final ClientWrites writes;
    private final RegistrationLookup found;
    private final RegistrationFollower follower;
    private final Audit audit;
    private final Caller caller;

    RegistrationAccountResource(
            RegistrationAccounts accounts,
            RegistrationAttempts attempts,
            RegistrationPlans plans,
            AccountRules rules,
            ClientWrites writes,
            RegistrationLookup found,
            RegistrationFollower follower,
            Audit audit,
            Caller caller) {
        this.accounts = accounts;
        this.attempts = attempts;
        this.plans = plans;
        this.rules = rules;
        this.writes = writes;
        this.found = found;
        this.follower = follower;
        this.audit = audit;
        this.caller = caller;
    }

    /** Response body with all registration accounts. */
    @Schema(name = "RegistrationAccountList", description = "All accounts, in order of creation.")
    record RegistrationAccountList(
            @Schema(required = true, description = "All accounts, in order of creation.")
            List<RegistrationAccountView> items) {}

    @GET
    @Transactional
    @Operation(
            operationId = "listRegistrationAccounts",
            summary = "List the registration accounts",
            description = "Returns all accounts with their states, but without their secrets.")
    public Reply<RegistrationAccountList> listRegistrationAccounts() {
        RegistrationAccountList list = new RegistrationAccountList(RegistrationAccount.inOrder().stream()
                .map(RegistrationAccountView::of)
                .toList());
        return Reply.of(Reply.forEditors(Json.write(list), null));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createRegistrationAccount",
            summary = "Create a registration account",
            description = "Creates an account with a registration service. Records are sent only after a journal"
                    + " has a plan for the account. Check the account first, then replace the plans of the"
                    + " journal. The secret is stored encrypted and never returned. `Idempotency-Key` is"
                    + " rejected if the body contains a secret. Returns 409 if there are too many accounts.")
    public Reply<RegistrationAccountView> createRegistrationAccount(
            @BeanParam WriteRequest request, Body<RegistrationAccountInput> body) {
        return writes.answer(request, body, write -> {
            RegistrationAccountInput input = rules.read(body, null);
            rejectKeyWithSecret(request, input);
            accounts.lockAll();
            if (RegistrationAccount.count() >= RegistrationAccounts.MAX_ACCOUNTS) {
                throw Problems.conflict(
                        "There are too many registration accounts",
                        "There are " + RegistrationAccounts.MAX_ACCOUNTS
                                + " accounts. Delete an account that is no longer needed.");
            }
            RegistrationAccount made = accounts.add(
                    input.target(),
                    input.name().strip(),
                    input.isTest(),
                    address(input),
                    input.settingsOrNone(),
                    write.now());
            if (input.newSecret() != null) {
                accounts.storeSecret(made, input.newSecret(), write.now());
            }
            recordAudit("created", made, null, RegistrationAccountView.of(made));
            return WriteResponse.created(
                    RegistrationAccountView.PATH + "/" + made.id, made.etag(), RegistrationAccountView.of(made));
        });
    }

    /** Rejects an Idempotency-Key in a request with a secret, because a hash of the body would be stored. */
    private static void rejectKeyWithSecret(WriteRequest request, RegistrationAccountInput input) {
        if (input.newSecret() != null) {
            request.rejectKey("The body contains a secret, and a hash of the body would be stored with the"
                    + " Idempotency-Key.");
        }
    }

    private static URI address(RegistrationAccountInput input) {
        String address = input.baseUrl() == null ? null : input.baseUrl().escaped();
        return address == null
                ? null
                : URI.create(address.endsWith("/") ? address.substring(0, address.length() - 1) : address);
    }

    @GET
    @Path("{id}")
    @Transactional
    @ResponseHeaders("ETag")
    @Operation(
            operationId = "getRegistrationAccount",
            summary = "Get a registration account",
            description = "Returns the account with its state, but without its secret.")
    public Reply<RegistrationAccountView> getRegistrationAccount(@PathParam("id") ParameterValue<UUID> id) {
        RegistrationAccount account = found.account(id.text());
        return Reply.of(Reply.forEditors(Json.write(RegistrationAccountView.of(account)), account.etag()));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "replaceRegistrationAccount",
            summary = "Replace a registration account",
            description = "Replaces the account. If the request has no secret, the stored secret does not change."
                    + " A new secret does not resume a blocked account. `Idempotency-Key` is rejected if the"
                    + " body contains a secret.")
    public Reply<RegistrationAccountView> replaceRegistrationAccount(
            @PathParam("id") ParameterValue<UUID> id,
            @BeanParam EditRequest request,
            Body<RegistrationAccountInput> body) {
        Reply<RegistrationAccountView> reply = writes.answer(request, body, write -> {
            RegistrationAccount present = found.lockedAccount(id.text());
            request.requireMatch(present.etag(), present.revision, EditRequest.statedRevision(body.tree()));
            RegistrationAccountInput input = rules.read(body, present);
            rejectKeyWithSecret(request, input);
            RegistrationAccountView before = RegistrationAccountView.of(present);
            boolean isRenderedAgain = !input.settingsOrNone().rendersAs(present.settings);
            present.replace(input.name().strip(), address(input), input.settingsOrNone(), write.now());
            RegistrationAccount.flush();
            if (input.newSecret() != null) {
                accounts.storeSecret(present, input.newSecret(), write.now());
            }
            if (isRenderedAgain) {
                plans.reexamineForAccount(present.id);
            }
            RegistrationAccountView after = RegistrationAccountView.of(present);
            recordAudit("updated", present, before, after);
            return WriteResponse.ok(present.etag(), after);
        });
        follower.wake();
        return reply;
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "deleteRegistrationAccount",
            summary = "Delete a registration account",
            description = "Deletes the account with its plans and its registrations in this service. The records"
                    + " remain registered with the registration service. Returns 409 while a result is pending.")
    @APIResponse(responseCode = "204", description = "The account was deleted.")
    public Reply<Void> deleteRegistrationAccount(
            @PathParam("id") ParameterValue<UUID> id, @BeanParam EditRequest request) {
        return writes.answer(request, write -> {
            RegistrationAccount present = found.lockedAccount(id.text());
            request.requireMatch(present.etag());
            if (attempts.isAnyOpen(present.id)) {
                throw Problems.conflict(
                        "A registration result is pending",
                        "Pause the account, then delete it after the registration service has responded to all files.");
            }
            accounts.delete(present);
            recordAudit("deleted", present, RegistrationAccountView.of(present), null);
            return WriteResponse.deleted();
        });
    }

    private void recordAudit(
            String action, RegistrationAccount account, RegistrationAccountView before, RegistrationAccountView after) {
        audit.record(
                caller.asActor(),
                "registration-account." + action,
                AuditedObject.of("registration-account", account.id, account.name),
                before,
                after);
    }
}
