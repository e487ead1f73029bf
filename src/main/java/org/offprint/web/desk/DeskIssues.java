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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.platform.security.Caller;
import org.offprint.web.desk.FormControls.Option;
import org.offprint.web.site.pages.InterfaceLanguage;

/** Issues of a journal, and the board that orders the articles of an issue and publishes it. */
@Path(DeskIssues.PATH)
@PermitAll
@OwnParameters
@Produces(MediaType.TEXT_HTML)
public class DeskIssues {

    static final String PATH = "/desk/issues";

    private static final String JOURNAL = "journal";
    private static final String REVISION = "revision";

    /** Members of a new issue. */
    private static final List<String> MEMBERS = List.of("volume", "number", "year", "title");

    private static final int MAX_ADDABLE = 100;

    private final DeskPages pages;
    private final DeskCalls calls;
    private final Caller caller;

    DeskIssues(DeskPages pages, DeskCalls calls, Caller caller) {
        this.pages = pages;
        this.calls = calls;
        this.caller = caller;
    }

    /** Issue in the list of issues. */
    public record IssueRow(String id, String name, String title, String year, String state) {

        static IssueRow of(JsonNode issue) {
            return new IssueRow(
                    issue.path("id").asText(),
                    ArticleRow.issue(issue),
                    issue.path("title").asText(""),
                    issue.path("year").asText(""),
                    issue.path("status").asText());
        }
    }

    /** Article on the board, with its position in its section. */
    public record Placed(ArticleRow article, int number, boolean isFirst, boolean isLast) {}

    /** Section on the board; its id is empty for articles without a section. */
    public record BoardSection(String id, String title, List<Placed> articles) {}

    @GET
    @Operation(hidden = true)
    public Response getIssues(@BeanParam DeskRequest request) {
        return pages.answer(request, null, () -> list(request, 200, Map.of(), List.of()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response create(@BeanParam DeskRequest request, String form) {
        return pages.answer(request, form, () -> {
            Map<String, String> sent = DeskRequest.fields(form);
            ObjectNode issue = JsonNodeFactory.instance.objectNode();
            issue.put(JOURNAL, sent.get(JOURNAL));
            for (String member : MEMBERS) {
                String value = sent.getOrDefault(member, "").strip();
                if (member.equals("year") && value.matches("[0-9]{1,4}")) {
                    issue.put(member, Integer.parseInt(value));
                } else if (!value.isEmpty()) {
                    issue.put(member, value);
                }
            }
            try {
                JsonNode created = calls.createIssue(issue, DigestUtils.sha256Hex(form));
                return DeskPages.redirect(PATH + "/" + created.path("id").asText() + "?done=issuecreated");
            } catch (ProblemException e) {
                if (e.problem().errors() == null || e.problem().errors().isEmpty()) {
                    throw e;
                }
                return list(
                        request,
                        422,
                        sent,
                        e.problem().errors().stream().map(Finding::message).toList());
            }
        });
    }

    private Response list(DeskRequest request, int status, Map<String, String> sent, List<String> errors) {
        List<Option> journals = new ArrayList<>();
        String asked = sent.getOrDefault(JOURNAL, request.parameter(JOURNAL));
        JsonNode all = calls.journals(request, caller.journals()).path("items");
        String chosen = "";
        for (JsonNode journal : all) {
            if (chosen.isEmpty() || journal.path("id").asText().equals(asked)) {
                chosen = journal.path("id").asText();
            }
        }
        for (JsonNode journal : all) {
            String id = journal.path("id").asText();
            journals.add(new Option(id, journal.path("title").asText(), id.equals(chosen)));
        }
        List<IssueRow> issues = new ArrayList<>();
        if (!chosen.isEmpty()) {
            calls.issues(request, chosen).path("items").forEach(issue -> issues.add(IssueRow.of(issue)));
        }
        Map<String, Object> data = new HashMap<>();
        data.put("journals", journals);
        data.put("journal", chosen);
        data.put("issues", issues);
        data.put("sent", new DeskPublishing.Sent(sent));
        data.put("errors", errors);
        data.put("nonce", UUID.randomUUID().toString());
        return pages.page(request, status, "issues.html", "deskIssues", "issues", data);
    }

    @GET
    @Path("{id}")
    @Operation(hidden = true)
    public Response getBoard(@PathParam("id") String id, @BeanParam DeskRequest request) {
        return pages.answer(request, null, () -> board(request, 200, id, "", List.of()));
    }

    private JsonNode requireIssue(DeskRequest request, String id) {
        JsonNode issue = calls.issue(request, id);
        // Other editors receive the published issue, which has no revision.
        if (!issue.has(REVISION)) {
            throw Problems.notFound("issue", id);
        }
        return issue;
    }

    private Response board(DeskRequest request, int status, String id, String notice, List<String> errors) {
        InterfaceLanguage language = pages.language(request);
        JsonNode issue = requireIssue(request, id);
        String journal = issue.at("/journal/id").asText();
        DeskCalls.Contents contents = calls.contents(id);
        List<BoardSection> sections = sections(request, journal, contents.body(), language);
        Map<String, Object> data = new HashMap<>();
        data.put("issue", IssueRow.of(issue));
        data.put(JOURNAL, issue.at("/journal/title").asText(""));
        data.put("journalId", journal);
        data.put("sections", sections);
        data.put(
                "total",
                sections.stream().mapToInt(each -> each.articles().size()).sum());
        data.put("addable", addable(request, journal, language));
        data.put("etag", contents.etag());
        data.put("scheduled", PublicationTime.shown(issue.path("scheduledAt"), null, language));
        data.put("notice", notice);
        data.put("errors", errors);
        String name = String.join(" ", List.of(language.text("deskIssue"), ArticleRow.issue(issue)));
        return pages.page(request, status, "board.html", name.strip(), "issues", data);
    }

    /** Returns the sections of the journal with the articles of an issue. Empty sections can receive articles. */
    private List<BoardSection> sections(
            DeskRequest request, String journal, JsonNode contents, InterfaceLanguage language) {
        Map<String, List<Placed>> placed = new LinkedHashMap<>();
        Map<String, String> titles = new LinkedHashMap<>();
        calls.journal(request, journal).path("sections").forEach(section -> {
            String id = section.path("id").asText();
            titles.put(id, section.path("title").asText());
            placed.put(id, new ArrayList<>());
        });
        titles.put("", titles.isEmpty() ? "" : language.text("deskNoSection"));
        placed.put("", new ArrayList<>());
        contents.path("sections").forEach(section -> {
            String id = section.at("/section/id").asText("");
            titles.putIfAbsent(id, section.at("/section/title").asText(""));
            List<Placed> articles = placed.computeIfAbsent(id, any -> new ArrayList<>());
            JsonNode rows = section.path("articles");
            for (int i = 0; i < rows.size(); i++) {
                articles.add(new Placed(ArticleRow.of(rows.get(i), language), i + 1, i == 0, i == rows.size() - 1));
            }
        });
        return placed.entrySet().stream()
                .map(each -> new BoardSection(each.getKey(), titles.get(each.getKey()), each.getValue()))
                .toList();
    }

    /** Returns the articles of the journal that were changed last and are in no issue. */
    private List<Option> addable(DeskRequest request, String journal, InterfaceLanguage language) {
        List<Option> addable = new ArrayList<>();
        calls.articles(request, Map.of(JOURNAL, journal), null, 1, MAX_ADDABLE, "-updated")
                .path("items")
                .forEach(article -> {
                    ArticleRow row = ArticleRow.of(article, language);
                    if (!article.path("issue").hasNonNull("id")) {
                        addable.add(new Option(
                                row.id(), row.title() + " (" + language.text("deskState." + row.state()) + ")", false));
                    }
                });
        return addable;
    }

    @POST
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response change(@PathParam("id") String id, @BeanParam DeskRequest request, String form) {
        return pages.answer(request, form, () -> {
            Map<String, String> sent = DeskRequest.fields(form);
            String button = sent.getOrDefault("do", "");
            JsonNode issue = requireIssue(request, id);
            String own = issue.path("id").asText();
            try {
                arrange(own, button, sent);
            } catch (ProblemException e) {
                return board(request, status(e), own, notice(e), errors(e));
            }
            String article =
                    button.equals("add") ? sent.getOrDefault("add", "") : button.substring(button.indexOf(':') + 1);
            return DeskPages.redirect(
                    PATH + "/" + own + "?done=moved" + (article.matches("[0-9a-f-]{36}") ? "#a-" + article : ""));
        });
    }

    private static boolean isStale(ProblemException failure) {
        return failure.problem().status() == 412;
    }

    /** Returns the status of the page that explains a problem, or throws the problem if it needs a page of its own. */
    private static int status(ProblemException failure) {
        if (!isStale(failure)
                && (failure.problem().errors() == null
                        || failure.problem().errors().isEmpty())) {
            throw failure;
        }
        return isStale(failure) ? 409 : 422;
    }

    private static String notice(ProblemException failure) {
        return isStale(failure) ? "deskBoardChanged" : "";
    }

    private static List<String> errors(ProblemException failure) {
        return isStale(failure)
                ? List.of()
                : failure.problem().errors().stream().map(Finding::message).toList();
    }

    @GET
    @Path("{id}/publish")
    @Operation(hidden = true)
    public Response getPublish(@PathParam("id") String id, @BeanParam DeskRequest request) {
        return pages.answer(request, null, () -> publishForm(request, 200, id, "", List.of()));
    }

    private Response publishForm(DeskRequest request, int status, String id, String notice, List<String> errors) {
        InterfaceLanguage language = pages.language(request);
        JsonNode issue = requireIssue(request, id);
        List<ArticleRow> articles = new ArrayList<>();
        calls.contents(issue.path("id").asText()).body().path("sections").forEach(section -> {
            for (ArticleRow article : ArticleRow.all(section.path("articles"), language)) {
                if (article.isPublishable()) {
                    articles.add(article);
                }
            }
        });
        Map<String, Object> data = new HashMap<>();
        data.put("issue", IssueRow.of(issue));
        data.put("articles", articles);
        data.put(REVISION, issue.path(REVISION).asInt());
        data.put("scheduled", PublicationTime.shown(issue.path("scheduledAt"), null, language));
        data.put("notice", notice);
        data.put("errors", errors);
        return pages.page(request, status, "publish-issue.html", "deskPublishIssue", "issues", data);
    }

    @POST
    @Path("{id}/publish")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response publish(@PathParam("id") String id, @BeanParam DeskRequest request, String form) {
        return pages.answer(request, form, () -> {
            Map<String, String> sent = DeskRequest.fields(form);
            String own = requireIssue(request, id).path("id").asText();
            int revision = DeskRequest.number(sent.get(REVISION));
            boolean isUndone = "unpublish".equals(sent.get("do"));
            try {
                if (isUndone) {
                    calls.unpublishIssue(own, revision);
                } else {
                    calls.publishIssue(
                            own, revision, JsonNodeFactory.instance.objectNode().put("withArticles", true));
                }
            } catch (ProblemException e) {
                return publishForm(request, status(e), own, notice(e), errors(e));
            }
            return DeskPages.redirect(PATH + "/" + own + "?done=" + (isUndone ? "unpublished" : "published"));
        });
    }

    /** Moves, adds or removes an article and stores the new order, if the board has not changed since it was shown. */
    private void arrange(String id, String button, Map<String, String> sent) {
        Map<String, List<String>> order = new LinkedHashMap<>();
        calls.contents(id).body().path("sections").forEach(section -> {
            List<String> articles =
                    order.computeIfAbsent(section.at("/section/id").asText(""), any -> new ArrayList<>());
            section.path("articles")
                    .forEach(article -> articles.add(article.path("id").asText()));
        });
        String action = button.contains(":") ? button.substring(0, button.indexOf(':')) : button;
        String article =
                action.equals("add") ? sent.getOrDefault("add", "") : button.substring(button.indexOf(':') + 1);
        List<String> own = order.values().stream()
                .filter(articles -> articles.contains(article))
                .findFirst()
                .orElse(new ArrayList<>());
        int place = own.indexOf(article);
        switch (action) {
            case "up" -> swap(own, place, place - 1);
            case "down" -> swap(own, place, place + 1);
            case "remove" -> own.remove(article);
            case "move", "add" -> {
                String section = sent.getOrDefault(action.equals("add") ? "section" : "section:" + article, "");
                own.remove(article);
                order.computeIfAbsent(section, any -> new ArrayList<>()).add(article);
            }
            default -> throw Problems.badParameter("do", "unknown-value", "Open the page again.");
        }
        ObjectNode contents = JsonNodeFactory.instance.objectNode();
        ArrayNode sections = contents.putArray("sections");
        order.forEach((section, articles) -> {
            ObjectNode each = sections.addObject();
            if (!section.isEmpty()) {
                each.put("section", section);
            }
            articles.forEach(each.putArray("articles")::add);
        });
        calls.replaceContents(id, sent.getOrDefault("etag", ""), contents);
    }

    private static void swap(List<String> articles, int place, int other) {
        if (place >= 0 && other >= 0 && other < articles.size()) {
            String moved = articles.get(place);
            articles.set(place, articles.get(other));
            articles.set(other, moved);
        }
    }
}
