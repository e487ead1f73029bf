package org.offprint.web.api.webhooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.unique;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/**
 * Tests a mirror that reads only records listed in the change feed. The mirror must contain the same documents as the
 * public API.
 */
@QuarkusTest
class MirrorTest {

    private static final Map<String, String> COLLECTIONS = Map.of(
            "journal", "/v1/journals/",
            "issue", "/v1/issues/",
            "article", "/v1/articles/",
            "affiliation", "/v1/affiliations/");

    private final List<String> paths = new ArrayList<>();
    private final Map<String, String> mirror = new TreeMap<>();
    private String position;

    private String journal;
    private String section;
    private String affiliation;
    private final List<String> issues = new ArrayList<>();
    private String article;
    private String other;

    @BeforeEach
    void createJournalWithIssuesAndArticles() {
        position = end();
        ObjectNode made = object().put("title", unique("Journal")).put("language", "en");
        made.putArray("sections").addObject().put("title", "Articles");
        JsonNode stored = created(asAdmin(), "/v1/journals", made);
        journal = keep("/v1/journals/", stored.get("id").textValue());
        section = stored.at("/sections/0/id").textValue();
        affiliation = keep("/v1/affiliations/", Fixtures.affiliation(unique("University")));
        for (int number = 1; number <= 4; number++) {
            issues.add(keep("/v1/issues/", issue(10 * number)));
        }
        issues.forEach(issue -> publish("/v1/issues/" + issue));
        article = keep("/v1/articles/", Fixtures.article(journal, affiliation));
        other = keep("/v1/articles/", Fixtures.article(journal, affiliation));
        patch("/v1/articles/" + article, object().put("issue", issues.get(1)).put("section", section));
        publish("/v1/articles/" + article);
        publish("/v1/articles/" + other);
    }

    @Test
    void a_mirror_of_the_change_feed_is_up_to_date_after_any_change_by_an_editor() {
        Map<String, Runnable> changes = new LinkedHashMap<>();
        changes.put("nothing", () -> {});
        changes.put(
                "the title of the journal", () -> patch("/v1/journals/" + journal, object().put("title", "Renamed")));
        changes.put(
                "the slug of the journal",
                () -> patch(
                        "/v1/journals/" + journal,
                        object().put("slug", unique("renamed").replace(' ', '-'))));
        changes.put(
                "the address of its articles",
                () -> patch("/v1/journals/" + journal, object().put("articleUrl", "https://journal.example/{slug}")));
        changes.put("a section", () -> {
            ObjectNode sections = object();
            sections.putArray("sections").addObject().put("id", section).put("title", "Papers");
            patch("/v1/journals/" + journal, sections);
        });
        changes.put(
                "the title of an issue", () -> patch("/v1/issues/" + issues.get(1), object().put("title", "Special")));
        changes.put("the place of an issue", () -> patch("/v1/issues/" + issues.get(0), object().put("number", "35")));
        changes.put("an issue that appears between others", () -> {
            issues.add(keep("/v1/issues/", issue(25)));
            publish("/v1/issues/" + issues.get(4));
        });
        changes.put(
                "the day of an issue",
                () -> act(
                        "PUT",
                        "/v1/issues/" + issues.get(2) + "/publication",
                        object().put("publishedOn", "2019-01-01")));
        changes.put(
                "an issue that is a draft again",
                () -> act("DELETE", "/v1/issues/" + issues.get(1) + "/publication", null));
        changes.put("an issue that appears again", () -> publish("/v1/issues/" + issues.get(1)));
        changes.put("an affiliation", () -> patch("/v1/affiliations/" + affiliation, object().put("name", "Renamed")));
        changes.put("a merge", () -> {
            String survivor = keep("/v1/affiliations/", Fixtures.affiliation(unique("Survivor")));
            ObjectNode merge = object();
            merge.putArray("from").add(affiliation);
            act("POST", "/v1/affiliations/" + survivor + "/merges", merge);
        });
        changes.put("a relation to a draft", () -> {
            String draft = keep("/v1/articles/", Fixtures.article(journal));
            ObjectNode relation = object();
            relation.putArray("relations")
                    .addObject()
                    .put("type", "isCommentOn")
                    .put("article", draft);
            patch("/v1/articles/" + article, relation);
            publish("/v1/articles/" + article);
        });
        changes.put("the draft that appears", () -> publish(paths.get(paths.size() - 1)));
        changes.put(
                "a retraction",
                () -> act(
                        "PUT",
                        "/v1/articles/" + other + "/retraction",
                        object().put("kind", "retraction").put("reason", "x")));
        changes.put(
                "a withdrawal", () -> act("PUT", "/v1/articles/" + other + "/withdrawal", object().put("reason", "x")));
        changes.put(
                "an article that is reinstated", () -> act("DELETE", "/v1/articles/" + other + "/withdrawal", null));
        changes.put(
                "a journal that continues it",
                () -> keep(
                        "/v1/journals/",
                        created(
                                        asAdmin(),
                                        "/v1/journals",
                                        object().put("title", unique("New"))
                                                .put("language", "en")
                                                .put("continues", journal))
                                .get("id")
                                .textValue()));
        changes.forEach((what, change) -> {
            change.run();
            try {
                Fixtures.await(
                        () -> {
                            follow();
                            return mirror.equals(documents());
                        },
                        Duration.ofSeconds(20));
            } catch (AssertionError e) {
                assertEquals(documents(), mirror, what);
            }
        });
    }

    private static String end() {
        String after = "0";
        JsonNode page;
        do {
            page = body(asReader().get("/v1/changes?limit=1000&after=" + after));
            after = page.get("next").textValue();
        } while (!page.get("items").isEmpty());
        return after;
    }

    private void follow() {
        JsonNode page;
        do {
            page = body(asReader().get("/v1/changes?limit=1000&after=" + position));
            for (JsonNode change : page.get("items")) {
                String path = COLLECTIONS.get(change.get("kind").textValue())
                        + change.get("id").textValue();
                if (paths.contains(path)) {
                    read(path, mirror);
                }
            }
            position = page.get("next").textValue();
        } while (!page.get("items").isEmpty());
    }

    private Map<String, String> documents() {
        Map<String, String> documents = new TreeMap<>();
        paths.forEach(path -> read(path, documents));
        return documents;
    }

    private static void read(String path, Map<String, String> documents) {
        Response answer = asReader().redirects().follow(false).get(path);
        if (answer.statusCode() == 200) {
            documents.put(path, answer.asString());
        } else {
            documents.remove(path);
        }
    }

    private String keep(String collection, String id) {
        paths.add(collection + id);
        return id;
    }

    private String issue(int number) {
        ObjectNode issue = object().put("journal", journal)
                .put("volume", "1")
                .put("number", Integer.toString(number))
                .put("publishedOn", "2020-01-01");
        return created(asAdmin(), "/v1/issues", issue).get("id").textValue();
    }

    private static void patch(String path, ObjectNode patch) {
        Fixtures.patch(asAdmin(), path, patch).then().statusCode(200);
    }

    private static void publish(String path) {
        act("PUT", path + "/publication", object());
    }

    private static void act(String method, String path, ObjectNode how) {
        var request = asAdmin().header("If-Match", "*");
        if (how != null) {
            request.contentType(ContentType.JSON).body(how.toString().getBytes(StandardCharsets.UTF_8));
        }
        int status = request.request(method, path).statusCode();
        assertEquals(200, status, method + " " + path);
    }
}
