package org.offprint.app.monitoring;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Fixtures;

@QuarkusTest
class HealthTest {

    private static final String WRITES = "checks.findAll { it.name == 'database' }.data.writes";

    @Inject
    Sql sql;

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
    void the_service_stays_ready_and_writes_return_507_while_the_database_disk_is_full() {
        String title = Fixtures.unique("No space left");
        sql.update("create function fail_for_full_disk() returns trigger language plpgsql as $$ begin"
                + " if new.body ->> 'title' = '" + title + "' then raise exception using errcode = '53100',"
                + " message = 'could not extend file: No space left on device'; end if; return new; end $$");
        sql.update("create trigger full_disk before insert on journal for each row"
                + " execute function fail_for_full_disk()");
        try {
            JsonNode journal = Fixtures.object().put("title", title).put("language", "en");
            Fixtures.post(Fixtures.asAdmin(), "/v1/journals", journal)
                    .then()
                    .statusCode(507)
                    .body("type", equalTo("/problems/insufficient-storage"));
            given().get("/q/health/ready").then().statusCode(200).body(WRITES, hasItem(containsString("507")));
        } finally {
            sql.update("drop function fail_for_full_disk cascade");
        }
        Fixtures.journal();
        given().get("/q/health/ready").then().statusCode(200).body(WRITES, hasItem("accepted"));
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
