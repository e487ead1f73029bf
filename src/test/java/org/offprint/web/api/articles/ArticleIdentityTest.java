package org.offprint.web.api.articles;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Concurrently;
import org.offprint.web.api.Fixtures;

/**
 * Tests that a DOI or slug belongs to only one article, and that a published article keeps its DOI and slug
 * permanently.
 */
@QuarkusTest
class ArticleIdentityTest {

    private String journal;
    private final String word = Fixtures.unique("identity").replace(' ', '-');
    private final String doi = "10.12345/Case." + word;

    private static ValidatableResponse taken(ValidatableResponse response, String member, String holder) {
        return response.statusCode(409)
                .body("type", equalTo("/problems/duplicate"))
                .body("errors.pointer", contains("/" + member))
                .body("existing", equalTo(holder));
    }

    @BeforeEach
    void createJournal() {
        journal = Fixtures.journal();
    }

    @Test
    void creating_an_article_with_a_duplicate_doi_in_any_format_returns_409() {
        String holder = ArticleEditing.draft(ArticleEditing.minimal(journal).put("doi", doi));
        for (String spelling : List.of(doi, doi.toLowerCase(), "https://doi.org/" + doi.toUpperCase(), "doi:" + doi)) {
            ObjectNode article = ArticleEditing.minimal(journal).put("doi", spelling);
            taken(Fixtures.post(asAdmin(), "/v1/articles", article).then(), "doi", holder);
        }
        String other = ArticleEditing.draft(ArticleEditing.minimal(journal));
        taken(ArticleEditing.patch(other, object().put("doi", doi)), "doi", holder);
        ArticleEditing.patch(holder, object().put("doi", doi.toLowerCase()))
                .statusCode(200)
                .body("doi", equalTo(doi.toLowerCase()));
        ArticleEditing.patch(holder, object().putNull("doi")).statusCode(200);
        ArticleEditing.patch(other, object().put("doi", doi)).statusCode(200);
    }

    @Test
    void the_doi_of_a_published_article_cannot_be_used_by_another_article() {
        String holder = ArticleEditing.published(ArticleEditing.minimal(journal).put("doi", doi));
        ArticleEditing.patch(holder, object().put("doi", doi + ".new")).statusCode(200);
        ObjectNode article = ArticleEditing.minimal(journal).put("doi", doi);
        taken(Fixtures.post(asAdmin(), "/v1/articles", article).then(), "doi", holder);
        ArticleEditing.publish(holder, object()).statusCode(200);
        taken(Fixtures.post(asAdmin(), "/v1/articles", article).then(), "doi", holder);
        ArticleEditing.withdraw(holder, object().put("reason", "x"));
        taken(Fixtures.post(asAdmin(), "/v1/articles", article).then(), "doi", holder);
        ArticleEditing.patch(holder, object().put("doi", doi)).statusCode(200);
    }

    @Test
    void creating_an_article_with_the_doi_of_an_issue_returns_409() {
        String issue = Fixtures.created(
                        asAdmin(),
                        "/v1/issues",
                        object().put("journal", journal).put("volume", "1").put("doi", doi))
                .get("id")
                .textValue();
        ObjectNode article = ArticleEditing.minimal(journal).put("doi", doi);
        taken(Fixtures.post(asAdmin(), "/v1/articles", article).then(), "doi", "/v1/issues/" + issue);
    }

    @Test
    void a_slug_can_be_reused_only_after_its_draft_gets_another_slug() {
        String holder = ArticleEditing.draft(ArticleEditing.minimal(journal).put("slug", word));
        ObjectNode article = ArticleEditing.minimal(journal).put("slug", word);
        taken(Fixtures.post(asAdmin(), "/v1/articles", article).then(), "slug", holder);
        String other = ArticleEditing.draft(ArticleEditing.minimal(journal));
        taken(ArticleEditing.patch(other, object().put("slug", word)), "slug", holder);
        ArticleEditing.patch(holder, object().put("slug", word + "-b"))
                .statusCode(200)
                .body("slug", equalTo(word + "-b"));
        assertEquals("renamed", ArticleEditing.actions(holder).get(0));
        ArticleEditing.patch(other, object().put("slug", word)).statusCode(200);
        assertEquals(
                other,
                ArticleEditing.readAsEditor("/v1/articles/" + word)
                        .at("/links/self")
                        .textValue());
    }

    @Test
    void changing_the_slug_of_a_published_article_returns_409() {
        String path = ArticleEditing.published(ArticleEditing.minimal(journal).put("slug", word));
        ArticleEditing.patch(path, object().put("slug", word + "-b")).statusCode(409);
        ArticleEditing.patch(path, object().put("slug", word).put("title", "New"))
                .statusCode(200);
        ArticleEditing.patch(path, object().putNull("slug")).statusCode(200).body("slug", equalTo(word));
        given().get("/v1/articles/" + word).then().statusCode(200);
        for (String wrong : List.of("Two words", "-x", "x--y", "é", ArticleEditing.UNKNOWN, "x".repeat(201))) {
            Fixtures.post(
                            asAdmin(),
                            "/v1/articles",
                            ArticleEditing.minimal(journal).put("slug", wrong))
                    .then()
                    .statusCode(422)
                    .body("errors.pointer", contains("/slug"));
        }
    }

    @Test
    void a_generated_slug_gets_a_number_if_another_article_has_the_slug() {
        String title = word.replace('-', ' ');
        for (String expected : List.of(word, word + "-2", word + "-3")) {
            String path = ArticleEditing.draft(ArticleEditing.minimal(journal).put("title", title));
            assertEquals(expected, ArticleEditing.readAsEditor(path).get("slug").textValue());
        }
        ArticleEditing.undo("/v1/articles/" + word + "-2").statusCode(204);
        String again = ArticleEditing.draft(ArticleEditing.minimal(journal).put("title", title));
        assertEquals(word + "-2", ArticleEditing.readAsEditor(again).get("slug").textValue());
        assertTrue(ArticleEditing.readAsEditor(
                        ArticleEditing.draft(ArticleEditing.minimal(journal).put("title", "论文")))
                .get("slug")
                .textValue()
                .startsWith("article"));
    }

    @Test
    void articles_created_concurrently_with_equal_titles_get_distinct_slugs() {
        List<Integer> statuses = Concurrently.run(IntStream.range(0, 6)
                .mapToObj(i -> (java.util.concurrent.Callable<Integer>) () -> Fixtures.post(
                                asAdmin(),
                                "/v1/articles",
                                ArticleEditing.minimal(journal).put("title", word))
                        .statusCode())
                .toArray(java.util.concurrent.Callable[]::new));
        assertEquals(List.of(201, 201, 201, 201, 201, 201), statuses);
    }
}
