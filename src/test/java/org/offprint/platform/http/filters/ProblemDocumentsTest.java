package org.offprint.platform.http.filters;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ProblemDocumentsTest {

    @ParameterizedTest
    @CsvSource({
        "gone, 410, gone, max-age=60",
        "duplicate, 409, duplicate, no-store",
        "wrapped, 409, conflict, no-store",
        "credentials, 401, unauthenticated, no-store",
        "role, 403, forbidden, no-store",
        "alternatives, 406, not-acceptable, no-store",
        "database, 503, unavailable, no-store",
        "shutdown, 503, unavailable, no-store",
        "pool, 503, unavailable, no-store",
        "query, 500, internal, no-store",
        "unknown, 500, internal, no-store"
    })
    void every_failure_of_a_resource_is_a_problem_document_that_gives_nothing_away(
            String kind, int status, String type, String cacheControl) {
        String path = "/v1/manners/failures/" + kind;
        problem(given().header("X-Request-Id", "my.id-1_x").get(path).then(), status, type, path)
                .body("requestId", equalTo("my.id-1_x"))
                .header("X-Request-Id", "my.id-1_x")
                .header("Cache-Control", cacheControl)
                .body(not(containsString("secret")));
    }

    @Test
    void a_database_that_does_not_answer_is_worth_asking_again() {
        given().get("/v1/manners/failures/database").then().statusCode(503).header("Retry-After", "5");
    }

    @Test
    void an_unmatched_path_is_a_problem_document_and_within_the_api_for_browsers_too() {
        String path = "/no/such/path";
        problem(given().get(path).then(), 404, "not-found", path);
        String ofApi = "/v1/no/such/path";
        problem(given().accept("text/html").get(ofApi).then(), 404, "not-found", ofApi);
        problem(given().post("/v1/nothing").then(), 404, "not-found", "/v1/nothing");
    }

    @Test
    void a_parameter_of_the_path_that_cannot_be_converted_is_400() {
        String path = "/v1/manners/documents/many";
        problem(given().get(path).then(), 400, "invalid-parameter", path);
    }

    @Test
    void a_method_that_is_not_there_is_405_with_the_exact_methods_that_are() {
        String path = "/v1/manners/documents/12";
        problem(given().post(path).then(), 405, "method-not-allowed", path)
                .header("Allow", "DELETE, GET, HEAD, OPTIONS, PATCH, PUT");
        problem(given().get("/v1/manners/imports").then(), 405, "method-not-allowed", "/v1/manners/imports")
                .header("Allow", "OPTIONS, POST");
    }

    @Test
    void a_method_of_a_sibling_template_does_not_take_a_literal_path() {
        String path = "/v1/manners/documents/newest";
        problem(given().put(path).then(), 405, "method-not-allowed", path).header("Allow", "GET, HEAD, OPTIONS");
    }

    @Test
    void what_cannot_be_represented_is_406_with_the_alternatives() {
        problem(given().accept("image/png").get("/v1/manners").then(), 406, "not-acceptable", "/v1/manners")
                .body("alternatives", hasItems("application/json"));
    }

    @Test
    void a_body_of_another_media_type_is_415_with_the_types_that_are_taken() {
        problem(
                        given().contentType("text/plain")
                                .body("x")
                                .post("/v1/manners")
                                .then(),
                        415,
                        "unsupported-media-type",
                        "/v1/manners")
                .header("Accept-Post", "application/json")
                .body("accepted", hasItems("application/json"));
        String path = "/v1/manners/documents/12";
        problem(
                        given().contentType("application/json")
                                .body("{}")
                                .patch(path)
                                .then(),
                        415,
                        "unsupported-media-type",
                        path)
                .header("Accept-Patch", "application/merge-patch+json, application/json-patch+json");
    }

    @Test
    void an_operation_that_needs_a_role_challenges_an_anonymous_caller() {
        String path = "/v1/manners/documents/12";
        problem(given().delete(path).then(), 401, "unauthenticated", path)
                .header("WWW-Authenticate", "Bearer realm=\"offprint\"");
    }

    @Test
    void bad_credentials_are_401_on_a_public_path_too() {
        problem(
                        given().header("Authorization", "Bearer no-key-of-this-service")
                                .get("/v1/manners")
                                .then(),
                        401,
                        "unauthenticated",
                        "/v1/manners")
                .header("WWW-Authenticate", startsWith("Bearer realm=\"offprint\""))
                .header("Access-Control-Allow-Origin", "*")
                .body(not(containsString("no-key-of-this-service")));
    }

    @Test
    void a_duplicate_says_who_has_it() {
        given().get("/v1/manners/failures/duplicate")
                .then()
                .body("existing", equalTo("/v1/articles/1"))
                .body("errors[0].pointer", equalTo("/doi"))
                .body("errors[0].parameter", nullValue());
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status, String type, String path) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + type))
                .body("status", equalTo(status))
                .body("instance", equalTo(path));
    }
}
