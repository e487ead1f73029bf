package org.offprint.web.api.articles;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Fixtures;

/** Tests withdrawing and retracting articles, and undoing withdrawals and retractions. */
@QuarkusTest
class WithdrawalTest {

    @Inject
    Sql sql;

    @Test
    void all_urls_of_a_withdrawn_article_return_410_with_the_withdrawal_reason() {
        String journal = Fixtures.journal();
        String path = ArticleEditing.published(ArticleEditing.minimal(journal));
        String slug = ArticleEditing.read(path).get("slug").textValue();
        String instead = ArticleEditing.published(ArticleEditing.minimal(journal));
        ArticleEditing.withdraw(
                        path, object().put("reason", "Wrong journal").put("replacedBy", ArticleEditing.id(instead)))
                .statusCode(200)
                .body("status", equalTo("withdrawn"))
                .body("withdrawal.reason", equalTo("Wrong journal"))
                .body("withdrawal.replacedBy", equalTo(ArticleEditing.id(instead)));
        for (String gone : List.of(
                path,
                "/v1/articles/" + slug,
                path + "/versions",
                path + "/versions/1",
                path + "/versions/1/diff?with=1")) {
            given().get(gone)
                    .then()
                    .statusCode(410)
                    .header("Cache-Control", "max-age=60")
                    .body("type", equalTo("/problems/gone"))
                    .body("slug", equalTo(slug))
                    .body("reason", equalTo("Wrong journal"))
                    .body("replacedBy", equalTo(instead))
                    .body("withdrawnAt", startsWith("20"));
        }
        asAdmin().get(path + "?view=public").then().statusCode(410);
        asAdmin().get(path).then().statusCode(200).body("status", equalTo("withdrawn"));
        asAdmin().get(path + "/versions").then().statusCode(200).body("items.number", contains(1));
        given().get("/articles/" + slug).then().statusCode(410);
    }

    @Test
    void withdrawing_a_draft_or_reinstating_an_article_that_is_not_withdrawn_returns_409() {
        String path = ArticleEditing.draft(ArticleEditing.minimal(Fixtures.journal()));
        ObjectNode why = object().put("reason", "x");
        ArticleEditing.withdraw(path, why).statusCode(409);
        ArticleEditing.undo(path + "/withdrawal").statusCode(409);
        ArticleEditing.publish(path, object()).statusCode(200);
        ArticleEditing.undo(path + "/withdrawal").statusCode(409);
        ArticleEditing.withdraw(path, object()).statusCode(422).body("errors.pointer", contains("/reason"));
        ArticleEditing.withdraw(
                        path,
                        object().put("reason", "x")
                                .put("replacedBy", ArticleEditing.UNKNOWN)
                                .put("why", 1))
                .statusCode(422)
                .body("errors.pointer", contains("/why"));
        ArticleEditing.withdraw(path, object().put("reason", "x").put("replacedBy", ArticleEditing.UNKNOWN))
                .statusCode(422)
                .body("errors.code", contains("unknown-article"));
        ArticleEditing.withdraw(path, object().put("reason", "x").put("replacedBy", ArticleEditing.id(path)))
                .statusCode(422)
                .body("errors.code", contains("itself"));
        ArticleEditing.withdraw(path, why).statusCode(200);
        ArticleEditing.withdraw(path, why).statusCode(409);
        ArticleEditing.retract(path, object().put("kind", "removal").put("reason", "x"))
                .statusCode(409);
    }

    @Test
    void a_withdrawal_or_retraction_that_references_an_unpublished_article_returns_422() {
        String journal = Fixtures.journal();
        String path = ArticleEditing.published(ArticleEditing.minimal(journal));
        String draft = ArticleEditing.draft(ArticleEditing.minimal(journal));
        ObjectNode retraction = object().put("kind", "retraction").put("reason", "x");
        retraction.putObject("notice").put("article", ArticleEditing.id(draft));
        ObjectNode withdrawal = object().put("reason", "x").put("replacedBy", ArticleEditing.id(draft));
        ArticleEditing.retract(path, retraction).statusCode(422).body("errors.code", contains("unpublished-article"));
        ArticleEditing.withdraw(path, withdrawal).statusCode(422).body("errors.code", contains("unpublished-article"));
        ArticleEditing.publish(draft, object()).statusCode(200);
        ArticleEditing.retract(path, retraction).statusCode(200);
        ArticleEditing.withdraw(path, withdrawal).statusCode(200);
    }

    @Test
    void a_reinstated_article_shows_current_affiliation_names_and_positions() {
        FullArticle full = new FullArticle();
        String path = ArticleEditing.published(full.json());
        ArticleEditing.withdraw(path, object().put("reason", "x")).statusCode(200);
        Fixtures.patch(asAdmin(), "/v1/affiliations/" + full.affiliation, object().put("name", "Renamed University"))
                .then()
                .statusCode(200);
        ArticleEditing.patch(
                        path, object().put("position", 9).put("title", "Unseen").putNull("titleHtml"))
                .statusCode(200);
        ArticleEditing.undo(path + "/withdrawal").statusCode(200).body("$", not(hasKey("withdrawal")));
        JsonNode read = ArticleEditing.read(path);
        assertEquals("Renamed University", read.at("/affiliations/0/name").textValue());
        assertEquals(9, read.get("position").intValue());
        assertEquals("The H2O of α & β", read.get("title").textValue());
        assertEquals(1, read.get("version").intValue());
        assertEquals(
                List.of("created published 1", "deleted withdrawn 1", "created reinstated 1"),
                ArticleEditing.publicChanges(full.journal, path));
    }

    @Test
    void a_withdrawn_article_can_be_edited_and_published_after_its_reinstatement() {
        String path = ArticleEditing.published(ArticleEditing.minimal(Fixtures.journal()));
        ArticleEditing.withdraw(path, object().put("reason", "x")).statusCode(200);
        ArticleEditing.patch(path, object().put("title", "Mended")).statusCode(200);
        ArticleEditing.undo(path + "/withdrawal").statusCode(200);
        ArticleEditing.publish(path, object()).statusCode(200);
        assertEquals("Mended", ArticleEditing.read(path).get("title").textValue());
        assertNotEquals(
                "Mended", ArticleEditing.read(path + "/versions/1").get("title").textValue());
    }

    @Test
    void a_retraction_is_shown_in_all_versions_and_lists_until_it_is_removed() {
        String journal = Fixtures.journal();
        String path = ArticleEditing.published(ArticleEditing.minimal(journal));
        ArticleEditing.patch(path, object().put("title", "Second"));
        ArticleEditing.publish(path, object()).statusCode(200);
        JsonNode first = ArticleEditing.read(path + "/versions/1");
        String etag = given().get(path + "/versions/1").header("ETag");
        ArticleEditing.retract(path, object().put("kind", "partial-retraction").put("reason", "Table 2"))
                .statusCode(200);
        for (String marked : List.of(path, path + "/versions/1", path + "/versions/2")) {
            given().get(marked)
                    .then()
                    .statusCode(200)
                    .body("retraction.kind", equalTo("partial-retraction"))
                    .body("retraction.reason", equalTo("Table 2"))
                    .body("retraction.date", startsWith("20"));
        }
        given().get("/v1/articles?journal=" + journal).then().body("items.retraction.reason", contains("Table 2"));
        assertNotEquals(etag, given().get(path + "/versions/1").header("ETag"));
        ArticleEditing.retract(path, object().put("kind", "retraction").put("reason", "All of it"))
                .statusCode(200);
        assertEquals(
                "All of it",
                ArticleEditing.read(path + "/versions/1")
                        .at("/retraction/reason")
                        .textValue());
        ArticleEditing.undo(path + "/retraction").statusCode(200).body("$", not(hasKey("retraction")));
        assertEquals(first, ArticleEditing.read(path + "/versions/1"));
        assertFalse(ArticleEditing.read(path).has("retraction"));
        assertEquals(
                List.of(
                        "created published 1",
                        "updated published 2",
                        "updated retracted 2",
                        "updated retracted 2",
                        "updated retraction-lifted 2"),
                ArticleEditing.publicChanges(journal, path));
    }

    @Test
    void an_invalid_retraction_is_rejected_with_json_pointers() {
        String path = ArticleEditing.draft(ArticleEditing.minimal(Fixtures.journal()));
        ObjectNode why = object().put("kind", "removal").put("reason", "x");
        ArticleEditing.retract(path, why).statusCode(409);
        ArticleEditing.publish(path, object());
        ArticleEditing.undo(path + "/retraction").statusCode(409);
        ObjectNode wrong = object().put("kind", "withdrawal").put("reason", " ").put("date", "2025-13");
        wrong.putObject("notice").put("doi", "x");
        ArticleEditing.retract(path, wrong)
                .statusCode(422)
                .body("errors.pointer", contains("/kind", "/date", "/notice/doi", "/reason"));
        ObjectNode noOne = why.deepCopy();
        noOne.putObject("notice");
        ArticleEditing.retract(path, noOne).statusCode(422).body("errors.pointer", contains("/notice"));
        noOne.putObject("notice").put("article", ArticleEditing.UNKNOWN);
        ArticleEditing.retract(path, noOne).statusCode(422).body("errors.pointer", contains("/notice/article"));
        noOne.putObject("notice").put("article", ArticleEditing.id(path));
        ArticleEditing.retract(path, noOne).statusCode(422).body("errors.code", contains("itself"));
    }

    @Test
    void the_retraction_of_a_withdrawn_article_can_be_removed() {
        String path = ArticleEditing.published(ArticleEditing.minimal(Fixtures.journal()));
        ArticleEditing.retract(path, object().put("kind", "removal").put("reason", "x"))
                .statusCode(200);
        ArticleEditing.withdraw(path, object().put("reason", "x")).statusCode(200);
        ArticleEditing.undo(path + "/retraction").statusCode(200);
        assertEquals(
                List.of("retraction-lifted editors"),
                sql.list(
                        "select reason || ' ' || visibility from change where id = ?::uuid"
                                + " order by position desc limit 1",
                        row -> row.getString(1),
                        ArticleEditing.id(path)));
        ArticleEditing.undo(path + "/withdrawal").statusCode(200);
        assertFalse(ArticleEditing.read(path).has("retraction"));
    }
}
