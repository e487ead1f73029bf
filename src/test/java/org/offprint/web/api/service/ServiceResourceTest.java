package org.offprint.web.api.service;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/** Tests the service description at {@code /v1}, from which clients can find all other URLs of the API. */
@QuarkusTest
class ServiceResourceTest {

    @Test
    void the_service_description_can_be_cached_and_revalidated() {
        String etag = asReader()
                .get("/v1")
                .then()
                .statusCode(200)
                .header("Cache-Control", "public, max-age=60, stale-while-revalidate=300")
                .body("name", equalTo("Offprint"))
                .body("version", notNullValue())
                .body("formats", hasItems("jats", "bibtex"))
                .body("links.self", equalTo("/v1"))
                .extract()
                .header("ETag");
        asReader().header("If-None-Match", etag).get("/v1").then().statusCode(304);
        asReader().head("/v1").then().statusCode(200).header("ETag", etag);
        asAdmin().get("/v1").then().statusCode(200).header("Cache-Control", "no-store");
        asReader().post("/v1").then().statusCode(405).header("Allow", "GET, HEAD, OPTIONS");
        asReader().get("/v1?limit=1").then().statusCode(400);
    }

    @Test
    void the_service_description_counts_only_published_records() {
        String journal = Fixtures.journal();
        JsonNode before = body(asReader().get("/v1")).get("counts");
        String article = Fixtures.article(journal);
        assertEquals(before, body(asReader().get("/v1")).get("counts"));
        assertEquals(before, body(asAdmin().get("/v1")).get("counts"));
        Fixtures.publish(article);
        assertEquals(
                before.get("articles").intValue() + 1,
                body(asReader().get("/v1")).at("/counts/articles").intValue());
        asAdmin()
                .header("If-Match", "*")
                .contentType(ContentType.JSON)
                .body("{\"reason\":\"x\"}")
                .put("/v1/articles/" + article + "/withdrawal")
                .then()
                .statusCode(200);
        JsonNode after = body(asReader().get("/v1")).get("counts");
        assertEquals(before, after);
        after.properties().forEach(each -> {
            JsonNode list = body(asReader().get("/v1/" + each.getKey() + "?limit=1"));
            assertEquals(list.get("total").intValue(), each.getValue().intValue(), each.getKey());
        });
    }

    @Test
    void the_limits_in_the_service_description_are_enforced() {
        JsonNode limits = body(asReader().get("/v1")).get("limits");
        int page = limits.get("pageRecords").intValue();
        int numbered = limits.get("numberedRecords").intValue();
        int values = limits.get("facetValues").intValue();
        int query = limits.get("queryCharacters").intValue();
        int target = limits.get("targetBytes").intValue();
        assertLimit("/v1/articles?limit=%s", page, 400);
        assertLimit("/v1/articles?limit=1&page=%s", numbered, 400);
        assertLimit("/v1/articles?facets=year:%s", values, 400);
        assertLimit("/v1/articles?q=%s", "q".repeat(query), "q".repeat(query + 1), 400);
        String path = "/v1/lookup?slug=";
        String longest = "a".repeat(target - path.length());
        assertEquals(404, asReader().get(path + longest).statusCode());
        assertEquals(414, asReader().get(path + longest + "a").statusCode());
        assertEquals(16_384, limits.get("headerBytes").intValue());
        assertEquals(10_000_000, limits.get("bodyBytes").intValue());
    }

    private static void assertLimit(String target, int largest, int otherwise) {
        assertLimit(target, String.valueOf(largest), String.valueOf(largest + 1), otherwise);
    }

    private static void assertLimit(String target, String largest, String more, int otherwise) {
        assertEquals(200, asReader().get(target.formatted(largest)).statusCode(), target);
        assertEquals(otherwise, asReader().get(target.formatted(more)).statusCode(), target);
    }

    @Test
    void every_link_in_the_service_description_works() {
        JsonNode links = body(asReader().get("/v1")).get("links");
        Map<String, String> needed = Map.of("suggest", "?q=a", "lookup", "?slug=none", "oai", "?verb=Identify");
        links.properties().forEach(link -> {
            String path = link.getValue().textValue() + needed.getOrDefault(link.getKey(), "");
            int wanted = link.getKey().equals("lookup") ? 404 : 200;
            assertEquals(wanted, asReader().get(path).statusCode(), path);
        });
    }
}
