package org.offprint.web.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.platform.security.Caller;
import org.offprint.web.api.signin.ProvidedRights;
import org.offprint.web.api.signin.SignInProvider;
import org.offprint.web.desk.DeskPublishing.Sent;
import org.offprint.web.site.pages.InterfaceLanguage;

/** People who can sign in, their rights, and invitations. Only administrators may use these pages. */
@Path(DeskPeople.PATH)
@PermitAll
@OwnParameters
@Produces(MediaType.TEXT_HTML)
public class DeskPeople {

    static final String PATH = "/desk/people";

    private static final int PAGE = 50;
    private static final String SECTION = "people";
    private static final String NAME = "name";
    private static final String SUBJECT = "subject";

    /** Form field with the number of people at the time when the form was opened. */
    private static final String SEEN = "seen";

    private final DeskPages pages;
    private final DeskCalls calls;
    private final SignInProvider provider;
    private final ProvidedRights provided;
    private final Caller caller;

    DeskPeople(DeskPages pages, DeskCalls calls, SignInProvider provider, ProvidedRights provided, Caller caller) {
        this.pages = pages;
        this.calls = calls;
        this.provider = provider;
        this.provided = provided;
        this.caller = caller;
    }

    /**
     * Person who has signed in or is invited.
     *
     * @param account identifier of the person at the sign-in provider; empty until an invitation is accepted
     * @param state whether the person has signed in or is invited, in words
     */
    public record PersonRow(String id, String name, String account, String rights, String state, String createdAt) {

        static PersonRow of(JsonNode person, InterfaceLanguage language) {
            String signedIn = PublicationTime.shown(person.path("signedInAt"), null, language);
            String until = PublicationTime.shown(person.path("invitedUntil"), null, language);
            String state;
            if (!signedIn.isEmpty()) {
                state = language.text("deskSignedInAt", signedIn);
            } else if (until.isEmpty()) {
                state = language.text("deskNeverSignedIn");
            } else {
                boolean isOver =
                        Instant.parse(person.path("invitedUntil").asText()).isBefore(Instant.now());
                state = language.text(isOver ? "deskInvitationOver" : "deskInvitedUntil", until);
            }
            return new PersonRow(
                    person.path("id").asText(),
                    person.path(NAME).asText(),
                    person.path(SUBJECT).asText(""),
                    RightsForm.words(person, language),
                    state,
                    PublicationTime.shown(person.path("createdAt"), null, language));
        }
    }

    @GET
    @Operation(hidden = true)
    public Response getPeople(@BeanParam DeskRequest request) {
        return pages.answer(request, null, () -> list(request, 200, Map.of(), null, List.of(), ""));
    }

    private Response list(
            DeskRequest request,
            int status,
            Map<String, String> sent,
            JsonNode rights,
            List<Finding> errors,
            String notice) {
        pages.requireAdmin();
        InterfaceLanguage language = pages.language(request);
        JsonNode found = calls.people(request, request.parameter("cursor"), PAGE);
        List<PersonRow> rows = new ArrayList<>();
        found.path("items").forEach(person -> rows.add(PersonRow.of(person, language)));
        Map<String, Object> data = new HashMap<>();
        data.put("people", rows);
        data.put("previous", DeskPages.listPage(PATH, found.at("/page/prev").asText("")));
        data.put("next", DeskPages.listPage(PATH, found.at("/page/next").asText("")));
        data.put("isProvided", provided.areProvided());
        data.put("hasProvider", provider.isOn());
        data.put("rights", rightsForm(request, rights));
        data.put("sent", new Sent(sent));
        data.put(SEEN, found.path("total").asText());
        data.put("errors", errors.stream().map(Finding::message).toList());
        data.put("notice", notice);
        return pages.page(request, status, "people.html", "deskAccounts", SECTION, data);
    }

    private RightsForm rightsForm(DeskRequest request, JsonNode rights) {
        return RightsForm.of(
                RightsForm.OF_PEOPLE,
                rights == null ? JsonNodeFactory.instance.objectNode() : rights,
                calls.journals(request, Optional.empty()),
                pages.language(request));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response invite(@BeanParam DeskRequest request, String form) {
        return pages.answer(request, form, () -> {
            pages.requireAdmin();
            Map<String, String> sent = DeskRequest.fields(form);
            ObjectNode invitation = RightsForm.read(
                    DeskRequest.pairs(form),
                    JsonNodeFactory.instance.objectNode().put(NAME, sent.getOrDefault(NAME, "")));
            String subject = sent.getOrDefault(SUBJECT, "").strip();
            if (!subject.isEmpty()) {
                invitation.put(SUBJECT, subject);
            }
            // The link is shown only once, so a repeated request must not create another invitation.
            if (!calls.people(request, null, 1).path("total").asText().equals(sent.get(SEEN))) {
                return list(request, 409, sent, invitation, List.of(), "deskPeopleChanged");
            }
            return DeskPages.orErrors(
                    () -> {
                        JsonNode invited = calls.invite(invitation, request);
                        return invited.has("invitation")
                                ? pages.page(
                                        request,
                                        200,
                                        "secret.html",
                                        "deskInvitation",
                                        SECTION,
                                        Map.of(
                                                "kind",
                                                "invitation",
                                                NAME,
                                                invited.path(NAME).asText(),
                                                "secret",
                                                invited.path("invitation").asText(),
                                                "back",
                                                PATH,
                                                "replaced",
                                                ""))
                                : DeskPages.redirect(PATH + "?done=invited");
                    },
                    errors -> list(request, 422, sent, invitation, errors, ""));
        });
    }

    @GET
    @Path("{id}")
    @Operation(hidden = true)
    public Response getPerson(@PathParam("id") String id, @BeanParam DeskRequest request) {
        return pages.answer(request, null, () -> person(request, 200, id, null, List.of(), false));
    }

    private Response person(
            DeskRequest request, int status, String id, JsonNode rights, List<Finding> errors, boolean isUnconfirmed) {
        pages.requireAdmin();
        JsonNode person = calls.person(id);
        Map<String, Object> data = new HashMap<>();
        data.put("person", PersonRow.of(person, pages.language(request)));
        data.put("rights", rightsForm(request, rights == null ? person : rights));
        data.put("hasRights", person.has(RightsForm.ROLE));
        data.put("hasAccount", person.has(SUBJECT));
        data.put("isOwn", person.path("id").asText().equals(caller.keyId().toString()));
        data.put("isProvided", provided.areProvided());
        data.put("errors", errors.stream().map(Finding::message).toList());
        data.put("isUnconfirmed", isUnconfirmed);
        return pages.page(request, status, "person.html", person.path(NAME).asText(), SECTION, data);
    }

    @POST
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response change(@PathParam("id") String id, @BeanParam DeskRequest request, String form) {
        return pages.answer(request, form, () -> {
            pages.requireAdmin();
            Map<String, String> sent = DeskRequest.fields(form);
            String here = PATH + "/" + calls.person(id).path("id").asText();
            switch (sent.getOrDefault("do", "")) {
                case "give" -> {
                    ObjectNode rights = RightsForm.read(DeskRequest.pairs(form), JsonNodeFactory.instance.objectNode());
                    return DeskPages.orErrors(
                            () -> {
                                calls.giveRights(id, rights);
                                return DeskPages.redirect(here + "?done=saved");
                            },
                            errors -> person(request, 422, id, rights, errors, false));
                }
                case "take" -> {
                    return DeskPages.redirect(
                            here + "?done=" + (calls.takeRights(id) ? "rightstakenjobs" : "rightstaken"));
                }
                case "end" -> {
                    calls.endSessions(id);
                    return DeskPages.redirect(here + "?done=sessionsended");
                }
                case "erase" -> {
                    if (!sent.containsKey("confirmed")) {
                        return person(request, 422, id, null, List.of(), true);
                    }
                    return DeskPages.redirect(PATH + "?done=" + (calls.erasePerson(id) ? "erasedjobs" : "erased"));
                }
                default -> throw Problems.badParameter("do", "unknown-value", "Open the page again.");
            }
        });
    }
}
