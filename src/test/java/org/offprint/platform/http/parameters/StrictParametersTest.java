package org.offprint.platform.http.parameters;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StrictParametersTest {

    @Test
    void an_unknown_parameter_returns_400_with_the_most_similar_name() {
        given().get("/v1/manners?lmit=5&zzz=1")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-parameter"))
                .body("errors.parameter", contains("lmit", "zzz"))
                .body("errors[0].code", equalTo("unknown-parameter"))
                .body("errors[0].message", equalTo("There is no parameter lmit. Did you mean limit?"))
                .body(
                        "errors[1].message",
                        equalTo("There is no parameter zzz. The member `parameters` lists the accepted names."))
                .body("parameters", contains("cursor", "doi", "limit", "type"));
    }

    @Test
    void a_repeated_parameter_returns_400_unless_it_accepts_several_values() {
        given().get("/v1/manners?limit=1&limit=2")
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("repeated-parameter"))
                .body("errors[0].parameter", equalTo("limit"))
                .body("parameters", nullValue());
        given().get("/v1/manners?type=a&type=b").then().statusCode(200).body("items[0].types", equalTo(2));
    }

    @Test
    void an_empty_parameter_returns_400() {
        given().get("/v1/manners?limit=").then().statusCode(400).body("errors[0].code", equalTo("empty-parameter"));
    }

    @Test
    void write_requests_with_unknown_parameters_return_400() {
        given().contentType("application/json")
                .body("{}")
                .post("/v1/manners?validateOnly=true")
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("unknown-parameter"));
    }

    @Test
    void an_operation_can_opt_out_of_the_check_for_unknown_parameters() {
        given().get("/v1/manners/any?whatever=1&whatever=2").then().statusCode(200);
    }

    @Test
    void links_to_other_pages_retain_the_query_parameters() {
        given().urlEncodingEnabled(false)
                .get("/v1/manners?type=a%20b&cursor=old&type=c")
                .then()
                .body("page.next", equalTo("/v1/manners?type=a%20b&type=c&cursor=abc"))
                .body("page.first", equalTo("/v1/manners?type=a%20b&type=c"))
                .header(
                        "Link",
                        "</v1/manners?type=a%20b&type=c&cursor=abc>; rel=\"next\", "
                                + "</v1/manners?type=a%20b&type=c>; rel=\"first\"");
    }
}
