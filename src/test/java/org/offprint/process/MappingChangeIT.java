package org.offprint.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.embedded.Records;
import org.offprint.platform.database.embedded.ServiceProcess;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.search.lucene.mapping.OlderIndex;
import org.offprint.web.api.Client;
import org.offprint.web.api.Workers;

/**
 * Tests a node that starts with search indexes of an older version. The node cannot complete new indexes, because the
 * test locks the affiliations that it must read. The first node provides the database, and its searches fail because
 * their timeout is zero.
 */
class MappingChangeIT {

    private final Path data = TestDatabase.temporaryDirectory();
    private ServiceProcess first;
    private Connection connection;
    private Client editor;
    private Map<String, String> environment;

    @BeforeEach
    void start() throws SQLException {
        first = Records.service(data.resolve("first"), Map.of("OFFPRINT_SEARCH_LONGEST", "PT0.000000001S"));
        editor = Client.at(first.url());
        connection = first.login().connect("offprint");
        Records.execute(
                connection,
                List.of(
                        "create function held() returns boolean language plpgsql volatile cost 1000000 as $$ begin"
                                + " perform pg_advisory_lock_shared(4711); perform pg_advisory_unlock_shared(4711);"
                                + " return true; end $$",
                        "create role node login password 'of the second node'",
                        "grant all on all tables in schema public to node",
                        "grant all on all sequences in schema public to node",
                        "alter table affiliation enable row level security",
                        "create policy held on affiliation to node using (held())"));
        environment = new HashMap<>(Records.databaseOf(first));
        environment.put("QUARKUS_DATASOURCE_USERNAME", "node");
        environment.put("QUARKUS_DATASOURCE_PASSWORD", "of the second node");
    }

    @AfterEach
    void stop() throws SQLException {
        connection.close();
        first.close();
        TestDatabase.deleteTree(data);
    }

    private ServiceProcess second() {
        return Records.service(data.resolve("second"), environment);
    }

    private void block(boolean blocked) throws SQLException {
        Records.execute(
                connection, List.of("select " + (blocked ? "pg_advisory_lock(4711)" : "pg_advisory_unlock(4711)")));
    }

    @Test
    void the_old_index_serves_the_searches_it_supports_until_the_new_index_is_built() throws Exception {
        String journal = Records.journal(editor);
        String lost = Records.published(editor, journal, Records.affiliation(editor));
        Records.published(editor, journal);
        Records.published(editor, journal);
        try (ServiceProcess second = second()) {
            awaitTotal(Client.at(second.url()), 3);
            assertEquals(143, second.stop());
        }
        Path index = OlderIndex.in(data.resolve("second/search/index"));
        assertEquals(Set.of(), OlderIndex.unknownFields(index), "fields that are missing from the mapping");
        OlderIndex.make(index, lost.substring("/v1/articles/".length()));
        block(true);
        try (ServiceProcess second = second()) {
            Client node = Client.at(second.url());
            assertServesTheOldOne(node, 2);
            Records.published(editor, journal);
            awaitTotal(node, 3);
            second.kill9();
        }
        try (ServiceProcess second = second()) {
            Client node = Client.at(second.url());
            awaitTotal(node, 3);
            assertServesTheOldOne(node, 3);
            block(false);
            Workers.await(
                    Duration.ofSeconds(60),
                    "the new indexes are used",
                    () -> states(node, "outdated").equals(Set.of("false"))
                            && states(node, "building").equals(Set.of("false")));
            assertEquals(4, total(node, "/v1/articles"));
            assertEquals(4, total(node.anonymous(), "/v1/articles?facets=year&has=license&has=doi") + 4);
            assertEquals(0, total(node.anonymous(), "/v1/articles?country=PT"));
            Records.published(editor, journal);
            awaitTotal(node, 5);
            assertEquals(1, OlderIndex.count(data.resolve("second/search/index")));
        }
    }

    private static void assertServesTheOldOne(Client node, int articles) {
        assertEquals(Set.of("true"), states(node, "serves"));
        assertEquals(Set.of("true"), states(node, "outdated"));
        assertEquals(Set.of("true"), states(node, "building"));
        String ready = text(node.anonymous().get("/q/health/ready").expect(200));
        assertTrue(ready.contains("built by another version; a new index is being built"), ready);
        String metrics = text(node.get("/q/metrics").expect(200));
        assertTrue(
                metrics.contains("offprint_search_outdated{index=\"readers\"} 1"),
                "the metrics report the outdated index");
        for (Client caller : List.of(node, node.anonymous())) {
            assertEquals(articles, total(caller, "/v1/articles"));
            assertEquals(articles, total(caller, "/v1/articles?q=lovelace&facets=type&highlight=true"));
            assertEquals(1, total(caller, "/v1/journals?sort=title"));
            for (String asked : List.of(
                    "/v1/articles?facets=year",
                    "/v1/articles?country=PT",
                    "/v1/articles?q=-country:PT",
                    "/v1/articles?q=lovelace+OR+country:PT")) {
                Client.Reply refused = caller.get(asked).expect(503);
                assertEquals("5", refused.header("Retry-After"), asked);
                JsonNode problem = refused.body();
                assertTrue(problem.get("type").textValue().endsWith("/unavailable"), problem::toString);
                assertTrue(problem.get("detail").textValue().contains("another version"), problem::toString);
            }
        }
        assertFalse(text(node.anonymous().get("/v1/suggest?q=love").expect(200)).isEmpty());
    }

    private static Set<String> states(Client node, String member) {
        Set<String> states = new java.util.HashSet<>();
        node.get("/v1/search-index")
                .expect(200)
                .body()
                .get("indexes")
                .forEach(index -> states.add(index.get(member).asText()));
        return states;
    }

    private static String text(Client.Reply reply) {
        return new String(reply.bytes(), StandardCharsets.UTF_8);
    }

    private static int total(Client caller, String list) {
        return caller.get(list).expect(200).body().get("total").intValue();
    }

    private static void awaitTotal(Client node, int articles) {
        Workers.await(
                Duration.ofSeconds(60),
                articles + " articles are found",
                () -> states(node, "serves").equals(Set.of("true"))
                        && total(node, "/v1/articles") == articles
                        && total(node.anonymous(), "/v1/articles") == articles);
    }

    @Test
    void a_search_that_exceeds_the_timeout_returns_503_with_advice() {
        Records.published(editor, Records.journal(editor));
        for (String asked : List.of("/v1/articles?q=lovelace", "/v1/articles?facets=year", "/v1/articles?sort=title")) {
            Client.Reply refused = editor.anonymous().get(asked).expect(503);
            assertEquals("5", refused.header("Retry-After"), asked);
            assertEquals("no-store", refused.header("Cache-Control"));
            JsonNode problem = refused.body();
            assertTrue(problem.get("type").textValue().endsWith("/unavailable"), problem::toString);
            assertTrue(problem.get("detail").textValue().contains("add words or filters"), problem::toString);
        }
        editor.anonymous().get("/v1/suggest?q=love").expect(200);
        editor.anonymous().get("/q/health/ready").expect(200);
    }
}
