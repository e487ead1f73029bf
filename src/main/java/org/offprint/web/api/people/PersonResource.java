package org.offprint.web.api.people;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.RecordReader;
import org.offprint.platform.audit.Actor;
import org.offprint.platform.audit.Audit;
import org.offprint.platform.audit.AuditedObject;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.paging.PageLinks;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.people.NameErasure;
import org.offprint.platform.people.Person;
import org.offprint.platform.people.Rights;
import org.offprint.platform.people.RightsChanges;
import org.offprint.platform.people.Sessions;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;
import org.offprint.web.api.keys.RightsWithdrawal;
import org.offprint.web.api.keys.StoppedJobs;
import org.offprint.web.api.lists.FieldSelection;
import org.offprint.web.api.lists.PageRequest;
import org.offprint.web.api.lists.StoredPages;
import org.offprint.web.api.signin.ProvidedRights;
import org.offprint.web.api.signin.SignInPaths;
import org.offprint.web.api.signin.SignInProvider;
import org.offprint.web.api.signin.SignInResource;
import org.offprint.web.api.writes.Body;
import org.offprint.web.api.writes.WriteRequest;

/**
 * REST resource for people who can sign in. Admins invite people, set their rights, sign them out and erase their data.
 */
@Path(PersonView.PATH)
@Tag(name = "People")
@RolesAllowed(Role.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
public class PersonResource {

    static final int MAX_INVITED = 1_000;

    private final RightsChanges changes;
    private final RightsWithdrawal withdrawal;
    private final Sessions sessions;
    private final NameErasure traces;
    private final RightsRules rules;
    private final StoredPages pages;
    private final SignInProvider provider;
    private final ProvidedRights provided;
    private final PublicUrl publicUrl;
    private final Audit audit;
    private final Caller caller;

    PersonResource(
            RightsChanges changes,
            RightsWithdrawal withdrawal,
            Sessions sessions,
            NameErasure traces,
            RightsRules rules,
            StoredPages pages,
            SignInProvider provider,
            ProvidedRights provided,
            PublicUrl publicUrl,
            Audit audit,
            Caller caller) {
        this.changes = changes;
        this.withdrawal = withdrawal;
        this.sessions = sessions;
        this.traces = traces;
        this.rules = rules;
        this.pages = pages;
        this.provider = provider;
        this.provided = provided;
        this.publicUrl = publicUrl;
        this.audit = audit;
        this.caller = caller;
    }

    /** Schema of a page of people, for the OpenAPI document. */
    @Schema(name = "PersonPage", description = "Page of people.")
    record PersonPage(
            @Schema(required = true, description = "People on this page.")
            List<PersonView> items,

            @Schema(required = true) long total,
            @Schema(required = true) PageLinks page) {}

    @GET
    @Transactional
    @Operation(
            operationId = "listPeople",
            summary = "List the people",
            description = "Returns all people who have signed in or are invited, oldest first.")
    public Reply<PersonPage> listPeople(@BeanParam PageRequest request) {
        return pages.page(
                request,
                "people",
                (from, backwards, limit) -> Person.page(from == null ? null : UUID.fromString(from), backwards, limit),
                person -> person.id.toString(),
                person -> Json.write(PersonView.of(person, null)),
                Person.count());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @Operation(
            operationId = "createInvitation",
            summary = "Invite a person",
            description = "Invites a person. The response contains a link that is valid for two weeks and returned"
                    + " only once. The first person to open the link and sign in gets the rights. If `subject`"
                    + " is given, no link is created, and the account gets the rights when it signs in. Returns"
                    + " 409 if the provider assigns the rights, or if 1,000 invited people have never signed in.")
    public Reply<PersonView> createInvitation(
            @HeaderParam("Idempotency-Key") @Parameter(hidden = true) String idempotencyKey,
            Body<InvitationInput> body,
            @Context UriInfo uri) {
        WriteRequest.rejectKey(idempotencyKey, "The link is returned only once, so the response cannot be repeated.");
        RecordReader reader = new RecordReader();
        InvitationInput input = body.read(body.tree(), reader);
        if (input == null) {
            reader.check("The invitation");
        }
        Rights rights = rules.read(input.rights(), reader);
        reader.check("The invitation");
        requireLocalRights();
        Person.lock();
        if (Person.countInvited() >= MAX_INVITED) {
            throw Problems.conflict(
                    "There are too many open invitations",
                    "There are " + MAX_INVITED
                            + " invited people who have never signed in. Delete invitations that are no longer"
                            + " needed.");
        }
        Person.Invitation invited = invite(input, rights);
        record("person.invited", invited.person(), null, rights);
        String link = invited.secret() == null
                ? null
                : publicUrl.base(uri) + SignInPaths.SIGN_IN + "?" + SignInResource.INVITATION + "=" + invited.secret();
        PersonView view = PersonView.of(invited.person(), link);
        return Reply.of(Response.status(Response.Status.CREATED)
                .header("Location", PersonView.PATH + "/" + view.id())
                .header("Cache-Control", "no-store")
                .entity(Json.write(view)));
    }

    private Person.Invitation invite(InvitationInput input, Rights rights) {
        String name = input.name().strip();
        if (input.subject() == null) {
            return Person.invite(name, rights);
        }
        if (!provider.isOn()) {
            throw Problems.conflict(
                    "No sign-in provider is configured",
                    "An invitation with `subject` requires a sign-in provider. Configure a provider (see"
                            + " docs/sign-in.md) or omit `subject`.");
        }
        Person.findByAccount(provider.issuer(), input.subject()).ifPresent(known -> {
            throw Problems.duplicate("/subject", "subject", PersonView.PATH + "/" + known.id);
        });
        return Person.invite(name, rights, provider.issuer(), input.subject());
    }

    @GET
    @Path("{id}")
    @Transactional
    @Operation(
            operationId = "getPerson",
            summary = "Get a person",
            description = "Returns the name and account reported by the provider, and the rights in this service.")
    public Reply<PersonView> getPerson(
            @PathParam("id") ParameterValue<UUID> id,
            @QueryParam("fields") @Parameter(description = FieldSelection.PARAMETER) List<String> fields) {
        FieldSelection selection = FieldSelection.read(fields, PersonView.class);
        byte[] body = Json.write(PersonView.of(find(id.text()), null));
        return Reply.of(Reply.forEditors(selection.selected(body), null));
    }

    @PUT
    @Path("{id}/rights")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "giveRights",
            summary = "Set the rights of a person",
            description =
                    "Replaces the rights of a person. All nodes apply the new rights from the next request"
                            + " on. A running import of the person continues with the rights that remain. Returns 409 if the provider assigns the rights.")
    public Reply<PersonView> giveRights(@PathParam("id") ParameterValue<UUID> id, Body<RightsInput> body) {
        return withdrawal.replace(id.text(), () -> give(id.text(), body));
    }

    private Reply<PersonView> give(String id, Body<RightsInput> body) {
        Person.lock();
        Person person = find(id);
        RecordReader reader = new RecordReader();
        RightsInput input = body.read(body.tree(), reader);
        if (input == null) {
            reader.check("The rights");
        }
        Rights rights = rules.read(input, reader);
        reader.check("The rights");
        requireLocalRights();
        record("person.rights-given", person, person.rights(), rights);
        person.setRights(rights);
        return Reply.of(Reply.forEditors(Json.write(PersonView.of(person, null)), null));
    }

    @DELETE
    @Path("{id}/rights")
    @Operation(
            operationId = "takeRights",
            summary = "Remove the rights of a person",
            description = "Removes all rights of a person. The person can still sign in but gets only published"
                    + " data. The imports and registration runs of the person are stopped and listed. Returns"
                    + " 409 if the provider assigns the rights.")
    @APIResponse(
            responseCode = "200",
            description = "The rights were removed, and the listed jobs were stopped.",
            content = @Content(schema = @Schema(implementation = StoppedJobs.class)))
    @APIResponse(responseCode = "204", description = "The rights were removed. The person had no running jobs.")
    public Reply<StoppedJobs> takeRights(@PathParam("id") ParameterValue<UUID> id) {
        return withdrawal.withdraw(id.text(), () -> {
            Person.lock();
            Person person = find(id.text());
            requireLocalRights();
            record("person.rights-taken", person, person.rights(), Rights.NONE);
            person.setRights(Rights.NONE);
        });
    }

    @DELETE
    @Path("{id}/sessions")
    @Operation(
            operationId = "endSessions",
            summary = "Sign out a person",
            description = "Ends all sessions of a person, in all browsers and on all nodes. The person can sign in"
                    + " again.")
    @APIResponse(responseCode = "204", description = "All sessions were ended.")
    public void endSessions(@PathParam("id") ParameterValue<UUID> id) {
        changes.run(() -> {
            Person person = find(id.text());
            sessions.endAllOf(person.id);
            record("person.signed-out", person, null, null);
        });
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "erasePerson",
            summary = "Erase a person",
            description = "Deletes the account, the rights and the sessions of a person. The imports and"
                    + " registration runs of the person are stopped and listed. Records of past actions"
                    + " remain, with the name `Erased person`. If the person signs in again, a new account"
                    + " without rights is created.")
    @APIResponse(
            responseCode = "200",
            description = "The person was erased, and the listed jobs were stopped.",
            content = @Content(schema = @Schema(implementation = StoppedJobs.class)))
    @APIResponse(responseCode = "204", description = "The person was erased. The person had no running jobs.")
    public Reply<StoppedJobs> erasePerson(@PathParam("id") ParameterValue<UUID> id) {
        return withdrawal.withdraw(id.text(), () -> {
            Person.lock();
            Person person = find(id.text());
            record("person.erased", person, person.rights(), null);
            audit.eraseName(person.id);
            traces.erase(person.id);
            person.delete();
        });
    }

    private void record(String action, Person person, Rights before, Rights after) {
        audit.record(caller.asActor(), action, AuditedObject.of(Actor.PERSON, person.id, person.name), before, after);
    }

    private void requireLocalRights() {
        if (provided.areProvided()) {
            throw Problems.conflict(
                    "The sign-in provider assigns the rights",
                    "The sign-in provider sends the rights in a claim at each sign-in"
                            + " (offprint.sign-in.roles-claim). Change the rights at the provider.");
        }
    }

    private Person find(String id) {
        return Ids.parsed(id)
                .flatMap(known -> Person.<Person>findByIdOptional(known))
                .orElseThrow(() -> Problems.notFound("person", id));
    }

    /** Request body that invites a person. */
    @Schema(description = "Person to invite.")
    public record InvitationInput(
            @NotBlank
            @Size(max = 200)
            @Schema(
                    description = "Name of the person in the list of people until the person signs in.",
                    examples = "Ines")
            String name,

            @NotNull
            @Schema(description = "Role of the person. `admin` allows all operations. `editor` edits journals.")
            PersonRole role,

            @Size(
                    min = 1,
                    max = 1000,
                    message = "Must have 1 to 1000 journal ids. Remove this member to allow all journals.")
            @Schema(
                    description =
                            "Ids of the journals that an editor can edit. If the member is omitted, the editor can"
                                    + " edit all journals.")
            List<UUID> journals,

            @Pattern(regexp = "[!-~]{1,255}", message = "Must be 1 to 255 ASCII characters without spaces.")
            @Schema(
                    description =
                            "Identifier of the person at the sign-in provider: the iD at ORCID, or the `sub` claim"
                                    + " of another provider. If the member is omitted, the response contains a link. The first"
                                    + " person to open the link and sign in gets the rights.",
                    examples = "0000-0002-1825-0097")
            String subject) {

        RightsInput rights() {
            return new RightsInput(role, journals);
        }
    }
}
