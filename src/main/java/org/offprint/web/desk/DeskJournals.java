package org.offprint.web.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.platform.security.Caller;
import org.offprint.web.desk.DeskSection.Conflict;
import org.offprint.web.desk.FormControls.Control;
import org.offprint.web.desk.FormLayout.Field;
import org.offprint.web.desk.FormLayout.Widget;
import org.offprint.web.desk.SectionSave.Outcome;
import org.offprint.web.desk.SectionSave.StoredRecord;
import org.offprint.web.site.pages.InterfaceLanguage;

/** Journals of the editor, forms with their settings, and a form with which administrators create journals. */
@Path(DeskJournals.PATH)
@PermitAll
@OwnParameters
@Produces(MediaType.TEXT_HTML)
public class DeskJournals {

    static final String PATH = "/desk/journals";

    private static final FormLayout LAYOUT = FormLayout.JOURNAL;
    private static final String SECTION = "journals";
    private static final int LAST_PAGE = 100;

    /** Fields of a new journal. All other fields are filled in afterwards. */
    private static final List<Field> NEW =
            List.of(field("identity", "/title"), field("languages", "/language"), field("identity", "/slug"));

    private final DeskPages pages;
    private final DeskCalls calls;
    private final Caller caller;

    DeskJournals(DeskPages pages, DeskCalls calls, Caller caller) {
        this.pages = pages;
        this.calls = calls;
        this.caller = caller;
    }

    private static Field field(String section, String pointer) {
        return LAYOUT.fields(section).stream()
                .filter(field -> field.pointer().equals(pointer))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Journal in the list of journals.
     *
     * @param page address of the journal on the site
     */
    public record JournalRow(
            String id, String title, String language, String direction, String publisher, String issns, String page) {

        static JournalRow of(JsonNode journal) {
            String language = journal.path("language").asText("en");
            return new JournalRow(
                    journal.path("id").asText(),
                    journal.path("title").asText(),
                    language,
                    InterfaceLanguage.directionOf(language),
                    journal.path("publisher").asText(""),
                    String.join(", ", journal.path("issns").findValuesAsText("value")),
                    "/journals/" + journal.path("slug").asText());
        }
    }

    @GET
    @Operation(hidden = true)
    public Response getJournals(@BeanParam DeskRequest request) {
        return pages.answer(
                request,
                null,
                () -> list(request, 200, Map.of(), UUID.randomUUID().toString(), List.of()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response create(@BeanParam DeskRequest request, String form) {
        return pages.answer(request, form, () -> {
            pages.requireAdmin();
            Map<String, JsonNode> values = ArticleForm.read(NEW, DeskRequest.pairs(form), Map.of());
            try {
                // The same form that is sent twice creates one journal. A changed form creates another one.
                JsonNode created = calls.createJournal(
                        ArticleForm.with(JsonNodeFactory.instance.objectNode(), NEW, values),
                        DigestUtils.sha256Hex(form));
                return DeskPages.redirect(section(created, LAYOUT.sections().get(0), "journalcreated"));
            } catch (ProblemException e) {
                if (e.problem().errors() == null || e.problem().errors().isEmpty()) {
                    throw e;
                }
                String nonce = DeskRequest.fields(form).getOrDefault("nonce", "");
                return list(request, 422, values, nonce, e.problem().errors());
            }
        });
    }

    private Response list(
            DeskRequest request, int status, Map<String, JsonNode> values, String nonce, List<Finding> findings) {
        InterfaceLanguage language = pages.language(request);
        String words = request.parameter("q");
        int page = Math.max(1, Math.min(LAST_PAGE, DeskRequest.number(request.parameter("page"))));
        JsonNode found = calls.journals(request, caller.journals(), words, page);
        List<JournalRow> rows = new ArrayList<>();
        found.path("items").forEach(journal -> rows.add(JournalRow.of(journal)));
        FormControls controls = new FormControls(language, "en", findings, Map.of(), Map.of());
        Map<String, Object> data = new HashMap<>();
        data.put("journals", rows);
        data.put("words", words == null ? "" : words);
        data.put("isAdmin", caller.isAdmin());
        data.put("controls", controls.controls(NEW, values));
        data.put("nonce", nonce);
        data.put("previous", page > 1 ? at(words, page - 1) : "");
        data.put("next", found.at("/page/next").isTextual() ? at(words, page + 1) : "");
        return pages.page(request, status, "journals.html", "deskJournals", SECTION, data);
    }

    private static String at(String words, int page) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("q", words);
        parameters.put("page", Integer.toString(page));
        return DeskRequest.address(PATH, parameters);
    }

    private static String section(JsonNode journal, String section, String done) {
        return PATH + "/" + journal.path("id").asText() + "/" + section + (done == null ? "" : "?done=" + done);
    }

    /** Redirects to the first section of the settings. */
    @GET
    @Path("{id}")
    @Operation(hidden = true)
    public Response getJournal(@PathParam("id") String id, @BeanParam DeskRequest request) {
        return pages.answer(
                request,
                null,
                () -> DeskPages.redirect(section(
                        calls.journalSettings(request, id), LAYOUT.sections().get(0), null)));
    }

    @GET
    @Path("{id}/{section}")
    @Operation(hidden = true)
    public Response getSettings(
            @PathParam("id") String id, @PathParam("section") String section, @BeanParam DeskRequest request) {
        return pages.answer(
                request,
                null,
                () -> form(request, 200, SectionForm.of(LAYOUT, section, calls.journalSettings(request, id))));
    }

    private Response form(DeskRequest request, int status, SectionForm filled) {
        InterfaceLanguage language = pages.language(request);
        JsonNode journal = filled.stored();
        JournalRow row = JournalRow.of(journal);
        Map<Widget, Map<String, String>> choices = filled.section().equals("identity")
                ? Map.of(Widget.JOURNAL, otherJournals(request, row.id()))
                : Map.of();
        Map<String, Object> data = filled.data(new FormControls(
                language,
                row.language(),
                filled.findings(),
                FormControls.advice(calls.journalReadiness(row.id())),
                choices));
        data.put("journal", row);
        data.put("record", PATH + "/" + row.id());
        data.put("articles", publishedArticles(request, row.id()));
        return pages.page(request, status, "journal.html", "deskSection." + filled.section(), SECTION, data);
    }

    private Map<String, String> otherJournals(DeskRequest request, String id) {
        Map<String, String> titles = new LinkedHashMap<>();
        calls.journals(request, Optional.empty())
                .path("items")
                .forEach(journal -> titles.put(
                        journal.path("id").asText(), journal.path("title").asText()));
        titles.remove(id);
        return titles;
    }

    /** Returns the number of articles whose public pages show the settings of a journal. */
    private long publishedArticles(DeskRequest request, String id) {
        long articles = 0;
        for (JsonNode status : calls.articles(request, Map.of("journal", id), null, 1, 1, null, "status")
                .at("/facets/status")) {
            if (List.of("published", "changed", "retracted")
                    .contains(status.path("value").asText())) {
                articles += status.path("count").asLong();
            }
        }
        return articles;
    }

    @POST
    @Path("{id}/{section}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response save(
            @PathParam("id") String id,
            @PathParam("section") String section,
            @BeanParam DeskRequest request,
            String form) {
        return pages.answer(request, form, () -> {
            List<Field> fields = SectionForm.fields(LAYOUT, section);
            JsonNode journal = calls.journalSettings(request, id);
            Map<String, String> sent = DeskRequest.fields(form);
            Map<String, JsonNode> base = DeskSection.base(sent.get("base"), fields);
            Map<String, JsonNode> mine = ArticleForm.read(fields, DeskRequest.pairs(form), base);
            String button = sent.getOrDefault("do", "save");
            if (button.contains(":")) {
                mine.replaceAll((pointer, value) -> ArticleForm.arranged(pointer, value, button));
                SectionForm stored = SectionForm.of(LAYOUT, section, journal);
                return form(request, 200, stored.with(base, mine, "deskNotSavedYet"));
            }
            String own = journal.path("id").asText();
            StoredRecord record = new StoredRecord(
                    () -> calls.journalSettings(request, own),
                    (revision, operations) -> calls.patchJournal(own, revision, operations));
            List<Field> shown = fields.stream()
                    .filter(field -> base.containsKey(field.pointer()))
                    .toList();
            Outcome outcome = SectionSave.save(record, shown, base, mine, sent);
            if (outcome.isComplete()) {
                return DeskPages.redirect(section(journal, section, outcome.isChanged() ? "saved" : "unchanged"));
            }
            return form(
                    request,
                    outcome.conflicts().isEmpty() ? 422 : 409,
                    SectionForm.unsaved(LAYOUT, section, base, mine, outcome));
        });
    }

    /**
     * Form for a section of a record, with its values.
     *
     * @param stored record as stored
     * @param base values on which the next change is based
     * @param values values to show
     * @param findings errors of the fields
     * @param conflicts JSON Pointers of the fields that another editor has changed, too
     * @param notice name of a message to show above the form; empty for none
     */
    private record SectionForm(
            FormLayout layout,
            String section,
            JsonNode stored,
            Map<String, JsonNode> base,
            Map<String, JsonNode> values,
            List<Finding> findings,
            List<String> conflicts,
            String notice) {

        /** Returns the fields of a section, or throws a 404 problem if the layout has no such section. */
        static List<Field> fields(FormLayout layout, String section) {
            List<Field> fields = layout.fields(section);
            if (fields.isEmpty()) {
                throw Problems.notFound("section", section);
            }
            return fields;
        }

        /** Creates the form with the stored values. */
        static SectionForm of(FormLayout layout, String section, JsonNode stored) {
            Map<String, JsonNode> values = ArticleForm.values(fields(layout, section), stored);
            return new SectionForm(layout, section, stored, values, values, List.of(), List.of(), "");
        }

        /**
         * Creates the form with the fields that were not saved. The other fields show their stored values.
         *
         * @param sentBase values on which the submitted form is based
         * @param mine values of the submitted form
         */
        static SectionForm unsaved(
                FormLayout layout,
                String section,
                Map<String, JsonNode> sentBase,
                Map<String, JsonNode> mine,
                Outcome outcome) {
            Map<String, JsonNode> base = ArticleForm.values(fields(layout, section), outcome.article());
            Map<String, JsonNode> values = new LinkedHashMap<>(base);
            List<String> unsaved = new ArrayList<>(outcome.conflicts());
            unsaved.addAll(outcome.refused());
            unsaved.forEach(pointer -> {
                base.put(pointer, sentBase.get(pointer));
                values.put(pointer, mine.get(pointer));
            });
            // If there are conflicts, the page shows only the fields that were not saved.
            return new SectionForm(
                    layout,
                    section,
                    outcome.article(),
                    base,
                    values,
                    outcome.findings(),
                    outcome.conflicts().isEmpty() ? List.of() : unsaved,
                    !outcome.isChanged() ? "" : outcome.findings().isEmpty() ? "deskOthersKept" : "deskRestSaved");
        }

        /** Returns the form with the values of an editor that are not saved yet. */
        SectionForm with(Map<String, JsonNode> sentBase, Map<String, JsonNode> mine, String message) {
            return new SectionForm(layout, section, stored, sentBase, mine, List.of(), List.of(), message);
        }

        /** Returns the data of the template {@code form-fields.html} and of the pages that include it. */
        Map<String, Object> data(FormControls controls) {
            List<Field> fields = fields(layout, section);
            List<Control> shown = controls.controls(
                    fields.stream()
                            .filter(field -> conflicts.isEmpty() || conflicts.contains(field.pointer()))
                            .toList(),
                    values);
            Map<String, JsonNode> shownBase = new LinkedHashMap<>();
            shown.stream()
                    .filter(control -> !control.isTooLong())
                    .forEach(control -> shownBase.put(control.name(), base.get(control.name())));
            Map<String, Object> data = new HashMap<>();
            data.put("section", section);
            data.put("sections", layout.sections());
            data.put("controls", shown);
            data.put("conflicts", compared(shown, fields));
            data.put("base", new String(Json.write(shownBase), StandardCharsets.UTF_8));
            data.put("errors", shown.stream().flatMap(Control::withErrors).toList());
            data.put(
                    "others",
                    findings.stream()
                            .filter(each -> DeskSection.isOutside(each, fields))
                            .toList());
            data.put("notice", notice);
            return data;
        }

        private List<Conflict> compared(List<Control> shown, List<Field> fields) {
            List<Conflict> compared = new ArrayList<>();
            for (Control control : shown) {
                if (conflicts.contains(control.name())) {
                    Field field = fields.stream()
                            .filter(each -> each.pointer().equals(control.name()))
                            .findFirst()
                            .orElseThrow();
                    JsonNode theirs = ArticleForm.values(List.of(field), stored).get(field.pointer());
                    String before = ArticleForm.summary(field, base.get(field.pointer()));
                    compared.add(new Conflict(
                            control,
                            before,
                            WordDifference.between(before, ArticleForm.summary(field, theirs)),
                            WordDifference.between(before, ArticleForm.summary(field, values.get(field.pointer()))),
                            SectionSave.hash(theirs)));
                }
            }
            return compared;
        }
    }
}
