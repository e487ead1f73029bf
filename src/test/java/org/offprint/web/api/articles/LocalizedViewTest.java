package org.offprint.web.api.articles;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asReader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/** Tests {@code view=localized}, which returns articles in one language. */
@QuarkusTest
class LocalizedViewTest {

    private String journal;
    private String path;

    @BeforeEach
    void publishATranslatedArticle() {
        journal = Fixtures.journal();
        ObjectNode article = ArticleEditing.minimal(journal)
                .put("title", "A tide")
                .put("titleHtml", "A <i>tide</i>")
                .put("subtitle", "Twice a day")
                .put("abstract", "Water rises.");
        article.putArray("keywords").add("tides");
        ObjectNode translations = article.putObject("translations");
        ObjectNode german =
                translations.putObject("de").put("title", "Eine Flut").put("abstract", "Wasser steigt.");
        german.putArray("keywords").add("Gezeiten");
        translations.putObject("zh-Hant").put("title", "潮汐");
        path = ArticleEditing.published(article);
    }

    private static JsonNode read(RequestSpecification caller, String url, String languages) {
        Response response = (languages == null ? caller : caller.header("Accept-Language", languages)).get(url);
        assertEquals(200, response.statusCode(), response.asString());
        return Fixtures.body(response);
    }

    private String title(String languages) {
        return read(asReader(), path + "?view=localized", languages)
                .get("title")
                .textValue();
    }

    @Test
    void an_article_is_returned_in_the_language_that_matches_best() {
        JsonNode german = read(asReader(), path + "?view=localized", "de-AT, en;q=0.5");
        assertEquals("Eine Flut", german.get("title").textValue());
        assertTrue(german.path("titleHtml").isMissingNode());
        assertEquals("Twice a day", german.get("subtitle").textValue());
        assertEquals("Wasser steigt.", german.get("abstract").textValue());
        assertEquals("[\"Gezeiten\"]", german.get("keywords").toString());
        assertEquals("{}", german.get("translations").toString());
        assertEquals("en", german.get("language").textValue());
        assertEquals(
                "{\"title\":\"de\",\"abstract\":\"de\",\"keywords\":\"de\"}",
                german.get("localized").toString());
        JsonNode chinese = read(asReader(), path + "?view=localized", "zh-Hant-TW");
        assertEquals("潮汐", chinese.get("title").textValue());
        assertEquals("Water rises.", chinese.get("abstract").textValue());
        assertEquals("{\"title\":\"zh-Hant\"}", chinese.get("localized").toString());
    }

    @Test
    void an_article_keeps_its_own_language_if_no_other_language_matches_better() {
        for (String languages : new String[] {null, "en", "en-GB, de", "fr", "*", "de;q=0", "x;;", "de-", ""}) {
            JsonNode article = read(asReader(), path + "?view=localized", languages);
            assertEquals("A <i>tide</i>", article.get("titleHtml").textValue(), languages);
            assertEquals("{}", article.get("translations").toString());
            assertTrue(article.path("localized").isMissingNode(), languages);
        }
        assertEquals("Eine Flut", title("fr, de;q=0.9, en;q=0.8"));
    }

    @Test
    void only_localized_responses_vary_by_language() {
        Response german = asReader().header("Accept-Language", "de").get(path + "?view=localized");
        Response english = asReader().header("Accept-Language", "en").get(path + "?view=localized");
        assertNotEquals(german.header("ETag"), english.header("ETag"));
        for (Response response : new Response[] {german, english}) {
            response.then().header("Vary", containsString("Accept-Language"));
        }
        asReader()
                .header("Accept-Language", "de")
                .header("If-None-Match", german.header("ETag"))
                .get(path + "?view=localized")
                .then()
                .statusCode(304)
                .header("Vary", containsString("Accept-Language"));
        asReader()
                .header("Accept-Language", "de")
                .get(path)
                .then()
                .header("Vary", not(containsString("Accept-Language")))
                .body("title", equalTo("A tide"))
                .body("translations.de.title", equalTo("Eine Flut"));
    }

    @Test
    void localized_lists_and_inclusions_are_never_served_in_another_language() {
        String list = "/v1/articles?view=localized&include=issue.neighbours&id=" + ArticleEditing.id(path);
        String plain = "/v1/articles?view=localized&fields=title,slug&id=" + ArticleEditing.id(path);
        for (int i = 0; i < 3; i++) {
            for (String url : new String[] {list, plain}) {
                assertEquals(
                        "Eine Flut",
                        read(asReader(), url, "de").at("/items/0/title").textValue());
                assertEquals(
                        "A tide",
                        read(asReader(), url, "en").at("/items/0/title").textValue());
            }
        }
        JsonNode item = read(asReader(), plain, "de").at("/items/0");
        assertEquals("{\"title\":\"de\"}", item.get("localized").toString());
        asReader().header("Accept-Language", "de").get(plain).then().header("Vary", containsString("Accept-Language"));
    }

    @Test
    void editors_get_published_data_and_invalid_views_are_rejected() {
        ArticleEditing.patch(path, Fixtures.object().put("subtitle", "Unpublished"));
        assertEquals(
                "Twice a day",
                read(as(Fixtures.editorOf(journal)), path + "?view=localized", "de")
                        .get("subtitle")
                        .textValue());
        asReader().get(path + "?view=local").then().statusCode(400).body("errors[0].parameter", equalTo("view"));
        asReader()
                .accept("application/x-bibtex")
                .get(path + "?view=localized")
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("of-json"));
        asReader()
                .get("/v1/articles?view=localized&format=csv")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("view"));
        String draft = ArticleEditing.draft(ArticleEditing.minimal(journal));
        as(Fixtures.editorOf(journal)).get(draft + "?view=localized").then().statusCode(404);
    }
}
