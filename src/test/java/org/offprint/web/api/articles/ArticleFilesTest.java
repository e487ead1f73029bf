package org.offprint.web.api.articles;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.json.Json;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.imports.TestImports;

@QuarkusTest
class ArticleFilesTest {

    private String journal;
    private final List<String> titles = new ArrayList<>();

    @BeforeEach
    void publishSome() {
        journal = Fixtures.journal();
        for (int i = 0; i < 3; i++) {
            titles.add("Peat, \"bog\" & fen no. " + i);
            ArticleEditing.published(ArticleEditing.minimal(journal).put("title", titles.get(i)));
        }
        ArticleEditing.draft(ArticleEditing.minimal(journal).put("title", "A draft of it"));
    }

    private Response file(String format) {
        Response answer = asReader().get("/v1/articles?sort=title&journal=" + journal + "&format=" + format);
        assertEquals(200, answer.statusCode(), answer.asString());
        return answer;
    }

    @Test
    void an_article_list_can_be_downloaded_as_one_file_in_any_format() {
        JsonNode items = Json.parse(file("csl").asByteArray());
        assertEquals(titles, items.findValuesAsText("title"));
        String bibtex = file("bibtex").asString();
        assertEquals(3, bibtex.split("@article\\{", -1).length - 1, bibtex);
        String ris = file("ris").asString();
        assertEquals(3, ris.split("TY  - JOUR", -1).length - 1, ris);
        assertEquals(3, ris.split("ER  - ", -1).length - 1, ris);
        List<String> csv = file("csv").asString().lines().toList();
        assertEquals(4, csv.size());
        assertTrue(csv.get(0).startsWith("\uFEFFid,slug,"), csv.get(0));
        assertTrue(csv.get(1).contains("\"Peat, \"\"bog\"\" & fen no. 0\""), csv.get(1));
    }

    @Test
    void each_line_of_a_downloaded_jsonl_file_equals_a_public_article() {
        List<String> lines = file("jsonl").asString().lines().toList();

        assertEquals(3, lines.size());
        for (String line : lines) {
            JsonNode article = Json.parse(line.getBytes(StandardCharsets.UTF_8));
            assertEquals(ArticleEditing.read("/v1/articles/" + article.get("id").textValue()), article);
        }
    }

    @Test
    void a_downloaded_list_has_a_file_name_and_can_be_requested_by_media_type() {
        file("bibtex")
                .then()
                .header("Content-Type", equalTo("application/x-bibtex;charset=UTF-8"))
                .header("Content-Disposition", equalTo("attachment; filename=\"articles.bib\""))
                .header("Cache-Control", containsString("public"));
        Response accepted =
                asReader().header("Accept", "application/x-bibtex").get("/v1/articles?sort=title&journal=" + journal);
        assertEquals(file("bibtex").asString(), accepted.asString());
        asReader()
                .header("Accept", "application/json, application/x-bibtex;q=0.5")
                .get("/v1/articles?journal=" + journal)
                .then()
                .body("total", equalTo(3));
    }

    @Test
    void a_list_downloaded_by_an_editor_contains_only_published_articles() {
        Response answer = asAdmin().get("/v1/articles?format=jsonl&journal=" + journal);

        assertEquals(3, answer.asString().lines().count());
        assertFalse(answer.asString().contains("A draft of it"));
        asAdmin()
                .get("/v1/articles?format=jsonl&status=draft&journal=" + journal)
                .then()
                .statusCode(400)
                .body("errors.parameter", equalTo(List.of("status")));
    }

    @Test
    void a_downloaded_list_omits_withdrawn_articles() {
        String path = ArticleEditing.published(ArticleEditing.minimal(journal).put("title", "Gone"));
        ArticleEditing.withdraw(path, object().put("reason", "By mistake.")).statusCode(200);

        assertFalse(file("csl").asString().contains("Gone"));
    }

    @Test
    void a_downloaded_list_contains_the_articles_of_all_pages_in_order() {
        Set<String> published = new TreeSet<>();
        JsonNode[] articles = new JsonNode[110];
        for (int i = 0; i < articles.length; i++) {
            String title = "Sphagnum %03d".formatted(i);
            published.add(title);
            articles[i] = ArticleEditing.minimal(journal).put("title", title);
        }
        TestImports.done("?publish=true", articles);
        Fixtures.await(() -> asReader()
                .get("/v1/articles?q=sphagnum&limit=1&journal=" + journal)
                .path("total")
                .equals(articles.length));

        List<String> found = Stream.of(asReader()
                        .get("/v1/articles?q=sphagnum&sort=title&format=jsonl&journal=" + journal)
                        .asString()
                        .split("\n"))
                .map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8))
                        .get("title")
                        .textValue())
                .toList();
        assertEquals(List.copyOf(published), found);
    }

    @Test
    void an_empty_list_downloaded_as_csl_json_is_an_empty_array() {
        assertEquals(
                "[]",
                asReader()
                        .get("/v1/articles?format=csl&q=nothingofthekind&journal=" + journal)
                        .asString());
    }

    @Test
    void downloading_a_list_with_page_parameters_or_an_unknown_format_returns_400() {
        asReader()
                .get("/v1/articles?format=ris&limit=5&facets=year&fields=title&q=peat&highlight=true&sort=relevance")
                .then()
                .statusCode(400)
                .body("errors.parameter", equalTo(List.of("limit", "highlight", "facets", "fields", "sort")));
        asReader()
                .get("/v1/articles?format=riss")
                .then()
                .statusCode(400)
                .body("errors[0].message", containsString("did you mean ris?"));
        asReader().get("/v1/issues?format=csv").then().statusCode(400);
    }

    @Test
    void finished_downloads_and_rejected_requests_release_their_download_slots() {
        for (int i = 0; i < 20; i++) {
            asReader().get("/v1/articles?format=csl&limit=1").then().statusCode(400);
            assertEquals(3, file("csl").jsonPath().getList("$").size());
            asReader().head("/v1/articles?format=csl&journal=" + journal).then().statusCode(200);
        }
    }
}
