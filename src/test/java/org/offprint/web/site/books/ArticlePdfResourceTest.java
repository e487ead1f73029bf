package org.offprint.web.site.books;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/** Tests requests for PDFs of articles in a service that generates no PDFs. */
@QuarkusTest
class ArticlePdfResourceTest {

    private static String pdf(String article) {
        return "/v1/articles/" + article + "/exports/pdf";
    }

    private static String published(byte[] upload) {
        String article = Fixtures.article(Fixtures.journal());
        if (upload != null) {
            asAdmin()
                    .header("If-None-Match", "*")
                    .contentType("application/pdf")
                    .body(upload)
                    .put("/v1/articles/" + article + "/files/paper.pdf?role=fulltext")
                    .then()
                    .statusCode(201);
        }
        Fixtures.publish(article);
        return article;
    }

    @Test
    void requests_for_an_uploaded_pdf_are_redirected_to_the_file() {
        String article = published("%PDF-1.4\n%%EOF\n".getBytes(StandardCharsets.US_ASCII));
        given().redirects()
                .follow(false)
                .get(pdf(article))
                .then()
                .statusCode(303)
                .header("Location", endsWith("/v1/articles/" + article + "/files/paper.pdf"));
        given().get(pdf(article)).then().statusCode(200).contentType("application/pdf");
    }

    @Test
    void the_error_without_a_typesetting_program_contains_the_command_that_turns_pdfs_on() {
        String article = published(null);
        asReader()
                .get(pdf(article))
                .then()
                .statusCode(409)
                .body("errors.code", equalTo(List.of("pdf-off")))
                .body("errors.message[0]", containsString("npm install"));
        asReader()
                .get("/v1/articles/" + article + "/exports")
                .then()
                .body("items.find { it.name == 'pdf' }.possible", equalTo(false));
    }

    @Test
    void an_unknown_unpublished_or_withdrawn_article_has_no_pdf() {
        asReader().get(pdf("00000000-0000-7000-8000-000000000000")).then().statusCode(404);
        asReader().get(pdf(Fixtures.article(Fixtures.journal()))).then().statusCode(404);
        String article = published(null);
        Fixtures.withdraw(article);
        asReader().get(pdf(article)).then().statusCode(410);
    }

    @Test
    void a_client_that_does_not_accept_pdf_gets_406() {
        asReader().accept("text/html").get(pdf(published(null))).then().statusCode(406);
    }
}
