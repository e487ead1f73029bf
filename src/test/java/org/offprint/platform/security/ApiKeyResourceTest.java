package org.offprint.platform.security;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.contract.MinimalServiceProfile;

@QuarkusTest
@TestProfile(MinimalServiceProfile.class)
class ApiKeyResourceTest {

    @Inject
    Keys keys;

    private ApiKey.Issued ada;

    @BeforeEach
    void create_the_admin_key() {
        ada = keys.admin();
    }

    @Test
    void the_secret_of_a_new_key_is_returned_once_and_accepted() {
        UUID journal = journal();
        JsonPath made = create("""
                {"name": " Editorial office ", "role": "editor", "journals": ["%s"], "expiresAt": "2999-01-01T01:00:00+01:00"}
                """.formatted(journal))
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("name", equalTo("Editorial office"))
                .body("role", equalTo("editor"))
                .body("journals", contains(journal.toString()))
                .body("expiresAt", equalTo("2999-01-01T00:00:00Z"))
                .body("key", matchesPattern("offprint_[0-9A-Za-z]{43}"))
                .body("$", not(hasKey("revokedAt")))
                .body("$", not(hasKey("hash")))
                .extract()
                .jsonPath();
        String path = "/v1/api-keys/" + made.getString("id");

        given().header("Authorization", "Bearer " + made.getString("key"))
                .get("/test/caller?journal=" + journal)
                .then()
                .body("name", equalTo("Editorial office"))
                .body("edits", equalTo(true))
                .body("editsAll", equalTo(false));
        admin().get(path)
                .then()
                .statusCode(200)
                .body("name", equalTo("Editorial office"))
                .body("createdAt", equalTo(made.getString("createdAt")))
                .body("links.self", equalTo(path))
                .body("$", not(hasKey("key")));
        admin().get("/v1/api-keys").then().body(not(containsString(made.getString("key"))));
    }

    @Test
    void the_location_header_of_a_new_key_is_the_url_of_the_key() {
        String location =
                create("{\"name\": \"n\", \"role\": \"admin\"}").extract().header("Location");
        assertEquals(200, admin().get(location).statusCode());
    }

    @Test
    void all_keys_are_listed_newest_first() {
        String older =
                create("{\"name\": \"older\", \"role\": \"editor\"}").extract().path("id");
        String newer =
                create("{\"name\": \"newer\", \"role\": \"admin\"}").extract().path("id");
        admin().delete("/v1/api-keys/" + older).then().statusCode(204);
        admin().get("/v1/api-keys")
                .then()
                .statusCode(200)
                .body("items[0].id", equalTo(newer))
                .body("items[1].id", equalTo(older))
                .body("items.id", hasItems(ada.key().id.toString()));
    }

    @Test
    void a_revoked_key_is_rejected_but_remains_listed() {
        JsonPath made =
                create("{\"name\": \"n\", \"role\": \"editor\"}").extract().jsonPath();
        RequestSpecification holder = given().header("Authorization", "Bearer " + made.getString("key"));
        assertEquals(200, holder.get("/test/caller/editor").statusCode());
        String path = "/v1/api-keys/" + made.getString("id");
        admin().delete(path).then().statusCode(204);
        assertEquals(401, holder.get("/test/caller/editor").statusCode());

        String revokedAt = admin().get(path).path("revokedAt");
        admin().delete(path).then().statusCode(204);
        admin().get(path).then().body("revokedAt", equalTo(revokedAt));
    }

    @Test
    void all_errors_in_a_new_key_are_reported_together() {
        UUID unknown = UUID.randomUUID();
        create("""
                {"name": "", "role": "king", "journals": ["%s", 7], "expiresAt": "2001-01-01T00:00:00Z", "nam": 1}
                """.formatted(unknown))
                .statusCode(422)
                .body("type", equalTo("/problems/validation"))
                .body(
                        "errors.pointer",
                        containsInAnyOrder("/name", "/role", "/journals/0", "/journals/1", "/expiresAt", "/nam"))
                .body("errors.find { it.pointer == '/journals/0' }.code", equalTo("unknown-journal"))
                .body("errors.find { it.pointer == '/journals/1' }.code", equalTo("wrong-type"))
                .body("errors.find { it.pointer == '/expiresAt' }.code", equalTo("not-in-future"))
                .body("errors.find { it.pointer == '/nam' }.message", containsString("did you mean name?"));
    }

    @Test
    void creating_a_key_with_missing_or_invalid_members_returns_422() {
        create("{}").statusCode(422).body("errors.pointer", containsInAnyOrder("/name", "/role"));
        create("{\"name\": \"n\", \"role\": \"editor\", \"expiresAt\": \"tomorrow\"}")
                .statusCode(422)
                .body("errors.code", contains("time-format"));
        create("[]").statusCode(422).body("errors.pointer", contains(""));
        create("{\"name\"").statusCode(400);
        create("").statusCode(400);
    }

    @Test
    void a_new_editor_key_with_an_empty_journal_list_returns_422() {
        create("{\"name\": \"n\", \"role\": \"editor\", \"journals\": []}")
                .statusCode(422)
                .body("errors.pointer", contains("/journals"));
        create("{\"name\": \"n\", \"role\": \"admin\", \"journals\": [\"" + journal() + "\"]}")
                .statusCode(422)
                .body("errors.code", contains("not-for-admins"));
    }

    @Test
    void a_key_creation_request_with_an_idempotency_key_returns_400() {
        admin().header("Idempotency-Key", "\"abc\"")
                .contentType("application/json")
                .body("{\"name\": \"twice\", \"role\": \"editor\"}")
                .post("/v1/api-keys")
                .then()
                .statusCode(400)
                .body("errors[0].header", equalTo("Idempotency-Key"));
        assertEquals(0L, keys.single("select count(*) from api_key where name = 'twice'"));
    }

    @Test
    void only_admins_can_manage_api_keys() {
        ApiKey.Issued eve = keys.editor();
        String path = "/v1/api-keys/" + ada.key().id;
        as(eve).get("/v1/api-keys").then().statusCode(403);
        as(eve).get(path).then().statusCode(403);
        as(eve).delete(path).then().statusCode(403);
        as(eve).contentType("application/json")
                .body("{\"name\": \"n\", \"role\": \"admin\"}")
                .post("/v1/api-keys")
                .then()
                .statusCode(403);
        given().get("/v1/api-keys").then().statusCode(401);
        given().delete(path).then().statusCode(401);
        as(ada).get(path).then().statusCode(200).body("$", not(hasKey("revokedAt")));
    }

    @Test
    void an_unknown_key_id_returns_404() {
        admin().get("/v1/api-keys/" + UUID.randomUUID()).then().statusCode(404);
        admin().get("/v1/api-keys/nothing").then().statusCode(404);
        admin().delete("/v1/api-keys/" + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void revoking_the_last_admin_key_returns_409() {
        keys.withoutKeys(() -> {
            ada = keys.admin();
            ApiKey.Issued other = keys.admin();
            keys.issue("expired", Role.ADMIN, null, Instant.now().minus(1, ChronoUnit.DAYS));
            admin().delete("/v1/api-keys/" + other.key().id).then().statusCode(204);
            admin().delete("/v1/api-keys/" + ada.key().id)
                    .then()
                    .statusCode(409)
                    .body("title", equalTo("This is the last admin key"));
            admin().get("/v1/api-keys").then().statusCode(200);
        });
    }

    @Test
    void a_new_key_replaces_the_key_that_was_revoked_first_if_the_maximum_number_of_keys_is_reached() {
        keys.withoutKeys(() -> {
            ada = keys.admin();
            ApiKey.Issued first = keys.editor();
            ApiKey.Issued second = keys.editor();
            keys.revoke(second.key().id);
            keys.revoke(first.key().id);
            keys.sql("insert into api_key (id, name, hash, role, created_at)"
                    + " select gen_random_uuid(), 'crowd', sha256(n::text::bytea), 'editor', now()"
                    + " from generate_series(1, 997) n");
            String body = "{\"name\": \"late\", \"role\": \"editor\"}";
            create(body).statusCode(201);
            admin().get("/v1/api-keys/" + second.key().id).then().statusCode(404);
            admin().get("/v1/api-keys/" + first.key().id).then().statusCode(200);
            create(body).statusCode(201);
            create(body).statusCode(409).body("detail", allOf(containsString("1000"), containsString("Revoke")));
            admin().get("/v1/api-keys").then().body("items.size()", equalTo(1000));
        });
    }

    private UUID journal() {
        UUID id = UUID.randomUUID();
        keys.sql("insert into journal (id, slug, body, revision, sort_key, created_at, updated_at)"
                + " values ('%s', 'key-%s', '{\"title\": \"Keys\"}', 1, '', now(), now())".formatted(id, id));
        return id;
    }

    private ValidatableResponse create(String body) {
        return admin().contentType("application/json")
                .body(body)
                .post("/v1/api-keys")
                .then();
    }

    private RequestSpecification admin() {
        return as(ada);
    }

    private static RequestSpecification as(ApiKey.Issued key) {
        return given().header("Authorization", "Bearer " + key.secret());
    }
}
