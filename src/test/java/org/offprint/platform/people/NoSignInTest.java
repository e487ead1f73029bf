package org.offprint.platform.people;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offprint.web.api.Fixtures;

/** Where no provider is set, which is so unless somebody sets one. */
@QuarkusTest
class NoSignInTest {

    @ParameterizedTest
    @ValueSource(strings = {"/sign-in", "/sign-in/done?state=x&code=y", "/sign-out"})
    void there_is_nothing_to_sign_in_at(String path) {
        Fixtures.asReader().get(path).then().statusCode(404);
    }

    @Test
    void the_documentation_says_nothing_of_it() {
        Fixtures.asReader().get("/sign-in/docs.js").then().statusCode(200).body(equalTo(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.", "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln"})
    void a_token_of_a_provider_is_no_key(String token) {
        Fixtures.as(token).get("/v1/journals").then().statusCode(401);
    }

    @Test
    void nobody_is_invited_by_an_account() {
        Fixtures.asAdmin()
                .contentType("application/json")
                .body("{\"name\":\"Ada\",\"role\":\"editor\",\"subject\":\"x\"}")
                .post("/v1/people")
                .then()
                .statusCode(409);
    }

    @Test
    void a_key_says_whose_it_is() {
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
