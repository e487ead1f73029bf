package org.offprint.web.api.articles;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offprint.web.api.Fixtures;

/**
 * Tests that each mistake in an article is reported once, at its exact position, and in terms of the field rather than
 * the parser.
 */
@QuarkusTest
class ArticleMistakesTest {

    private static ValidatableResponse sent(String json) {
        return ArticleEditing.send(asAdmin(), json)
                .post("/v1/articles?validateOnly=true")
                .then();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'title': 'x'         | Unexpected end-of-input (line 1, column 14).",
                "{'title': 'x',}       | Unexpected character ('}'): was expecting double-quote to start field name"
                        + " (line 1, column 15).",
                "{'title': NaN}        | Non-standard token 'NaN' (line 1, column 14).",
                "{'title': 1, 'title': 2} | Duplicate field 'title' (line 1, column 21)."
            })
    void malformed_json_returns_400_with_the_line_and_column(String body, String detail) {
        sent(body.replace('\'', '"')).statusCode(400).body("detail", equalTo(detail));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "relations    | [{'type': 'isReplyTo', 'doi': 'bad'}]                 | /relations/0/doi doi-format",
                "references   | [{'doi': 'bad'}]                                      | /references/0/doi doi-format",
                "references   | [{'nothing': 'bad'}]                                  | /references/0/nothing"
                        + " unknown-member, /references/0 required",
                "contributors | [{'family': 'A', 'affiliations': [{'ror': 'bad'}]}]   |"
                        + " /contributors/0/affiliations/0/ror ror-format",
                "issue        | {'volume': '1'}                                       | /issue/id wrong-type",
                "affiliations | [{'name': 'A'}]                                       | /affiliations"
                        + " decided-by-the-service",
                "keywords     | ['\u200b', 'a']                                       | /keywords/0 required",
                "funding      | [{'awards': []}, {'awards': []}]                      | /funding/0/funder required,"
                        + " /funding/1/funder required"
            })
    void each_invalid_member_is_reported_once_with_its_json_pointer(String member, String value, String expected) {
        ObjectNode article = ArticleEditing.minimal(Fixtures.journal());
        String json = article.toString();
        sent(json.substring(0, json.length() - 1) + ",\"" + member + "\":" + value.replace('\'', '"') + "}")
                .statusCode(422)
                .body("errors.collect { it.pointer + ' ' + it.code }", equalTo(List.of(expected.split(", "))));
    }

    @Test
    void a_duplicate_slug_returns_409_with_the_path_of_the_existing_article() {
        ObjectNode article = ArticleEditing.minimal(Fixtures.journal()).put("slug", "taken-" + System.nanoTime());
        String path = ArticleEditing.draft(article);
        sent(article.toString())
                .statusCode(409)
                .body("detail", equalTo("Must be unique, but is already used by " + path + "."))
                .body("errors.pointer", contains("/slug"));
    }

    @Test
    void whitespace_around_titles_and_keywords_is_removed() {
        ObjectNode article = ArticleEditing.minimal(Fixtures.journal()).put("title", " Tides\n");
        article.putArray("keywords").add(" cafe\u0301 ");
        sent(article.toString())
                .statusCode(200)
                .body("title", equalTo("Tides"))
                .body("keywords", contains("caf\u00e9"));
    }

    @Test
    void the_error_for_a_record_used_by_one_other_record_uses_the_singular() {
        String journal = Fixtures.journal();
        String issue = Fixtures.post(
                        asAdmin(),
                        "/v1/issues",
                        object().put("journal", journal).put("volume", "1"))
                .jsonPath()
                .getString("id");
        ArticleEditing.draft(ArticleEditing.minimal(journal).put("issue", issue));
        ArticleEditing.undo("/v1/issues/" + issue)
                .statusCode(409)
                .body("detail", equalTo("The issue is used by 1 record."));
    }
}
