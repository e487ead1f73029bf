package org.offprint.web.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.web.desk.FormControls.Control;
import org.offprint.web.desk.FormLayout.Field;
import org.offprint.web.desk.FormLayout.Widget;
import org.offprint.web.desk.SectionSave.Outcome;
import org.offprint.web.desk.WordDifference.Sides;
import org.offprint.web.site.pages.InterfaceLanguage;

/**
 * Forms for the sections of an article. A form merges the changes of several editors: members that only one of them changed
 * are saved, and members that both changed are shown with all three values.
 */
@Path(DeskArticles.PATH + "/{id}")
@PermitAll
@OwnParameters
@Produces(MediaType.TEXT_HTML)
public class DeskSection {

    private static final String BASE = "base";
    private static final String BUTTON = "do";

    /** Prefix of buttons that add pasted text to a list. */
    private static final String PASTE = "paste:";

    private final DeskPages pages;
    private final DeskCalls calls;
    private final SectionSave saves;

    DeskSection(DeskPages pages, DeskCalls calls, SectionSave saves) {
        this.pages = pages;
        this.calls = calls;
        this.saves = saves;
    }

    /**
     * Field that two editors have changed.
     *
     * @param before value on which both changes are based
     * @param theirs difference between the base and the stored value
     * @param mine difference between the base and the editor's own value
     */
    public record Conflict(Control control, String before, Sides theirs, Sides mine, String seen) {}

    /**
     * Stored file of an article.
     *
     * @param href address of the download
     * @param size size in bytes
     */
    public record StoredFile(String name, String role, String href, long size) {}

    /** Returns the stored files of a working copy. */
    static List<StoredFile> stored(JsonNode article) {
        List<StoredFile> stored = new ArrayList<>();
        for (JsonNode file : article.path("files")) {
            if (file.path("name").isTextual()) {
                String name = file.path("name").textValue();
                stored.add(new StoredFile(
                        name,
                        file.path("role").asText(),
                        DeskArticles.PATH + "/" + article.path("id").asText() + "/files/"
                                + URLEncoder.encode(name, StandardCharsets.UTF_8)
                                        .replace("+", "%20")
                                        .replace("%2F", "/"),
                        file.path("size").asLong()));
            }
        }
        return stored;
    }

    @GET
    @Path("{section}")
    @Operation(hidden = true)
    public Response getSection(
            @PathParam("id") String id, @PathParam("section") String section, @BeanParam DeskRequest request) {
        return pages.answer(request, null, () -> {
            List<Field> fields = fields(section);
            JsonNode article = calls.article(id);
            Map<String, JsonNode> values = ArticleForm.values(fields, article);
            return form(request, 200, new Filled(article, section, values, values, List.of(), List.of(), ""));
        });
    }

    private static List<Field> fields(String section) {
        List<Field> fields = FormLayout.ARTICLE.fields(section);
        if (fields.isEmpty()) {
            throw Problems.notFound("section", section);
        }
        return fields;
    }

    /**
     * Form with its values.
     *
     * @param base values on which the next change is based
     * @param values values to show
     * @param findings errors of the fields
     * @param conflicts fields that another editor has changed, too
     * @param notice name of a message to show above the form; empty for none
     */
    private record Filled(
            JsonNode article,
            String section,
            Map<String, JsonNode> base,
            Map<String, JsonNode> values,
            List<Finding> findings,
            List<String> conflicts,
            String notice) {}

    private Response form(DeskRequest request, int status, Filled filled) {
        InterfaceLanguage language = pages.language(request);
        JsonNode article = filled.article();
        String id = article.path("id").asText();
        List<Field> fields = fields(filled.section());
        FormControls controls = new FormControls(
                language,
                article.path("language").asText("en"),
                filled.findings(),
                FormControls.advice(calls.readiness(id)),
                choices(request, article, fields, language));
        List<Control> shown = controls.controls(
                fields.stream()
                        .filter(field -> filled.conflicts().isEmpty()
                                || filled.conflicts().contains(field.pointer()))
                        .toList(),
                filled.values());
        List<String> sections = FormLayout.ARTICLE.sections();
        int place = sections.indexOf(filled.section());
        Map<String, JsonNode> base = new LinkedHashMap<>();
        shown.stream()
                .filter(control -> !control.isTooLong())
                .forEach(control -> base.put(control.name(), filled.base().get(control.name())));
        Map<String, Object> data = new HashMap<>();
        data.put("article", ArticleRow.of(article, language));
        data.put("section", filled.section());
        data.put("sections", sections);
        data.put("controls", shown);
        data.put("conflicts", conflicts(filled, shown, fields));
        data.put(BASE, new String(Json.write(base), StandardCharsets.UTF_8));
        data.put("errors", shown.stream().flatMap(Control::withErrors).toList());
        data.put(
                "others",
                filled.findings().stream()
                        .filter(each -> isOutside(each, fields))
                        .toList());
        data.put("previous", place > 0 ? sections.get(place - 1) : "");
        data.put("following", place < sections.size() - 1 ? sections.get(place + 1) : "");
        data.put("version", article.path("version").asInt(0));
        data.put("notice", filled.notice());
        data.put("stored", filled.section().equals("files") ? stored(article) : List.of());
        return pages.page(request, status, "section.html", "deskSection." + filled.section(), "articles", data);
    }

    static boolean isOutside(Finding finding, List<Field> fields) {
        return finding.pointer() == null
                || fields.stream().noneMatch(field -> FormLayout.covers(field, finding.pointer()));
    }

    private static List<Conflict> conflicts(Filled filled, List<Control> shown, List<Field> fields) {
        List<Conflict> conflicts = new ArrayList<>();
        for (Control control : shown) {
            if (filled.conflicts().contains(control.name())) {
                Field field = fields.stream()
                        .filter(each -> each.pointer().equals(control.name()))
                        .findFirst()
                        .orElseThrow();
                JsonNode stored =
                        ArticleForm.values(List.of(field), filled.article()).get(field.pointer());
                String before = ArticleForm.summary(field, filled.base().get(field.pointer()));
                conflicts.add(new Conflict(
                        control,
                        before,
                        WordDifference.between(before, ArticleForm.summary(field, stored)),
                        WordDifference.between(
                                before,
                                ArticleForm.summary(field, filled.values().get(field.pointer()))),
                        SectionSave.hash(stored)));
            }
        }
        return conflicts;
    }

    /** Returns the issues and sections that the article can be assigned to, if the form shows them. */
    private Map<Widget, Map<String, String>> choices(
            DeskRequest request, JsonNode article, List<Field> fields, InterfaceLanguage language) {
        if (fields.stream().noneMatch(field -> field.widget() == Widget.ISSUE)) {
            return Map.of();
        }
        String journal = article.at("/journal/id").asText();
        Map<String, String> issues = new LinkedHashMap<>();
        if (article.at("/issue/id").isTextual()) {
            issues.put(article.at("/issue/id").asText(), ArticleRow.issue(article.path("issue")));
        }
        calls.issues(request, journal).path("items").forEach(issue -> {
            String year = issue.path("year").asText("");
            String state = issue.path("status").asText().equals("published") ? "" : language.text("deskUnpublished");
            issues.put(
                    issue.path("id").asText(),
                    String.join(
                            " · ",
                            List.of(ArticleRow.issue(issue), year, state).stream()
                                    .filter(part -> !part.isEmpty())
                                    .toList()));
        });
        Map<String, String> sections = new LinkedHashMap<>();
        calls.journal(request, journal)
                .path("sections")
                .forEach(section -> sections.put(
                        section.path("id").asText(), section.path("title").asText()));
        return Map.of(Widget.ISSUE, issues, Widget.SECTION, sections);
    }

    @POST
    @Path("{section}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response saveSection(
            @PathParam("id") String id,
            @PathParam("section") String section,
            @BeanParam DeskRequest request,
            String form) {
        return pages.answer(request, form, () -> {
            List<Field> fields = fields(section);
            List<Map.Entry<String, String>> pairs = DeskRequest.pairs(form);
            Map<String, String> sent = DeskRequest.fields(form);
            Map<String, JsonNode> base = base(sent.get(BASE), fields);
            Map<String, JsonNode> mine = ArticleForm.read(fields, pairs, base);
            String button = sent.getOrDefault(BUTTON, "save");
            if (button.contains(":")) {
                JsonNode article = calls.article(id);
                String notice = "deskNotSavedYet";
                String pasted = button.substring(button.indexOf(':') + 1);
                if (button.startsWith(PASTE) && mine.containsKey(pasted)) {
                    List<ObjectNode> rows = pasted(pasted, sent);
                    if (mine.get(pasted).size() + rows.size() > FormLayout.MAX_ROWS) {
                        notice = "deskTooMany";
                    } else {
                        mine.put(pasted, ArticleForm.appended(mine.get(pasted), rows));
                    }
                } else {
                    mine.replaceAll((pointer, value) -> ArticleForm.arranged(pointer, value, button));
                }
                return form(request, 200, new Filled(article, section, base, mine, List.of(), List.of(), notice));
            }
            List<Field> saved = fields.stream()
                    .filter(field -> base.containsKey(field.pointer()))
                    .toList();
            Outcome outcome = saves.save(id, saved, base, mine, sent);
            if (outcome.isComplete()) {
                String next = button.equals("next") ? following(section) : section;
                return DeskPages.redirect(DeskArticles.PATH + "/" + id + "/" + next + "?" + DeskPages.DONE + "="
                        + (outcome.isChanged() ? "saved" : "unchanged"));
            }
            return unsaved(request, section, base, mine, outcome);
        });
    }

    /** Returns new rows for a list from text that the editor has pasted. */
    private List<ObjectNode> pasted(String pointer, Map<String, String> sent) {
        if (pointer.equals("/contributors")) {
            return PastedNames.contributors(
                    sent.getOrDefault("paste-names", ""), sent.getOrDefault("paste-affiliations", ""));
        }
        List<ObjectNode> rows = new ArrayList<>();
        String bibliography = sent.getOrDefault("paste-references", "");
        if (pointer.equals("/references") && !bibliography.isBlank()) {
            calls.parse(bibliography).path("items").forEach(parsed -> {
                ObjectNode row = JsonNodeFactory.instance.objectNode();
                for (String member : List.of("text", "doi")) {
                    if (parsed.path(member).isTextual()) {
                        row.set(member, parsed.get(member));
                    }
                }
                rows.add(row);
            });
        }
        return rows;
    }

    static Map<String, JsonNode> base(String json, List<Field> fields) {
        JsonNode sent = json == null ? NullNode.instance : Json.parse(json.getBytes(StandardCharsets.UTF_8));
        Map<String, JsonNode> base = new LinkedHashMap<>();
        for (Field field : fields) {
            if (sent.has(field.pointer())) {
                JsonNode value = sent.get(field.pointer());
                boolean isRows = field.widget() == Widget.ROWS && !value.isNull();
                if (isRows && !isListOfObjects(value) || !isRows && value.isObject()) {
                    throw Problems.badParameter(BASE, "wrong-type", "Open the form again.");
                }
                base.put(field.pointer(), value);
            }
        }
        return base;
    }

    private static boolean isListOfObjects(JsonNode value) {
        boolean isList = value.isArray();
        for (JsonNode row : value) {
            isList &= row.isObject();
        }
        return isList;
    }

    /** Returns the form with the fields that were not saved. The other fields show their stored values. */
    private Response unsaved(
            DeskRequest request,
            String section,
            Map<String, JsonNode> sentBase,
            Map<String, JsonNode> mine,
            Outcome outcome) {
        Map<String, JsonNode> base = ArticleForm.values(fields(section), outcome.article());
        Map<String, JsonNode> values = new LinkedHashMap<>(base);
        List<String> unsaved = new ArrayList<>(outcome.conflicts());
        unsaved.addAll(outcome.refused());
        unsaved.forEach(pointer -> {
            base.put(pointer, sentBase.get(pointer));
            values.put(pointer, mine.get(pointer));
        });
        boolean hasConflicts = !outcome.conflicts().isEmpty();
        String notice = !outcome.isChanged() ? "" : outcome.findings().isEmpty() ? "deskOthersKept" : "deskRestSaved";
        // If there are conflicts, the page shows only the fields that were not saved.
        return form(
                request,
                hasConflicts ? 409 : 422,
                new Filled(
                        outcome.article(),
                        section,
                        base,
                        values,
                        outcome.findings(),
                        hasConflicts ? unsaved : List.of(),
                        notice));
    }

    private static String following(String section) {
        List<String> sections = FormLayout.ARTICLE.sections();
        return sections.get(Math.min(sections.size() - 1, sections.indexOf(section) + 1));
    }
}
