package org.offprint.api.service;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.offprint.api.Fixtures.asAdmin;
import static org.offprint.api.Fixtures.asReader;
import static org.offprint.api.Fixtures.body;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever knows the address of the API alone finds the rest. */
@QuarkusTest
class ServiceResourceTest {

    @Test
    void it_says_what_it_is_and_may_be_kept() {
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
    void every_link_leads_somewhere() {
        JsonNode links = body(asReader().get("/v1")).get("links");
        Map<String, String> needed = Map.of("suggest", "?q=a", "lookup", "?slug=none", "oai", "?verb=Identify");
        links.properties().forEach(link -> {
            String path = link.getValue().textValue() + needed.getOrDefault(link.getKey(), "");
            int wanted = link.getKey().equals("lookup") ? 404 : 200;
            assertEquals(wanted, asReader().get(path).statusCode(), path);
        });
    }
}
