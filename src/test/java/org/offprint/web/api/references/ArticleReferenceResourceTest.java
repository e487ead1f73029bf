package org.offprint.web.api.references;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/**
 * Tests the references of an article, suggestions parsed from printed references, and the acceptance of suggestions.
 */
@QuarkusTest
class ArticleReferenceResourceTest {

    private static final String UNKNOWN = "019b0f6e-1c5a-7d3e-8f00-5a4b3c2d1e0f";

    /** Printed reference that begins with a label and contains a letter with a combining diacritic. */
    private static final String REED =
            "[1] Reed Ä, Sand B. Reeds in wind. Marsh Lett (2019); 2: 3–9. doi:10.5555/reeds.2019";

    private static final String STATED = "Frost C. Ice (2018). doi:10.5555/ice";

    private String journal;
    private String article;
    private String path;

    @BeforeEach
    void create() {
        journal = Fixtures.journal();
        article = Fixtures.article(journal, Fixtures.affiliation(Fixtures.unique("Institute")));
        path = "/v1/articles/" + article;
        ObjectNode patch = object();
        ArrayNode references = patch.putArray("references");
        references.addObject().put("key", "reed").put("text", REED);
        references
                .addObject()
                .put("key", "frost")
                .put("text", STATED)
                .put("title", "Ice")
                .put("year", "2017")
                .put("doi", "10.5555/ice");
        references.addObject().put("text", "Only words.");
        references.addObject().put("key", "dune").put("title", "Dunes").put("doi", "10.5555/dunes");
        Fixtures.patch(asAdmin(), path, patch).then().statusCode(200);
    }

    @Test
    void editors_get_references_of_the_working_copy_but_readers_get_the_published_references() {
        asReader().get(path + "/references").then().statusCode(404);
        Response drafted = asAdmin().get(path + "/references");
        assertEquals(200, drafted.statusCode());
        assertEquals(asAdmin().get(path).header("ETag"), drafted.header("ETag"));
        Fixtures.publish(article);
        JsonNode read = body(asReader().get(path + "/references"));
        assertEquals(body(drafted), read);
        assertEquals(4, read.get("total").intValue());
        List<String> keys = new ArrayList<>();
        read.get("items").forEach(item -> keys.add(item.get("key").textValue()));
        assertEquals(List.of("reed", "frost", "ref3", "dune"), keys);
        Fixtures.patch(asAdmin(), path, object().set("references", object().arrayNode()))
                .then()
                .statusCode(200);
        assertEquals(0, body(asAdmin().get(path + "/references")).get("total").intValue());
        assertEquals(
                4,
                body(asAdmin().get(path + "/references?view=public"))
                        .get("total")
                        .intValue());
        String slug = body(asReader().get(path)).get("slug").textValue();
        assertEquals(read, body(asReader().get("/v1/articles/" + slug + "/references")));
        String other = Fixtures.editorOf(Fixtures.journal());
        assertEquals(read, body(as(other).get(path + "/references")));
    }

    @Test
    void references_with_missing_or_contradicting_parts_get_suggestions() {
        JsonNode items = body(asAdmin().get(path + "/references")).get("items");
        JsonNode reed = items.get(0);
        assertEquals(REED, reed.at("/reference/text").textValue());
        assertEquals("10.5555/reeds.2019", reed.at("/suggestion/doi").textValue());
        assertEquals("2019", reed.at("/suggestion/year").textValue());
        assertFalse(reed.get("suggestion").has("text"));
        for (JsonNode span : reed.at("/suggestion/spans")) {
            if (span.get("field").textValue().equals("doi")) {
                assertEquals(
                        "10.5555/reeds.2019",
                        REED.substring(
                                span.get("start").intValue(), span.get("end").intValue()));
            }
        }
        JsonNode frost = items.get(1);
        assertTrue(frost.get("differs").toString().contains("\"year\""), frost.toString());
        assertFalse(frost.get("differs").toString().contains("\"doi\""), frost.toString());
        assertEquals("2017", frost.at("/reference/year").textValue());
        assertEquals("2018", frost.at("/suggestion/year").textValue());
        assertFalse(items.get(3).has("suggestion"));
    }

    @Test
    void the_reference_list_of_an_article_returns_304_if_unchanged_and_410_if_withdrawn() {
        Fixtures.publish(article);
        String etag = asReader().get(path + "/references").header("ETag");
        asReader()
                .header("If-None-Match", etag)
                .get(path + "/references")
                .then()
                .statusCode(304);
        Fixtures.withdraw(article);
        asReader().get(path + "/references").then().statusCode(410);
        asReader().get("/v1/articles/" + UNKNOWN + "/references").then().statusCode(404);
        asReader().get(path + "/references?view=all").then().statusCode(400);
    }

    @Test
    void accepting_suggestions_adds_reference_parts_but_keeps_the_printed_text() {
        JsonNode before = body(asAdmin().get(path));
        JsonNode after = body(
                accept(asAdmin(), "*", keys("reed")).statusCode(200).extract().response());
        JsonNode reed = after.at("/references/0");
        assertEquals(REED, reed.get("text").textValue());
        assertEquals("reed", reed.get("key").textValue());
        assertEquals("2019", reed.get("year").textValue());
        assertEquals("10.5555/reeds.2019", reed.get("doi").textValue());
        assertEquals("suggestion", reed.get("partsFrom").textValue());
        for (int i = 1; i < 4; i++) {
            assertEquals(before.at("/references/" + i), after.at("/references/" + i));
        }
        assertEquals(
                before.get("revision").intValue() + 1, after.get("revision").intValue());
        JsonNode newest = body(asAdmin().get(path + "/history")).at("/items/0");
        assertEquals("accepted", newest.get("action").textValue());
        assertEquals("[\"references\"]", newest.get("changed").toString());
        assertFalse(body(asAdmin().get(path + "/references")).at("/items/0").has("suggestion"));
        Fixtures.publish(article);
        assertEquals(
                "suggestion",
                body(asReader().get(path)).at("/references/0/partsFrom").textValue());
        asReader().get(path + "/exports/csl?of=references").then().body("[0].DOI", equalTo("10.5555/reeds.2019"));
    }

    @Test
    void accepting_a_suggestion_does_not_replace_an_existing_identifier() {
        ObjectNode patch = object();
        patch.putArray("references")
                .addObject()
                .put("key", "reed")
                .put("text", REED)
                .put("doi", "10.5555/other");
        Fixtures.patch(asAdmin(), path, patch).then().statusCode(200);
        JsonNode item = body(asAdmin().get(path + "/references")).at("/items/0");
        assertTrue(item.get("differs").toString().contains("\"doi\""), item.toString());
        JsonNode after = body(
                accept(asAdmin(), "*", keys("reed")).statusCode(200).extract().response());
        assertEquals("10.5555/other", after.at("/references/0/doi").textValue());
        assertEquals("2019", after.at("/references/0/year").textValue());
    }

    @Test
    void all_suggestions_above_a_given_confidence_can_be_accepted_in_one_request() {
        JsonNode items = body(asAdmin().get(path + "/references")).get("items");
        JsonNode after = body(accept(asAdmin(), "*", object().put("confidence", 0.5))
                .statusCode(200)
                .extract()
                .response());
        for (int i = 0; i < items.size(); i++) {
            JsonNode suggestion = items.get(i).path("suggestion");
            boolean isSure = suggestion.path("confidence").asDouble() >= 0.5
                    && !suggestion.path("unfamiliar").asBoolean()
                    && items.get(i).get("differs").isEmpty();
            boolean isAccepted = after.at("/references/" + i).has("partsFrom");
            assertTrue(isSure || !isAccepted, items.get(i).toString());
            assertTrue(
                    !isSure || isAccepted || suggestion.path("spans").isEmpty(),
                    items.get(i).toString());
        }
    }

    @Test
    void an_invalid_acceptance_of_reference_suggestions_reports_all_errors_together() {
        accept(asAdmin(), "*", keys("frost", "ref3", "none", "dune"))
                .statusCode(422)
                .body("errors.pointer", hasItems("/keys/0", "/keys/2", "/keys/3"))
                .body("errors.code", hasItems("parts-stated", "unknown-reference"));
        accept(asAdmin(), "*", keys("reed").put("confidence", 0.9)).statusCode(422);
        accept(asAdmin(), "*", object().put("confidence", 1.5))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/confidence"));
        accept(asAdmin(), "*", object().put("confidence", "much")).statusCode(422);
        accept(asAdmin(), "*", object().put("nonsense", 1)).statusCode(422);
        assertFalse(body(asAdmin().get(path)).at("/references/0").has("partsFrom"));
    }

    @Test
    void accepting_reference_suggestions_requires_an_editor_of_the_journal_and_a_precondition() {
        String etag = asAdmin().get(path + "/references").header("ETag");
        accept(asReader(), "*", keys("reed")).statusCode(401);
        accept(as(Fixtures.editorOf(Fixtures.journal())), "*", keys("reed")).statusCode(404);
        accept(asAdmin(), null, keys("reed")).statusCode(428);
        accept(asAdmin(), "\"r999\"", keys("reed")).statusCode(412);
        asAdmin()
                .header("If-Match", "*")
                .contentType("application/json")
                .body(keys("reed").toString())
                .post("/v1/articles/" + UNKNOWN + "/references/acceptances")
                .then()
                .statusCode(404);
        accept(as(Fixtures.editorOf(journal)), etag, keys("reed"))
                .statusCode(200)
                .header("ETag", notNullValue());
        accept(asAdmin(), etag, keys("reed")).statusCode(412);
    }

    @Test
    void a_patch_request_can_change_the_parts_of_a_reference_and_the_origin_of_the_parts() {
        accept(asAdmin(), "*", keys("reed")).statusCode(200);
        JsonNode present = body(asAdmin().get(path));
        ArrayNode references = (ArrayNode) present.get("references").deepCopy();
        ((ObjectNode) references.get(0)).put("title", "Reeds in wind").put("partsFrom", "editor");
        JsonNode after = body(Fixtures.patch(asAdmin(), path, object().set("references", references)));
        assertEquals("editor", after.at("/references/0/partsFrom").textValue());
        assertEquals(REED, after.at("/references/0/text").textValue());
        ((ObjectNode) references.get(0)).put("partsFrom", "nobody");
        Fixtures.patch(asAdmin(), path, object().set("references", references))
                .then()
                .statusCode(422);
    }

    @Test
    void the_references_of_an_article_can_be_exported_in_reference_formats() {
        asReader().get(path + "/exports/ris?of=references").then().statusCode(404);
        Fixtures.publish(article);
        Response csl = asReader().get(path + "/exports/csl?of=references");
        assertEquals(200, csl.statusCode());
        JsonNode items = body(csl);
        assertEquals(4, items.size());
        assertEquals(REED, items.at("/0/note").textValue());
        assertEquals("Ice", items.at("/1/title").textValue());
        assertEquals(2017, items.at("/1/issued/date-parts/0/0").intValue());
        asReader()
                .get(path + "/exports/bibtex?of=references")
                .then()
                .statusCode(200)
                .header("Content-Disposition", containsString(".references.bib"))
                .body(startsWith("@misc{reed,"))
                .body(containsString("title = {{Dunes}}"));
        asReader()
                .get(path + "/exports/ris?of=references")
                .then()
                .statusCode(200)
                .body(containsString("TI  - Dunes\r\n"));
        asReader()
                .get(path + "/exports/jats?of=references")
                .then()
                .statusCode(200)
                .body(containsString("<ref-list"));
        asReader()
                .get(path + "/exports/crossref?of=references")
                .then()
                .statusCode(200)
                .body(containsString("<citation_list"));
        asReader().get(path + "/exports/datacite?of=references").then().statusCode(400);
        asReader().get(path + "/exports/ris?of=nothing").then().statusCode(400);
        asReader().get(path + "/exports/csl?of=references&style=apa").then().statusCode(400);
        String etag = csl.header("ETag");
        asReader()
                .header("If-None-Match", etag)
                .get(path + "/exports/csl?of=references")
                .then()
                .statusCode(304);
    }

    private ValidatableResponse accept(RequestSpecification caller, String ifMatch, ObjectNode what) {
        RequestSpecification request = caller.contentType("application/json").body(what.toString());
        return (ifMatch == null ? request : request.header("If-Match", ifMatch))
                .post(path + "/references/acceptances")
                .then();
    }

    private static ObjectNode keys(String... keys) {
        ObjectNode body = object();
        List.of(keys).forEach(body.putArray("keys")::add);
        return body;
    }
}
