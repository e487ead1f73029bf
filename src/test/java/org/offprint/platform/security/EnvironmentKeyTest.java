package org.offprint.platform.security;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

@QuarkusTest
class EnvironmentKeyTest {

    private static final String SECRET = Fixtures.ADMIN_KEY;

    @Inject
    Keys keys;

    @Inject
    InitialAdminKey firstKey;

    @Test
    void the_admin_key_from_the_environment_has_the_admin_role() {
        as(SECRET)
                .get("/test/caller")
                .then()
                .statusCode(200)
                .body("admin", equalTo(true))
                .body("editsAll", equalTo(true))
                .body("name", equalTo("admin (environment)"));
        as(SECRET).get("/test/caller/admin").then().statusCode(200);
        as(SECRET + "x").get("/test/caller").then().statusCode(401);
    }

    @Test
    void all_stored_keys_can_be_revoked_if_an_admin_key_is_set_in_the_environment() {
        keys.withoutKeys(() -> {
            firstKey.createOnFirstStart("http://localhost:8080");
            assertEquals(0L, keys.single("select count(*) from api_key"));
            ApiKey.Issued ada = keys.admin();
            as(ada.secret()).delete("/v1/api-keys/" + ada.key().id).then().statusCode(204);
            as(ada.secret()).get("/v1/api-keys").then().statusCode(401);
            as(SECRET).get("/v1/api-keys").then().statusCode(200);
        });
    }

    private static RequestSpecification as(String secret) {
        return given().header("Authorization", "Bearer " + secret);
    }
}
