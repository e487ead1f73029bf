package org.offprint.web.api.issues;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/** Tests the links from an issue to the previous and the next published issue. */
@QuarkusTest
class NeighbouringIssuesTest {

    private String journal;

    @BeforeEach
    void createJournal() {
        journal = Fixtures.journal();
    }

    private static JsonNode get(String issue) {
        return body(asReader().get("/v1/issues/" + issue));
    }

    @Test
    void an_issue_links_to_the_previous_and_the_next_published_issue() {
        String oldest = TestIssues.published(journal, "2023");
        String middle = TestIssues.published(journal, "2024-05");
        String newest = TestIssues.published(journal, "2025-01-01");
        TestIssues.issue(journal); // A draft issue is never the previous or next issue.
        // An issue of another journal is never the previous or next issue.
        TestIssues.published(Fixtures.journal(), "2024-06");

        assertFalse(get(oldest).has("previous"));
        assertEquals(middle, get(oldest).at("/next/id").textValue());
        assertEquals(oldest, get(middle).at("/previous/id").textValue());
        assertEquals("2023", get(middle).at("/previous/publishedOn").textValue());
        assertEquals(get(newest).get("number"), get(middle).at("/next/number"));
        assertFalse(get(newest).has("next"));
        asReader()
                .get("/v1/issues/" + middle + "/contents")
                .then()
                .body("issue.previous.id", equalTo(oldest))
                .body("issue.next.id", equalTo(newest));
        asReader().get("/v1/issues?journal=" + journal).then().body("items[0]", not(hasKey("previous")));
    }

    @Test
    void publishing_or_unpublishing_the_next_issue_changes_the_etag_of_an_issue() {
        String first = TestIssues.published(journal, "2023");
        String alone = asReader().get("/v1/issues/" + first).header("ETag");
        String second = TestIssues.published(journal, "2024");
        String beside = asReader().get("/v1/issues/" + first).header("ETag");
        assertNotEquals(alone, beside);
        asAdmin()
                .header("If-Match", "*")
                .delete("/v1/issues/" + second + "/publication")
                .then()
                .statusCode(200);
        assertEquals(alone, asReader().get("/v1/issues/" + first).header("ETag"));
    }

    @Test
    void an_issue_can_be_sent_back_although_its_neighbouring_issues_changed() {
        String first = TestIssues.published(journal, "2023");
        TestIssues.published(journal, "2024");
        String path = "/v1/issues/" + first;
        JsonNode read = TestIssues.read(path);
        JsonNode contents = TestIssues.read(path + "/contents");
        TestIssues.published(journal, "2023-06");
        TestIssues.put(asAdmin(), path, "*", read).statusCode(200);
        TestIssues.put(asAdmin(), path + "/contents", "*", contents).statusCode(200);
    }

    @Test
    void a_section_in_a_table_of_contents_includes_its_translated_titles() {
        JsonNode made = TestIssues.journal("Letters");
        JsonNode section = made.at("/sections/0");
        String own = made.get("id").textValue();
        var change = Fixtures.object();
        var changed = change.putArray("sections").addObject();
        changed.put("id", section.get("id").textValue()).put("title", "Letters").put("abbreviation", "Lett.");
        changed.putObject("translations").putObject("zh").put("title", "来信");
        Fixtures.patch(asAdmin(), "/v1/journals/" + own, change).then().statusCode(200);
        String issue = TestIssues.published(own, "2024");
        String article = TestIssues.article(own, issue, section.get("id").textValue());
        Fixtures.publish(article);
        for (JsonNode contents : List.of(
                body(asReader().get("/v1/issues/" + issue + "/contents")),
                TestIssues.read("/v1/issues/" + issue + "/contents"))) {
            assertEquals(
                    "来信",
                    contents.at("/sections/0/section/translations/zh/title").textValue());
            assertEquals(
                    "Lett.", contents.at("/sections/0/section/abbreviation").textValue());
            TestIssues.put(asAdmin(), "/v1/issues/" + issue + "/contents", "*", contents)
                    .statusCode(200);
        }
    }
}
