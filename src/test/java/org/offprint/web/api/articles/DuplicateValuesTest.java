package org.offprint.web.api.articles;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.post;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offprint.web.api.Fixtures;

/**
 * Tests that duplicate or reversed values are rejected with their JSON Pointer, and that valid values that only look
 * similar are accepted.
 */
@QuarkusTest
class DuplicateValuesTest {

    private ObjectNode article;

    @BeforeEach
    void createArticle() {
        article = ArticleEditing.minimal(Fixtures.journal());
    }

    private ValidatableResponse sent() {
        return post(asAdmin(), "/v1/articles?validateOnly=true", article).then();
    }

    @Test
    void two_contributors_with_the_same_orcid_id_and_different_names_are_rejected() {
        ArrayNode contributors = article.putArray("contributors");
        contributors.addObject().put("family", "A").put("orcid", "0000-0002-1825-0097");
        contributors
                .addObject()
                .put("family", "\u00c4")
                .put("given", "Of a group")
                .put("orcid", "0000-0002-1825-0097");
        contributors
                .addObject()
                .put("family", "a")
                .put("orcid", "0000-0002-1825-0097")
                .put("role", "translator");
        sent().statusCode(200);
        contributors.addObject().put("family", "B").put("orcid", "https://orcid.org/0000000218250097");
        sent().statusCode(422)
                .body("errors.pointer", contains("/contributors/3/orcid"))
                .body("errors.code", contains("duplicate"));
    }

    @Test
    void a_duplicate_keyword_in_one_language_returns_422() {
        article.putArray("keywords").add("Soil carbon").add("peat").add("soil  Carbon");
        ObjectNode translations = article.putObject("translations");
        translations.putObject("pt").putArray("keywords").add("peat").add("turfa");
        translations
                .putObject("de")
                .putArray("keywords")
                .add("Torf")
                .add("Moor")
                .add("TORF");
        sent().statusCode(422)
                .body("errors.pointer", contains("/keywords/2", "/translations/de/keywords/2"))
                .body("errors.code", contains("duplicate", "duplicate"));
    }

    @ParameterizedTest
    @CsvSource({
        "101, 117, 200",
        "101, 101, 200",
        "1234, 41, 200",
        "1234, 1241, 200",
        "xv, ii, 200",
        "e12, e3, 200",
        "99, 101, 200",
        "117, 101, 422",
        "9, 1, 422"
    })
    void a_last_page_before_the_first_page_returns_422(String first, String last, int status) {
        article.putObject("pages").put("first", first).put("last", last);
        ValidatableResponse answer = sent().statusCode(status);
        if (status == 422) {
            answer.body("errors[0].pointer", equalTo("/pages/last")).body("errors[0].code", equalTo("before-first"));
        }
    }
}
