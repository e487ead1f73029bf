package org.offprint.web.api.references;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/** Tests matching of printed references with articles in this service. */
@QuarkusTest
class MatchReferencesResourceTest {

    private static final String PATH = "/v1/references/match";

    private static String letters() {
        StringBuilder word = new StringBuilder("Y");
        for (int i = 0; i < 9; i++) {
            word.append((char) ('a' + ThreadLocalRandom.current().nextInt(26)));
        }
        return word.toString();
    }

    private final String journalTitle = "Archives of " + letters() + " Research";
    private String journal;

    @BeforeEach
    void createJournal() {
        journal = Fixtures.created(
                        asAdmin(),
                        "/v1/journals",
                        object().put("title", journalTitle).put("language", "en"))
                .get("id")
                .textValue();
    }

    private String article(String title, String doi) {
        String id = Fixtures.article(journal);
        ObjectNode patch = object().put("title", title);
        patch.putObject("pages").put("first", "417").put("last", "429");
        patch.putObject("dates").put("published", "2011");
        if (doi != null) {
            patch.put("doi", doi);
        }
        Fixtures.patch(asAdmin(), "/v1/articles/" + id, patch).then().statusCode(200);
        return id;
    }

    private static Response match(String... texts) {
        ObjectNode sent = object();
        for (String text : texts) {
            sent.withArray("references").add(text);
        }
        return Fixtures.post(asReader(), PATH, sent);
    }

    @Test
    void a_printed_reference_matches_the_published_article_that_it_cites() {
        String title = "The glacier and the heron of " + letters() + " under amber";
        String doi = "10.5555/" + letters().toLowerCase(Locale.ROOT);
        String id = article(title, doi);
        String printed = "Lovelace A. (2011). " + title + ". " + journalTitle + ", 417–429.";
        assertFalse(body(match(printed)).at("/items/0").has("article"), "A draft is not found");
        Fixtures.publish(id);
        Response answer = match("Nobody N. Nothing at all. 1999.", printed, "See https://doi.org/" + doi);
        assertEquals(200, answer.statusCode(), answer.asString());
        assertEquals("no-store", answer.header("Cache-Control").replaceAll(".*(no-store).*", "$1"));
        JsonNode items = body(answer).path("items");
        assertEquals(3, items.size());
        assertFalse(items.get(0).has("article"));
        JsonNode words = items.get(1);
        assertEquals(id, words.at("/article/id").textValue());
        assertEquals(title, words.at("/article/title").textValue());
        assertEquals("/v1/articles/" + id, words.at("/article/link").textValue());
        assertTrue(words.at("/article/score").doubleValue() >= 0.8);
        assertEquals("2011", words.at("/reference/year").asText());
        assertEquals("doi", items.at("/2/article/method").textValue());
        Fixtures.withdraw(id);
        assertFalse(body(match(printed)).at("/items/0").has("article"), "A withdrawn article is not found");
    }

    @Test
    void a_reference_that_matches_several_articles_returns_candidates_but_no_match() {
        String title = "The otter and the meadow of " + letters() + " under basalt";
        String first = article(title, null);
        String second = article(title, null);
        Fixtures.publish(first);
        Fixtures.publish(second);
        JsonNode item = body(match("Lovelace A. (2011). " + title + ". " + journalTitle + ", 417–429."))
                .at("/items/0");
        assertFalse(item.has("article"), item.toString());
        assertTrue(item.path("candidates").size() >= 2, item.toString());
        assertTrue(item.at("/candidates/0/score").doubleValue()
                >= item.at("/candidates/1/score").doubleValue());
    }

    @Test
    void a_pasted_reference_list_is_split_into_references() {
        Response pasted = asReader()
                .contentType("text/plain")
                .body("1. Nobody N. Nothing. 1999.\n\n2. Nobody N. Nothing more. 2000."
                        .getBytes(StandardCharsets.UTF_8))
                .post(PATH);
        assertEquals(200, pasted.statusCode());
        assertEquals(2, body(pasted).path("items").size());
        assertEquals(422, match("").statusCode());
        assertEquals(422, Fixtures.post(asReader(), PATH, object()).statusCode());
        assertEquals(
                400,
                asReader()
                        .contentType("application/json")
                        .body("{".getBytes(StandardCharsets.UTF_8))
                        .post(PATH)
                        .statusCode());
    }
}
