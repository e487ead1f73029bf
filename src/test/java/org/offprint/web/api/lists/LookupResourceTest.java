package org.offprint.web.api.lists;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.unique;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

@QuarkusTest
class LookupResourceTest {

    private final String doi = "10.12345/" + unique("Look").replace(' ', '.');

    @Test
    void lookup_by_doi_finds_a_published_article_in_any_format() {
        String article = article(doi);
        lookUp("doi", doi).statusCode(404);
        asAdmin().get("/v1/lookup?doi=" + doi).then().statusCode(404);

        Fixtures.publish(article);

        for (String spelling : new String[] {doi, doi.toLowerCase(), "https://doi.org/" + doi, "doi:" + doi}) {
            lookUp("doi", spelling)
                    .statusCode(303)
                    .header("Location", endsWith("/v1/articles/" + article))
                    .header("Cache-Control", equalTo("public, max-age=60, stale-while-revalidate=300"));
        }
    }

    @Test
    void lookup_finds_an_article_by_its_former_doi_and_its_current_doi() {
        String article = article(doi);
        Fixtures.publish(article);
        Fixtures.patch(asAdmin(), "/v1/articles/" + article, object().put("doi", doi + "-2"))
                .then()
                .statusCode(200);
        lookUp("doi", doi + "-2").statusCode(404);
        Fixtures.publish(article);

        lookUp("doi", doi).statusCode(303).header("Location", endsWith(article));
        lookUp("doi", doi + "-2").statusCode(303).header("Location", endsWith(article));
    }

    @Test
    void lookup_by_doi_finds_a_published_issue() {
        ObjectNode issue =
                object().put("journal", Fixtures.journal()).put("volume", "1").put("doi", doi);
        String id = Fixtures.created(asAdmin(), "/v1/issues", issue).get("id").textValue();
        lookUp("doi", doi).statusCode(404);

        asAdmin()
                .header("If-Match", "*")
                .contentType("application/json")
                .put("/v1/issues/" + id + "/publication")
                .then()
                .statusCode(200);

        lookUp("doi", doi).statusCode(303).header("Location", endsWith("/v1/issues/" + id));
    }

    @Test
    void lookup_by_issn_ror_orcid_or_slug_redirects_to_the_record() {
        String issn = Fixtures.issn();
        ObjectNode journal = object().put("title", unique("Looked up")).put("language", "en");
        journal.putArray("issns").addObject().put("type", "electronic").put("value", issn);
        var made = Fixtures.created(asAdmin(), "/v1/journals", journal);
        String id = made.get("id").textValue();
        String ror = Fixtures.ror();
        String affiliation = Fixtures.created(
                        asAdmin(),
                        "/v1/affiliations",
                        object().put("name", "An institute").put("ror", ror))
                .get("id")
                .textValue();

        lookUp("issn", issn.replace("-", "")).statusCode(303).header("Location", endsWith("/v1/journals/" + id));
        lookUp("slug", made.get("slug").textValue()).header("Location", endsWith("/v1/journals/" + id));
        lookUp("ror", ror.replace("https://ror.org/", ""))
                .statusCode(303)
                .header("Location", endsWith("/v1/affiliations/" + affiliation));
        lookUp("orcid", "https://orcid.org/0000-0002-1825-0097")
                .statusCode(303)
                .header("Location", endsWith("/v1/articles?orcid=0000-0002-1825-0097"));
    }

    @Test
    void lookup_by_the_slug_of_a_draft_article_returns_404() {
        String article = article(doi);
        String slug = asAdmin().get("/v1/articles/" + article).jsonPath().getString("slug");
        lookUp("slug", slug).statusCode(404);

        Fixtures.publish(article);

        lookUp("slug", slug).statusCode(303).header("Location", endsWith(article));
    }

    @Test
    void lookup_returns_404_for_unknown_identifiers_and_400_for_invalid_identifiers() {
        lookUp("doi", "10.99999/nobody/has?this#<one>").statusCode(404);
        lookUp("issn", "0000-0000").statusCode(404);
        lookUp("slug", "../../etc").statusCode(404);
        lookUp("doi", "nonsense").statusCode(400).body("errors[0].code", equalTo("doi-format"));
        lookUp("orcid", "0000-0000-0000-0002").statusCode(400).body("errors[0].parameter", equalTo("orcid"));
    }

    @Test
    void lookup_without_exactly_one_parameter_returns_400() {
        given().get("/v1/lookup").then().statusCode(400).body("errors[0].code", equalTo("one-parameter"));
        given().get("/v1/lookup?doi=10.1234/a&slug=b")
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("one-parameter"));
        given().get("/v1/lookup?isbn=1").then().statusCode(400).body("errors[0].code", equalTo("unknown-parameter"));
    }

    private static String article(String doi) {
        String article = Fixtures.article(Fixtures.journal());
        Fixtures.patch(asAdmin(), "/v1/articles/" + article, object().put("doi", doi))
                .then()
                .statusCode(200);
        return article;
    }

    private static ValidatableResponse lookUp(String name, String value) {
        return given().redirects()
                .follow(false)
                .queryParam(name, value)
                .get("/v1/lookup")
                .then();
    }
}
