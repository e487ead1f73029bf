package org.offprint.web.api.articles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/**
 * Tests that article lists for editors contain every article once with its current content, regardless of the article's
 * status and published version.
 */
@QuarkusTest
class EditorsListTest {

    private static final String LATER = "2199-01-01T00:00:00Z";

    private String journal;
    private String other;
    private String path;

    @BeforeEach
    void create() {
        journal = Fixtures.journal();
        other = ArticleEditing.id(
                ArticleEditing.published(ArticleEditing.minimal(journal).put("title", "Another")));
        path = ArticleEditing.draft(ArticleEditing.minimal(journal).put("title", "Zeroth"));
    }

    private JsonNode list(String more) {
        return body(asAdmin().get("/v1/articles?journal=" + journal + more));
    }

    /**
     * Checks that the article appears once in lists with every sort order and filter, and in counts, with its working
     * copy instead of its published version.
     */
    private void assertListed(String status, String title, boolean readers) {
        for (String sort : List.of("-published", "title", "-updated", "published")) {
            JsonNode page = list("&facets=status&sort=" + sort);
            assertEquals(2, page.get("total").intValue(), page::toString);
            List<String> ids = new ArrayList<>();
            page.get("items").forEach(item -> ids.add(item.get("id").textValue()));
            assertEquals(2, ids.stream().distinct().count(), ids::toString);
            int counted = 0;
            for (JsonNode value : page.at("/facets/status")) {
                counted += value.get("count").intValue();
            }
            assertTrue(counted >= 2, page::toString);
        }
        assertEquals(
                ArticleEditing.id(path),
                list("&sort=-updated").at("/items/0/id").textValue(),
                "the article was changed last");
        JsonNode found = list("&status=" + status + "&q=title:" + title.toLowerCase());
        assertEquals(1, found.get("total").intValue(), status + " " + title + found);
        assertEquals(title, found.at("/items/0/title").textValue());
        assertEquals(
                0,
                list("&q=title:" + title + "&status=" + (status.equals("draft") ? "withdrawn" : "draft"))
                        .get("total")
                        .intValue());
        List<String> public_ = new ArrayList<>();
        body(asReader().get("/v1/articles?journal=" + journal))
                .get("items")
                .forEach(item -> public_.add(item.get("id").textValue()));
        Collections.sort(public_);
        assertEquals(
                readers
                        ? List.of(other, ArticleEditing.id(path)).stream()
                                .sorted()
                                .toList()
                        : List.of(other),
                public_,
                status);
    }

    @Test
    void an_article_list_for_editors_contains_each_article_once_regardless_of_its_status() {
        assertListed("draft", "Zeroth", false);
        ArticleEditing.publish(path, object().put("at", LATER)).statusCode(200);
        assertListed("scheduled", "Zeroth", false);
        ArticleEditing.undo(path + "/publication").statusCode(200);
        assertListed("draft", "Zeroth", false);
        ArticleEditing.publish(path, object()).statusCode(200);
        assertListed("published", "Zeroth", true);
        ArticleEditing.patch(path, object().put("title", "First")).statusCode(200);
        assertListed("published", "First", true);
        assertEquals(0, list("&q=title:zeroth").get("total").intValue());
        ArticleEditing.patch(path, object().put("title", "Zeroth")).statusCode(200);
        assertListed("published", "Zeroth", true);
        ArticleEditing.patch(path, object().put("title", "Second")).statusCode(200);
        ArticleEditing.publish(path, object().put("at", LATER)).statusCode(200);
        assertListed("scheduled", "Second", true);
        assertListed("published", "Second", true);
        ArticleEditing.publish(path, object()).statusCode(200);
        assertListed("published", "Second", true);
        ArticleEditing.withdraw(path, object().put("reason", "Wrong")).statusCode(200);
        assertListed("withdrawn", "Second", false);
        ArticleEditing.patch(path, object().put("title", "Third")).statusCode(200);
        assertListed("withdrawn", "Third", false);
        ArticleEditing.undo(path + "/withdrawal").statusCode(200);
        assertListed("published", "Third", true);
        ArticleEditing.publish(path, object()).statusCode(200);
        assertListed("published", "Third", true);
    }
}
