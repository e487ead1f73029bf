package org.offprint.site;

import static io.restassured.RestAssured.given;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.offprint.api.Fixtures;

@QuarkusTest
class ArticlePageTest {

    @Test
    void the_page_of_a_published_article_leads_to_its_record() {
        String article = Fixtures.article(Fixtures.journal());
        Fixtures.publish(article);
        String page = given().get("/v1/articles/" + article).path("links.landingPage");

        given().redirects()
                .follow(false)
                .get(page)
                .then()
                .statusCode(303)
                .header("Location", "/v1/articles/" + article);
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
