package org.offprint.platform.people;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offprint.web.api.Fixtures;

/** Tests the service without an identity provider, which is the default configuration. */
@QuarkusTest
class NoSignInTest {

    @ParameterizedTest
    @ValueSource(strings = {"/sign-in", "/sign-in/done?state=x&code=y", "/sign-out"})
    void sign_in_paths_return_404_without_an_identity_provider(String path) {
        Fixtures.asReader().get(path).then().statusCode(404);
    }

    @Test
    void the_api_documentation_does_not_offer_sign_in_without_an_identity_provider() {
        Fixtures.asReader().get("/sign-in/docs.js").then().statusCode(200).body(equalTo(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.", "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln"})
    void an_identity_token_is_not_accepted_as_an_api_key(String token) {
        Fixtures.as(token).get("/v1/journals").then().statusCode(401);
    }

    @Test
    void inviting_a_person_by_account_returns_409_without_an_identity_provider() {
        Fixtures.asAdmin()
                .contentType("application/json")
                .body("{\"name\":\"Ada\",\"role\":\"editor\",\"subject\":\"x\"}")
                .post("/v1/people")
                .then()
                .statusCode(409);
    }

    @Test
    void the_me_operation_describes_the_api_key_of_the_request() {
        String journal = Fixtures.journal();
        Fixtures.as(Fixtures.editorOf(journal))
                .get("/v1/me")
                .then()
                .statusCode(200)
                .body("kind", equalTo("key"))
                .body("name", equalTo("Eve"))
                .body("role", equalTo("editor"))
                .body("journals[0]", equalTo(journal));
        Fixtures.asReader().get("/v1/me").then().statusCode(401);
    }
}
