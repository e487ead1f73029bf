package org.offprint.web.api.registration;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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
import org.offprint.journal.journals.Journal;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.paging.PageLinks;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.platform.jobs.Job;
import org.offprint.platform.jobs.Jobs;
import org.offprint.platform.jobs.RecordOutcome;
import org.offprint.platform.jobs.RecordOutcomes;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;
import org.offprint.services.registration.RegistrationState;
import org.offprint.services.registration.accounts.RegistrationPlan;
import org.offprint.services.registration.runs.DryRun;
import org.offprint.services.registration.runs.RegistrationRuns;
import org.offprint.services.registration.runs.RunOutcome;
import org.offprint.services.registration.runs.RunRequest;
import org.offprint.services.registration.targets.Target;
import org.offprint.web.api.lists.PageRequest;
import org.offprint.web.api.lists.StoredPages;
import org.offprint.web.api.writes.Body;

/**
 * REST resource for registration runs. A registration run is a background job that sends many articles again or checks
 * them in a dry run.
 */
@Path(RegistrationRunView.PATH)
@Tag(name = "Registration")
@RolesAllowed(Role.EDITOR)
@Produces(MediaType.APPLICATION_JSON)
public class RegistrationRunResource {

    private final RegistrationRuns runs;
    private final Jobs jobs;
    private final RecordOutcomes outcomes;
    private final StoredPages pages;
    private final Caller caller;

    RegistrationRunResource(
            RegistrationRuns runs, Jobs jobs, RecordOutcomes outcomes, StoredPages pages, Caller caller) {
        this.runs = runs;
        this.jobs = jobs;
        this.outcomes = outcomes;
        this.pages = pages;
        this.caller = caller;
    }

    /** Schema of a page of registration runs, for the OpenAPI document. */
    @Schema(name = "RegistrationRunPage", description = "Page of registration runs.")
    record RegistrationRunPage(
            @Schema(required = true, description = "Runs on this page.")
            List<RegistrationRunView> items,

            @Schema(required = true) long total,
            @Schema(required = true) PageLinks page) {}

    /** Schema of a page of registration run outcomes, for the OpenAPI document. */
    @Schema(name = "RegistrationRunOutcomePage", description = "Page of the outcomes of a registration run.")
    record RegistrationRunOutcomePage(
            @Schema(required = true, description = "Outcomes on this page, in the order of the run.")
            List<RunOutcome> items,

            @Schema(required = true) long total,
            @Schema(required = true) PageLinks page) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createRegistrationRun",
            summary = "Start a registration run",
            description = "Makes the selected published articles of a journal due in the background, with the"
                    + " account from the journal's plan for the target. Articles that wait for confirmation and"
                    + " articles that are already registered are included. The articles are sent after all"
                    + " other records. With `dryRun`, no files are sent to this account. Get the progress of"
                    + " the run from the `Location` of the response.")
    @APIResponse(
            responseCode = "202",
            description = "The run was accepted and is queued.",
            content = @Content(schema = @Schema(implementation = RegistrationRunView.class)))
    @APIResponse(responseCode = "409", description = "The journal has no plan for the target.")
    public Reply<RegistrationRunView> createRegistrationRun(Body<RegistrationRunInput> body) {
        JsonNode sent = body.tree();
        String stated = sent.path("journal").asText();
        if (Ids.isUuidShaped(stated)) {
            caller.requireEditorOf(Ids.parse(stated));
        }
        RecordReader reader = new RecordReader();
        RegistrationRunInput input = body.read(sent, reader);
        if (input != null && input.journal() != null && Journal.findById(input.journal()) == null) {
            reader.add("/journal", "unknown-journal", "There is no journal " + input.journal() + ".");
        }
        reader.check("The registration run");
        boolean isTest = input.dryRun() == DryRun.TEST;
        RegistrationPlan plan = RegistrationPlan.findByJournal(input.journal()).stream()
                .filter(each -> each.target() == input.target() && each.test == isTest)
                .findFirst()
                .or(() -> RegistrationPlan.findByJournal(input.journal()).stream()
                        .filter(each -> each.target() == input.target() && input.dryRun() != null)
                        .findFirst())
                .orElseThrow(() -> Problems.conflict(
                        "The journal has no plan for this target",
                        "Send PUT /v1/journals/" + input.journal()
                                + "/registration-plans to set the account for the target"
                                + (isTest ? " and the account for its test system." : ".")));
        if (isTest && !plan.test) {
            throw Problems.conflict(
                    "The journal has no plan for the test system",
                    "Add a registration plan with an account for the test system.");
        }
        UUID id = Ids.next();
        runs.submit(
                id,
                new RunRequest(
                        input.journal(),
                        input.issue(),
                        input.articles(),
                        input.states(),
                        input.target(),
                        plan.account,
                        input.dryRun()),
                caller.asEditor());
        RegistrationRunView view =
                RegistrationRunView.of(jobs.find(RegistrationRuns.KIND, id).orElseThrow(), Map.of());
        return Reply.of(Response.accepted(Json.write(view))
                .header("Location", RegistrationRunView.PATH + "/" + id)
                .header("Cache-Control", "no-store"));
    }

    @GET
    @Operation(
            operationId = "listRegistrationRuns",
            summary = "List the registration runs",
            description = "Returns the runs of the calling key, newest first. Admins get the runs of all keys.")
    public Reply<RegistrationRunPage> listRegistrationRuns(@BeanParam PageRequest request) {
        UUID key = readable();
        return pages.page(
                request,
                "registration-runs",
                (from, backwards, limit) -> jobs.list(
                        RegistrationRuns.KIND, key, from == null ? null : UUID.fromString(from), backwards, limit),
                job -> job.id().toString(),
                job -> Json.write(RegistrationRunView.of(job, Map.of())),
                jobs.count(RegistrationRuns.KIND, key));
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getRegistrationRun",
            summary = "Get a registration run",
            description = "Returns the progress of the run, the number of articles by outcome, and the states of"
                    + " the registrations that were sent.")
    public Reply<RegistrationRunView> getRegistrationRun(@PathParam("id") ParameterValue<UUID> id) {
        Job job = find(id.text());
        return Reply.of(Reply.forEditors(Json.write(RegistrationRunView.of(job, runs.states(job.id()))), null));
    }

    @GET
    @Path("{id}/outcomes")
    @Operation(
            operationId = "listRegistrationRunOutcomes",
            summary = "List the outcomes of a run",
            description = "Returns the outcome of each article, in the order of the run. An outcome states whether"
                    + " the article is sent, the reasons that prevent sending, and the differences from the"
                    + " registered content. If only a few articles are rendered, the outcomes include the files.")
    public Reply<RegistrationRunOutcomePage> listRegistrationRunOutcomes(
            @PathParam("id") ParameterValue<UUID> id,
            @QueryParam("outcome")
                    @Parameter(
                            description =
                                    "Filter by outcome, for example `failed`. By default, all outcomes are listed.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"created", "updated", "unchanged", "failed"}))
                    String outcome,
            @BeanParam PageRequest request) {
        Parameters parameters = new Parameters();
        Object wanted = parameters.oneOf("outcome", outcome, Vocabulary.terms(RecordOutcome.class), null);
        parameters.check();
        RecordOutcome only = (RecordOutcome) wanted;
        Job job = find(id.text());
        return pages.page(
                request,
                "registration-run-outcomes",
                (from, backwards, limit) ->
                        outcomes.list(job.id(), only, from == null ? null : Long.valueOf(from), backwards, limit),
                row -> Long.toString(row.number()),
                RecordOutcomes.StoredOutcome::body,
                only == null ? job.tally().processed() : job.tally().of(only));
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "cancelRegistrationRun",
            summary = "Cancel a registration run",
            description = "Stops a run. Records that are due only because of the run are not sent. Records whose"
                    + " registered content differs stay due, or wait for confirmation again if the plan"
                    + " requires confirmation. Returns 409 if the run has ended and none of its records is"
                    + " waiting.")
    @APIResponse(responseCode = "204", description = "The run was cancelled.")
    @APIResponse(responseCode = "409", description = "The run has ended, and none of its records is waiting.")
    public void cancelRegistrationRun(@PathParam("id") ParameterValue<UUID> id) {
        Job job = find(id.text());
        if (!runs.cancel(job.id())) {
            throw Problems.conflict("The run has ended", "No records of the run are waiting to be sent.");
        }
    }

    private Job find(String id) {
        return jobs.find(RegistrationRuns.KIND, id, readable())
                .orElseThrow(() -> Problems.notFound("registration run", id));
    }

    /** Returns the API key whose registration runs the caller can read, or null for admins, who can read all runs. */
    private UUID readable() {
        return caller.isAdmin() ? null : caller.keyId();
    }

    /** Request body that starts a registration run. */
    @Schema(name = "RegistrationRunInput", description = "Registration run to start.")
    record RegistrationRunInput(
            @NotNull @Schema(description = "Id of the journal whose published articles are registered.")
            UUID journal,

            @Schema(description = "Id of an issue. If the member is present, only articles of the issue are selected.")
            UUID issue,

            @Size(max = 1000)
            @Schema(
                    description = "Ids of articles of the journal. If the member is present, only these articles are"
                            + " selected.")
            List<@NotNull UUID> articles,

            @Size(max = 12)
            @Schema(
                    description =
                            "States of registrations. If the member is present, only articles whose registration is"
                                    + " in one of these states are selected.")
            List<@NotNull RegistrationState> states,

            @NotNull
            @Schema(
                    description = "Registration service. The journal's plan for the registration service determines the"
                            + " account.")
            Target target,

            @Schema(
                    description = "Kind of dry run. `render` generates and validates the files without calling the"
                            + " registration service. `compare` compares the public content at the registration service"
                            + " with the published content. `test` sends to the test system of the registration"
                            + " service, with the journal's account for the test system. If the member is omitted, all"
                            + " selected articles are sent.")
            DryRun dryRun) {}
}
