package org.offprint.web.api.articles;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.CountingDriver;
import org.offprint.web.api.Background;
import org.offprint.web.api.Fixtures;

/** Numbers of SQL statements per request, which must not depend on the size of the data. */
@QuarkusTest
class StatementCountTest {

    /** Statements that read API keys. They run in any request after the cached keys have expired. */
    private static final List<String> KEYS = List.of("api_key", "from secret");

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /**
     * Returns the statements that these requests executed. Statements are matched by request id, so background work is
     * excluded.
     */
    private static List<String> statements(Runnable requests) {
        // Pending notifications of earlier writes would clear caches during the measurement.
        Background.awaitRest();
        String id = "counted-" + NUMBER.incrementAndGet();
        RequestSpecification before = RestAssured.requestSpecification;
        RestAssured.requestSpecification =
                new RequestSpecBuilder().addHeader("X-Request-Id", id).build();
        try {
            requests.run();
        } finally {
            RestAssured.requestSpecification = before;
        }
        return CountingDriver.ofRequest(id).stream()
                .filter(statement -> KEYS.stream().noneMatch(statement::contains))
                .toList();
    }

    private static ObjectNode article(String journal, int contributors) {
        ObjectNode article = Desk.minimal(journal);
        for (int i = 0; i < contributors; i++) {
            ObjectNode author = article.withArray("contributors").addObject();
            author.put("family", "F" + i);
            author.putArray("affiliations").add(Fixtures.affiliation("Of " + i));
            article.withArray("references").addObject().put("text", "Reference " + i);
        }
        return article;
    }

    @Test
    void the_first_read_of_an_article_needs_one_statement_and_later_reads_none() {
        String path = Desk.published(article(Fixtures.journal(), 5));
        String slug = "/v1/articles/" + Desk.edit(path).get("slug").textValue();
        for (String url : List.of(path, slug)) {
            List<String> first = statements(() -> given().get(url).then().statusCode(200));
            assertEquals(url.equals(path) ? 1 : 0, first.size(), first.toString());
            assertEquals(List.of(), statements(() -> given().get(url).then().statusCode(200)));
        }
        Desk.patch(path, object().put("title", "New"));
        Desk.publish(path, object());
        assertEquals(
                1, statements(() -> given().get(path).then().statusCode(200)).size());
        assertEquals(List.of(), statements(() -> given().get(path).then().statusCode(200)));
        Desk.withdraw(path, object().put("reason", "x"));
        assertEquals(
                1, statements(() -> given().get(path).then().statusCode(410)).size());
        assertEquals(List.of(), statements(() -> given().get(path).then().statusCode(410)));
    }

    @Test
    void a_list_for_readers_needs_no_statement() {
        String journal = Fixtures.journal();
        for (int i = 0; i < 5; i++) {
            Desk.published(Desk.minimal(journal));
        }
        String url = "/v1/articles?limit=2&journal=" + journal;
        given().get(url).then().statusCode(200);
        for (String more : List.of("", "&q=article", "&facets=year&facets=author", "&sort=title&fields=title")) {
            assertEquals(
                    List.of(), statements(() -> given().get(url + more).then().statusCode(200)), more);
        }
    }

    @Test
    void the_service_description_needs_no_statement_despite_its_counts() {
        Desk.published(Desk.minimal(Fixtures.journal()));
        assertEquals(List.of(), statements(() -> given().get("/v1").then().statusCode(200)));
    }

    @Test
    void reads_and_lists_for_editors_need_the_same_statements_at_any_size() {
        String small = Fixtures.journal();
        String large = Fixtures.journal();
        String one = Desk.draft(article(small, 1));
        String many = Desk.draft(article(large, 20));
        List<String> read = statements(() -> Desk.edit(one));
        assertEquals(read, statements(() -> Desk.edit(many)));
        assertEquals(5, read.size(), read.toString());
        // The driver loads complete values into memory, so the size of the body must be checked first.
        assertTrue(read.get(0).contains("octet_length(body::text)"), read.get(0));
        for (int i = 0; i < 19; i++) {
            Desk.draft(article(large, 1));
        }
        List<String> list = statements(() -> Desk.edit("/v1/articles?journal=" + small));
        assertEquals(
                list.size(),
                statements(() -> Desk.edit("/v1/articles?journal=" + large)).size());
        assertEquals(4, list.size(), list.toString());
        // One statement finds the articles that violate a rule. No article of this journal is published.
        List<String> byRule = statements(() -> Desk.edit("/v1/articles?readiness=doaj-08&journal=" + large));
        assertEquals(1, byRule.size(), byRule.toString());
        assertTrue(byRule.get(0).contains("from readiness where"), byRule.get(0));
    }

    @Test
    void saving_and_publishing_need_the_same_statements_for_any_number_of_contributors() {
        String journal = Fixtures.journal();
        String one = Desk.draft(article(journal, 1));
        String many = Desk.draft(article(journal, 20));
        ObjectNode title = object().put("title", "Saved");
        List<String> saved = statements(() -> Desk.patch(one, title).statusCode(200));
        assertEquals(saved, statements(() -> Desk.patch(many, title).statusCode(200)));
        List<String> published = statements(() -> Desk.publish(one, object()).statusCode(200));
        assertEquals(published, statements(() -> Desk.publish(many, object()).statusCode(200)));
        assertEquals(25, published.size(), published.toString());
    }

    @Test
    void the_statement_counter_records_statements_about_articles() {
        List<String> seen = new ArrayList<>(statements(() -> asAdmin().get("/v1/articles/" + Desk.UNKNOWN)));
        assertTrue(seen.stream().anyMatch(statement -> statement.contains("article")), seen.toString());
    }
}
