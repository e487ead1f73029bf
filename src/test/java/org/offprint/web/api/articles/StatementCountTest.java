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

/** How many SQL statements requests take: as many for the large as for the small. */
@QuarkusTest
class StatementCountTest {

    /** Keys are read again when those in memory are some time old, by whichever request comes then. */
    private static final List<String> KEYS = List.of("api_key", "from secret");

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** The statements that these requests executed, and nothing of the background: they are told by the id of a request. */
    private static List<String> statements(Runnable requests) {
        // What is still to be heard of the writes before would empty memories meanwhile.
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
    void a_reader_costs_one_statement_and_the_next_one_none() {
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
    void a_list_for_readers_costs_no_statement() {
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
    void the_way_in_costs_no_statement_though_it_counts_everything() {
        Desk.published(Desk.minimal(Fixtures.journal()));
        assertEquals(List.of(), statements(() -> given().get("/v1").then().statusCode(200)));
    }

    @Test
    void an_editors_read_and_list_cost_the_same_whatever_their_size() {
        String small = Fixtures.journal();
        String large = Fixtures.journal();
        String one = Desk.draft(article(small, 1));
        String many = Desk.draft(article(large, 20));
        List<String> read = statements(() -> Desk.edit(one));
        assertEquals(read, statements(() -> Desk.edit(many)));
        assertEquals(5, read.size(), read.toString());
        // The driver has all of what it reads in memory before anybody can bound it.
        assertTrue(read.get(0).contains("octet_length(body::text)"), read.get(0));
        for (int i = 0; i < 19; i++) {
            Desk.draft(article(large, 1));
        }
        List<String> list = statements(() -> Desk.edit("/v1/articles?journal=" + small));
        assertEquals(
                list.size(),
                statements(() -> Desk.edit("/v1/articles?journal=" + large)).size());
        assertEquals(4, list.size(), list.toString());
        // One statement finds what does not meet a rule; nothing of this journal is published.
        List<String> byRule = statements(() -> Desk.edit("/v1/articles?readiness=doaj-08&journal=" + large));
        assertEquals(1, byRule.size(), byRule.toString());
        assertTrue(byRule.get(0).contains("from readiness where"), byRule.get(0));
    }

    @Test
    void publishing_and_saving_cost_the_same_however_many_contributed() {
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
    void a_contributors_statement_is_seen_by_this_test() {
        List<String> seen = new ArrayList<>(statements(() -> asAdmin().get("/v1/articles/" + Desk.UNKNOWN)));
        assertTrue(seen.stream().anyMatch(statement -> statement.contains("article")), seen.toString());
    }
}
