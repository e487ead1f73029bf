package org.offprint.web.api.articles;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/** Tests relations between articles, and the inverse relations that related articles show. */
@QuarkusTest
class RelationTest {

    private final String doi = "10.12345/" + Fixtures.unique("Related").replace(' ', '.');

    private static ObjectNode relating(String journal, String type, String member, String target) {
        ObjectNode article = ArticleEditing.minimal(journal).put("title", "The notice");
        article.putArray("relations").addObject().put("type", type).put(member, target);
        return article;
    }

    private static void untilShown(String path, String... types) {
        ArticleEditing.await(
                () -> ArticleEditing.texts(
                                ArticleEditing.read(path)
                                                .get("relations")
                                                .findValues("type")
                                                .isEmpty()
                                        ? object().arrayNode()
                                        : object().arrayNode()
                                                .addAll(ArticleEditing.read(path)
                                                        .get("relations")
                                                        .findValues("type")))
                        .equals(List.of(types)),
                path + " does not show " + List.of(types));
    }

    @Test
    void a_related_article_shows_the_inverse_relation_regardless_of_publication_order() {
        String journal = Fixtures.journal();
        String target = ArticleEditing.draft(ArticleEditing.minimal(journal).put("doi", doi));
        String byId = ArticleEditing.draft(relating(journal, "isCorrectionOf", "article", ArticleEditing.id(target)));
        String byDoi = ArticleEditing.published(relating(journal, "isRetractionOf", "doi", doi.toUpperCase()));
        ArticleEditing.publish(target, object()).statusCode(200);
        untilShown(target, "hasRetraction");
        ArticleEditing.publish(byId, object()).statusCode(200);
        untilShown(target, "hasCorrection", "hasRetraction");
        JsonNode correction = ArticleEditing.read(target).at("/relations/0");
        assertEquals(ArticleEditing.id(byId), correction.get("article").textValue());
        assertEquals("The notice", correction.get("label").textValue());
        ArticleEditing.await(
                () -> ArticleEditing.read(byDoi)
                        .at("/relations/0/article")
                        .asText()
                        .equals(ArticleEditing.id(target)),
                "A relation by DOI does not show the article that was published later");
        ArticleEditing.await(
                () -> ArticleEditing.read(byId).at("/relations/0/doi").asText().equals(doi),
                "A relation by id does not show the DOI");
    }

    @Test
    void a_relation_shows_the_slug_of_the_related_article_after_its_publication() {
        String journal = Fixtures.journal();
        String target = ArticleEditing.draft(ArticleEditing.minimal(journal));
        String notice =
                ArticleEditing.published(relating(journal, "isCorrectionOf", "article", ArticleEditing.id(target)));
        assertFalse(ArticleEditing.read(notice).at("/relations/0").has("slug"));
        assertFalse(ArticleEditing.readAsEditor(notice).at("/relations/0").has("slug"));
        ArticleEditing.publish(target, object()).statusCode(200);
        String slug = ArticleEditing.read(target).get("slug").textValue();
        ArticleEditing.await(
                () -> ArticleEditing.read(notice)
                        .at("/relations/0/slug")
                        .asText()
                        .equals(slug),
                "A relation does not show the slug of an article that was published later");
        untilShown(target, "hasCorrection");
        assertEquals(
                ArticleEditing.read(notice).get("slug"),
                ArticleEditing.read(target).at("/relations/0/slug"));

        ObjectNode read = ArticleEditing.readAsEditor(notice);
        ArticleEditing.put(notice, "*", read).statusCode(200).body("hasUnpublishedChanges", equalTo(false));
        ((ObjectNode) read.at("/relations/0")).put("label", "The corrected one");
        ArticleEditing.put(notice, "*", read)
                .statusCode(200)
                .body("hasUnpublishedChanges", equalTo(true))
                .body("relations[0].slug", equalTo(slug))
                .body("relations[0].label", equalTo("The corrected one"));
    }

    @Test
    void readers_see_only_the_doi_of_a_related_draft() {
        String journal = Fixtures.journal();
        String draft = ArticleEditing.draft(ArticleEditing.minimal(journal));
        ObjectNode article = relating(journal, "isCommentOn", "article", ArticleEditing.id(draft));
        article.withArray("relations")
                .addObject()
                .put("type", "references")
                .put("article", ArticleEditing.id(draft))
                .put("doi", "10.5555/stated")
                .put("label", "Seen");
        String path = ArticleEditing.published(article);
        JsonNode shown = ArticleEditing.read(path).get("relations");
        assertEquals(1, shown.size());
        assertEquals(
                object().put("type", "references").put("doi", "10.5555/stated").put("label", "Seen"), shown.get(0));
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    ArticleEditing.id(draft),
                    ArticleEditing.readAsEditor(path)
                            .at("/relations/" + i + "/article")
                            .textValue());
        }
        ArticleEditing.publish(draft, object()).statusCode(200);
        Fixtures.await(() -> ArticleEditing.read(path).get("relations").size() == 2);
        assertEquals(
                ArticleEditing.read(draft).get("slug"),
                ArticleEditing.read(path).at("/relations/0/slug"));
        assertEquals(
                ArticleEditing.id(draft),
                ArticleEditing.read(path).at("/relations/1/article").textValue());
        assertEquals(List.of("created published 1", "updated carried 1"), ArticleEditing.publicChanges(journal, path));
    }

    @Test
    void withdrawing_or_changing_a_notice_removes_the_inverse_relation() {
        String journal = Fixtures.journal();
        String target = ArticleEditing.published(ArticleEditing.minimal(journal).put("doi", doi));
        String notice = ArticleEditing.published(
                relating(journal, "isExpressionOfConcernOf", "article", ArticleEditing.id(target)));
        untilShown(target, "hasExpressionOfConcern");
        ArticleEditing.withdraw(notice, object().put("reason", "x")).statusCode(200);
        untilShown(target);
        ArticleEditing.undo(notice + "/withdrawal").statusCode(200);
        untilShown(target, "hasExpressionOfConcern");
        ArticleEditing.patch(notice, object().putNull("relations")).statusCode(200);
        untilShown(target, "hasExpressionOfConcern");
        ArticleEditing.publish(notice, object()).statusCode(200);
        untilShown(target);
        assertEquals(2, asAdmin().get(target).then().extract().<Integer>path("revision"));
    }

    @Test
    void only_forward_relations_create_an_inverse_relation_at_the_related_article() {
        String journal = Fixtures.journal();
        String target = ArticleEditing.published(ArticleEditing.minimal(journal));
        ObjectNode article = relating(journal, "hasComment", "article", ArticleEditing.id(target));
        article.withArray("relations").addObject().put("type", "references").put("article", ArticleEditing.id(target));
        ArticleEditing.published(article);
        untilShown(target, "isReferencedBy");
    }

    @Test
    void a_relation_to_a_missing_article_or_to_the_article_itself_returns_422() {
        String journal = Fixtures.journal();
        String path = ArticleEditing.draft(ArticleEditing.minimal(journal));
        ObjectNode wrong = ArticleEditing.minimal(journal);
        wrong.putArray("relations").addObject().put("type", "isReplyTo");
        wrong.withArray("relations").addObject().put("type", "isReplyTo").put("article", ArticleEditing.UNKNOWN);
        wrong.withArray("relations").addObject().put("type", "isReplyTo").put("article", ArticleEditing.id(path));
        wrong.withArray("relations").addObject().put("doi", "10.5555/x");
        wrong.withArray("relations").addNull();
        ArticleEditing.put(path, "*", wrong)
                .statusCode(422)
                .body(
                        "errors.pointer",
                        contains(
                                "/relations/4",
                                "/relations/3/type",
                                "/relations/0",
                                "/relations/1/article",
                                "/relations/2/article"));
    }

    @Test
    void a_relation_to_a_withdrawn_article_shows_the_article_id_without_the_doi() {
        String journal = Fixtures.journal();
        String target = ArticleEditing.published(ArticleEditing.minimal(journal).put("doi", doi));
        String path = ArticleEditing.published(relating(journal, "isReplyTo", "article", ArticleEditing.id(target)));
        given().get(path).then().body("relations.doi", contains(doi));
        ArticleEditing.withdraw(target, object().put("reason", "x")).statusCode(200);
        ArticleEditing.await(() -> !ArticleEditing.read(path).at("/relations/0").has("doi"), "The DOI is still shown");
        assertEquals(
                ArticleEditing.id(target),
                ArticleEditing.read(path).at("/relations/0/article").textValue());
    }
}
