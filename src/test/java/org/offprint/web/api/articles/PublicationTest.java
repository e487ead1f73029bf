package org.offprint.web.api.articles;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Fixtures;

/** Tests publishing articles, immediately or on a schedule. */
@QuarkusTest
class PublicationTest {

    @Inject
    Sql sql;

    @Test
    void a_published_article_gets_the_current_date_in_the_time_zone_of_the_journal() {
        String zone = LocalDate.now(ZoneId.of("Pacific/Kiritimati")).equals(LocalDate.now(ZoneId.of("UTC")))
                ? "Etc/GMT+12"
                : "Pacific/Kiritimati";
        ObjectNode made = object().put("title", Fixtures.unique("J"))
                .put("language", "en")
                .put("timeZone", zone);
        made.putObject("license").put("url", "CC-BY-4.0");
        String journal =
                Fixtures.created(asAdmin(), "/v1/journals", made).get("id").textValue();
        String path = ArticleEditing.draft(ArticleEditing.minimal(journal));
        String before = LocalDate.now(ZoneId.of(zone)).toString();
        String published =
                ArticleEditing.publish(path, object()).statusCode(200).extract().path("dates.published");
        assertEquals(
                true, List.of(before, LocalDate.now(ZoneId.of(zone)).toString()).contains(published));
        given().get(path)
                .then()
                .body("dates.published", equalTo(published))
                .body("license.url", equalTo("https://creativecommons.org/licenses/by/4.0/"));
        String reserved = ArticleEditing.draft(
                ArticleEditing.minimal(journal).set("license", object().put("name", "All rights reserved")));
        ArticleEditing.publish(reserved, object())
                .body("license.name", equalTo("All rights reserved"))
                .body("license", not(hasKey("url")));
    }

    @Test
    void a_publication_date_without_day_or_month_can_be_stored_and_set_when_publishing() {
        ObjectNode article = ArticleEditing.minimal(Fixtures.journal());
        article.putObject("dates").put("published", "2024").put("received", "2023-05");
        String path = ArticleEditing.published(article);
        assertEquals("2024", ArticleEditing.read(path).at("/dates/published").textValue());
        ArticleEditing.publish(path, object().put("publishedOn", "2024-02"))
                .statusCode(200)
                .body("version", equalTo(2))
                .body("dates.published", equalTo("2024-02"))
                .body("dates.received", equalTo("2023-05"));
        ArticleEditing.publish(path, object().put("publishedOn", "2024-02")).body("version", equalTo(2));
        ArticleEditing.publish(
                        path,
                        object().put("publishedOn", "2024-13")
                                .put("kind", "erratum")
                                .put("when", 1))
                .statusCode(422)
                .body("errors.pointer", contains("/when", "/publishedOn", "/kind"));
    }

    @Test
    void publishing_an_unchanged_article_does_not_create_a_version() {
        ObjectNode made = object().put("title", Fixtures.unique("J")).put("language", "en");
        String journal =
                Fixtures.created(asAdmin(), "/v1/journals", made).get("id").textValue();
        String path = ArticleEditing.published(ArticleEditing.minimal(journal));
        ArticleEditing.publish(path, object().put("kind", "correction"))
                .statusCode(200)
                .header("ETag", ArticleEditing.revision(2));
        ObjectNode license = object();
        license.putObject("license").put("url", "CC-BY-4.0");
        Fixtures.patch(asAdmin(), "/v1/journals/" + journal, license).then().statusCode(200);
        ArticleEditing.publish(path, object())
                .statusCode(200)
                .header("ETag", ArticleEditing.revision(2))
                .body("version", equalTo(1));
        ArticleEditing.patch(path, object().put("subtitle", "x")).body("hasUnpublishedChanges", equalTo(true));
        ArticleEditing.patch(path, object().putNull("subtitle")).body("hasUnpublishedChanges", equalTo(false));
        ArticleEditing.publish(path, object()).statusCode(200).body("version", equalTo(1));
        assertEquals(List.of("created published 1"), ArticleEditing.publicChanges(journal, path));
    }

    @Test
    void the_kind_of_the_first_version_is_original_and_later_versions_default_to_update() {
        String path = ArticleEditing.published(ArticleEditing.minimal(Fixtures.journal()));
        ArticleEditing.patch(path, object().put("title", "Second"));
        ArticleEditing.publish(path, object()).statusCode(200);
        ArticleEditing.patch(path, object().put("title", "Third"));
        ArticleEditing.publish(path, object().put("kind", "metadata").put("note", "Why"))
                .statusCode(200);
        given().get(path + "/versions")
                .then()
                .body("items.number", contains(3, 2, 1))
                .body("items.kind", contains("metadata", "update", "original"));
        String appeared =
                ArticleEditing.read(path + "/versions/1").get("publishedAt").textValue();
        assertEquals(appeared, ArticleEditing.read(path).get("publishedAt").textValue());
    }

    @Test
    void publishing_a_later_version_as_original_returns_422() {
        String path = ArticleEditing.published(ArticleEditing.minimal(Fixtures.journal()));
        ArticleEditing.publish(path, object().put("kind", "original"))
                .statusCode(200)
                .body("version", equalTo(1));
        ArticleEditing.patch(path, object().put("title", "Second"));
        ArticleEditing.publish(path, object().put("kind", "original"))
                .statusCode(422)
                .body("errors.pointer", contains("/kind"))
                .body("errors.code", contains("not-the-first"));
        ArticleEditing.publish(path, object().put("kind", "correction"))
                .statusCode(200)
                .body("version", equalTo(2));
    }

    @Test
    void publishing_an_article_with_a_relation_to_a_missing_article_returns_422() {
        String journal = Fixtures.journal();
        String other = ArticleEditing.draft(ArticleEditing.minimal(journal));
        ObjectNode article = ArticleEditing.minimal(journal);
        article.putArray("relations").addObject().put("type", "isReplyTo").put("article", ArticleEditing.id(other));
        String path = ArticleEditing.draft(article);
        ArticleEditing.undo(other).statusCode(204);
        ArticleEditing.publish(path, object())
                .statusCode(422)
                .body("errors.pointer", contains("/relations/0/article"))
                .body("errors.code", contains("unknown-article"));
        given().get(path).then().statusCode(404);
    }

    // Tests of scheduled publication

    @Test
    void a_scheduled_article_is_published_once_with_its_latest_changes() {
        String journal = Fixtures.journal();
        String path = ArticleEditing.draft(ArticleEditing.minimal(journal));
        ArticleEditing.publish(
                        path,
                        object().put("at", "2199-01-01T00:00:00Z")
                                .put("publishedOn", "2025")
                                .put("note", "In time"))
                .statusCode(200)
                .body("status", equalTo("scheduled"));
        ArticleEditing.patch(path, object().put("title", "Saved last"))
                .statusCode(200)
                .body("status", equalTo("scheduled"));
        given().get(path).then().statusCode(404);
        Instant at = schedule(path);
        ArticleEditing.await(() -> given().get(path).statusCode() == 200, "The article was not published");
        JsonNode read = ArticleEditing.read(path);
        assertEquals("Saved last", read.get("title").textValue());
        assertEquals("2025", read.at("/dates/published").textValue());
        assertEquals(false, Instant.parse(read.get("publishedAt").textValue()).isBefore(at.minusMillis(1)));
        given().get(path + "/versions").then().body("items.note", contains("In time"));
        asAdmin().get(path).then().body("status", equalTo("published")).body("$", not(hasKey("scheduledAt")));
        assertEquals(List.of("created published 1"), ArticleEditing.publicChanges(journal, path));
        assertEquals(List.of("published", "edited", "scheduled", "created"), ArticleEditing.actions(path));
    }

    /**
     * Sets the publication time of a scheduled article to one second from now. Called after the test setup, which may
     * take longer than one second.
     */
    private Instant schedule(String path) {
        Instant at = Instant.now().plusSeconds(1);
        sql.update(
                "update article set scheduled_at = ?::timestamptz where id = ?::uuid",
                at.toString(),
                ArticleEditing.id(path));
        return at;
    }

    @Test
    void a_scheduled_publication_can_be_cancelled_but_undoing_a_publication_returns_409() {
        String path = ArticleEditing.draft(ArticleEditing.minimal(Fixtures.journal()));
        ArticleEditing.undo(path + "/publication").statusCode(409);
        ArticleEditing.publish(path, object().put("at", "2199-01-01T00:00:00Z"))
                .body("scheduledAt", equalTo("2199-01-01T00:00:00Z"));
        ArticleEditing.undo(path + "/publication")
                .statusCode(200)
                .body("status", equalTo("draft"))
                .body("$", not(hasKey("scheduledAt")));
        ArticleEditing.publish(path, object().put("at", "2199-01-01T00:00:00Z"));
        ArticleEditing.publish(path, object())
                .body("status", equalTo("published"))
                .body("$", not(hasKey("scheduledAt")));
        ArticleEditing.undo(path + "/publication").statusCode(409);
        assertEquals(1, ArticleEditing.read(path).get("version").intValue());
        ArticleEditing.publish(path, object().put("at", "2199-01-01T00:00:00Z")).body("status", equalTo("published"));
    }

    @Test
    void a_past_or_invalid_publication_time_returns_422() {
        String path = ArticleEditing.draft(ArticleEditing.minimal(Fixtures.journal()));
        ArticleEditing.publish(path, object().put("at", "2001-01-01T00:00:00Z"))
                .statusCode(422)
                .body("errors.pointer", contains("/at"))
                .body("errors.code", contains("in-the-past"));
        for (String none : List.of("2199-01-01", "2199-01-01T00:00:00", "+999999999-01-01T00:00:00Z", "soon")) {
            ArticleEditing.publish(path, object().put("at", none))
                    .statusCode(422)
                    .body("errors.pointer", contains("/at"))
                    .body("errors.code", contains("time-format"));
        }
        assertEquals(1, ArticleEditing.readAsEditor(path).get("revision").intValue());
    }

    @Test
    void a_scheduled_article_with_an_error_is_published_after_the_error_is_corrected() {
        String journal = Fixtures.journal();
        String other = ArticleEditing.draft(ArticleEditing.minimal(journal));
        ObjectNode article = ArticleEditing.minimal(journal);
        article.putArray("relations").addObject().put("type", "isReplyTo").put("article", ArticleEditing.id(other));
        String path = ArticleEditing.draft(article);
        ArticleEditing.publish(path, object().put("at", "2199-01-01T00:00:00Z")).statusCode(200);
        ArticleEditing.undo(other).statusCode(204);
        schedule(path);
        ArticleEditing.await(
                () -> ArticleEditing.readAsEditor(path).has("scheduleProblem"), "The missing article is not reported");
        asAdmin()
                .get(path)
                .then()
                .body("status", equalTo("scheduled"))
                .body("scheduleProblem.pointer", contains("/relations/0/article"));
        given().get(path).then().statusCode(404);
        int revision = ArticleEditing.readAsEditor(path).get("revision").intValue();
        ArticleEditing.patch(path, object().putNull("relations"))
                .statusCode(200)
                .header("ETag", ArticleEditing.revision(revision + 1));
        ArticleEditing.await(
                () -> given().get(path).statusCode() == 200, "The article was not published after it was saved");
        assertEquals(
                List.of("published", "edited", "schedule-failed", "scheduled", "created"),
                ArticleEditing.actions(path));
    }

    @Test
    void withdrawing_an_article_cancels_its_schedule_and_prevents_publication() {
        String path = ArticleEditing.published(ArticleEditing.minimal(Fixtures.journal()));
        ArticleEditing.patch(path, object().put("title", "Never seen"));
        ArticleEditing.publish(path, object().put("at", "2199-01-01T00:00:00Z")).statusCode(200);
        ArticleEditing.withdraw(path, object().put("reason", "x"))
                .statusCode(200)
                .body("$", not(hasKey("scheduledAt")));
        ArticleEditing.publish(path, object()).statusCode(409);
        ArticleEditing.publish(path, object().put("at", "2199-01-01T00:00:00Z")).statusCode(409);
        ArticleEditing.undo(path + "/publication").statusCode(409);
        given().get(path).then().statusCode(410);
    }
}
