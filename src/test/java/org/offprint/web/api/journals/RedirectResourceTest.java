package org.offprint.web.api.journals;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

@QuarkusTest
class RedirectResourceTest {

    private static final String PATH = "/v1/redirects";

    @AfterEach
    void empty() {
        put("application/json", "{\"items\":[]}").statusCode(200);
    }

    private static ValidatableResponse put(String type, String body) {
        return asAdmin()
                .header("If-Match", "*")
                .contentType(type)
                .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .put(PATH)
                .then();
    }

    private static Response get(String path) {
        return asReader()
                .urlEncodingEnabled(false)
                .redirects()
                .follow(false)
                .accept("text/html")
                .get(path);
    }

    private static void awaitLead(String from, String to) {
        await(() -> get(from).statusCode() == 301);
        get(from).then().header("Location", endsWith(to)).header("Cache-Control", containsString("max-age"));
    }

    @Test
    void a_path_without_a_page_redirects_to_its_configured_target() {
        put(
                        "text/csv",
                        "from,to\r\n/old/paper.php?id=12,/articles/twelve\n/old/caf%C3%A9/,/articles/cafe\n"
                                + "/old,https://elsewhere.example/a?b=c\n\"/old/a,b\",/articles/ab\n/,/articles/none\n")
                .statusCode(200)
                .body("total", equalTo(5));

        awaitLead("/old/paper.php?id=12", "/articles/twelve");
        awaitLead("/old/caf%c3%a9", "/articles/cafe");
        awaitLead("/old/?utm_source=x", "https://elsewhere.example/a?b=c");
        awaitLead("/old/a,b", "/articles/ab");
        get("/old/paper.php?id=13").then().statusCode(404);
        get("/").then().statusCode(200);
        asReader().accept("text/html").post("/old").then().statusCode(404);

        put("application/json", "{\"items\":[{\"from\":\"/old\",\"to\":\"/journals/x\"}]}")
                .statusCode(200);
        await(() -> get("/old/a,b").statusCode() == 404);
        awaitLead("/old", "/journals/x");
    }

    @Test
    void redirects_uploaded_as_csv_can_be_downloaded_as_json_or_csv() {
        String csv = "from,to\r\n/b/,/articles/b\r\n\"/a,c\",/articles/a\r\n";
        put("text/csv", csv).statusCode(200);

        asAdmin()
                .get(PATH)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("items.from", contains("/b/", "/a,c"))
                .body("total", equalTo(2));
        Response table = asAdmin().accept("text/csv").get(PATH);
        assertEquals(csv, table.asString());
        table.then().contentType("text/csv;charset=UTF-8");
        // The JSON response is a valid request body.
        put("application/json", asAdmin().get(PATH).asString()).statusCode(200);
        assertEquals(csv, asAdmin().accept("text/csv").get(PATH).asString());
    }

    @Test
    void a_redirect_table_with_invalid_lines_reports_every_line_and_stores_nothing() {
        put("text/csv", "from,to\n/a,/b\n").statusCode(200);

        put(
                        "text/csv",
                        "from,to\n/c,/d\nno-path,/d\n/e,\n/v1/articles,/d\n/c/,/x\n/f,javascript:alert(1)\n/g,/g/\n/h,//evil.example\n")
                .statusCode(422)
                .body(
                        "errors.message",
                        hasItems(
                                containsString("Line 3: The path must begin"),
                                containsString("Line 4: A value is required."),
                                containsString("Line 5: Paths of the API cannot be redirected"),
                                containsString("Line 6: Line 2 already has this path. Remove one of the redirects."),
                                containsString("Line 7: The path must begin"),
                                containsString("Line 8: Must not redirect to itself."),
                                containsString("Line 9: The path must begin")));
        put("text/csv", "path,target\n/c,/d\n").statusCode(422);
        put("application/json", "{\"items\":[{\"from\":\"/a b\",\"to\":7,\"status\":301}, 5]}")
                .statusCode(422)
                .body("errors.pointer", hasItems("/items/0/from", "/items/0/to", "/items/0/status", "/items/1"));
        put("application/json", "{}").statusCode(422);
        put("application/json", "{\"items\":").statusCode(400);
        StringBuilder many = new StringBuilder("from,to\n");
        for (int i = 0; i <= 50_000; i++) {
            many.append("/m/").append(i).append(",/x\n");
        }
        put("text/csv", many.toString()).statusCode(422).body("errors[0].code", equalTo("too-many"));

        asAdmin().get(PATH).then().body("items.from", contains("/a"));
    }

    @Test
    void a_redirect_from_an_encoded_path_of_the_api_is_rejected() {
        put(
                        "text/csv",
                        "from,to\n/%76%31/articles,/d\n/%2Fevil.example,/d\n/v%31,/d\n/sign%2Din?to=x,/d\n/v%3,/d\n/%76%32,/d\n")
                .statusCode(422)
                .body(
                        "errors.message",
                        contains(
                                containsString("Line 2: Paths of the API cannot be redirected"),
                                containsString("Line 3: The path must begin with exactly one slash"),
                                containsString("Line 4: Paths of the API cannot be redirected"),
                                containsString("Line 5: Paths of the API cannot be redirected"),
                                containsString("Line 6: The percent-encoding of the path is invalid")));
    }

    @Test
    void only_admins_can_read_and_change_redirects() {
        String editor = Fixtures.editorOf();
        as(editor).get(PATH).then().statusCode(403);
        asReader().get(PATH).then().statusCode(401);
        String etag = asAdmin().get(PATH).header("ETag");
        asAdmin()
                .body("from,to\n/a,/b\n")
                .contentType("text/csv")
                .put(PATH)
                .then()
                .statusCode(428);
        asAdmin()
                .header("If-Match", etag)
                .body("from,to\n/a,/b\n")
                .contentType("text/csv")
                .put(PATH)
                .then()
                .statusCode(200);
        asAdmin()
                .header("If-Match", etag)
                .body("from,to\n/a,/c\n")
                .contentType("text/csv")
                .put(PATH)
                .then()
                .statusCode(412);
    }
}
