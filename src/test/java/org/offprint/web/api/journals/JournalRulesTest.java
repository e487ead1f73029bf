package org.offprint.web.api.journals;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.article;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.issn;
import static org.offprint.web.api.Fixtures.journal;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.patch;
import static org.offprint.web.api.Fixtures.post;
import static org.offprint.web.api.Fixtures.unique;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Concurrently;

/** Tests constraints between journals, and references that prevent the deletion of a journal. */
@QuarkusTest
class JournalRulesTest {

    private static final String PATH = "/v1/journals";

    @Inject
    Sql sql;

    // Slugs of journals

    @Test
    void a_slug_derived_from_a_title_gets_a_number_if_the_slug_is_in_use() {
        String title = unique("Čas & Prostor");
        String slug = title.toLowerCase(Locale.ROOT)
                .replace("č", "c")
                .replace(" & ", "-")
                .replace(' ', '-');
        assertEquals(slug, created(titled(title)).get("slug").textValue());
        assertEquals(slug + "-2", created(titled(title)).get("slug").textValue());
        assertEquals(slug + "-3", created(titled(title)).get("slug").textValue());
        assertTrue(created(titled("学报")).get("slug").textValue().matches("journal(-\\d+)?"));
    }

    @Test
    void a_journal_can_be_read_changed_and_deleted_by_slug_or_id() {
        JsonNode journal = created(titled(unique("By Slug")));
        String slug = journal.get("slug").textValue();
        String id = journal.get("id").textValue();
        asReader().get(PATH + "/" + slug).then().statusCode(200).body("id", equalTo(id));
        asReader()
                .get(PATH + "/" + id.toUpperCase(Locale.ROOT))
                .then()
                .statusCode(200)
                .body("slug", equalTo(slug));
        patch(asAdmin(), PATH + "/" + slug, object().put("publisher", "P"))
                .then()
                .statusCode(200);
        asAdmin().header("If-Match", "*").delete(PATH + "/" + slug).then().statusCode(204);
        asReader().get(PATH + "/" + slug).then().statusCode(404);
    }

    @Test
    void a_former_journal_slug_redirects_to_the_current_slug_and_stays_reserved() {
        String old = slug();
        String next = slug();
        String id = created(titled(unique("Moving")).put("slug", old)).get("id").textValue();
        patch(asAdmin(), PATH + "/" + id, object().put("slug", next)).then().statusCode(200);
        asReader()
                .redirects()
                .follow(false)
                .get(PATH + "/" + old)
                .then()
                .statusCode(308)
                .header("Location", endsWith(PATH + "/" + next));
        asReader()
                .get(PATH + "/" + old)
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("slug", equalTo(next));
        takenBy(id, post(asAdmin(), PATH, titled(unique("Thief")).put("slug", old)));
        patch(asAdmin(), PATH + "/" + old, object().put("slug", old)).then().statusCode(200);
        asReader().redirects().follow(false).get(PATH + "/" + old).then().statusCode(200);
        asReader().redirects().follow(false).get(PATH + "/" + next).then().statusCode(308);
        asReader()
                .urlEncodingEnabled(false)
                .redirects()
                .follow(false)
                .get(PATH + "/" + next + "?view=public%0d%0aX:+y")
                .then()
                .statusCode(400);
    }

    @Test
    void a_duplicate_journal_slug_returns_409_with_a_link_to_the_existing_journal() {
        String slug = slug();
        String id =
                created(titled(unique("Holder")).put("slug", slug)).get("id").textValue();
        takenBy(id, post(asAdmin(), PATH, titled(unique("Other")).put("slug", slug)));
        takenBy(id, patch(asAdmin(), PATH + "/" + journal(), object().put("slug", slug)));
    }

    @Test
    void a_put_request_without_a_slug_keeps_the_slug_of_the_journal() {
        JsonNode journal = created(titled(unique("Keeps")));
        asAdmin()
                .header("If-Match", "*")
                .contentType("application/json")
                .body(titled(unique("Another Title")).toString())
                .put(PATH + "/" + journal.get("id").textValue())
                .then()
                .statusCode(200)
                .body("slug", equalTo(journal.get("slug").textValue()));
        post(asAdmin(), PATH, titled("x").put("slug", UUID.randomUUID().toString()))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/slug"));
    }

    @Test
    void only_one_of_three_concurrent_requests_with_the_same_slug_creates_a_journal() {
        for (int round = 0; round < 5; round++) {
            String slug = slug();
            Callable<Response> create =
                    () -> post(asAdmin(), PATH, titled(unique("Same")).put("slug", slug));
            assertEquals(List.of(201, 409, 409), statuses(Concurrently.run(create, create, create)));
        }
    }

    @Test
    void journals_created_concurrently_with_the_same_title_get_distinct_slugs() {
        for (int round = 0; round < 5; round++) {
            String title = unique("At Once");
            Callable<Response> create = () -> post(asAdmin(), PATH, titled(title));
            List<Response> answers = Concurrently.run(create, create, create);
            assertEquals(List.of(201, 201, 201), statuses(answers));
            var slugs = new HashSet<String>();
            for (Response answer : answers) {
                String slug = body(answer).get("slug").textValue();
                asReader()
                        .get(PATH + "/" + slug)
                        .then()
                        .statusCode(200)
                        .body("id", equalTo(body(answer).get("id").textValue()));
                slugs.add(slug);
            }
            assertEquals(3, slugs.size());
        }
    }

    private static void takenBy(String id, Response response) {
        duplicate(response, "/slug", id);
    }

    private static ValidatableResponse duplicate(Response response, String pointer, String holder) {
        return response.then()
                .statusCode(409)
                .body("type", equalTo("/problems/duplicate"))
                .body("errors.pointer", contains(pointer))
                .body("existing", equalTo(PATH + "/" + holder));
    }

    // ISSNs of journals

    @Test
    void a_duplicate_issn_returns_409_with_a_link_to_the_existing_journal() {
        String issn = issn();
        String holder = created(withIssns(issn)).get("id").textValue();
        duplicate(post(asAdmin(), PATH, withIssns(issn(), issn)), "/issns/1/value", holder);
        String other = created(withIssns(issn())).get("id").textValue();
        duplicate(patch(asAdmin(), PATH + "/" + other, withIssns(issn)), "/issns/0/value", holder);
        patch(asAdmin(), PATH + "/" + holder, withIssns(issn(), issn)).then().statusCode(200);
        patch(asAdmin(), PATH + "/" + holder, withIssns()).then().statusCode(200);
        patch(asAdmin(), PATH + "/" + other, withIssns(issn)).then().statusCode(200);
        asAdmin().header("If-Match", "*").delete(PATH + "/" + other).then().statusCode(204);
        created(withIssns(issn));
    }

    @Test
    void the_print_issn_of_a_journal_may_also_be_its_linking_issn() {
        String issn = issn();
        ObjectNode journal = withIssns(issn);
        journal.withArray("issns").addObject().put("type", "linking").put("value", issn);
        assertEquals(2, created(journal).get("issns").size());
    }

    @Test
    void only_one_of_three_concurrent_requests_with_the_same_issns_creates_a_journal() {
        for (int round = 0; round < 5; round++) {
            String one = issn();
            String two = issn();
            Callable<Response> create = () -> post(asAdmin(), PATH, withIssns(one, two));
            Callable<Response> reversed = () -> post(asAdmin(), PATH, withIssns(two, one));
            assertEquals(List.of(201, 409, 409), statuses(Concurrently.run(create, reversed, create)));
        }
    }

    private static ObjectNode withIssns(String... values) {
        List<String> types = List.of("print", "electronic");
        ObjectNode journal = titled(unique("With ISSN"));
        var issns = journal.putArray("issns");
        for (int i = 0; i < values.length; i++) {
            issns.addObject().put("type", types.get(i)).put("value", values[i]);
        }
        return journal;
    }

    // Sections of journals

    @Test
    void journal_sections_keep_their_ids_when_renamed_and_reordered() {
        JsonNode made = created(withSections("Articles", "Letters"));
        String path = PATH + "/" + made.get("id").textValue();
        JsonNode articles = made.at("/sections/0");
        JsonNode letters = made.at("/sections/1");
        ObjectNode changed = object();
        var sections = changed.putArray("sections");
        sections.add(((ObjectNode) letters.deepCopy()).put("title", "Correspondence"));
        sections.addObject().put("title", "Reviews");
        sections.add(articles);
        patch(asAdmin(), path, changed)
                .then()
                .statusCode(200)
                .body("sections.title", contains("Correspondence", "Reviews", "Articles"))
                .body("sections[0].id", equalTo(letters.get("id").textValue()))
                .body("sections[1].id", matchesPattern("[0-9a-f-]{36}"))
                .body("sections[2].id", equalTo(articles.get("id").textValue()));
        List<String> stored = sql.list(
                "select id from section where journal = ?::uuid order by ordinal",
                row -> row.getString("id"),
                made.get("id").textValue());
        asReader().get(path).then().body("sections.id", equalTo(stored));
    }

    @Test
    void section_ids_of_another_journal_and_duplicate_section_ids_return_422() {
        String foreign = created(withSections("Theirs")).at("/sections/0/id").textValue();
        JsonNode made = created(withSections("Mine"));
        ObjectNode changed = object();
        var sections = changed.putArray("sections");
        sections.add(made.at("/sections/0"));
        sections.addObject().put("id", foreign).put("title", "Stolen");
        sections.add(made.at("/sections/0"));
        patch(asAdmin(), PATH + "/" + made.get("id").textValue(), changed)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/sections/1/id", "/sections/2/id"))
                .body("errors.code", contains("unknown-section", "duplicate"));
        post(asAdmin(), PATH, titled("x").set("sections", made.get("sections")))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/sections/0/id"));
    }

    @Test
    void removing_a_journal_section_that_contains_articles_returns_409() {
        JsonNode made = created(withSections("Full", "Empty"));
        String path = PATH + "/" + made.get("id").textValue();
        String article = article(made.get("id").textValue());
        patch(
                        asAdmin(),
                        "/v1/articles/" + article,
                        object().put("section", made.at("/sections/0/id").textValue()))
                .then()
                .statusCode(200);
        ObjectNode withoutFull = object();
        withoutFull.putArray("sections").add(made.at("/sections/1"));
        patch(asAdmin(), path, withoutFull)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/in-use"))
                .body("usedBy", contains("/v1/articles/" + article));
        asReader().get(path).then().body("sections.title", contains("Full", "Empty"));
        ObjectNode withoutEmpty = object();
        withoutEmpty.putArray("sections").add(made.at("/sections/0"));
        patch(asAdmin(), path, withoutEmpty).then().statusCode(200).body("sections.title", contains("Full"));
    }

    private static ObjectNode withSections(String... titles) {
        ObjectNode journal = titled(unique("With Sections"));
        var sections = journal.putArray("sections");
        for (String title : titles) {
            ObjectNode section = sections.addObject().put("title", title).put("abbreviation", title.substring(0, 1));
            section.putObject("translations").putObject("zh").put("title", "栏目");
        }
        return journal;
    }

    // Predecessors and successors of journals

    @Test
    void a_continued_journal_lists_its_successor_journals() {
        String old = journal();
        String one =
                created(titled(unique("One")).put("continues", old)).get("id").textValue();
        ObjectNode byObject = titled(unique("Two"));
        byObject.putObject("continues").put("id", old);
        String two = created(byObject).get("id").textValue();
        asReader().get(PATH + "/" + old).then().body("continuedBy", contains(one, two));
        asReader().get(PATH + "?id=" + old).then().body("items[0].continuedBy", contains(one, two));
        asReader().get(PATH + "/" + one).then().body("continues", equalTo(old)).body("continuedBy", empty());
        patch(asAdmin(), PATH + "/" + one, object().putNull("continues")).then().statusCode(200);
        asReader().get(PATH + "/" + old).then().body("continuedBy", contains(two));
        ObjectNode decided = object();
        decided.putArray("continuedBy");
        patch(asAdmin(), PATH + "/" + old, decided)
                .then()
                .statusCode(422)
                .body("errors.code", contains("decided-by-the-service"));
    }

    @Test
    void a_journal_that_continues_itself_its_successor_or_an_unknown_journal_returns_422() {
        String old = journal();
        String next =
                created(titled(unique("Next")).put("continues", old)).get("id").textValue();
        Map.of(old, "itself", next, "cycle", UUID.randomUUID().toString(), "unknown-journal")
                .forEach((continued, code) -> patch(asAdmin(), PATH + "/" + old, object().put("continues", continued))
                        .then()
                        .statusCode(422)
                        .body("errors.pointer", contains("/continues"))
                        .body("errors.code", contains(code)));
    }

    @Test
    void concurrent_requests_cannot_create_a_cycle_of_continued_journals() {
        for (int round = 0; round < 3; round++) {
            String one = journal();
            String two = journal();
            List<Response> answers = Concurrently.run(
                    () -> patch(asAdmin(), PATH + "/" + one, object().put("continues", two)),
                    () -> patch(asAdmin(), PATH + "/" + two, object().put("continues", one)));
            assertEquals(List.of(200, 422), statuses(answers));
        }
    }

    // Deleting a journal

    @Test
    void deleting_a_journal_in_use_returns_409_and_lists_the_records_that_use_it() {
        String journal = journal();
        String article = article(journal);
        String next = created(titled(unique("Next")).put("continues", journal))
                .get("id")
                .textValue();
        String issue = UUID.randomUUID().toString();
        sql.update(
                "insert into issue (id, journal, status, body, revision, sort_key, created_at, updated_at)"
                        + " values (?::uuid, ?::uuid, 'draft', '{}', 1, '', now(), now())",
                issue,
                journal);
        asAdmin()
                .header("If-Match", "*")
                .delete(PATH + "/" + journal)
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/in-use"))
                .body("detail", equalTo("The journal is used by 3 records."))
                .body(
                        "usedBy",
                        containsInAnyOrder("/v1/articles/" + article, "/v1/issues/" + issue, PATH + "/" + next));
        asReader().get(PATH + "/" + journal).then().statusCode(200);
        sql.update("delete from issue where id = ?::uuid", issue);
    }

    @Test
    void creating_an_article_and_deleting_its_journal_concurrently_cannot_both_succeed() {
        for (int round = 0; round < 5; round++) {
            String journal = journal();
            ObjectNode article = object().put("journal", journal)
                    .put("title", unique("Article"))
                    .put("language", "en")
                    .put("type", "research-article");
            List<Integer> statuses = Concurrently.run(
                            () -> post(asAdmin(), "/v1/articles", article),
                            () -> asAdmin().header("If-Match", "*").delete(PATH + "/" + journal))
                    .stream()
                    .map(Response::statusCode)
                    .toList();
            assertTrue(List.of(List.of(201, 409), List.of(422, 204)).contains(statuses), statuses.toString());
        }
    }

    private static ObjectNode titled(String title) {
        return object().put("title", title).put("language", "en");
    }

    private static String slug() {
        return unique("slug").replace(' ', '-');
    }

    private static JsonNode created(JsonNode journal) {
        Response response = post(asAdmin(), PATH, journal);
        response.then().statusCode(201).body("errors", nullValue());
        return body(response);
    }

    private static List<Integer> statuses(List<Response> answers) {
        return answers.stream().map(Response::statusCode).sorted().toList();
    }
}
