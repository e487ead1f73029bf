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
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.platform.security.Caller;
import org.offprint.web.api.signin.ProvidedRights;
import org.offprint.web.api.signin.SignInProvider;
import org.offprint.web.desk.FormControls.Option;
import org.offprint.web.site.pages.InterfaceLanguage;
import org.offprint.web.site.pages.InterfaceLanguages;

/**
 * First steps of an administrator: create a journal, import existing articles, and invite an editor. The records in the
 * store determine whether a step is done.
 */
@Path(DeskPages.WELCOME)
@PermitAll
@OwnParameters
@Produces(MediaType.TEXT_HTML)
public class DeskWelcome {

    private static final String FORM = MediaType.APPLICATION_FORM_URLENCODED;
    private static final String JOURNAL = "journal";
    private static final String RECORDS = "records";
    private static final String EDITOR = "editor";
    private static final String TITLE = "title";
    private static final String LANGUAGE = "language";
    private static final String LICENSE = "license";
    private static final String NAME = "name";

    private static final List<String> STEPS = List.of(JOURNAL, RECORDS, EDITOR);

    /** Fields of the ISSNs, by the value of the member {@code type}. */
    private static final Map<String, String> ISSNS = Map.of("electronicIssn", "electronic", "printIssn", "print");

    /** Fields of a new journal, in order. All other members are optional and can be set later. */
    private static final List<String> FIELDS =
            List.of(TITLE, LANGUAGE, "publisher", "electronicIssn", "printIssn", LICENSE, "doiPrefix");

    private static final List<String> LICENSES =
            List.of("CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-NC-ND-4.0", "CC0-1.0");

    private static final Map<String, Integer> MAX_LENGTHS = Map.of(TITLE, 1_000, NAME, 200);
    private static final int MAX_LENGTH = 500;
    private static final int MAX_PEOPLE = 100;

    private final DeskPages pages;
    private final DeskCalls calls;
    private final SignInProvider provider;
    private final ProvidedRights providedRights;
    private final InterfaceLanguages languages;
    private final PublicUrl publicUrl;
    private final Caller caller;

    DeskWelcome(
            DeskPages pages,
            DeskCalls calls,
            SignInProvider provider,
            ProvidedRights providedRights,
            InterfaceLanguages languages,
            PublicUrl publicUrl,
            Caller caller) {
        this.pages = pages;
        this.calls = calls;
        this.provider = provider;
        this.providedRights = providedRights;
        this.languages = languages;
        this.publicUrl = publicUrl;
        this.caller = caller;
    }

    /** Step with its state. */
    public record Step(String name, String href, boolean isDone, boolean isHere) {}

    /**
     * Journal of the service.
     *
     * @param href address of the settings
     * @param works address of the works that Crossref has registered for an ISSN of the journal; empty without an ISSN
     */
    public record KnownJournal(String id, String slug, String title, String href, String issn, String works) {

        static KnownJournal of(JsonNode journal) {
            String issn = journal.at("/issns/0/value").asText("");
            return new KnownJournal(
                    journal.path("id").asText(),
                    journal.path("slug").asText(),
                    journal.path(TITLE).asText(),
                    "/desk/journals/" + journal.path("id").asText(),
                    issn,
                    issn.isEmpty() ? "" : "https://api.crossref.org/journals/" + issn + "/works?rows=1000");
        }
    }

    /** Control of a form, with its errors. */
    public record Entry(
            String name,
            String label,
            String hint,
            String value,
            int maxLength,
            List<Option> options,
            boolean isRequired,
            boolean isCode,
            List<String> errors) {

        /** Returns the ids of the elements that describe the control. */
        public String describedBy() {
            List<String> ids = new ArrayList<>();
            if (!hint.isEmpty()) {
                ids.add(name + "-hint");
            }
            if (!errors.isEmpty()) {
                ids.add(name + "-error");
            }
            return String.join(" ", ids);
        }
    }

    /**
     * Error in a form.
     *
     * @param field name of the field; empty if the error concerns the form as a whole
     */
    private record FieldError(String field, String message) {}

    /**
     * Invitation or key that was created for an editor, and is shown only once.
     *
     * @param isLink whether the text is an invitation link, not a key
     */
    public record Secret(String name, String text, boolean isLink) {

        static final Secret NONE = new Secret("", "", false);
    }

    @GET
    @Operation(hidden = true)
    public Response getWelcome(@BeanParam DeskRequest request) {
        return answer(request, null, () -> page(request, 200, null, Map.of(), List.of(), Secret.NONE));
    }

    @GET
    @Path("{step}")
    @Operation(hidden = true)
    public Response getStep(@PathParam("step") String step, @BeanParam DeskRequest request) {
        return answer(request, null, () -> {
            if (!STEPS.contains(step)) {
                throw Problems.notFound("step", step);
            }
            return page(request, 200, step, Map.of(), List.of(), Secret.NONE);
        });
    }

    /** Runs a request of an administrator. Other callers are redirected to the overview, which states whom to ask. */
    private Response answer(DeskRequest request, String form, Supplier<Response> work) {
        return pages.answer(request, form, () -> caller.isAdmin() ? work.get() : DeskPages.redirect(DeskPages.HOME));
    }

    @POST
    @Path(JOURNAL)
    @Consumes(FORM)
    @Operation(hidden = true)
    public Response createJournal(@BeanParam DeskRequest request, String form) {
        return answer(request, form, () -> {
            Map<String, String> sent = DeskRequest.fields(form);
            List<String> issns = new ArrayList<>();
            try {
                // A form that is sent twice creates one journal, because it contains a nonce.
                calls.createJournal(journal(sent, issns), DigestUtils.sha256Hex(form));
            } catch (ProblemException e) {
                return page(request, 422, JOURNAL, sent, errors(e, issns), Secret.NONE);
            }
            return DeskPages.redirect(DeskPages.WELCOME + "?done=journalcreated");
        });
    }

    /**
     * Returns a journal with the fields of a form.
     *
     * @param issns receives the fields with ISSNs, in the order of the ISSNs
     */
    private static ObjectNode journal(Map<String, String> sent, List<String> issns) {
        ObjectNode journal = JsonNodeFactory.instance.objectNode();
        for (String name : FIELDS) {
            String value = sent.getOrDefault(name, "").strip();
            if (value.isEmpty()) {
                continue;
            }
            if (ISSNS.containsKey(name)) {
                issns.add(name);
                journal.withArray("issns")
                        .addObject()
                        .put("type", ISSNS.get(name))
                        .put("value", value);
            } else if (name.equals(LICENSE)) {
                journal.putObject(LICENSE).put("url", value);
            } else {
                journal.put(name, value);
            }
        }
        return journal;
    }

    /** Returns the errors that a problem lists, or throws the problem if it lists none. */
    private static List<FieldError> errors(ProblemException failure, List<String> issns) {
        if (failure.problem().errors() == null || failure.problem().errors().isEmpty()) {
            throw failure;
        }
        return failure.problem().errors().stream()
                .map(error -> new FieldError(field(error.pointer(), issns), error.message()))
                .toList();
    }

    private static String field(String pointer, List<String> issns) {
        String[] names = pointer == null ? new String[0] : pointer.split("/");
        if (names.length > 2 && names[1].equals("issns") && DeskRequest.number(names[2]) < issns.size()) {
            return issns.get(DeskRequest.number(names[2]));
        }
        return names.length > 1 ? names[1] : "";
    }

    @POST
    @Path(EDITOR)
    @Consumes(FORM)
    @Operation(hidden = true)
    public Response inviteEditor(@BeanParam DeskRequest request, String form) {
        return answer(request, form, () -> {
            Map<String, String> sent = DeskRequest.fields(form);
            String name = sent.getOrDefault(NAME, "").strip();
            ObjectNode editor =
                    JsonNodeFactory.instance.objectNode().put(NAME, name).put("role", "editor");
            String journal = sent.getOrDefault(JOURNAL, "");
            if (!journal.isEmpty()) {
                editor.putArray("journals").add(journal);
            }
            boolean isLink = provider.isOn();
            try {
                String text = isLink
                        ? calls.invite(editor, request).path("invitation").asText()
                        : calls.createKey(editor).path("key").asText();
                return page(request, 200, EDITOR, Map.of(), List.of(), new Secret(name, text, isLink));
            } catch (ProblemException e) {
                return page(request, 422, EDITOR, sent, errors(e, List.of()), Secret.NONE);
            }
        });
    }

    /**
     * Renders a step.
     *
     * @param step name of the step; null for the first step that is not done
     * @param sent fields of the form as submitted
     * @param errors errors of the form
     * @param secret created invitation or key, or {@link Secret#NONE}
     */
    private Response page(
            DeskRequest request,
            int status,
            String step,
            Map<String, String> sent,
            List<FieldError> errors,
            Secret secret) {
        InterfaceLanguage language = pages.language(request);
        JsonNode journals = calls.journals(request, Optional.empty()).path("items");
        List<String> editors = editors(request);
        boolean hasArticles = calls.articles(request, Map.of(), null, 1, 1, null)
                        .path("total")
                        .asLong()
                > 0;
        Map<String, Boolean> done =
                Map.of(JOURNAL, !journals.isEmpty(), RECORDS, hasArticles, EDITOR, !editors.isEmpty());
        String here = step != null
                ? step
                : STEPS.stream().filter(each -> !done.get(each)).findFirst().orElse("");
        int number = STEPS.indexOf(here);
        List<KnownJournal> known = new ArrayList<>();
        journals.forEach(journal -> known.add(KnownJournal.of(journal)));
        Map<String, Object> data = new HashMap<>();
        data.put(
                "steps",
                STEPS.stream()
                        .map(each -> new Step(each, DeskPages.WELCOME + "/" + each, done.get(each), each.equals(here)))
                        .toList());
        data.put("step", here);
        data.put("isDone", done.getOrDefault(here, true));
        data.put(
                "following",
                number < 0 || number == STEPS.size() - 1 ? "" : DeskPages.WELCOME + "/" + STEPS.get(number + 1));
        data.put("journals", known);
        List<Entry> entries = entries(here, sent, errors, known, language);
        data.put("entries", entries);
        data.put(
                "wrong",
                entries.stream().filter(each -> !each.errors().isEmpty()).toList());
        data.put(
                "others",
                errors.stream()
                        .filter(error ->
                                entries.stream().noneMatch(each -> each.name().equals(error.field())))
                        .map(FieldError::message)
                        .toList());
        data.put("languages", languages(language));
        data.put("editors", editors);
        data.put("secret", secret);
        data.put("way", providedRights.areProvided() ? "provider" : provider.isOn() ? "link" : "key");
        data.put("desk", publicUrl.base(request.uri()) + DeskPages.HOME);
        data.put("nonce", UUID.randomUUID().toString());
        return pages.page(request, status, "welcome.html", "deskWelcome", "home", data);
    }

    private static List<Entry> entries(
            String step,
            Map<String, String> sent,
            List<FieldError> errors,
            List<KnownJournal> journals,
            InterfaceLanguage language) {
        List<Entry> entries = new ArrayList<>();
        if (step.equals(JOURNAL)) {
            FIELDS.forEach(name -> entries.add(entry(name, sent, errors, options(name, sent), language)));
        } else if (step.equals(EDITOR)) {
            entries.add(entry(NAME, sent, errors, List.of(), language));
            List<Option> options = new ArrayList<>();
            String chosen = sent.getOrDefault(
                    JOURNAL, journals.size() == 1 ? journals.get(0).id() : "");
            options.add(new Option("", language.text("deskAllJournals"), chosen.isEmpty()));
            journals.forEach(each ->
                    options.add(new Option(each.id(), each.title(), each.id().equals(chosen))));
            entries.add(entry(JOURNAL, sent, errors, options, language));
        }
        return entries;
    }

    private static List<Option> options(String name, Map<String, String> sent) {
        if (!name.equals(LICENSE)) {
            return List.of();
        }
        String chosen = sent.getOrDefault(LICENSE, LICENSES.get(0));
        return LICENSES.stream()
                .map(each -> new Option(each, each.replace('-', ' ').replace("CC0", "CC 0"), each.equals(chosen)))
                .toList();
    }

    private static Entry entry(
            String name,
            Map<String, String> sent,
            List<FieldError> errors,
            List<Option> options,
            InterfaceLanguage language) {
        String hint = "deskWelcomeHint." + name;
        return new Entry(
                name,
                language.text("deskWelcomeField." + name),
                language.has(hint) ? language.text(hint) : "",
                sent.getOrDefault(name, name.equals(LANGUAGE) ? language.code() : ""),
                MAX_LENGTHS.getOrDefault(name, MAX_LENGTH),
                options,
                List.of(TITLE, LANGUAGE, NAME).contains(name),
                List.of(LANGUAGE, "electronicIssn", "printIssn", "doiPrefix").contains(name),
                errors.stream()
                        .filter(error -> name.equals(error.field()))
                        .map(FieldError::message)
                        .toList());
    }

    /** Returns the languages of the user interface as suggestions for the language of a journal. */
    private List<Option> languages(InterfaceLanguage language) {
        return languages.all().stream()
                .map(each -> new Option(each.code(), language.nameOf(each.code()), false))
                .toList();
    }

    /** Returns the names of the people and keys, other than the caller, that can edit journals. */
    private List<String> editors(DeskRequest request) {
        String now = Instant.now().toString();
        List<String> editors = new ArrayList<>();
        for (JsonNode person : calls.people(request, null, MAX_PEOPLE).path("items")) {
            boolean isActive = person.has("signedInAt")
                    || person.path("invitedUntil").asText(now).compareTo(now) >= 0;
            if (person.has("role")
                    && isActive
                    && !person.path("id").asText().equals(caller.keyId().toString())) {
                editors.add(person.path(NAME).asText());
            }
        }
        for (JsonNode key : calls.keys().path("items")) {
            boolean isUsable =
                    !key.has("revokedAt") && key.path("expiresAt").asText(now).compareTo(now) >= 0;
            if (isUsable && key.path("role").asText().equals("editor")) {
                editors.add(key.path(NAME).asText());
            }
        }
        return editors;
    }
}
