package org.offprint.web.api.service;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

/** Tests the status and rebuilds of the search index, and the indexing of unreadable records. */
@QuarkusTest
@Order(1) // Rebuilds the indexes of all records.
class SearchIndexResourceTest {

    private final Client admin = Client.here();

    @Inject
    Sql sql;

    private void awaitBuilt(Runnable concurrent) {
        Workers.await(Duration.ofSeconds(60), "the index is built", () -> {
            concurrent.run();
            JsonNode indexes = admin.get("/v1/search-index").expect(200).body().get("indexes");
            return !indexes.get(0).get("building").booleanValue()
                    && !indexes.get(1).get("building").booleanValue();
        });
    }

    private void rebuild() {
        assertTrue(admin.post("/v1/search-index/rebuilds", null)
                .expect(202)
                .body()
                .at("/indexes/0/building")
                .booleanValue());
        awaitBuilt(() -> {});
    }

    private int found(String q) {
        return admin.anonymous()
                .get("/v1/articles?q=" + q)
                .expect(200)
                .body()
                .get("total")
                .intValue();
    }

    @Test
    void only_admins_can_read_the_search_index_status_and_start_rebuilds() {
        Fixtures.publish(Fixtures.article(Fixtures.journal()));
        asReader().get("/v1/search-index").then().statusCode(401);
        asReader().post("/v1/search-index/rebuilds").then().statusCode(401);
        String editor = Fixtures.editorOf(Fixtures.journal());
        as(editor).get("/v1/search-index").then().statusCode(403);
        as(editor).post("/v1/search-index/rebuilds").then().statusCode(403);
        asAdmin()
                .get("/v1/search-index")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("indexes.audience", contains("readers", "editors"))
                .body("indexes.serves", everyItem(is(true)))
                .body("indexes.records", everyItem(greaterThan(0)))
                .body("indexes.position", everyItem(greaterThan(0)))
                .body("indexes.behindSeconds", everyItem(lessThan(10f)));
        asAdmin().get("/v1/search-index?x=1").then().statusCode(400).body("errors.parameter", contains("x"));
    }

    @Test
    void searches_return_the_same_results_during_and_after_an_index_rebuild() {
        String word = Fixtures.unique("Rebuilt").replace(" ", "");
        String journal = Fixtures.journal();
        String article = Fixtures.article(journal, Fixtures.affiliation("Institute of " + word));
        Fixtures.patch(asAdmin(), "/v1/articles/" + article, Fixtures.object().put("title", word + " one"));
        Fixtures.publish(article);
        String all =
                "/v1/articles?facets=year&facets=journal&facets=affiliation&limit=100&sort=title&journal=" + journal;
        JsonNode before = admin.anonymous().get(all).expect(200).body();
        JsonNode people =
                admin.anonymous().get("/v1/contributors?limit=100").expect(200).body();
        JsonNode suggested =
                admin.anonymous().get("/v1/suggest?q=" + word).expect(200).body();
        assertEquals(2, suggested.get("items").size());
        assertTrue(
                admin.post("/v1/search-index/rebuilds", null).expect(202).body().has("indexes"));
        String second = Fixtures.article(journal);
        for (int i = 0; i < 50; i++) {
            assertEquals(1, found(word));
        }
        Fixtures.publish(second);
        awaitBuilt(() -> assertEquals(1, found(word)));
        JsonNode after = admin.anonymous().get(all).expect(200).body();
        assertEquals(2, after.get("total").intValue(), "records written during the rebuild are found");
        assertEquals(1, before.get("total").intValue());
        rebuild();
        assertEquals(after, admin.anonymous().get(all).expect(200).body());
        assertEquals(
                people.get("items").size(),
                admin.anonymous()
                        .get("/v1/contributors?limit=100")
                        .expect(200)
                        .body()
                        .get("items")
                        .size());
        assertEquals(
                suggested,
                admin.anonymous().get("/v1/suggest?q=" + word).expect(200).body());
    }

    @Test
    void the_search_index_skips_a_stored_record_that_is_unreadable() {
        String word = Fixtures.unique("Broken").replace(" ", "");
        String journal = Fixtures.journal();
        String broken = titled(journal, word + " broken");
        String whole = titled(journal, word + " whole");
        assertEquals(2, found(word));
        byte[] document = sql.first(
                        "select document from published_article where article = ?::uuid",
                        row -> row.getBytes("document"),
                        broken)
                .orElseThrow();
        double met = unreadable();
        try {
            store(broken, "{\"not\": the end".getBytes());
            rebuild();
            assertEquals(1, found(word));
            String later = titled(journal, word + " later");
            assertEquals(2, found(word), "changes are still indexed: " + later);
            assertTrue(unreadable() > met);
            asReader().get("/q/health/ready").then().statusCode(200);
        } finally {
            store(broken, document);
        }
        rebuild();
        assertEquals(3, found(word));
        assertEquals(
                List.of(whole),
                List.of(admin.anonymous()
                        .get("/v1/articles?q=" + word + "+whole")
                        .body()
                        .at("/items/0/id")
                        .textValue()));
    }

    private void store(String article, byte[] document) {
        sql.update("update published_article set document = ? where article = ?::uuid", document, article);
    }

    private static String titled(String journal, String title) {
        String article = Fixtures.article(journal);
        Fixtures.patch(asAdmin(), "/v1/articles/" + article, Fixtures.object().put("title", title));
        Fixtures.publish(article);
        return article;
    }

    private double unreadable() {
        String metrics = new String(admin.get("/q/metrics").bytes(), java.nio.charset.StandardCharsets.UTF_8);
        return metrics.lines()
                .filter(line -> line.startsWith("offprint_search_unreadable_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void metrics_report_the_lag_of_the_search_index() {
        asAdmin()
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("offprint_search_lag_seconds{index=\"readers\"}"))
                .body(containsString("offprint_search_records{index=\"editors\"}"))
                .body(containsString("offprint_search_building{index=\"readers\"}"));
    }
}
