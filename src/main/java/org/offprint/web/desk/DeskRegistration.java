package org.offprint.web.desk;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.text.Table;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.platform.security.Caller;
import org.offprint.web.desk.FormControls.Option;
import org.offprint.web.site.pages.InterfaceLanguage;

/** Registrations of articles, issues and journals with registration services, and the next step of each. */
@Path(DeskRegistration.PATH)
@PermitAll
@OwnParameters
@Produces(MediaType.TEXT_HTML)
public class DeskRegistration {

    static final String PATH = "/desk/registration";

    private static final int PAGE = 50;
    private static final String ISSUES = "/desk/issues/";
    private static final String JOURNAL = "journal";
    private static final String STATE = "state";
    private static final String RECORD = "record";
    private static final String SEND = "send";
    private static final String RELEASE = "release";
    private static final String CURSOR = "cursor";
    private static final String NOT_READY = "not-ready";

    /** Prefix of the names of the messages that explain a state, a suspension or a code. */
    private static final String REASON = "deskRegisteredWhy.";

    /** States whose code is a result of the registration service. */
    private static final List<String> RESULTS = List.of("refused", "warned", "registered", "retired");

    /** Codes whose message only repeats the explanation of the state or suspension. */
    private static final List<String> SELF_EXPLANATORY = List.of("confirm", "mass-change", "refused", "warning");

    private final DeskPages pages;
    private final DeskCalls calls;
    private final Caller caller;

    DeskRegistration(DeskPages pages, DeskCalls calls, Caller caller) {
        this.pages = pages;
        this.calls = calls;
        this.caller = caller;
    }

    /**
     * Registration of a record.
     *
     * @param title title of the article, or the identifier of another record
     * @param href address of the article or issue; empty if the desk has no page of the record
     * @param reason suspension, code or state that has an explanation in the language of the interface
     * @param message reason and next step as returned by the API; empty if the explanation and the findings suffice
     * @param findings missing data, or messages of the registration service
     * @param isAnswer whether the findings are messages of the registration service
     * @param action action that the editor can start: {@code send}, {@code release} or an empty string
     */
    public record RegistrationRow(
            String id,
            String title,
            String href,
            String language,
            String identifier,
            String target,
            boolean isTest,
            String state,
            String reason,
            String message,
            List<RegistrationFinding> findings,
            boolean isAnswer,
            String at,
            String action) {

        static RegistrationRow of(JsonNode item, JsonNode article, InterfaceLanguage language) {
            String state = item.path(STATE).asText();
            String hold = item.path("hold").asText("");
            String code = item.path("code").asText("");
            String identifier = item.path("identifier").asText();
            String kind = item.path("kind").asText();
            String record = item.path(RECORD).asText();
            boolean isNotReady = hold.equals(NOT_READY);
            boolean isExplained = RESULTS.contains(state) && language.has(REASON + code);
            List<String> messages = new ArrayList<>();
            if (!code.isEmpty()) {
                item.path("findings").forEach(finding -> messages.add(finding.asText()));
            }
            String message = item.path("message").asText("");
            if (isNotReady && !message.equals(String.join(" ", messages))) {
                // The record was checked again when it was to be sent. Only the message contains the result.
                messages.clear();
                messages.add(message);
            }
            boolean isArticle = kind.equals("article");
            boolean isRepeated = isNotReady || isExplained || SELF_EXPLANATORY.contains(code);
            return new RegistrationRow(
                    item.path("id").asText(),
                    article.path("title").asText(identifier),
                    isArticle ? DeskArticles.PATH + "/" + record : kind.equals("issue") ? ISSUES + record : "",
                    article.path("language").asText("en"),
                    identifier,
                    item.path("target").asText(),
                    item.path("test").asBoolean(),
                    state,
                    !hold.isEmpty() ? hold : isExplained ? code : state,
                    isRepeated ? "" : message,
                    messages.stream()
                            .map(each -> RegistrationFinding.of(each, isArticle ? record : null, language))
                            .toList(),
                    !isNotReady,
                    PublicationTime.shown(item.path("updatedAt"), null, language),
                    action(state, hold));
        }

        private static String action(String state, String hold) {
            if (List.of("confirm", "mass-change", "editor").contains(hold)) {
                return RELEASE;
            }
            return List.of("due", "retiring", "refused", "warned").contains(state) ? SEND : "";
        }

        /** Returns whether an earlier attempt of the registration had no success. */
        public boolean isAgain() {
            return List.of("refused", "warned").contains(state);
        }
    }

    /**
     * Missing data, or a message of a registration service.
     *
     * @param href address of the field that must be corrected; empty if the message names no field of the article form
     * @param field label of the field
     */
    public record RegistrationFinding(String text, String href, String field) {

        static RegistrationFinding of(String text, String article, InterfaceLanguage language) {
            String pointer = article == null ? "" : RegistrationFields.of(text).orElse("");
            String section = FormLayout.ARTICLE.sectionOf(pointer).orElse("");
            return section.isEmpty()
                    ? new RegistrationFinding(text, "", "")
                    : new RegistrationFinding(
                            text,
                            DeskArticles.PATH + "/" + article + "/" + section + "#" + FormControls.idOf(pointer),
                            FormControls.label(pointer.substring(1).replace('/', '.'), language));
        }
    }

    /** Number of registrations in a state, with a link to these registrations. */
    public record Count(String name, long count, String href, boolean isHere) {}

    @GET
    @Operation(hidden = true)
    public Response getRegistrations(@BeanParam DeskRequest request) {
        return pages.answer(request, null, () -> {
            InterfaceLanguage language = pages.language(request);
            Map<String, String> filters = filters(request);
            JsonNode list = calls.registrations(request, filters, request.parameter(CURSOR), PAGE);
            Map<String, String> all = new LinkedHashMap<>(filters);
            all.remove(STATE);
            JsonNode states = filters.containsKey(STATE) ? calls.registrations(request, all, null, 1) : list;
            List<Count> counts = new ArrayList<>();
            for (JsonNode value : states.at("/facets/state")) {
                String name = value.path("value").asText();
                Map<String, String> chosen = new LinkedHashMap<>(all);
                chosen.put(STATE, name);
                counts.add(new Count(
                        name,
                        value.path("count").asLong(),
                        DeskRequest.address(PATH, chosen),
                        name.equals(filters.get(STATE))));
            }
            Map<String, JsonNode> articles = articles(request, list.path("items"));
            List<RegistrationRow> rows = new ArrayList<>();
            list.path("items")
                    .forEach(item -> rows.add(RegistrationRow.of(
                            item, articles.getOrDefault(item.path(RECORD).asText(), item.path("none")), language)));
            Map<String, Object> data = new HashMap<>();
            data.put("rows", rows);
            data.put("counts", counts);
            data.put("all", DeskRequest.address(PATH, all));
            data.put("isAll", !filters.containsKey(STATE));
            data.put("isFiltered", !filters.isEmpty());
            data.put("state", filters.getOrDefault(STATE, ""));
            data.put("record", filters.getOrDefault(RECORD, ""));
            data.put("query", DeskRequest.address("", place(request)));
            data.put("journals", journals(request, filters.get(JOURNAL)));
            data.put("previous", DeskPages.listPage(PATH, list.at("/page/prev").asText("")));
            data.put("next", DeskPages.listPage(PATH, list.at("/page/next").asText("")));
            return pages.page(request, 200, "registration.html", "deskRegistrations", "registration", data);
        });
    }

    private static Map<String, String> filters(DeskRequest request) {
        return parameters(request, List.of(JOURNAL, STATE, RECORD));
    }

    /** Returns the filters and the cursor, so that the response to a form is the same page of the list. */
    private static Map<String, String> place(DeskRequest request) {
        return parameters(request, List.of(JOURNAL, STATE, RECORD, CURSOR));
    }

    private static Map<String, String> parameters(DeskRequest request, List<String> names) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name : names) {
            String value = request.parameter(name);
            if (value != null) {
                parameters.put(name, value);
            }
        }
        return parameters;
    }

    private Map<String, JsonNode> articles(DeskRequest request, JsonNode items) {
        List<String> ids = new ArrayList<>();
        items.forEach(item -> {
            String id = item.path(RECORD).asText();
            if (item.path("kind").asText().equals("article") && !ids.contains(id)) {
                ids.add(id);
            }
        });
        Map<String, JsonNode> articles = new HashMap<>();
        if (!ids.isEmpty()) {
            calls.articles(request, ids)
                    .path("items")
                    .forEach(article -> articles.put(article.path("id").asText(), article));
        }
        return articles;
    }

    private List<Option> journals(DeskRequest request, String chosen) {
        List<Option> journals = new ArrayList<>();
        calls.journals(request, caller.journals()).path("items").forEach(journal -> {
            String id = journal.path("id").asText();
            boolean isChosen =
                    id.equals(chosen) || journal.path("slug").asText().equals(chosen);
            journals.add(new Option(id, journal.path("title").asText(), isChosen));
        });
        return journals;
    }

    /** Redirects to the registrations of the same record, so that the address of a form can be opened and shared. */
    @GET
    @Path("{id}")
    @Operation(hidden = true)
    public Response getRegistration(@PathParam("id") String id, @BeanParam DeskRequest request) {
        return pages.answer(
                request,
                null,
                () -> DeskPages.redirect(DeskRequest.address(
                        PATH, Map.of(RECORD, calls.registration(id).path(RECORD).asText()))));
    }

    @POST
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response act(@PathParam("id") String id, @BeanParam DeskRequest request, String form) {
        return pages.answer(request, form, () -> {
            switch (DeskRequest.fields(form).getOrDefault("act", "")) {
                case SEND -> calls.sendRegistration(id);
                case RELEASE -> calls.removeHold(id);
                default -> throw Problems.badParameter("act", "unknown-value", "Must be send or release.");
            }
            Map<String, String> next = place(request);
            next.put(DeskPages.DONE, "registering");
            return DeskPages.redirect(DeskRequest.address(PATH, next));
        });
    }

    /**
     * Finds the field of the article form that must be corrected according to a message about a registration, using {@code
     * registration-fields.tsv}.
     */
    static final class RegistrationFields {

        private static final String NONE = "-";

        private static final List<KnownMessage> ROWS = Table.of("registration-fields.tsv", 2).rows().stream()
                .map(cells -> new KnownMessage(List.of(cells.get(0).split("…")), cells.get(1)))
                .toList();

        private record KnownMessage(List<String> words, String pointer) {

            boolean fits(String message) {
                int from = 0;
                for (String each : words) {
                    int at = message.indexOf(each, from);
                    if (at < 0) {
                        return false;
                    }
                    from = at + each.length();
                }
                return true;
            }
        }

        private RegistrationFields() {}

        /** Returns the JSON Pointer of the field, or empty if the message names no field of the article form. */
        static Optional<String> of(String message) {
            String lower = message.toLowerCase(Locale.ROOT);
            return ROWS.stream()
                    .filter(row -> row.fits(lower))
                    .findFirst()
                    .map(KnownMessage::pointer)
                    .filter(pointer -> !pointer.equals(NONE));
        }

        /** Returns the pointers in the table, without duplicates. */
        static List<String> pointers() {
            return ROWS.stream()
                    .map(KnownMessage::pointer)
                    .filter(pointer -> !pointer.equals(NONE))
                    .distinct()
                    .toList();
        }
    }
}
