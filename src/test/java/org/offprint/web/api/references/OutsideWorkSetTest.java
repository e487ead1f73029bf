package org.offprint.web.api.references;

import static org.hamcrest.Matchers.contains;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.references.TestExternalWorks.awaitFound;
import static org.offprint.web.api.references.TestExternalWorks.found;
import static org.offprint.web.api.references.TestExternalWorks.lines;
import static org.offprint.web.api.references.TestExternalWorks.load;
import static org.offprint.web.api.references.TestExternalWorks.published;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.references.TestExternalWorks.Work;
import org.offprint.web.site.Browser;

/** Tests the set of external works, which admins can inspect and empty. */
@QuarkusTest
class OutsideWorkSetTest {

    private static final String PATH = "/v1/outside-works";

    @Inject
    Sql sql;

    private static JsonNode state() {
        return body(asAdmin().get(PATH));
    }

    private static void awaitLookedUp() {
        Fixtures.await(() -> state().get("lookedUp").booleanValue());
    }

    @Test
    void only_admins_can_inspect_and_empty_the_set_of_external_works() {
        asReader().get(PATH).then().statusCode(401);
        asReader().delete(PATH).then().statusCode(401);
        String editor = Fixtures.editorOf(Fixtures.journal());
        as(editor).get(PATH).then().statusCode(403);
        as(editor).delete(PATH).then().statusCode(403);
        asAdmin().get(PATH + "?x=1").then().statusCode(400).body("errors.parameter", contains("x"));
        asAdmin()
                .delete(PATH + "?validateOnly=perhaps")
                .then()
                .statusCode(400)
                .body("errors.parameter", contains("validateOnly"));
    }

    @Test
    void an_emptied_set_of_external_works_matches_nothing_and_can_be_loaded_again() {
        Work work = new Work();
        String article = published("Only words.", work.printed());
        Instant before = Instant.now().minusSeconds(60);
        load("", lines(work));
        awaitFound(article, 2, work);
        JsonNode full = state();
        assertTrue(full.get("works").longValue() > 0, full.toString());
        assertFalse(full.get("estimated").booleanValue());
        assertTrue(Instant.parse(full.get("loadedAt").textValue()).isAfter(before), full.toString());
        asAdmin().delete(PATH + "?validateOnly=true").then().statusCode(204);
        assertEquals(full.get("works"), state().get("works"));

        asAdmin().delete(PATH).then().statusCode(204);
        JsonNode empty = state();
        assertEquals(0, empty.get("works").longValue());
        assertFalse(empty.has("loadedAt"), empty.toString());
        assertTrue(found(article, 2).isMissingNode());
        awaitLookedUp();
        assertEquals(
                0,
                sql.first("select count(*) from found_work where source = 'set'", row -> row.getLong(1))
                        .orElseThrow());
        JsonNode audited =
                body(asAdmin().get("/v1/audit?action=outside-works.emptied")).at("/items/0");
        assertEquals("outside-works", audited.at("/object/kind").textValue(), audited.toString());
        asAdmin().delete(PATH).then().statusCode(204);

        Work other = new Work();
        assertEquals(1, load("", lines(work)).get("created").intValue());
        awaitFound(article, 2, work);
        load("", lines(other));
        awaitFound(published(other.printed()), 1, other);
    }

    @Test
    void emptying_the_set_of_external_works_during_an_import_returns_409() {
        UUID job = Ids.next();
        // The job belongs to a nonexistent node, so the job stays queued.
        sql.update(
                "insert into job (id, kind, status, request, node, by_key, by_name, created_at)"
                        + " values (?, 'import', 'queued', '{\"into\": \"outside-works\"}', ?, ?, 'Nobody', now())",
                job,
                Ids.next(),
                Ids.next());
        try {
            asAdmin().delete(PATH).then().statusCode(409);
            asAdmin().delete(PATH + "?validateOnly=true").then().statusCode(409);
        } finally {
            sql.update("delete from job where id = ?", job);
        }
    }

    @Test
    void an_external_work_is_not_matched_while_a_published_article_has_the_same_doi() {
        Work work = new Work();
        String article = published(work.printed());
        load("", lines(work));
        awaitFound(article, 1, work);
        String stored = Fixtures.article(Fixtures.journal());
        Fixtures.patch(asAdmin(), "/v1/articles/" + stored, object().put("doi", work.doi.toUpperCase(Locale.ROOT)))
                .then()
                .statusCode(200);
        assertEquals(work.doi, found(article, 1).get("doi").textValue());
        Fixtures.publish(stored);
        assertTrue(found(article, 1).isMissingNode());
        Fixtures.withdraw(stored);
        assertEquals(work.doi, found(article, 1).get("doi").textValue());
    }

    @Test
    void an_article_page_labels_reference_links_that_were_matched_automatically() {
        Work work = new Work();
        String article = published("Only words.", work.printed());
        String page = asReader().get(article).path("links.landingPage");
        String etag = asReader().get(article).header("ETag");
        // Requests the page before a work is matched, so that the page is cached without the link.
        assertTrue(Browser.page(page).select("#references a").isEmpty());
        load("", lines(work));
        Fixtures.await(() -> !Browser.page(page).select("#references a").isEmpty());
        Element note = Browser.page(page).selectFirst("#references li:nth-child(2) .found");
        assertEquals("https://doi.org/" + work.doi, note.selectFirst("a").attr("href"));
        assertEquals("Matched by this site, not stated by the publisher: https://doi.org/" + work.doi, note.text());
        assertEquals(1, Browser.page(page).select("#references a").size());
        assertEquals(etag, asReader().get(article).header("ETag"));
        String link = article + "/references/ref2/link";
        asAdmin().contentType("application/json").body("{}").put(link).then().statusCode(200);
        Fixtures.await(() -> Browser.page(page).select("#references a").isEmpty());
    }
}
