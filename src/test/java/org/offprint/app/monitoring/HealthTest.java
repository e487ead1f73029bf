package org.offprint.app.monitoring;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class HealthTest {

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/health/live", "/q/health/ready", "/q/health/started", "/q/health/well"})
    void health_checks_are_accessible_without_a_key(String path) {
        given().get(path)
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff");
    }

    @Test
    void the_readiness_check_includes_the_database_and_the_change_log_and_the_search_index() {
        given().get("/q/health/ready").then().body("checks.name", hasItems("database", "change log", "search index"));
        given().get("/q/health/live").then().body("checks.name", not(hasItem("database")));
    }

    @Test
    void the_wellness_check_includes_the_file_store_and_damaged_files() {
        given().get("/q/health/well").then().body("checks.name", hasItems("files", "bytes of files"));
        given().get("/q/health/ready").then().body("checks.name", not(hasItem("files")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q", "/q/", "/q/none", "/q/health/none"})
    void unknown_paths_below_the_health_path_return_404_with_a_problem_document(String path) {
        given().header("Authorization", "Bearer admin-key-for-tests-0123456789")
                .get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/not-found"));
    }

    @Test
    void a_post_request_to_a_health_path_returns_405() {
        given().post("/q/health").then().statusCode(405).header("Allow", "GET, HEAD, OPTIONS");
    }
}
