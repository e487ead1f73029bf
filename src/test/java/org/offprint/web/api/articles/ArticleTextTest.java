package org.offprint.web.api.articles;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/** Tests titles and abstracts as plain text and as HTML markup. */
@QuarkusTest
class ArticleTextTest {

    private String journal;

    private ObjectNode untitled() {
        ObjectNode article = ArticleEditing.minimal(journal);
        article.remove("title");
        return article;
    }

    @BeforeEach
    void createJournal() {
        journal = Fixtures.journal();
    }

    @Test
    void title_and_abstract_markup_is_sanitized_and_converted_to_plain_text() {
        String path = ArticleEditing.published(untitled()
                .put(
                        "titleHtml",
                        "<script>x</script><em onclick='x()'>E. coli</em> in H<sub>2</sub>O<img src=x onerror=y>")
                .put("abstractHtml", "<p style='x'>One <a href='javascript:x'>link</a>.</p><ul><li>Two</li></ul>"));
        JsonNode read = ArticleEditing.read(path);
        assertEquals("<i>E. coli</i> in H<sub>2</sub>O", read.get("titleHtml").textValue());
        assertEquals("E. coli in H2O", read.get("title").textValue());
        assertEquals(
                "<p>One link.</p><ul><li>Two</li></ul>",
                read.get("abstractHtml").textValue());
        assertEquals("One link.\n\nTwo", read.get("abstract").textValue());
        assertEquals("e-coli-in-h2o", read.get("slug").textValue().replaceFirst("-\\d+$", ""));
    }

    @Test
    void a_plain_title_is_never_parsed_as_markup() {
        String path = ArticleEditing.published(ArticleEditing.minimal(journal).put("title", "a < b & <i>c</i>"));
        JsonNode read = ArticleEditing.read(path);
        assertEquals("a < b & <i>c</i>", read.get("title").textValue());
        assertFalse(read.has("titleHtml"));
        JsonNode plain = ArticleEditing.readAsEditor(
                ArticleEditing.draft(untitled().put("titleHtml", "R&amp;D of <font>x</font>")));
        assertEquals("R&D of x", plain.get("title").textValue());
        assertFalse(plain.has("titleHtml"));
    }

    @Test
    void a_plain_title_that_differs_from_its_markup_returns_422() {
        ObjectNode article = ArticleEditing.minimal(journal)
                .put("title", "One")
                .put("titleHtml", "<i>Other</i>")
                .put("abstract", " One \n two ")
                .put("abstractHtml", "<p>One</p><p>two</p>");
        article.putObject("translations").putObject("de").put("title", "Eins").put("titleHtml", "<i>Zwei</i>");
        Fixtures.post(asAdmin(), "/v1/articles", article)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/title", "/translations/de/title"))
                .body("errors.code", contains("differs-from-markup", "differs-from-markup"));
    }

    @Test
    void patching_a_plain_title_removes_its_markup_and_patching_markup_updates_the_plain_title() {
        ObjectNode article = untitled().put("titleHtml", "<i>Old</i>").put("abstractHtml", "<p><b>Old</b></p>");
        article.putObject("translations").putObject("de").put("titleHtml", "<i>Alt</i>");
        String path = ArticleEditing.draft(article);
        ArticleEditing.patch(path, object().put("titleHtml", "<b>Newer</b>"))
                .statusCode(200)
                .body("title", equalTo("Newer"))
                .body("titleHtml", equalTo("<b>Newer</b>"));
        ObjectNode patch = object().put("title", "Newest").put("abstract", "Newest");
        patch.putObject("translations").putObject("de").put("title", "Neu");
        ArticleEditing.patch(path, patch)
                .statusCode(200)
                .body("title", equalTo("Newest"))
                .body("$", not(hasKey("titleHtml")))
                .body("$", not(hasKey("abstractHtml")))
                .body("translations.de", not(hasKey("titleHtml")));
        ArticleEditing.patch(path, object().put("titleHtml", "<i>Again</i>")).body("title", equalTo("Again"));
        ArticleEditing.patch(path, object().putNull("titleHtml"))
                .statusCode(200)
                .body("title", equalTo("Again"))
                .body("$", not(hasKey("titleHtml")));
        ArticleEditing.patch(path, object().put("title", "One").put("titleHtml", "<i>Two</i>"))
                .statusCode(422);
        ArticleEditing.patch(path, object().putNull("title"))
                .statusCode(422)
                .body("errors.pointer", contains("/title"));
    }

    @Test
    void an_article_with_title_markup_without_text_returns_422() {
        Fixtures.post(asAdmin(), "/v1/articles", untitled().put("titleHtml", "<script>x</script> "))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/title"))
                .body("errors.code", contains("required"));
        Fixtures.post(asAdmin(), "/v1/articles", untitled().put("titleHtml", "<i>".repeat(300) + "x"))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/titleHtml"))
                .body("errors.code", contains("markup-depth"));
    }

    @Test
    void a_title_derived_from_markup_has_the_length_limit_of_a_plain_title() {
        Fixtures.post(asAdmin(), "/v1/articles", untitled().put("titleHtml", "<i>" + "x".repeat(2_001) + "</i>"))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/titleHtml"))
                .body("errors.code", contains("size"));
        Fixtures.post(asAdmin(), "/v1/articles", untitled().put("titleHtml", "<i>x</i>" + "&".repeat(1_900)))
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/titleHtml"));
        String path = ArticleEditing.draft(untitled().put("titleHtml", "<i>" + "x".repeat(2_000) + "</i>"));
        ArticleEditing.put(path, "\"r1\"", ArticleEditing.readAsEditor(path))
                .statusCode(200)
                .header("ETag", ArticleEditing.revision(1));
    }

    @Test
    void translated_markup_is_sanitized_and_a_translation_into_the_article_language_returns_422() {
        ObjectNode article = ArticleEditing.minimal(journal);
        article.putObject("translations").putObject("en").put("title", "x");
        ((ObjectNode) article.get("translations")).putObject("zh").put("titleHtml", "<i>水</i><script>x</script>");
        Fixtures.post(asAdmin(), "/v1/articles", article)
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/translations/en"));
        ((ObjectNode) article.get("translations")).remove("en");
        assertEquals(
                "水",
                ArticleEditing.readAsEditor(ArticleEditing.draft(article))
                        .at("/translations/zh/title")
                        .textValue());
        ((ObjectNode) article.get("translations")).putObject("ZH").put("title", "x");
        Fixtures.post(asAdmin(), "/v1/articles", article)
                .then()
                .statusCode(422)
                .body("errors.code", contains("duplicate"));
    }
}
