package org.offprint.web.api.affiliations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.post;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.json.Json;

/**
 * Tests storing organizations of the Research Organization Registry (ROR), converted from the registry's published
 * format (schema 2).
 */
@QuarkusTest
class RealAffiliationsTest {

    private static final Path FILE = Path.of("..", "shared", "data", "ror", "ror-records-latest-v2.jsonl.gz");
    private static final int READ = 2_000;
    private static final int EACH = 20;

    @Test
    void real_organizations_are_stored_and_returned_unchanged() throws IOException {
        Assumptions.assumeTrue(
                Files.exists(FILE), FILE + " does not exist, so there are no real organizations to read");
        List<String> lines = lines();
        assertEquals(READ, lines.size());
        for (int i = 0; i < READ; i += EACH) {
            ObjectNode organization = ours(Json.parse(lines.get(i).getBytes(StandardCharsets.UTF_8)));
            Response made = post(asAdmin(), "/v1/affiliations", organization);
            assertEquals(201, made.statusCode(), organization + "\n" + made.asString());
            ObjectNode read = body(asReader().get(made.header("Location"))).deepCopy();
            read.remove(List.of("id", "updatedAt", "links"));
            assertEquals(organization, read);
            asReader()
                    .get("/v1/affiliations?ror=" + organization.get("ror").textValue())
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void paging_through_real_organizations_returns_each_organization_once() throws IOException {
        Assumptions.assumeTrue(
                Files.exists(FILE), FILE + " does not exist, so there are no real organizations to read");
        String country = "AQ";
        List<String> lines = lines();
        for (int i = 7; i < READ; i += 100) {
            ObjectNode organization = ours(Json.parse(lines.get(i).getBytes(StandardCharsets.UTF_8)));
            assertEquals(
                    201,
                    post(asAdmin(), "/v1/affiliations", organization.put("country", country))
                            .statusCode());
        }
        int walked = 0;
        String next = "/v1/affiliations?limit=3&country=" + country;
        while (next != null) {
            JsonNode page = body(asReader().urlEncodingEnabled(false).get(next));
            walked += page.get("items").size();
            next = page.at("/page/next").textValue();
        }
        assertEquals(20, walked);
        assertEquals(
                20,
                body(asReader().get("/v1/affiliations?country=aq")).get("total").intValue());
    }

    private static List<String> lines() throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(FILE)), StandardCharsets.UTF_8))) {
            return reader.lines().limit(READ).toList();
        }
    }

    /** Converts an organization from the ROR format to the JSON format of this service, without empty members. */
    private static ObjectNode ours(JsonNode ror) {
        ObjectNode ours = object().put("ror", ror.get("id").textValue())
                .put("status", ror.get("status").textValue());
        ObjectNode names = ours.putObject("names");
        ours.putArray("acronyms");
        for (JsonNode name : ror.get("names")) {
            String value = Normalizer.normalize(name.get("value").textValue(), Normalizer.Form.NFC)
                    .strip();
            List<String> types = texts(name.get("types"));
            String language = name.path("lang").textValue();
            if (types.contains("ror_display")) {
                ours.put("name", value);
            } else if (types.contains("acronym")) {
                ours.withArray("acronyms").add(value);
            } else if (types.contains("label") && language != null && !names.has(language)) {
                names.put(language, value);
            }
        }
        JsonNode place = ror.at("/locations/0/geonames_details");
        ours.put("city", place.get("name").textValue())
                .put("country", place.get("country_code").textValue());
        put(ours, "region", place.path("country_subdivision_name").textValue());
        put(ours, "url", first(ror.get("links"), "website", "/value"));
        String isni = first(ror.get("external_ids"), "isni", "/all/0");
        put(ours, "isni", isni == null ? null : isni.replace(" ", ""));
        return ours;
    }

    private static void put(ObjectNode record, String member, String value) {
        if (value != null) {
            record.put(member, value);
        }
    }

    private static String first(JsonNode list, String type, String value) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(each -> type.equals(each.get("type").textValue()))
                .map(each -> each.at(value).textValue())
                .findFirst()
                .orElse(null);
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }
}
