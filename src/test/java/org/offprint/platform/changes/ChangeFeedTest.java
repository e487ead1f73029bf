package org.offprint.platform.changes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.BackgroundWork;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;

@QuarkusTest
class ChangeFeedTest {

    @Inject
    ChangeLog log;

    private final Client editor = Client.here();
    private final Client reader = editor.anonymous();

    @Test
    void the_change_feed_lists_all_public_changes_to_an_article() {
        long before = log.end();
        String journal = Fixtures.journal();
        String article = Fixtures.article(journal);
        String path = "/v1/articles/" + article;
        editor.patch(path, Fixtures.object().put("subtitle", "One")).expect(200);
        String draft = Fixtures.article(journal);
        editor.delete("/v1/articles/" + draft).expect(204);
        Fixtures.publish(article);
        editor.patch(path, Fixtures.object().put("subtitle", "Two")).expect(200);
        Fixtures.publish(article);
        editor.put(path + "/withdrawal", Fixtures.object().put("reason", "A test."))
                .expect(200);
        editor.delete(path + "/withdrawal").expect(200);

        List<String> listed = new ArrayList<>();
        for (JsonNode change : items("?journal=" + journal + "&after=" + before)) {
            listed.add(change.get("kind").textValue() + " " + change.get("op").textValue() + " "
                    + change.get("reason").textValue() + " "
                    + change.path("version").asText("-"));
            assertEquals(
                    "/v1/" + change.get("kind").textValue() + "s/"
                            + change.get("id").textValue(),
                    change.at("/links/self").textValue());
        }
        assertEquals(
                List.of(
                        "journal created created -",
                        "article created published 1",
                        "article updated published 2",
                        "article deleted withdrawn 2",
                        "article created reinstated 2"),
                listed);
    }

    @Test
    void pages_of_any_size_together_contain_the_whole_change_feed() {
        long before = log.end();
        String journal = Fixtures.journal();
        for (int i = 0; i < 7; i++) {
            Fixtures.publish(Fixtures.article(journal));
        }
        List<JsonNode> whole = items("?journal=" + journal + "&after=" + before + "&limit=1000");
        assertEquals(8, whole.size());
        for (int limit : new int[] {1, 3, 8}) {
            List<JsonNode> walked = new ArrayList<>();
            String path = "/v1/changes?journal=" + journal + "&limit=" + limit + "&after=" + before;
            for (int page = 0; page < 20; page++) {
                Client.Reply reply = reader.get(path).expect(200);
                reply.body().get("items").forEach(walked::add);
                assertTrue(reply.body().get("items").size() <= limit);
                String link = reply.header("Link");
                assertTrue(link.endsWith(">; rel=\"next\""), link);
                path = link.substring(1, link.indexOf('>'));
                assertTrue(path.endsWith("after=" + reply.body().get("next").textValue()), path);
                assertTrue(path.contains("limit=" + limit) && path.contains("journal=" + journal), path);
            }
            assertEquals(whole, walked);
        }
    }

    @Test
    void reading_the_change_feed_after_its_end_returns_the_requested_position_as_the_next_position() {
        JsonNode page =
                reader.get("/v1/changes?after=999999999999999").expect(200).body();
        assertEquals(0, page.get("items").size());
        assertEquals("999999999999999", page.get("next").textValue());
    }

    @Test
    void reading_the_change_feed_after_its_end_does_not_wait() {
        assertTimeout(Duration.ofSeconds(8), () -> {
            for (int i = 0; i < 5; i++) {
                reader.get("/v1/changes?after=999999999999999").expect(200);
            }
        });
    }

    @Test
    void the_kind_parameter_filters_the_change_feed() {
        BackgroundWork.awaitIdle();
        long before = log.end();
        String journal = Fixtures.journal();
        String affiliation = Fixtures.affiliation(Fixtures.unique("Academy"));
        Fixtures.publish(Fixtures.article(journal, affiliation));
        List<JsonNode> affiliations = items("?kind=affiliation&after=" + before);
        assertEquals(List.of(affiliation), ids(affiliations));
        assertFalse(affiliations.get(0).has("version"));
        assertEquals(List.of(journal), ids(items("?kind=journal&after=" + before)));
        assertEquals(1, items("?kind=article&after=" + before).size());
        assertEquals(0, items("?kind=issue&after=" + before).size());
    }

    @Test
    void the_change_feed_rejects_invalid_positions_and_parameters() {
        for (String after : List.of("x", "-1", "1.5", "1234567890123456789", "0x10", "+1")) {
            JsonNode problem =
                    reader.get("/v1/changes?after=" + after).expect(400).body();
            assertEquals("after", problem.at("/errors/0/parameter").textValue());
            assertEquals("cursor-invalid", problem.at("/errors/0/code").textValue());
        }
        for (String query : List.of("limit=0", "limit=1001", "limit=x", "kind=book", "journal=x", "since=1")) {
            JsonNode problem = reader.get("/v1/changes?" + query).expect(400).body();
            assertEquals(
                    query.substring(0, query.indexOf('=')),
                    problem.at("/errors/0/parameter").textValue());
        }
    }

    private List<JsonNode> items(String query) {
        List<JsonNode> items = new ArrayList<>();
        reader.get("/v1/changes" + query).expect(200).body().get("items").forEach(items::add);
        return items;
    }

    private static List<String> ids(List<JsonNode> changes) {
        return changes.stream().map(change -> change.get("id").textValue()).toList();
    }
}
