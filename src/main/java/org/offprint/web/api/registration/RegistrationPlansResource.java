package org.offprint.web.api.registration;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.journals.Journal;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.ArticleType;
import org.offprint.platform.audit.Audit;
import org.offprint.platform.audit.AuditedObject;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;
import org.offprint.services.registration.accounts.PlanMode;
import org.offprint.services.registration.accounts.RegistrationAccount;
import org.offprint.services.registration.accounts.RegistrationPlan;
import org.offprint.services.registration.accounts.RegistrationPlans;
import org.offprint.services.registration.sending.RegistrationFollower;
import org.offprint.services.registration.targets.RegisteredKind;
import org.offprint.web.api.ResponseHeaders;
import org.offprint.web.api.writes.Body;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.EditRequest;
import org.offprint.web.api.writes.WriteResponse;

/**
 * REST resource for the registration plans of a journal, which determine the records that are sent to each registration
 * account.
 */
@Path("/v1/journals/{id}/registration-plans")
@Tag(name = "Registration")
@Produces(MediaType.APPLICATION_JSON)
public class RegistrationPlansResource {
    private final RegistrationFollower follower;
    private final ClientWrites writes;
    private final Caller caller;
    private final Audit audit;

    RegistrationPlansResource(RegistrationFollower follower, ClientWrites writes, Caller caller, Audit audit) {
        this.follower = follower;
        this.writes = writes;
        this.caller = caller;
        this.audit = audit;
    }

    @GET
    @RolesAllowed(Role.EDITOR)
    @ResponseHeaders("ETag")
    @Operation(
            operationId = "getRegistrationPlans",
            summary = "Get the registration plans of a journal",
            description =
                    "Returns the plans of the journal. The plans set the records that are sent to each" + " account.")
    public Reply<RegistrationPlanSet> getRegistrationPlans(
            @PathParam("id") @Parameter(description = "Id or slug of the journal.") String id) {
        UUID journal = Journal.require(id).id;
        caller.requireEditorOf(journal);
        RegistrationPlanSet present = RegistrationPlanSet.of(RegistrationPlan.findByJournal(journal));
        return Reply.of(Reply.forEditors(Json.write(present), etag(present)));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.ADMIN)
    @Operation(
            operationId = "replaceRegistrationPlans",
            summary = "Replace the registration plans of a journal",
            description = "Replaces all plans of the journal. Each plan contains the id of an account. All"
                    + " published records are then checked again. Records that are not registered according to"
                    + " the plans are queued for sending. If many records are queued at once, the records wait"
                    + " for confirmation by an editor.")
    public Reply<RegistrationPlanSet> replaceRegistrationPlans(
            @PathParam("id") @Parameter(description = "Id or slug of the journal.") String id,
            @BeanParam EditRequest request,
            Body<RegistrationPlanSet> body) {
        Reply<RegistrationPlanSet> reply = writes.answer(request, body, write -> {
            UUID journal = Journal.lock(id).id;
            List<RegistrationPlan> stored = RegistrationPlan.findByJournal(journal);
            RegistrationPlanSet before = RegistrationPlanSet.of(stored);
            request.requireMatch(etag(before));
            RegistrationPlan.replace(stored, read(journal, body), write.now());
            RegistrationPlanSet present = RegistrationPlanSet.of(RegistrationPlan.findByJournal(journal));
            audit.record(
                    caller.asActor(),
                    "registration-plans.replaced",
                    AuditedObject.of("journal", journal, null),
                    before,
                    present);
            return WriteResponse.ok(etag(present), present);
        });
        follower.wake();
        return reply;
    }

    private static String etag(RegistrationPlanSet plans) {
        return EntityTag.of(Json.write(plans));
    }

    private List<RegistrationPlan> read(UUID journal, Body<RegistrationPlanSet> body) {
        RecordReader reader = new RecordReader();
        RegistrationPlanSet input = body.read(body.tree(), reader);
        if (input == null || !reader.isClean()) {
            reader.check("The list of registration plans");
        }
        List<RegistrationPlan> read = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (int i = 0; i < input.items().size(); i++) {
            RegistrationPlanSet.Plan plan = input.items().get(i);
            Optional<RegistrationAccount> account = RegistrationAccount.findByIdOptional(plan.account());
            if (account.isEmpty()) {
                reader.add(
                        "/items/" + i + "/account",
                        "unknown-account",
                        "There is no registration account " + plan.account() + ".");
                continue;
            }
            if (!known.add(account.get().target() + " " + account.get().test)) {
                reader.add(
                        "/items/" + i + "/account",
                        "repeated-value",
                        "Another plan of the journal already sends to "
                                + account.get().target().word() + ".");
                continue;
            }
            read.add(RegistrationPlan.of(
                    journal,
                    account.get(),
                    EnumSet.copyOf(plan.kinds()),
                    plan.typesLeftOut().stream().map(Vocabulary::termOf).toList(),
                    plan.mode(),
                    plan.since() == null ? null : plan.since().truncatedTo(ChronoUnit.MICROS)));
        }
        reader.check("The list of registration plans");
        return read;
    }

    /** Registration plans of a journal, which are read and replaced together. */
    @Schema(
            name = "RegistrationPlanSet",
            description = "Registration plans of a journal, which specify the records that are sent to each account.")
    record RegistrationPlanSet(
            @NotNull
            @Size(max = RegistrationPlans.MAX_PLANS)
            @Schema(
                    required = true,
                    description =
                            "Plans of the journal, at most 20. A journal can have one plan per registration service,"
                                    + " and one plan per test system.")
            List<@NotNull @Valid Plan> items) {

        RegistrationPlanSet {
            items = Json.orEmpty(items);
        }

        /** Registration plan of a journal for one account. */
        @Schema(
                name = "RegistrationPlan",
                description = "Selection of a journal's records that are sent to an account.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        record Plan(
                @NotNull @Schema(required = true, description = "Id of the account to which records are sent.")
                UUID account,

                @NotNull
                @Size(min = 1, max = 3)
                @Schema(required = true, description = "Kinds of records that are sent to the account.")
                List<@NotNull RegisteredKind> kinds,

                @JsonInclude(JsonInclude.Include.NON_EMPTY)
                @Size(max = 100)
                @Schema(nullable = true, description = "Article types that are not sent to the account.")
                List<@NotNull ArticleType> typesLeftOut,

                @NotNull
                @Schema(
                        required = true,
                        description =
                                "Mode of sending. `automatic`: a record is sent when it is published. `confirm`: each"
                                        + " record waits for confirmation by an editor. `off`: no records are sent.")
                PlanMode mode,

                @Schema(
                        description =
                                "Publication time from which articles are sent. Articles published earlier are skipped."
                                        + " If the member is omitted, all articles are sent.",
                        examples = "2026-01-01T00:00:00Z")
                Instant since) {

            Plan {
                typesLeftOut = Json.orEmpty(typesLeftOut);
            }

            static Plan of(RegistrationPlan plan) {
                return new Plan(
                        plan.account,
                        List.copyOf(plan.kinds()),
                        plan.typesLeftOut().stream()
                                .map(Vocabulary.constants(ArticleType.class)::get)
                                .toList(),
                        plan.mode(),
                        plan.since);
            }
        }

        static RegistrationPlanSet of(List<RegistrationPlan> plans) {
            return new RegistrationPlanSet(plans.stream().map(Plan::of).toList());
        }
    }
}
