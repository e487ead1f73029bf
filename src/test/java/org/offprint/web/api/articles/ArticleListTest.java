package org.offprint.web.api.articles;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/** Tests which articles readers and editors see in the article list, and paging through the list. */
@QuarkusTest
class ArticleListTest {

    private static ObjectNode dated(String journal, String published) {
        ObjectNode article = ArticleEditing.minimal(journal);
        article.putObject("dates").put("published", published);
        return article;
    }

    private static List<String> ids(JsonNode list) {
        return list.get("items").findValuesAsText("id").stream().distinct().toList();
    }

    private static List<String> items(RequestSpecification caller, String query) {
        List<String> ids = new ArrayList<>();
        body(caller.get("/v1/articles" + query))
                .get("items")
                .forEach(item -> ids.add(item.get("id").textValue()));
        return ids;
    }

    @Test
    void the_article_list_for_readers_contains_published_articles_with_the_newest_first() {
        String journal = Fixtures.journal();
        String year = ArticleEditing.id(ArticleEditing.published(dated(journal, "2025")));
        String day = ArticleEditing.id(ArticleEditing.published(dated(journal, "2025-01-02")));
        String month = ArticleEditing.id(ArticleEditing.published(dated(journal, "2024-12")));
        String alsoYear = ArticleEditing.id(ArticleEditing.published(dated(journal, "2025-01-01")));
        ArticleEditing.draft(ArticleEditing.minimal(journal));
        String withdrawn = ArticleEditing.published(dated(journal, "2025-05"));
        ArticleEditing.withdraw(withdrawn, object().put("reason", "x")).statusCode(200);
        assertEquals(List.of(day, alsoYear, year, month), items(given(), "?journal=" + journal));
        given().get("/v1/articles?journal=" + journal)
                .then()
                .body("total", equalTo(4))
                .body("items[0]", not(hasKey("status")))
                .body("items[0]", not(hasKey("revision")))
                .header("Cache-Control", containsString("public"))
                .header("Vary", containsString("Authorization"));
    }

    @Test
    void the_article_list_for_editors_contains_working_copies_with_undated_articles_first() {
        String journal = Fixtures.journal();
        String elsewhere = Fixtures.journal();
        String old = ArticleEditing.published(dated(journal, "2001"));
        String first = ArticleEditing.draft(ArticleEditing.minimal(journal));
        String second = ArticleEditing.draft(ArticleEditing.minimal(journal));
        ArticleEditing.patch(first, object().put("subtitle", "saved last")).statusCode(200);
        ArticleEditing.patch(old, object().put("title", "Working title")).statusCode(200);
        String foreign = ArticleEditing.published(dated(elsewhere, "2002"));
        String editor = Fixtures.editorOf(journal);
        assertEquals(
                List.of(ArticleEditing.id(first), ArticleEditing.id(second), ArticleEditing.id(old)),
                items(as(editor), "?journal=" + journal + "&journal=" + elsewhere));
        as(editor)
                .get("/v1/articles?journal=" + journal)
                .then()
                .header("Cache-Control", "no-store")
                .body("total", equalTo(3))
                .body("items.status", contains("draft", "draft", "published"))
                .body("items.revision", contains(2, 1, 3))
                .body("items.hasUnpublishedChanges", contains(true, true, true))
                .body("items[2].title", equalTo("Working title"));
        assertEquals(
                List.of(ArticleEditing.id(foreign), ArticleEditing.id(old)),
                items(as(editor), "?view=public&journal=" + journal + "&journal=" + elsewhere));
        assertEquals(List.of(), items(as(editor), "?id=" + ArticleEditing.id(foreign)));
    }

    @Test
    void only_editors_can_filter_the_article_list_by_status() {
        String journal = Fixtures.journal();
        String draft = ArticleEditing.id(ArticleEditing.draft(ArticleEditing.minimal(journal)));
        String published = ArticleEditing.published(ArticleEditing.minimal(journal));
        String scheduled = ArticleEditing.draft(ArticleEditing.minimal(journal));
        String withdrawn = ArticleEditing.published(ArticleEditing.minimal(journal));
        for (String path : List.of(scheduled, published)) {
            ArticleEditing.publish(path, object().put("at", "2199-01-01T00:00:00Z"))
                    .statusCode(200);
        }
        ArticleEditing.withdraw(withdrawn, object().put("reason", "x")).statusCode(200);
        String own = "?journal=" + journal + "&status=";
        assertEquals(List.of(draft), items(asAdmin(), own + "draft"));
        assertEquals(2, items(asAdmin(), own + "scheduled").size());
        assertEquals(List.of(ArticleEditing.id(published)), items(asAdmin(), own + "published"));
        assertEquals(List.of(ArticleEditing.id(withdrawn)), items(asAdmin(), own + "withdrawn"));
        assertEquals(
                3,
                items(asAdmin(), own + "draft&status=withdrawn&status=published")
                        .size());
        for (RequestSpecification reader : List.of(given(), asAdmin().queryParam("view", "public"))) {
            reader.get("/v1/articles" + own + "published")
                    .then()
                    .statusCode(400)
                    .body("errors.parameter", contains("status"));
        }
        asAdmin()
                .get("/v1/articles" + own + "drafts")
                .then()
                .statusCode(400)
                .body("errors.code", contains("unknown-value"));
    }

    @Test
    void a_listed_article_matches_at_least_one_value_of_each_filter() {
        FullArticle full = new FullArticle();
        String one = ArticleEditing.id(ArticleEditing.published(full.json()));
        String other = ArticleEditing.id(ArticleEditing.published(ArticleEditing.minimal(full.journal)));
        for (Supplier<RequestSpecification> caller :
                List.<Supplier<RequestSpecification>>of(() -> given(), Fixtures::asAdmin)) {
            assertEquals(List.of(one), items(caller.get(), "?issue=" + full.issue));
            assertEquals(
                    List.of(one), items(caller.get(), "?issue=" + full.issue + "&issue=" + ArticleEditing.UNKNOWN));
            assertEquals(List.of(), items(caller.get(), "?issue=" + full.issue + "&id=" + other));
            assertEquals(2, items(caller.get(), "?id=" + one + "&id=" + other).size());
            assertEquals(List.of(one), items(caller.get(), "?doi=https://doi.org/" + full.doi.toUpperCase()));
            assertEquals(List.of(one), items(caller.get(), "?doi=10.5555/no&doi=" + full.doi));
            assertEquals(List.of(), items(caller.get(), "?journal=" + ArticleEditing.UNKNOWN));
        }
        given().get("/v1/articles?doi=11.5/x&issue=1&affiliation=2&journal=-3-&id=4")
                .then()
                .statusCode(400)
                .body("errors.parameter", containsInAnyOrder("doi", "issue", "affiliation", "journal", "id"));
        given().get("/v1/articles?isue=" + full.issue)
                .then()
                .statusCode(400)
                .body("errors.message[0]", containsString("issue"));
    }

    @Test
    void an_affiliation_filter_includes_child_affiliations_at_any_depth() {
        String university = Fixtures.affiliation("University");
        String faculty = child("Faculty", university);
        String department = child("Department", faculty);
        String journal = Fixtures.journal();
        String article = Fixtures.article(journal, department);
        Fixtures.publish(article);
        String sibling = Fixtures.article(journal, university);
        Fixtures.publish(sibling);
        for (Supplier<RequestSpecification> caller :
                List.<Supplier<RequestSpecification>>of(() -> given(), Fixtures::asAdmin)) {
            assertEquals(2, items(caller.get(), "?affiliation=" + university).size());
            assertEquals(List.of(article), items(caller.get(), "?affiliation=" + faculty));
            assertEquals(List.of(article), items(caller.get(), "?affiliation=" + department));
        }
    }

    private static String child(String name, String parent) {
        return Fixtures.created(
                        asAdmin(),
                        "/v1/affiliations",
                        object().put("name", name).put("parent", parent))
                .get("id")
                .textValue();
    }

    @Test
    void paging_in_either_direction_returns_each_of_several_articles_with_equal_dates_once() {
        String journal = Fixtures.journal();
        for (int i = 0; i < 7; i++) {
            ArticleEditing.published(dated(journal, i < 5 ? "2025-12-03" : "2025"));
        }
        for (Supplier<RequestSpecification> caller :
                List.<Supplier<RequestSpecification>>of(() -> given(), Fixtures::asAdmin)) {
            List<String> all = items(caller.get(), "?journal=" + journal);
            assertEquals(7, all.size());
            List<String> forwards = new ArrayList<>();
            String link = "/v1/articles?limit=2&journal=" + journal;
            String last = link;
            while (link != null) {
                JsonNode page = body(caller.get().get(link));
                assertEquals(7, page.get("total").intValue());
                page.get("items").forEach(item -> forwards.add(item.get("id").textValue()));
                assertTrue(page.at("/page/first").textValue().contains("journal=" + journal));
                last = link;
                link = page.at("/page/next").textValue();
                assertTrue(link == null || link.contains("limit=2") && link.contains("journal=" + journal));
            }
            assertEquals(all, forwards);
            List<String> backwards = new ArrayList<>();
            link = last;
            while (link != null) {
                JsonNode page = body(caller.get().get(link));
                List<String> shown = new ArrayList<>();
                page.get("items").forEach(item -> shown.add(item.get("id").textValue()));
                Collections.reverse(shown);
                backwards.addAll(shown);
                link = page.at("/page/prev").textValue();
            }
            Collections.reverse(backwards);
            assertEquals(all, backwards);
        }
    }

    @Test
    void using_a_cursor_with_a_different_list_returns_400() {
        String journal = Fixtures.journal();
        ArticleEditing.published(ArticleEditing.minimal(journal));
        ArticleEditing.published(ArticleEditing.minimal(journal));
        String next = ArticleEditing.read("/v1/articles?limit=1&journal=" + journal)
                .at("/page/next")
                .textValue();
        String cursor = next.replaceFirst(".*cursor=([^&]*).*", "$1");
        assertEquals(
                1,
                items(given(), "?limit=1&journal=" + journal + "&cursor=" + cursor)
                        .size());
        for (String wrong : List.of(
                "?cursor=" + cursor,
                "?limit=1&cursor=" + cursor + "&journal=" + ArticleEditing.UNKNOWN,
                "?journal=" + journal + "&cursor=x" + cursor)) {
            given().get("/v1/articles" + wrong).then().statusCode(400).body("errors.parameter", contains("cursor"));
        }
        asAdmin()
                .get("/v1/articles?limit=1&journal=" + journal + "&cursor=" + cursor)
                .then()
                .statusCode(400);
    }

    @Test
    void an_article_list_item_is_an_abbreviated_article_record() {
        FullArticle full = new FullArticle();
        String path = ArticleEditing.published(full.json());
        String query = "/v1/articles?id=" + ArticleEditing.id(path);
        for (Supplier<RequestSpecification> caller :
                List.<Supplier<RequestSpecification>>of(() -> given(), Fixtures::asAdmin)) {
            JsonNode whole = body(caller.get().get(path));
            JsonNode item = body(caller.get().get(query)).at("/items/0");
            item.properties().forEach(member -> {
                if (!Set.of("contributors", "translations", "citations").contains(member.getKey())) {
                    assertEquals(whole.get(member.getKey()), member.getValue(), member.getKey());
                }
            });
            assertEquals(0, item.get("citations").intValue());
            assertEquals("Shi", item.at("/contributors/0/family").textValue());
            assertEquals("en", item.get("language").textValue());
            whole.get("translations").properties().forEach(translation -> {
                JsonNode listed = item.get("translations").get(translation.getKey());
                assertEquals(translation.getValue().get("title"), listed.get("title"));
                assertFalse(listed.has("abstract"));
            });
            assertFalse(item.has("references"));
            assertEquals(0, item.findValues("email").size());
        }
        assertEquals(
                List.of(ArticleEditing.id(path)),
                ids(ArticleEditing.read(query)).subList(0, 1));
    }
}
