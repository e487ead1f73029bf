package org.offprint.web.api.articles;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;

/** Tests the operation that returns several articles by id, slug or DOI. */
@QuarkusTest
class ArticleBatchTest {

    private static final String PATH = "/v1/articles/batch-get";

    private String journal;

    @BeforeEach
    void createJournal() {
        journal = Fixtures.journal();
    }

    private String published(String title, String doi) {
        ObjectNode article = ArticleEditing.minimal(journal).put("title", title);
        if (doi != null) {
            article.put("doi", doi);
        }
        return ArticleEditing.published(article);
    }

    private static ObjectNode request(String... names) {
        ObjectNode request = object();
        ArrayNode articles = request.putArray("articles");
        List.of(names).forEach(articles::add);
        return request;
    }

    private static JsonNode batch(RequestSpecification caller, ObjectNode request) {
        Response response = Fixtures.post(caller, PATH, request);
        assertEquals(200, response.statusCode(), response.asString());
        return Fixtures.body(response);
    }

    private static ValidatableResponse refused(ObjectNode request) {
        return Fixtures.post(asReader(), PATH, request).then().statusCode(422);
    }

    private static List<String> titles(JsonNode batch) {
        List<String> titles = new ArrayList<>();
        batch.get("items").forEach(item -> titles.add(item.get("title").textValue()));
        return titles;
    }

    @Test
    void a_batch_returns_articles_by_id_slug_and_doi_in_the_order_of_the_request() {
        String doi = "10.5555/Batch." + Fixtures.unique("x").substring(2);
        String one = published("One", null);
        String two = published("Two", doi);
        String three = published("Three", null);
        String slug = ArticleEditing.read(three).get("slug").textValue();
        JsonNode batch = batch(
                asReader(),
                request(
                        slug,
                        "https://doi.org/" + doi.toLowerCase(Locale.ROOT),
                        ArticleEditing.id(one).toUpperCase(Locale.ROOT),
                        ArticleEditing.id(three),
                        doi));
        assertEquals(List.of("Three", "Two", "One"), titles(batch));
        assertEquals(ArticleEditing.read(two), batch.at("/items/1"));
        assertEquals("[]", batch.get("missing").toString());
    }

    @Test
    void a_batch_lists_the_names_without_a_published_article() {
        String seen = published("Seen", null);
        String withdrawn = published("Withdrawn", null);
        ArticleEditing.withdraw(withdrawn, object().put("reason", "x"));
        String draft = ArticleEditing.draft(ArticleEditing.minimal(journal).put("title", "Draft"));
        ObjectNode request = request(
                ArticleEditing.UNKNOWN,
                ArticleEditing.id(seen),
                ArticleEditing.id(withdrawn),
                ArticleEditing.id(draft),
                "no-such-article",
                "10.5555/none",
                "not a name",
                "11.1/x");
        // Editors get published data, too.
        for (RequestSpecification caller : List.of(
                asReader(), as(Fixtures.editorOf(journal)), as(Fixtures.editorOf(Fixtures.journal())), asAdmin())) {
            JsonNode batch = batch(caller, request);
            assertEquals(List.of("Seen"), titles(batch));
            assertEquals(7, batch.get("missing").size());
            assertEquals(
                    "{\"position\":0,\"name\":\"" + ArticleEditing.UNKNOWN + "\",\"reason\":\"not-found\"}",
                    batch.at("/missing/0").toString());
            assertEquals(
                    "{\"position\":2,\"name\":\"" + ArticleEditing.id(withdrawn) + "\",\"reason\":\"withdrawn\"}",
                    batch.at("/missing/1").toString());
            List<String> reasons = new ArrayList<>();
            batch.get("missing").forEach(each -> reasons.add(each.get("reason").textValue()));
            assertEquals(1, Collections.frequency(reasons, "withdrawn"));
        }
    }

    @Test
    void a_batch_returns_only_the_selected_members() {
        String path = published("Sliced", null);
        ObjectNode request = request(ArticleEditing.id(path));
        request.putArray("fields").add("title").add("journal.id");
        JsonNode item = batch(asReader(), request).at("/items/0");
        assertEquals(
                "{\"id\":\"" + ArticleEditing.id(path) + "\",\"journal\":{\"id\":\"" + journal
                        + "\"},\"title\":\"Sliced\",\"links\":"
                        + ArticleEditing.read(path).get("links") + "}",
                item.toString());
    }

    @Test
    void an_invalid_batch_request_is_rejected() {
        refused(object()).body("errors.pointer", hasItem("/articles"));
        refused(request()).body("errors.pointer", hasItem("/articles"));
        refused(request("")).body("errors.pointer", hasItem("/articles/0"));
        refused(request(Collections.nCopies(101, "x").toArray(String[]::new)))
                .body("errors.pointer", hasItem("/articles"));
        ObjectNode fields = request("x");
        fields.putArray("fields").add("titel");
        refused(fields)
                .body("errors.pointer", equalTo(List.of("/fields")))
                .body("errors.message[0]", containsString("did you mean title?"));
        refused(request("x").set("fields", object().arrayNode())).body("errors.pointer", equalTo(List.of("/fields")));
        refused(request("x").put("field", "title")).body("errors.pointer", equalTo(List.of("/field")));
        asReader().contentType("application/json").body("[").post(PATH).then().statusCode(400);
        Fixtures.post(asReader(), PATH, request(" ".repeat(500_000))).then().statusCode(413);
    }

    @Test
    void an_article_with_the_slug_of_the_operation_remains_readable() {
        Client reader = Client.here().anonymous();
        reader.get(PATH).expect(404);
        ObjectNode article = ArticleEditing.minimal(journal).put("slug", "batch-get");
        String path = ArticleEditing.published(article);
        assertEquals(ArticleEditing.read(path), reader.get(PATH).expect(200).body());
        ArticleEditing.withdraw(path, object().put("reason", "x"));
        reader.get(PATH).expect(410);
    }

    @Test
    void a_url_that_is_too_long_returns_414_with_the_path_of_the_batch_operation() {
        String url = "/v1/articles?id=" + String.join("&id=", Collections.nCopies(220, ArticleEditing.UNKNOWN));
        asReader()
                .get(url)
                .then()
                .statusCode(414)
                .body("type", equalTo("/problems/uri-too-long"))
                .body("detail", containsString("POST " + PATH));
    }

    @Test
    void a_batch_returns_the_included_data_of_its_articles() {
        String issue = Fixtures.created(
                        asAdmin(),
                        "/v1/issues",
                        object().put("journal", journal).put("volume", "1").put("year", 2025))
                .get("id")
                .textValue();
        ArticleEditing.publish("/v1/issues/" + issue, object()).statusCode(200);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(ArticleEditing.id(ArticleEditing.published(ArticleEditing.minimal(journal)
                    .put("title", "Number " + i)
                    .put("issue", issue)
                    .put("position", i + 1))));
        }
        ObjectNode request = request(ids.get(1), ids.get(2), ArticleEditing.UNKNOWN);
        request.putArray("include").add("issue.neighbours").add("citedBy");
        ArticleEditing.draft(ArticleEditing.minimal(journal).put("issue", issue).put("position", 4));
        JsonNode batch = batch(asReader(), request);
        assertEquals(2, batch.get("items").size());
        assertTrue(batch.at("/items/1/included/issue/neighbours/next").isMissingNode());
        JsonNode included = batch.at("/items/0/included");
        assertEquals(ids.get(0), included.at("/issue/neighbours/previous/id").textValue());
        assertEquals(ids.get(2), included.at("/issue/neighbours/next/id").textValue());
        assertEquals(0, included.at("/citedBy/total").intValue());
        request.putArray("fields").add("title").add("included.citedBy.total");
        assertEquals(
                "{\"total\":0}",
                batch(asReader(), request).at("/items/0/included/citedBy").toString());
    }

    @Test
    void a_batch_rejects_inclusions_that_are_unknown_or_not_available() {
        String article = ArticleEditing.id(published("One", null));
        ObjectNode request = request(article);
        Map.of(
                        "citedBi", "did you mean citedBy?",
                        "", "There is no inclusion",
                        "references", "/v1/articles/{id}/references",
                        "usage", "Only editors")
                .forEach((name, message) -> {
                    request.putArray("include").add("citedBy,issue.neighbours," + name);
                    refused(request)
                            .body("errors.pointer", equalTo(List.of("/include")))
                            .body("errors[0].message", containsString(message));
                });
        request.putArray("include").add("citedBy");
        request.putArray("fields").add("included.related");
        refused(request).body("errors.pointer", hasItem("/fields"));
        ObjectNode empty = request(article);
        empty.putArray("include");
        refused(empty).body("errors.pointer", hasItem("/include"));
    }
}
