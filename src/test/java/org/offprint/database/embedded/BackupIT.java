package org.offprint.database.embedded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.api.Client;
import org.offprint.api.Fixtures;
import org.offprint.api.Workers;
import org.offprint.publishing.Copies;

/** Backups of real services, restored into stores of their own. */
class BackupIT {

    private final Path directory = TestDatabase.temporaryDirectory();
    private final Path original = directory.resolve("original");
    private final Path restored = directory.resolve("restored");
    private final Path file = directory.resolve("backup.jsonl.gz");

    @AfterEach
    void removeDirectory() {
        TestDatabase.deleteTree(directory);
    }

    @Test
    void a_restored_service_answers_as_the_one_before_did() throws Exception {
        Map<String, Client.Reply> before;
        String key;
        long position;
        String store;
        try (ServiceProcess service = Records.service(original)) {
            Client admin = Client.at(service.url());
            key = admin.post(
                            "/v1/api-keys", Fixtures.object().put("name", "Eve").put("role", "editor"))
                    .expect(201)
                    .body()
                    .get("key")
                    .textValue();
            before = answers(admin, Client.at(service.url(), key), everythingIn(admin));
            try (Connection connection = service.login().connect("offprint")) {
                position = Records.number(connection, "select max(position) from change");
                store = ServerLogin.value(connection, "select id from store");
            }
            save(admin);
        }
        assertEquals(0, restore(restored, file.toString()));
        try (ServiceProcess service = Records.service(restored)) {
            Client admin = Client.at(service.url());
            Client editor = Client.at(service.url(), key);
            Map<String, Client.Reply> after = answers(admin, editor, paths(before));
            before.forEach((what, reply) -> {
                assertEquals(reply.status(), after.get(what).status(), what);
                assertArrayEquals(withoutIds(reply), withoutIds(after.get(what)), what);
                assertEquals(reply.header("ETag"), after.get(what).header("ETag"), what);
            });
            String journal = Records.journal(admin);
            JsonNode news = admin.anonymous()
                    .get("/v1/changes?after=" + position)
                    .expect(200)
                    .body();
            assertEquals(journal, news.at("/items/0/id").textValue());
            assertEquals(1, news.get("items").size());
            try (Connection connection = service.login().connect("offprint")) {
                assertEquals(position + 1_000_000, Records.number(connection, "select max(position) from change"));
                assertNotEquals(store, ServerLogin.value(connection, "select id from store"));
            }
        }
        assertEquals(3, restore(restored, file.toString()));
    }

    /** Paths of a store with a bit of everything, the next pages of lists among them. */
    private static List<String> everythingIn(Client admin) {
        String institute = Records.affiliation(admin);
        String journal = Records.journal(admin);
        String issue = Records.id(admin.post(
                "/v1/issues", Fixtures.object().put("journal", journal).put("volume", "7")));
        admin.put("/v1/issues/" + issue + "/publication", null).expect(200);
        List<String> paths = new ArrayList<>(List.of(
                "/v1/journals/" + journal,
                "/v1/issues/" + issue,
                "/v1/issues/" + issue + "/contents",
                "/v1/affiliations/" + institute,
                "/v1/changes?limit=1000",
                "/v1/changes?limit=3&after=2"));
        for (int i = 0; i < 6; i++) {
            String article = Records.published(admin, journal, institute);
            admin.patch(article, Fixtures.object().put("issue", issue).put("subtitle", "\\ \" é 論文 \uD83D\uDCD6 " + i))
                    .expect(200);
            if (i % 2 == 0) {
                admin.put(article + "/publication", null).expect(200);
            }
            paths.addAll(List.of(article, article + "/versions", article + "/versions/1", article + "/history"));
            if (i == 4) {
                admin.put(article + "/withdrawal", Fixtures.object().put("reason", "Sent twice."))
                        .expect(200);
            }
        }
        admin.patch("/v1/affiliations/" + institute, Fixtures.object().put("name", "Renamed"))
                .expect(200);
        Workers.await(Duration.ofSeconds(60), "the new name is carried", () -> new String(
                        admin.anonymous().get(paths.get(6)).bytes(), StandardCharsets.UTF_8)
                .contains("Renamed"));
        paths.add("/v1/articles/" + Records.id(admin.post("/v1/articles", Records.article(journal))));
        String list = "/v1/articles?limit=2&view=public&journal=" + journal;
        paths.add(list);
        paths.add(admin.get(list).expect(200).body().at("/page/next").textValue());
        return paths;
    }

    private static Map<String, Client.Reply> answers(Client admin, Client editor, List<String> paths) {
        Map<String, Client.Reply> answers = new LinkedHashMap<>();
        for (String path : paths) {
            answers.put("reader " + path, admin.anonymous().get(path));
            answers.put("editor " + path, editor.get(path));
        }
        return answers;
    }

    private static List<String> paths(Map<String, Client.Reply> answers) {
        return answers.keySet().stream()
                .filter(what -> what.startsWith("reader "))
                .map(what -> what.substring(7))
                .toList();
    }

    /** Problem documents name the request. */
    private static byte[] withoutIds(Client.Reply reply) {
        return new String(reply.bytes(), StandardCharsets.UTF_8)
                .replaceAll("\"requestId\":\"[^\"]*\"", "")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_backup_taken_while_others_write_is_of_one_moment() throws Exception {
        try (ServiceProcess service = Records.service(original)) {
            Client admin = Client.at(service.url());
            String institute = Records.affiliation(admin);
            String journal = Records.journal(admin);
            AtomicBoolean enough = new AtomicBoolean();
            List<Thread> writers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Thread writer = new Thread(() -> write(admin, journal, institute, enough));
                writer.start();
                writers.add(writer);
            }
            Workers.pause(3_000);
            save(admin);
            enough.set(true);
            for (Thread writer : writers) {
                writer.join();
            }
        }
        assertEquals(0, restore(restored, file.toString()));
        try (ServiceProcess service = Records.service(restored);
                Connection connection = service.login().connect("offprint")) {
            assertTrue(Records.number(connection, "select count(*) from article") > 3);
            assertEquals(0, Records.number(connection, """
                    select count(*) from article a where a.version
                        <> (select count(*) from article_version v where v.article = a.id)
                        or (a.version > 0) <> exists (select from published_article p
                            where p.article = a.id and p.version = a.version)
                        or a.revision <> (select count(*) from article_history h where h.article = a.id)
                        or (a.version > 0) <> exists (select from change c where c.id = a.id
                            and c.reason = 'published')"""));
            assertTrue(Records.number(connection, "select count(*) from pg_constraint where contype = 'f'") > 15);
        }
    }

    private static void write(Client admin, String journal, String institute, AtomicBoolean enough) {
        while (!enough.get()) {
            String article = Records.published(admin, journal, institute);
            admin.patch(article, Fixtures.object().put("subtitle", "Again")).expect(200);
            admin.put(article + "/publication", null).expect(200);
        }
    }

    @Test
    void what_is_not_whole_leaves_the_store_as_it_was() throws Exception {
        try (ServiceProcess service = Records.service(original)) {
            Client admin = Client.at(service.url());
            Records.published(admin, Records.journal(admin));
            save(admin);
        }
        byte[] whole = Files.readAllBytes(file);
        Path part = Files.write(directory.resolve("part"), Arrays.copyOf(whole, whole.length - 100));
        assertEquals(4, restore(restored, part.toString()));
        assertEquals(2, restore(restored, directory.resolve("none").toString()));
        assertEquals(2, restore(restored));
        assertEquals(0, restore(restored, file.toString()));
    }

    @Test
    void a_client_that_takes_nothing_does_not_hold_the_database() throws Exception {
        try (ServiceProcess service = Records.service(original, Map.of("OFFPRINT_BACKUP_PATIENCE", "5S"))) {
            Client admin = Client.at(service.url());
            String article = Records.published(admin, Records.journal(admin));
            try (Connection connection = service.login().connect("offprint");
                    Socket silent =
                            new Socket("127.0.0.1", URI.create(service.url()).getPort())) {
                Records.execute(connection, Copies.of(article.substring(article.lastIndexOf('/') + 1), 5_000));
                silent.getOutputStream()
                        .write(("GET /v1/backup HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                        + Client.ADMIN_KEY + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                String running = "select count(*) from pg_stat_activity where query like 'copy (%'";
                Workers.await(Duration.ofSeconds(60), "it runs", () -> Records.number(connection, running) == 1);
                assertEquals(503, admin.get("/v1/backup").status());
                Workers.await(Duration.ofSeconds(60), "it ends", () -> Records.number(connection, running) == 0);
                assertTrue(service.output().contains("its client takes nothing any more"), service.output());
                assertEquals(200, admin.get("/v1/backup").status());
            }
        }
    }

    private void save(Client admin) throws IOException {
        Files.write(
                file,
                admin.get("/v1/backup", "Accept-Encoding", "gzip").expect(200).bytes());
    }

    private static int restore(Path data, String... file) {
        List<String> arguments = new ArrayList<>(List.of("--restore"));
        arguments.addAll(List.of(file));
        try (ServiceProcess process = ServiceProcess.start(data, Map.of(), arguments.toArray(String[]::new))) {
            return process.awaitExit();
        }
    }
}
