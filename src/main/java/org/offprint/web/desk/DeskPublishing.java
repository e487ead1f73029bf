package org.offprint.web.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.FileRole;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.web.desk.FormControls.Advice;
import org.offprint.web.desk.FormLayout.Field;
import org.offprint.web.desk.WordDifference.Sides;
import org.offprint.web.site.pages.InterfaceLanguage;

/**
 * Pages that publish, schedule, withdraw and retract an article. Each page shows the consequences before the editor acts,
 * and acts only on the revision that the page has shown.
 */
@Path(DeskArticles.PATH + "/{id}")
@PermitAll
@OwnParameters
@Produces(MediaType.TEXT_HTML)
public class DeskPublishing {

    private static final String REVISION = "revision";
    private static final String BUTTON = "do";
    private static final String NOTE = "note";
    private static final String REASON = "reason";

    /** Kinds of versions after the first one, the most frequent one first. */
    private static final List<String> KINDS = List.of("correction", "update", "metadata");

    private static final List<String> NOTICES =
            List.copyOf(Vocabulary.terms(Retraction.Kind.class).keySet());

    /** Members that take effect without a new version. */
    private static final List<String> IMMEDIATE = List.of("/issue", "/section", "/position");

    /** Published versions contain only the files for readers, which are compared by name. */
    private static final String FILES = "/files";

    private final DeskPages pages;
    private final DeskCalls calls;

    DeskPublishing(DeskPages pages, DeskCalls calls) {
        this.pages = pages;
        this.calls = calls;
    }

    /** Member whose value differs from the newest version. */
    public record Change(String label, String section, Sides sides) {}

    /** Readiness finding with the section of the form that can resolve it; the section is empty if there is none. */
    public record Remark(Advice advice, String section) {}

    /**
     * Reason why an action was refused.
     *
     * @param href address of the field; empty if there is none
     * @param isEnglish whether the message is a message of the API, which is not translated
     */
    public record Refusal(String message, String href, boolean isEnglish) {}

    /** Values of a form that was sent. */
    public record Sent(Map<String, String> values) {

        /** Returns the value of a field, or an empty string if the form does not contain the field. */
        public String value(String name) {
            return values.getOrDefault(name, "");
        }
    }

    @GET
    @Path("publish")
    @Operation(hidden = true)
    public Response getPublish(@PathParam("id") String id, @BeanParam DeskRequest request) {
        return pages.answer(request, null, () -> {
            JsonNode article = calls.article(id);
            return publishForm(request, 200, article, Map.of(), obstacles(article), "");
        });
    }

    @POST
    @Path("publish")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response publish(@PathParam("id") String id, @BeanParam DeskRequest request, String form) {
        return pages.answer(request, form, () -> {
            Map<String, String> sent = DeskRequest.fields(form);
            JsonNode article = calls.article(id);
            String button = sent.getOrDefault(BUTTON, "check");
            if (!List.of("now", "later", "cancel").contains(button)) {
                return publishForm(request, 200, article, sent, obstacles(article), "");
            }
            ObjectNode options = JsonNodeFactory.instance.objectNode();
            for (String name : List.of("publishedOn", "kind", NOTE)) {
                put(options, name, sent.get(name));
            }
            if (button.equals("later")) {
                Optional<Instant> time = PublicationTime.of(sent.get("day"), sent.get("time"), zone(request, article));
                if (time.isEmpty()) {
                    String message = pages.language(request).text("deskNoSuchTime");
                    return publishForm(request, 422, article, sent, List.of(new Refusal(message, "#day", false)), "");
                }
                options.put("at", time.get().toString());
            }
            try {
                if (button.equals("cancel")) {
                    calls.cancelSchedule(id, revision(sent));
                } else {
                    calls.publish(id, revision(sent), options, false);
                }
            } catch (ProblemException e) {
                return isStale(e)
                        ? publishForm(request, 409, article, sent, obstacles(article), "deskChangedSince")
                        : publishForm(request, 422, article, sent, refusals(article, e), "");
            }
            String outcome = Map.of("now", "published", "later", "scheduled", "cancel", "unscheduled")
                    .get(button);
            return done(article, outcome);
        });
    }

    private static Response done(JsonNode article, String outcome) {
        return DeskPages.redirect(
                DeskArticles.PATH + "/" + article.path("id").asText() + "?" + DeskPages.DONE + "=" + outcome);
    }

    private static void put(ObjectNode options, String name, String value) {
        if (value != null && !value.isBlank()) {
            options.put(name, value.strip());
        }
    }

    private static int revision(Map<String, String> sent) {
        String revision = sent.getOrDefault(REVISION, "");
        return revision.matches("[0-9]{1,9}") ? Integer.parseInt(revision) : 0;
    }

    private static boolean isStale(ProblemException failure) {
        return failure.problem().status() == 412;
    }

    /** Returns the reasons why the article cannot be published now. */
    private List<Refusal> obstacles(JsonNode article) {
        try {
            calls.publish(
                    article.path("id").asText(),
                    article.path(REVISION).asInt(),
                    JsonNodeFactory.instance.objectNode(),
                    true);
            return List.of();
        } catch (ProblemException e) {
            return isStale(e) ? List.of() : refusals(article, e);
        }
    }

    /**
     * Returns the errors of a problem.
     *
     * @throws ProblemException the problem, if it does not state any errors of the article or the form
     */
    private static List<Refusal> refusals(JsonNode article, ProblemException failure) {
        if (failure.problem().errors() == null || failure.problem().errors().isEmpty()) {
            if (failure.problem().status() == 409) {
                return List.of(new Refusal(failure.problem().detail(), "", true));
            }
            throw failure;
        }
        List<Refusal> refusals = new ArrayList<>();
        for (Finding finding : failure.problem().errors()) {
            String pointer = Optional.ofNullable(finding.pointer()).orElse("");
            String section = FormLayout.ARTICLE.sectionOf(pointer).orElse("");
            Map<String, String> own = Map.of(
                    "/publishedOn",
                    "#publishedOn",
                    "/at",
                    "#day",
                    "/note",
                    "#note",
                    "/kind",
                    "#kind",
                    "/reason",
                    "#reason",
                    "/date",
                    "#date",
                    "/notice",
                    "#notice",
                    "/notice/doi",
                    "#notice");
            String address = own.containsKey(pointer)
                    ? own.get(pointer)
                    : section.isEmpty()
                            ? ""
                            : DeskArticles.PATH + "/" + article.path("id").asText() + "/" + section;
            refusals.add(new Refusal(finding.message(), address, true));
        }
        return refusals;
    }

    private String zone(DeskRequest request, JsonNode article) {
        return calls.journal(request, article.at("/journal/id").asText())
                .path("timeZone")
                .asText("UTC");
    }

    private Response publishForm(
            DeskRequest request,
            int status,
            JsonNode article,
            Map<String, String> sent,
            List<Refusal> refusals,
            String notice) {
        InterfaceLanguage language = pages.language(request);
        int version = article.path("version").asInt(0);
        String zone = zone(request, article);
        boolean hasChanges =
                version == 0 || article.path("hasUnpublishedChanges").asBoolean();
        List<Remark> remarks = remarks(article);
        Map<String, Object> data = new HashMap<>();
        data.put("article", ArticleRow.of(article, language));
        data.put(REVISION, article.path(REVISION).asInt());
        data.put("version", version);
        data.put(
                "changes",
                version > 0 && hasChanges && !article.has("withdrawal")
                        ? changes(calls.version(article.path("id").asText(), version), article, false, language)
                        : List.of());
        data.put("hasChanges", hasChanges);
        data.put("refusals", refusals);
        data.put("notice", notice);
        data.put(
                "required",
                remarks.stream().filter(each -> each.advice().isMust()).toList());
        data.put(
                "recommended",
                remarks.stream().filter(each -> !each.advice().isMust()).toList());
        data.put("zone", zone);
        data.put("scheduled", PublicationTime.shown(article.path("scheduledAt"), zone, language));
        data.put("sent", new Sent(sent));
        data.put("kinds", KINDS);
        data.put("registration", registration(article));
        return pages.page(request, status, "publish.html", "deskPublish", "articles", data);
    }

    /** Returns the open readiness findings, each with the first section that can resolve it. */
    private List<Remark> remarks(JsonNode article) {
        Map<Advice, String> sections = new LinkedHashMap<>();
        FormControls.advice(calls.readiness(article.path("id").asText()))
                .forEach((pointer, found) -> found.forEach(each -> sections.merge(
                        each,
                        FormLayout.ARTICLE.sectionOf(pointer).orElse(""),
                        (first, other) -> first.isEmpty() ? other : first)));
        return sections.entrySet().stream()
                .map(each -> new Remark(each.getKey(), each.getValue()))
                .toList();
    }

    /**
     * Compares two states of an article.
     *
     * @param forEditors whether both states are working copies, which contain all files and e-mail addresses
     */
    static List<Change> changes(JsonNode published, JsonNode article, boolean forEditors, InterfaceLanguage language) {
        FormControls labels = new FormControls(language, "en", List.of(), Map.of(), Map.of());
        List<Change> changes = new ArrayList<>();
        for (String section : FormLayout.ARTICLE.sections()) {
            for (Field field : FormLayout.ARTICLE.fields(section)) {
                JsonNode before = ArticleForm.values(List.of(field), published).get(field.pointer());
                JsonNode after = ArticleForm.values(List.of(field), article).get(field.pointer());
                if (!forEditors) {
                    before = forReaders(before);
                    after = forReaders(after);
                }
                boolean isCompared = !IMMEDIATE.contains(field.pointer())
                        && (forEditors || !field.pointer().equals(FILES));
                if (isCompared && !ArticleForm.same(field, before, after)) {
                    changes.add(new Change(
                            labels.label(field.pointer().substring(1).replace('/', '.')),
                            section,
                            WordDifference.between(
                                            ArticleForm.summary(field, before), ArticleForm.summary(field, after))
                                    .folded()));
                }
            }
        }
        if (!forEditors && !Json.same(names(published), names(article))) {
            changes.add(new Change(
                    language.text("files"),
                    "files",
                    WordDifference.between(lines(names(published)), lines(names(article)))));
        }
        return changes;
    }

    /** Returns a value without e-mail addresses, which published versions do not contain. */
    private static JsonNode forReaders(JsonNode value) {
        JsonNode shown = value.deepCopy();
        shown.forEach(row -> {
            if (row instanceof ObjectNode object) {
                object.remove("email");
            }
        });
        return shown;
    }

    /** Returns the names of the files that readers see in the list of files. */
    private static JsonNode names(JsonNode article) {
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        article.path("files").forEach(file -> {
            FileRole role =
                    Vocabulary.constants(FileRole.class).get(file.path("role").asText());
            if (role != null && !role.isPartOfText()) {
                names.add(file.get("name"));
            }
        });
        return names;
    }

    private static String lines(JsonNode names) {
        List<String> lines = new ArrayList<>();
        names.forEach(name -> lines.add(name.asText()));
        return String.join("\n", lines);
    }

    /** Returns the name of the message that describes the registration after the publication, or an empty string. */
    private String registration(JsonNode article) {
        List<String> modes = calls.plans(article.at("/journal/id").asText()).findValuesAsText("mode");
        if (modes.stream().allMatch("off"::equals)) {
            return "";
        } else if (!article.has("doi")) {
            return "deskRegistrationNeedsDoi";
        }
        return modes.contains("automatic") ? "deskRegisteredAtOnce" : "deskRegistrationWaits";
    }

    @GET
    @Path("withdraw")
    @Operation(hidden = true)
    public Response getWithdraw(@PathParam("id") String id, @BeanParam DeskRequest request) {
        return pages.answer(
                request, null, () -> noticeForm(request, 200, "withdraw", calls.article(id), Map.of(), List.of()));
    }

    @POST
    @Path("withdraw")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response withdraw(@PathParam("id") String id, @BeanParam DeskRequest request, String form) {
        return pages.answer(request, form, () -> act(request, id, "withdraw", DeskRequest.fields(form)));
    }

    @GET
    @Path("retract")
    @Operation(hidden = true)
    public Response getRetract(@PathParam("id") String id, @BeanParam DeskRequest request) {
        return pages.answer(
                request, null, () -> noticeForm(request, 200, "retract", calls.article(id), Map.of(), List.of()));
    }

    @POST
    @Path("retract")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response retract(@PathParam("id") String id, @BeanParam DeskRequest request, String form) {
        return pages.answer(request, form, () -> act(request, id, "retract", DeskRequest.fields(form)));
    }

    /** Withdraws or retracts an article, or undoes either. */
    private Response act(DeskRequest request, String id, String action, Map<String, String> sent) {
        JsonNode article = calls.article(id);
        boolean isUndone = "undo".equals(sent.get(BUTTON));
        if (!isUndone && !"yes".equals(sent.get("confirmed"))) {
            String message = pages.language(request).text("deskNotConfirmed");
            return noticeForm(request, 422, action, article, sent, List.of(new Refusal(message, "#confirmed", false)));
        }
        ObjectNode notice = JsonNodeFactory.instance.objectNode();
        put(notice, REASON, sent.get(REASON));
        try {
            if (action.equals("withdraw")) {
                if (isUndone) {
                    calls.reinstate(id, revision(sent));
                } else {
                    calls.withdraw(id, revision(sent), notice);
                }
            } else if (isUndone) {
                calls.liftRetraction(id, revision(sent));
            } else {
                put(notice, "kind", sent.get("kind"));
                put(notice, "date", sent.get("date"));
                if (!sent.getOrDefault("notice", "").isBlank()) {
                    notice.putObject("notice").put("doi", sent.get("notice").strip());
                }
                calls.retract(id, revision(sent), notice);
            }
        } catch (ProblemException e) {
            List<Refusal> refusals = isStale(e)
                    ? List.of(new Refusal(pages.language(request).text("deskNotice.deskChangedSince"), "", false))
                    : refusals(article, e);
            return noticeForm(request, isStale(e) ? 409 : 422, action, article, sent, refusals);
        }
        return done(article, action + (isUndone ? "undone" : "done"));
    }

    private Response noticeForm(
            DeskRequest request,
            int status,
            String action,
            JsonNode article,
            Map<String, String> sent,
            List<Refusal> refusals) {
        InterfaceLanguage language = pages.language(request);
        JsonNode stored = article.path(action.equals("withdraw") ? "withdrawal" : "retraction");
        Map<String, Object> data = new HashMap<>();
        data.put("article", ArticleRow.of(article, language));
        data.put("action", action);
        data.put(REVISION, article.path(REVISION).asInt());
        data.put("isPublished", article.path("version").asInt(0) > 0);
        data.put("isDone", stored.isObject());
        data.put(REASON, stored.path(REASON).asText(""));
        data.put("sent", new Sent(sent));
        data.put("kinds", NOTICES);
        data.put("refusals", refusals);
        return pages.page(request, status, "notice.html", "deskAct." + action, "articles", data);
    }
}
