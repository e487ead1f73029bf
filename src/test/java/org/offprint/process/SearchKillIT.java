package org.offprint.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.NightlyOnly;
import org.offprint.platform.database.embedded.Records;
import org.offprint.platform.database.embedded.ServiceProcess;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

/** Tests the search index of a service that is killed, and of a service that cannot write its index. */
class SearchKillIT {

    private static final int KILLS = Nightly.or(1, 4);

    private final Path data = TestDatabase.temporaryDirectory();

    @AfterEach
    void removeDirectory() {
        TestDatabase.deleteTree(data);
    }

    @Test
    void a_kill_at_any_time_does_not_lose_or_duplicate_records_in_the_search_index() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            int pause = 150 + 700 * kill;
            try (ServiceProcess service = Records.service(data)) {
                Client editor = Client.at(service.url());
                if (kill > 0) {
                    assertWhole(service, editor);
                }
                if (kill == 2) {
                    // The service is killed while it rebuilds the index.
                    editor.post("/v1/search-index/rebuilds", null).expect(202);
                }
                String journal = Records.journal(editor);
                AtomicInteger made = new AtomicInteger();
                Thread killer = new Thread(() -> {
                    Workers.await(Duration.ofSeconds(60), "some articles are written", () -> made.get() > 10);
                    Workers.pause(pause);
                    service.kill9();
                });
                killer.start();
                write(editor, journal, made);
                killer.join();
            }
        }
        try (ServiceProcess service = Records.service(data)) {
            assertWhole(service, Client.at(service.url()));
        }
    }

    /** Publishes, changes and withdraws articles until the service has been killed. */
    private static void write(Client editor, String journal, AtomicInteger made) {
        List<String> paths = new ArrayList<>();
        try {
            while (true) {
                int number = made.incrementAndGet();
                ObjectNode article = Records.article(journal);
                article.putArray("keywords").add("kept").add("number " + number % 7);
                String path = "/v1/articles/" + Records.id(editor.post("/v1/articles", article));
                editor.put(path + "/publication", null).expect(200);
                paths.add(path);
                if (number % 5 == 0) {
                    editor.put(
                            paths.get(number / 2) + "/withdrawal",
                            Fixtures.object().put("reason", "wrong"));
                } else if (number % 3 == 0) {
                    editor.patch(path, Fixtures.object().put("title", "Changed " + number))
                            .expect(200);
                    editor.put(path + "/publication", null).expect(200);
                }
            }
        } catch (RuntimeException e) {
            // The service was killed.
        }
    }

    private static void assertWhole(ServiceProcess service, Client editor) throws Exception {
        try (Connection connection = service.login().connect("offprint")) {
            long end = Records.number(connection, "select max(position) from change");
            Workers.await(Duration.ofSeconds(60), "the index contains every change", () -> {
                JsonNode indexes =
                        editor.get("/v1/search-index").expect(200).body().get("indexes");
                return indexes.get(0).get("position").longValue() >= end
                        && indexes.get(1).get("position").longValue() >= end;
            });
            long published = Records.number(connection, "select count(*) from published_article where not withdrawn");
            assertTrue(published > 5, published + " articles are published");
            assertEquals(published, walked(editor.anonymous(), "/v1/articles?limit=100"));
            assertEquals(
                    Records.number(connection, "select count(*) from article"),
                    walked(editor, "/v1/articles?limit=100&sort=title"));
            JsonNode kept =
                    editor.anonymous().get("/v1/keywords?name=kept").expect(200).body();
            assertEquals(published, kept.at("/items/0/articles").longValue());
            assertEquals(1, kept.get("items").size());
            JsonNode person = editor.anonymous()
                    .get("/v1/contributors?q=lovelace")
                    .expect(200)
                    .body();
            assertEquals(published, person.at("/items/0/articles").longValue());
            assertEquals(
                    published,
                    editor.anonymous()
                            .get("/v1/articles?limit=1&facets=keyword&q=lovelace")
                            .expect(200)
                            .body()
                            .at("/facets/keyword/0/count")
                            .longValue());
        }
    }

    /** Returns the number of records in all pages of a list. Fails if a record occurs twice. */
    private static long walked(Client caller, String list) {
        Set<String> ids = new HashSet<>();
        JsonNode page;
        String link = list;
        do {
            page = caller.get(link).expect(200).body();
            page.get("items").forEach(item -> assertTrue(ids.add(item.get("id").textValue()), item::toString));
            link = page.at("/page/next").textValue();
        } while (link != null);
        assertEquals(ids.size(), page.get("total").intValue());
        return ids.size();
    }

    @NightlyOnly
    @Test
    void a_node_whose_index_cannot_be_written_is_not_ready_and_recovers_automatically() throws Exception {
        Path inTheWay = data.resolve("search/index");
        Files.createDirectories(inTheWay.getParent());
        Files.writeString(inTheWay, "a file where a directory must be");
        try (ServiceProcess service = Records.answering(data, Map.of())) {
            Client editor = Client.at(service.url());
            Client.Reply ready = editor.anonymous().get("/q/health/ready").expect(503);
            assertEquals("DOWN", check(ready.body(), "search index"));
            assertEquals("UP", check(ready.body(), "database"));
            editor.anonymous().get("/q/health/live").expect(200);
            for (String path : List.of("/v1/articles", "/v1/suggest?q=love", "/v1/keywords")) {
                Client.Reply refused = editor.anonymous().get(path).expect(503);
                assertEquals("5", refused.header("Retry-After"));
            }
            assertEquals(
                    false,
                    editor.get("/v1/search-index")
                            .expect(200)
                            .body()
                            .at("/indexes/0/serves")
                            .booleanValue());
            String path = Records.published(editor, Records.journal(editor));
            editor.anonymous().get(path).expect(200);
            Files.delete(inTheWay);
            Workers.await(
                    Duration.ofSeconds(60),
                    "the service is ready",
                    () -> editor.anonymous().get("/q/health/ready").status() == 200);
            assertEquals(1, walked(editor.anonymous(), "/v1/articles"));
        }
    }

    private static String check(JsonNode health, String name) {
        for (JsonNode check : health.get("checks")) {
            if (check.get("name").textValue().equals(name)) {
                return check.get("status").textValue();
            }
        }
        return null;
    }

    @NightlyOnly
    @Test
    void a_deleted_or_damaged_search_index_is_rebuilt() throws Exception {
        for (String harm : List.of("deleted", "damaged", "as it was")) {
            try (ServiceProcess service = Records.service(data)) {
                Client editor = Client.at(service.url());
                if (harm.equals("deleted")) {
                    String journal = Records.journal(editor);
                    for (int i = 0; i < 12; i++) {
                        Records.published(editor, journal);
                    }
                }
                // The rebuilt index is used from the start, or slightly later on a slow machine.
                Workers.await(
                        Duration.ofSeconds(20),
                        "the service is ready",
                        () -> editor.anonymous().get("/q/health/ready").status() == 200);
                assertEquals(12, walked(editor.anonymous(), "/v1/articles?limit=5"), "before the index is " + harm);
                assertEquals(143, service.stop());
            }
            if (harm.equals("deleted")) {
                TestDatabase.deleteTree(data.resolve("search"));
            } else if (harm.equals("damaged")) {
                damage(data.resolve("search/index"));
            }
        }
    }

    private static void damage(Path index) throws Exception {
        List<Path> files;
        try (var all = Files.walk(index)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        assertTrue(files.size() > 3, files.toString());
        for (Path file : files) {
            Files.write(file, new byte[] {1, 2, 3});
        }
    }
}
