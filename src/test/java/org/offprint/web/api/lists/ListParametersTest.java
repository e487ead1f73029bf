package org.offprint.web.api.lists;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offprint.search.query.SearchDocument;
import org.offprint.web.api.BackgroundWork;

/**
 * Tests that list parameters are strict: all errors are reported together, and no parameter value is clamped or
 * ignored.
 */
@QuarkusTest
class ListParametersTest {

    private static ValidatableResponse refused(RequestSpecification caller, String path) {
        return caller.urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "articles?year=25|year|year-format|1000",
                "articles?type=reviw-article|type|unknown-value|did you mean review-article",
                "articles?doi=11.1/x|doi|doi-format|10.",
                "articles?doi=10.5555/a,10.5555/b|doi|several-values|Repeat the parameter",
                "articles?cites=10.5555/a,10.5555/b|cites|several-values|Repeat the parameter",
                "articles?orcid=0000-0002-1825-0098|orcid|orcid-checksum|7",
                "articles?author=0000-0002-1825-0098|author|orcid-checksum|7",
                "articles?ror=05dxps056|ror|ror-checksum|55",
                "articles?issn=2049-3631|issn|issn-checksum|0",
                "articles?country=UK|country|country-unknown|GB",
                "articles?language=xx|language|language-unknown|xx",
                "articles?license=mit|license|license-format|SPDX",
                "articles?journal=Annals+of|journal|id-or-slug-format|id",
                "issues?journal=a--b|journal|id-or-slug-format|slug",
                "articles?cites=x|cites|doi-format|10.",
                "articles?retracted=yes|retracted|unknown-value|true, false",
                "articles?has=pdf|has|unknown-value|fulltext",
                "articles?missing=doy|missing|unknown-value|did you mean doi",
                "articles?publishedFrom=2025-13|publishedFrom|date-format|2025-13",
                "articles?publishedFrom=2025-01-01T10:00:00Z|publishedFrom|date-format|2025-01-01",
                "issues?publishedUntil=2025-01-01T10:00:00Z|publishedUntil|date-format|2025-01-01",
                "articles?updatedFrom=2025-01-01T10|updatedFrom|date-format|offset",
                "articles?updatedFrom=%2B999999999-12-31T00:00:00Z|updatedFrom|date-format|four-digit year",
                "articles?updatedUntil=-999999999-01-01T00:00:00Z|updatedUntil|date-format|four-digit year",
                "articles?publishedFrom=2025&publishedUntil=2024|publishedUntil|range-empty|before",
                "articles?sort=tittle|sort|unknown-value|did you mean title",
                "articles?sort=name|sort|unknown-value|-published",
                "articles?sort=relevance|sort|without-q|q",
                "articles?limit=101|limit|out-of-range|100",
                "articles?limit=0|limit|out-of-range|1",
                "articles?page=0|page|out-of-range|500",
                "articles?page=501|page|out-of-range|500",
                "articles?limit=100&page=101|page|out-of-range|100",
                "articles?facets=yeer|facets|unknown-value|did you mean year",
                "articles?facets=year:0|facets|out-of-range|100",
                "articles?facets=year:101|facets|out-of-range|100",
                "articles?facets=status|facets|unknown-value|year",
                "articles?facets=doi|facets|unknown-value|year",
                "articles?fields=titel|fields|unknown-value|did you mean title",
                "articles?fields=contributors.famly|fields|unknown-value|contributors.family",
                "articles?fields=title.x|fields|unknown-value|nested",
                "articles?fields=id,|fields|unknown-value|empty",
                "articles?highlight=true|highlight|without-q|q",
                "articles?q=a&highlight=yes|highlight|boolean-format|true",
                "articles?syntax=words|syntax|without-q|q",
                "articles?q=a&syntax=lucene|syntax|unknown-value|words",
                "articles?q=titel:x|q|query-field|did you mean title",
                "articles?status=draft|status|for-editors|as an editor",
                "articles?readiness=cr-19|readiness|for-editors|as an editor",
                "issues?status=draft|status|for-editors|as an editor",
                "issues?year=next|year|year-format|1000",
                "issues?special=maybe|special|unknown-value|true, false",
                "issues?sort=title|sort|unknown-value|-published",
                "issues?facets=keyword|facets|unknown-value|year",
                "issues?q=abstract:x|q|query-field|title",
                "journals?issn=1|issn|issn-format|2049-3630",
                "journals?sort=-published|sort|unknown-value|title",
                "affiliations?status=closed|status|unknown-value|active",
                "affiliations?parent=x|parent|id-format|id",
                "contributors?orcid=x|orcid|orcid-format|0097",
                "contributors?identified=1|identified|unknown-value|true",
                "contributors?sort=-published|sort|unknown-value|-articles",
                "keywords?facets=year|facets|unknown-value|no facets",
                "keywords?sort=-updated|sort|unknown-value|-articles",
            })
    void an_invalid_list_parameter_returns_400_with_an_error_code(
            String path, String parameter, String code, String message) {
        refused(asReader(), "/v1/" + path)
                .body("errors.parameter", contains(parameter))
                .body("errors.code", contains(code))
                .body("errors.message[0]", containsString(message));
    }

    @ParameterizedTest
    @CsvSource({
        "articles?isue=1,issue",
        "articles?tittle=x,",
        "issues?journals=x,journal",
        "journals?year=2025,",
        "affiliations?cuntry=CN,country",
        "contributors?orcit=1,orcid",
        "keywords?view=public,",
        "articles?facet=year,facets",
    })
    void an_unknown_list_parameter_is_reported_with_the_closest_known_name(String path, String near) {
        ValidatableResponse response =
                refused(asReader(), "/v1/" + path).body("errors.code", contains("unknown-parameter"));
        if (near != null) {
            response.body("errors.message[0]", containsString("Did you mean " + near + "?"));
        }
    }

    @Test
    void all_list_parameter_errors_are_reported_together() {
        refused(
                        asReader(),
                        "/v1/articles?year=x&year=y&type=z&limit=0&sort=w&facets=v&fields=u&q=(&has=t&publishedFrom=s")
                .body(
                        "errors.parameter",
                        containsInAnyOrder(
                                "year",
                                "year",
                                "type",
                                "limit",
                                "sort",
                                "facets",
                                "fields",
                                "q",
                                "has",
                                "publishedFrom"));
    }

    @Test
    void the_message_of_an_unknown_sort_order_lists_the_sort_orders_of_the_list() {
        refused(asReader(), "/v1/issues?sort=zzz")
                .body(
                        "errors[0].message",
                        equalTo("Must be one of -published, published, -updated, updated, relevance."));
    }

    @Test
    void an_invalid_search_query_is_reported_with_its_error_position_and_a_suggestion() {
        refused(asReader(), "/v1/articles?q=soil+titel:x")
                .body("errors[0].position", equalTo(5))
                .body("errors[0].suggestion", equalTo("soil title:x"));
        refused(asReader(), "/v1/articles?syntax=words&q=" + "x".repeat(1001))
                .body("errors.code", contains("query-length"));
        for (String nul : List.of("%00", "a%00b", "%ED%A0%80", "%FF")) {
            refused(asReader(), "/v1/articles?q=" + nul);
            refused(asReader(), "/v1/articles?keyword=" + nul);
        }
    }

    @Test
    void combining_the_cursor_parameter_with_page_or_relevance_order_returns_400() {
        refused(asReader(), "/v1/articles?cursor=abc&page=2").body("errors.code", contains("cursor-and-page"));
        refused(asReader(), "/v1/articles?cursor=abc&q=x").body("errors.code", contains("by-relevance"));
        refused(asReader(), "/v1/articles?cursor=abc").body("errors.code", contains("cursor-invalid"));
        refused(asReader(), "/v1/articles?page=1&page=2").body("errors.code", contains("repeated-parameter"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"articles", "issues", "journals", "affiliations"})
    void editors_and_readers_receive_the_same_list_parameter_errors(String list) {
        refused(asAdmin(), "/v1/" + list + "?view=mine").body("errors.parameter", contains("view"));
        refused(asAdmin(), "/v1/" + list + "?status=no&sort=no")
                .body("errors.parameter.size()", equalTo(list.equals("journals") ? 1 : 2));
        assertEquals(
                401,
                asReader()
                        .header("Authorization", "Bearer nobody")
                        .get("/v1/" + list)
                        .statusCode());
    }

    @Test
    void every_example_request_in_the_search_documentation_returns_200() {
        // A new service answers lists only when its index is open.
        BackgroundWork.awaitIdle();
        List<String> examples = SearchDocument.lines("http");
        assertEquals(true, examples.size() > 20);
        for (String example : examples) {
            String path = example.replaceFirst("^GET ", "");
            assertEquals(200, asReader().urlEncodingEnabled(false).get(path).statusCode(), path);
        }
        for (String query : SearchDocument.lines("query")) {
            assertEquals(
                    200, asReader().queryParam("q", query).get("/v1/articles").statusCode(), query);
        }
    }
}
