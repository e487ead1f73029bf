package org.offprint.web.api.articles;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/** Tests the contributors of an article and their affiliations. */
@QuarkusTest
class ContributorTest {

    private String journal;

    private ObjectNode by(ObjectNode... contributors) {
        ObjectNode article = ArticleEditing.minimal(journal);
        ArrayNode list = article.putArray("contributors");
        List.of(contributors).forEach(list::add);
        return article;
    }

    private static ObjectNode person(String family) {
        return object().put("family", family);
    }

    @BeforeEach
    void createJournal() {
        journal = Fixtures.journal();
    }

    @Test
    void a_contributor_affiliation_can_be_an_id_or_an_object_or_a_ror_id_or_text() {
        String ror = Fixtures.ror();
        String byRor = Fixtures.created(
                        asAdmin(),
                        "/v1/affiliations",
                        object().put("name", "By ROR").put("ror", ror))
                .get("id")
                .textValue();
        String byId = Fixtures.affiliation("By id");
        ObjectNode first = person("A");
        first.putArray("affiliations").add(byId).addObject().put("id", byId).put("text", "Printed");
        first.withArray("affiliations").addObject().put("ror", ror.replace("https://ror.org/", ""));
        ObjectNode second = person("B");
        second.putArray("affiliations").addObject().put("text", "Words alone");
        second.withArray("affiliations")
                .add(byRor)
                .addObject()
                .put("text", "Words alone")
                .put("label", "9");
        String path = ArticleEditing.published(by(first, second));
        for (JsonNode article : List.of(ArticleEditing.readAsEditor(path), ArticleEditing.read(path))) {
            assertEquals(
                    "[{\"id\":\"" + byId + "\",\"label\":\"1\"},"
                            + "{\"id\":\"" + byId + "\",\"text\":\"Printed\",\"label\":\"1\"},"
                            + "{\"id\":\"" + byRor + "\",\"label\":\"2\"}]",
                    article.at("/contributors/0/affiliations").toString());
            assertEquals(
                    List.of("3", "2", "3"),
                    article.at("/contributors/1/affiliations").findValuesAsText("label"));
            assertEquals(
                    List.of("By id", "By ROR", "Words alone"),
                    article.get("affiliations").findValuesAsText("name"));
            assertEquals(ror, article.at("/affiliations/1/ror").textValue());
            assertFalse(article.at("/affiliations/2").has("id"));
        }
    }

    @Test
    void the_error_for_an_unknown_affiliation_describes_how_to_create_the_affiliation() {
        ObjectNode author = person("A");
        author.putArray("affiliations").addObject().put("ror", Fixtures.ror());
        author.withArray("affiliations")
                .add(ArticleEditing.UNKNOWN)
                .add("Hebei University")
                .addObject();
        author.withArray("affiliations").addObject().put("text", " ");
        author.withArray("affiliations").add(7);
        Fixtures.post(asAdmin(), "/v1/articles", by(author))
                .then()
                .statusCode(422)
                .body(
                        "errors.find { it.pointer == '/contributors/0/affiliations/0/ror' }.message",
                        containsString("POST /v1/affiliations"))
                .body(
                        "errors.find { it.pointer == '/contributors/0/affiliations/1/id' }.code",
                        equalTo("unknown-affiliation"))
                .body("errors.find { it.pointer == '/contributors/0/affiliations/2' }.code", equalTo("id-format"))
                .body("errors.find { it.pointer == '/contributors/0/affiliations/3' }.code", equalTo("required"))
                .body("errors.find { it.pointer == '/contributors/0/affiliations/4' }.code", equalTo("required"))
                .body("errors.find { it.pointer == '/contributors/0/affiliations/5' }.code", equalTo("wrong-type"))
                .body("errors.size()", equalTo(6));
    }

    @Test
    void a_person_requires_a_family_name_and_an_organization_requires_a_name() {
        ObjectNode org = object().put("kind", "organization").put("name", "The Group");
        assertEquals(
                List.of("Sukarno", "The Group"),
                List.of(
                        ArticleEditing.readAsEditor(ArticleEditing.draft(by(person("Sukarno"))))
                                .at("/contributors/0/family")
                                .textValue(),
                        ArticleEditing.readAsEditor(ArticleEditing.draft(by(org)))
                                .at("/contributors/0/name")
                                .textValue()));
        Fixtures.post(
                        asAdmin(),
                        "/v1/articles",
                        by(
                                object().put("given", "x"),
                                person("A").put("name", "x"),
                                org.deepCopy().put("family", "x")))
                .then()
                .statusCode(422)
                .body(
                        "errors.pointer",
                        contains("/contributors/0/family", "/contributors/1/name", "/contributors/2/family"));
        ObjectNode wrong = person("A")
                .put("role", "autor")
                .put("orcid", "0000-0002-1825-0098")
                .put("email", "x");
        wrong.set("credit", ArticleEditing.list("conceptualisation"));
        Fixtures.post(asAdmin(), "/v1/articles", by(wrong))
                .then()
                .statusCode(422)
                .body(
                        "errors.pointer",
                        contains(
                                "/contributors/0/role",
                                "/contributors/0/orcid",
                                "/contributors/0/email",
                                "/contributors/0/credit/0"))
                .body("errors[3].message", containsString("conceptualization"));
    }

    @Test
    void the_email_address_of_a_contributor_is_visible_only_to_editors() {
        String email = Fixtures.unique("secret").replace(' ', '.') + "@hidden.example";
        String path = ArticleEditing.published(by(person("A").put("email", email)));
        ArticleEditing.patch(path, object().put("subtitle", "New")).statusCode(200);
        ArticleEditing.publish(path, object()).statusCode(200);
        assertEquals(
                email,
                ArticleEditing.readAsEditor(path).at("/contributors/0/email").textValue());
        String id = ArticleEditing.id(path);
        for (String url : List.of(
                path,
                path + "/versions",
                path + "/versions/1",
                path + "/versions/2",
                path + "/versions/1/diff?with=2",
                "/v1/articles?id=" + id,
                "/v1/articles?journal=" + journal,
                "/v1/changes?journal=" + journal)) {
            String answer = RestAssured.given()
                    .get(url)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();
            assertFalse(answer.contains("hidden.example"), url);
            String other = Fixtures.as(Fixtures.editorOf(Fixtures.journal()))
                    .get(url)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();
            assertFalse(other.contains("hidden.example"), url);
        }
        ArticleEditing.patch(path, object().put("subtitle", "Newer"));
        assertTrue(ArticleEditing.readAsEditor(path).toString().contains(email));
    }
}
