package org.offprint.web.api.articles;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/** Tests the parameter {@code fields} of operations that return a record by id. */
@QuarkusTest
class RecordFieldsTest {

    private String journal;
    private String path;

    @BeforeEach
    void publishAnArticle() {
        journal = Fixtures.journal();
        ObjectNode article = ArticleEditing.minimal(journal);
        article.putArray("contributors").addObject().put("given", "Emmy").put("family", "Noether");
        article.putObject("translations").putObject("de").put("title", "Ein Titel");
        path = ArticleEditing.published(article);
    }

    private static List<String> names(JsonNode record) {
        List<String> names = new ArrayList<>();
        record.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode read(RequestSpecification caller, String url) {
        Response response = caller.get(url);
        assertEquals(200, response.statusCode(), response.asString());
        return Fixtures.body(response);
    }

    @Test
    void an_article_contains_only_the_selected_members_for_readers_and_editors() {
        String query = "?fields=title,contributors.family&fields=translations.de.title";
        for (RequestSpecification caller : List.of(asReader(), as(Fixtures.editorOf(journal)))) {
            JsonNode record = read(caller, path + query);
            assertEquals(
                    List.of("id", "title", "translations", "contributors", "links"), sorted(names(record), record));
            assertEquals(
                    "[{\"family\":\"Noether\"}]", record.get("contributors").toString());
            assertEquals(
                    "{\"de\":{\"title\":\"Ein Titel\"}}",
                    record.get("translations").toString());
            assertEquals(path, record.at("/links/self").textValue());
        }
        String slug = ArticleEditing.read(path).get("slug").textValue();
        assertEquals(List.of("id", "slug", "links"), names(read(asReader(), "/v1/articles/" + slug + "?fields=slug")));
        assertEquals(List.of("id", "title", "links"), names(read(asReader(), path + "/versions/1?fields=title")));
    }

    /** Returns the names in the order of this test, so that the test does not depend on the order of members. */
    private static List<String> sorted(List<String> names, JsonNode record) {
        List<String> wanted = new ArrayList<>(List.of("id", "title", "translations", "contributors", "links"));
        assertEquals(wanted.size(), names.size(), record.toString());
        wanted.retainAll(names);
        return wanted;
    }

    @Test
    void selected_members_have_an_entity_tag_of_their_own_that_changes_with_the_article() {
        String whole = asReader().get(path).header("ETag");
        String title = asReader().get(path + "?fields=title,doi,title").header("ETag");
        assertNotEquals(whole, title);
        assertEquals(title, asReader().get(path + "?fields=doi&fields=id,title").header("ETag"));
        assertEquals(
                asReader().get(path + "?fields=contributors").header("ETag"),
                asReader()
                        .get(path + "?fields=contributors.family,contributors")
                        .header("ETag"));
        assertNotEquals(title, asReader().get(path + "?fields=doi").header("ETag"));
        asReader()
                .header("If-None-Match", title)
                .get(path + "?fields=title,doi")
                .then()
                .statusCode(304)
                .header("ETag", title)
                .header("Cache-Control", containsString("public"));
        asReader()
                .header("If-None-Match", whole)
                .get(path + "?fields=title,doi")
                .then()
                .statusCode(200);
        Response compressed =
                given().header("Accept-Encoding", "gzip").get(path + "?fields=contributors,title,doi,links,slug");
        asReader()
                .header("If-None-Match", compressed.header("ETag"))
                .get(path + "?fields=contributors,title,doi,links,slug")
                .then()
                .statusCode(304);

        ArticleEditing.patch(path, object().put("title", "Another title"));
        ArticleEditing.publish(path, object()).statusCode(200);
        asReader()
                .header("If-None-Match", title)
                .get(path + "?fields=title,doi")
                .then()
                .statusCode(200)
                .body("title", equalTo("Another title"));
        String first = asReader().get(path + "/versions/1?fields=title").header("ETag");
        asReader()
                .header("If-None-Match", first)
                .get(path + "/versions/1?fields=title")
                .then()
                .statusCode(304);
    }

    @Test
    void a_change_with_the_entity_tag_of_selected_members_is_rejected_with_the_reason() {
        String tag = asAdmin().get(path + "?fields=title").header("ETag");
        asAdmin()
                .header("If-Match", tag)
                .contentType("application/merge-patch+json")
                .body("{\"title\":\"Lost\"}")
                .patch(path)
                .then()
                .statusCode(412)
                .body("type", equalTo("/problems/edit-conflict"))
                .body("detail", containsString("without the parameters `fields`"));
        int revision =
                read(asAdmin(), path + "?fields=revision").get("revision").intValue();
        asAdmin()
                .contentType("application/merge-patch+json")
                .body(object().put("revision", revision).put("title", "Kept").toString())
                .patch(path)
                .then()
                .statusCode(200)
                .body("title", equalTo("Kept"));
    }

    @Test
    void an_unknown_member_is_rejected_with_its_path_and_the_most_similar_member() {
        String issue = issue();
        String affiliation = Fixtures.affiliation("Somewhere");
        for (String url : List.of(
                path + "?fields=titel>titel>title",
                path + "?fields=contributors.famly>contributors.famly>contributors.family",
                path + "/versions/1?fields=titel>titel>title",
                "/v1/issues/" + issue + "?fields=volum>volum>volume",
                "/v1/issues/" + issue + "/contents?fields=sections.article.title>sections.article.title>"
                        + "sections.articles.title",
                "/v1/journals/" + journal + "?fields=titel>titel>title",
                "/v1/affiliations/" + affiliation + "?fields=nam>nam>name")) {
            String[] parts = url.split(">");
            asReader()
                    .get(parts[0])
                    .then()
                    .statusCode(400)
                    .body("errors.parameter", equalTo(List.of("fields")))
                    .body("errors.code", equalTo(List.of("unknown-value")))
                    .body("errors.message[0]", containsString("There is no member " + parts[1]))
                    .body("errors.message[0]", containsString("did you mean " + parts[2] + "?"));
        }
    }

    @Test
    void the_number_length_and_depth_of_selected_members_are_limited() {
        for (String fields : List.of(
                String.join(",", Collections.nCopies(101, "id")),
                "translations." + "x".repeat(200),
                "translations" + ".x".repeat(10),
                "title,",
                "title..x")) {
            asReader()
                    .get(path + "?fields=" + fields)
                    .then()
                    .statusCode(400)
                    .body("errors.parameter", equalTo(List.of("fields")));
        }
        asReader()
                .get(path + "?fields=" + String.join(",", Collections.nCopies(100, "id")))
                .then()
                .statusCode(200);
        asReader().get(path + "?fields=").then().statusCode(400);
        asReader()
                .get("/v1/articles?fields=" + String.join(",", Collections.nCopies(101, "id")))
                .then()
                .statusCode(400)
                .body("errors.code", equalTo(List.of("too-many")));
        // A selection applies to JSON only.
        asReader()
                .accept("application/x-bibtex")
                .get(path + "?fields=title")
                .then()
                .statusCode(400)
                .body("errors.parameter", equalTo(List.of("fields")));
    }

    @Test
    void selected_members_are_returned_only_to_clients_that_may_read_the_record() {
        String draft = ArticleEditing.draft(ArticleEditing.minimal(journal));
        String stranger = Fixtures.editorOf(Fixtures.journal());
        asReader().get(draft + "?fields=title").then().statusCode(404);
        as(stranger).get(draft + "?fields=title").then().statusCode(404);
        assertEquals(
                List.of("id", "title", "links"), names(read(as(Fixtures.editorOf(journal)), draft + "?fields=title")));
        asReader()
                .get("/v1/articles/" + ArticleEditing.UNKNOWN + "?fields=title")
                .then()
                .statusCode(404);
        asReader().get(path + "/versions/7?fields=title").then().statusCode(404);
        // Readers get no members that only editors may see.
        assertEquals(List.of("id", "links"), names(read(asReader(), path + "?fields=status,revision")));
        ArticleEditing.withdraw(path, object().put("reason", "x"));
        asReader().get(path + "?fields=title").then().statusCode(410);
    }

    @Test
    void issues_journals_and_affiliations_contain_only_the_selected_members() {
        String issue = "/v1/issues/" + issue();
        asReader().get(issue + "?fields=volume").then().statusCode(404);
        asReader().get(issue + "/contents?fields=sections").then().statusCode(404);
        assertEquals(List.of("id", "volume", "links"), names(read(asAdmin(), issue + "?fields=volume")));
        asAdmin()
                .header("If-Match", "*")
                .contentType("application/json")
                .put(issue + "/publication")
                .then()
                .statusCode(200);
        assertEquals(
                "{\"sections\":[]}",
                read(asReader(), issue + "/contents?fields=sections.articles.title")
                        .toString());
        String affiliation = "/v1/affiliations/" + Fixtures.affiliation("Somewhere");
        for (String url : List.of(
                issue + "?fields=volume", "/v1/journals/" + journal + "?fields=title", affiliation + "?fields=name")) {
            String member = url.substring(url.indexOf('=') + 1);
            assertEquals(List.of("id", member, "links"), names(read(asReader(), url)));
            String tag = asReader().get(url).header("ETag");
            assertNotEquals(
                    tag, asReader().get(url.substring(0, url.indexOf('?'))).header("ETag"));
            asReader().header("If-None-Match", tag).get(url).then().statusCode(304);
            assertTrue(asAdmin().get(url).header("ETag").matches("\"r[0-9]+\\.f[0-9a-f]{8}\""), url);
        }
        asReader()
                .get("/v1/journals/" + ArticleEditing.UNKNOWN + "?fields=title")
                .then()
                .statusCode(404);
    }

    @Test
    void a_redirect_to_the_current_slug_keeps_the_selected_members() {
        String former = read(asReader(), "/v1/journals/" + journal).get("slug").textValue();
        Fixtures.patch(asAdmin(), "/v1/journals/" + journal, object().put("slug", former + "-2"))
                .then()
                .statusCode(200);
        asReader()
                .redirects()
                .follow(false)
                .get("/v1/journals/" + former + "?fields=title&fields=links.self&view=public")
                .then()
                .statusCode(308)
                .header(
                        "Location",
                        equalTo("/v1/journals/" + former + "-2?fields=title&fields=links.self&view=public"));
        assertEquals(
                List.of("id", "title", "links"),
                names(read(asReader(), "/v1/journals/" + former + "?fields=title,links.self")));
    }

    @Test
    void a_preview_contains_only_the_selected_members() {
        String draft = ArticleEditing.draft(ArticleEditing.minimal(journal));
        String preview = asAdmin()
                .contentType("application/json")
                .body("{}")
                .post(draft + "/previews")
                .path("url");
        assertEquals(List.of("id", "title", "links"), names(read(asReader(), preview + "?fields=title")));
        asReader().get(preview + "?fields=titel").then().statusCode(400);
    }

    private String issue() {
        ObjectNode issue = object().put("journal", journal).put("volume", "1").put("year", 2025);
        return Fixtures.created(asAdmin(), "/v1/issues", issue).get("id").textValue();
    }
}
