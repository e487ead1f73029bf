package org.offprint.site.articles;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.offprint.api.Fixtures;

@QuarkusTest
class ArticlePageTest {

    @Test
    void the_page_of_a_published_article_leads_machines_to_its_record() {
        String article = Fixtures.article(Fixtures.journal());
        Fixtures.publish(article);
        String page = given().get("/v1/articles/" + article).path("links.landingPage");

        given().redirects()
                .follow(false)
                .accept("application/vnd.citationstyles.csl+json")
                .get(page)
                .then()
                .statusCode(303)
                .header("Location", "/v1/articles/" + article);
    }

    @Test
    void the_page_of_a_published_article_is_html_for_browsers() {
        String article = Fixtures.article(Fixtures.journal());
        Fixtures.publish(article);
        var record = given().get("/v1/articles/" + article);

        given().accept("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
                .get(record.<String>path("links.landingPage"))
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .body(containsString(record.<String>path("title")))
                .body(containsString("<meta name=\"citation_title\""))
                .body(containsString("<script type=\"application/ld+json\">"));
    }

    @Test
    void there_is_no_page_of_a_draft() {
        String article = Fixtures.article(Fixtures.journal());
        String slug = Fixtures.asAdmin().get("/v1/articles/" + article).path("slug");

        given().get("/articles/" + slug).then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void the_page_of_a_withdrawn_article_is_gone() {
        String article = Fixtures.article(Fixtures.journal());
        Fixtures.publish(article);
        String page = given().get("/v1/articles/" + article).path("links.landingPage");
        Fixtures.asAdmin()
                .header("If-Match", "*")
                .contentType("application/json")
                .body("{\"reason\":\"Published twice.\"}")
                .put("/v1/articles/" + article + "/withdrawal")
                .then()
                .statusCode(200);

        given().get(page).then().statusCode(410);
    }
}
