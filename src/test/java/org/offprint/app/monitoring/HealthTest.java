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
    void anybody_may_ask_whether_the_service_is_well(String path) {
        given().get(path)
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff");
    }

    @Test
    void it_is_ready_by_the_database_the_change_log_and_the_search_index_and_alive_without_them() {
        given().get("/q/health/ready").then().body("checks.name", hasItems("database", "change log", "search index"));
        given().get("/q/health/live").then().body("checks.name", not(hasItem("database")));
    }

    @Test
    void it_is_well_while_files_can_be_stored_and_none_is_damaged() {
        given().get("/q/health/well").then().body("checks.name", hasItems("files", "bytes of files"));
        given().get("/q/health/ready").then().body("checks.name", not(hasItem("files")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q", "/q/", "/q/none", "/q/health/none"})
    void whatever_else_there_could_be_beside_it_is_a_problem_document(String path) {
        given().header("Authorization", "Bearer admin-key-for-tests-0123456789")
                .get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/not-found"));
    }

    @Test
    void it_is_only_read() {
        given().post("/q/health").then().statusCode(405).header("Allow", "GET, HEAD, OPTIONS");
    }
}
