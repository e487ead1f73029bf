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
        "enlisting, 503, unavailable, no-store",
        "query, 500, internal, no-store",
        "unknown, 500, internal, no-store"
    })
    void every_failed_request_returns_a_problem_document_without_internal_details(
            String kind, int status, String type, String cacheControl) {
        String path = "/v1/manners/failures/" + kind;
        problem(given().header("X-Request-Id", "my.id-1_x").get(path).then(), status, type, path)
                .body("requestId", equalTo("my.id-1_x"))
                .header("X-Request-Id", "my.id-1_x")
                .header("Cache-Control", cacheControl)
                .body(not(containsString("secret")));
    }

    @Test
    void a_request_while_the_database_is_unavailable_returns_503_with_a_retry_after_header() {
        given().get("/v1/manners/failures/database").then().statusCode(503).header("Retry-After", "5");
    }

    @Test
    void an_unknown_path_returns_404_with_a_problem_document_even_to_browsers() {
        String path = "/no/such/path";
        problem(given().get(path).then(), 404, "not-found", path);
        String ofApi = "/v1/no/such/path";
        problem(given().accept("text/html").get(ofApi).then(), 404, "not-found", ofApi);
        problem(given().post("/v1/nothing").then(), 404, "not-found", "/v1/nothing");
    }

    @Test
    void an_invalid_path_parameter_returns_400() {
        String path = "/v1/manners/documents/many";
        problem(given().get(path).then(), 400, "invalid-parameter", path);
    }

    @Test
    void an_unsupported_method_returns_405_with_the_supported_methods() {
        String path = "/v1/manners/documents/12";
        problem(given().post(path).then(), 405, "method-not-allowed", path)
                .header("Allow", "DELETE, GET, HEAD, OPTIONS, PATCH, PUT");
        problem(given().get("/v1/manners/imports").then(), 405, "method-not-allowed", "/v1/manners/imports")
                .header("Allow", "OPTIONS, POST");
    }

    @Test
    void a_literal_path_does_not_support_the_methods_of_a_matching_path_template() {
        String path = "/v1/manners/documents/newest";
        problem(given().put(path).then(), 405, "method-not-allowed", path).header("Allow", "GET, HEAD, OPTIONS");
    }

    @Test
    void a_request_for_an_unavailable_media_type_returns_406_with_the_available_types() {
        problem(given().accept("image/png").get("/v1/manners").then(), 406, "not-acceptable", "/v1/manners")
                .body("alternatives", hasItems("application/json"));
    }

    @Test
    void a_request_body_of_an_unsupported_media_type_returns_415_with_the_accepted_types() {
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
    void an_anonymous_request_to_a_protected_operation_returns_401_with_a_challenge() {
        String path = "/v1/manners/documents/12";
        problem(given().delete(path).then(), 401, "unauthenticated", path)
                .header("WWW-Authenticate", "Bearer realm=\"offprint\"");
    }

    @Test
    void invalid_credentials_return_401_even_on_public_paths() {
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
    void the_error_for_a_duplicate_record_links_to_the_existing_record() {
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
