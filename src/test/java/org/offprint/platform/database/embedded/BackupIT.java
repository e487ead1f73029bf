package org.offprint.platform.database.embedded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.NightlyOnly;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

/** Creates backups of running services and restores them into new data directories. */
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
    void a_service_restored_after_a_killed_restore_returns_the_same_responses_as_the_original() throws Exception {
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
            save(admin, file);
        }
        killHalfwayThroughRestore();
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

    /** Kills a restore that is waiting for the second half of its backup. */
    private void killHalfwayThroughRestore() throws IOException {
        SharedPostgresPrograms.linkInto(restored);
        byte[] whole = Files.readAllBytes(file);
        try (ServiceProcess process = ServiceProcess.start(restored, Map.of(), "--restore", "-")) {
            process.input().write(whole, 0, whole.length / 2);
            process.input().flush();
            Workers.await(Duration.ofSeconds(60), "the restore is reading rows", () -> isReadingRows(process));
            process.kill9();
            assertEquals(137, process.awaitExit(), process.output());
        }
    }

    private static boolean isReadingRows(ServiceProcess restore) {
        try (Connection connection = restore.login().connect("offprint")) {
            return Records.number(
                            connection,
                            "select count(*) from pg_stat_activity where query like 'copy restored from stdin%'")
                    == 1;
        } catch (UncheckedIOException | IndexOutOfBoundsException | SQLException e) {
            // The database is starting, or is being created.
            return false;
        }
    }

    /** Creates records of all kinds. Returns paths that cover all records, including subsequent pages of lists. */
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
        Workers.await(Duration.ofSeconds(60), "the new name is propagated", () -> new String(
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

    /** Returns the response body without the request ids that problem documents contain. */
    private static byte[] withoutIds(Client.Reply reply) {
        return new String(reply.bytes(), StandardCharsets.UTF_8)
                .replaceAll("\"requestId\":\"[^\"]*\"", "")
                .getBytes(StandardCharsets.UTF_8);
    }

    @NightlyOnly
    @Test
    void restoring_a_truncated_backup_leaves_the_data_directory_unchanged() throws Exception {
        try (ServiceProcess service = Records.service(original)) {
            Client admin = Client.at(service.url());
            Records.published(admin, Records.journal(admin));
            save(admin, file);
        }
        byte[] whole = Files.readAllBytes(file);
        Path part = Files.write(directory.resolve("part"), Arrays.copyOf(whole, whole.length - 100));
        assertEquals(4, restore(restored, part.toString()));
        assertEquals(2, restore(restored, directory.resolve("none").toString()));
        assertEquals(2, restore(restored));
        assertEquals(0, restore(restored, file.toString()));
    }

    static void save(Client admin, Path file) throws IOException {
        Files.write(
                file,
                admin.get("/v1/backup", "Accept-Encoding", "gzip").expect(200).bytes());
    }

    static int restore(Path data, String... file) {
        SharedPostgresPrograms.linkInto(data);
        List<String> arguments = new ArrayList<>(List.of("--restore"));
        arguments.addAll(List.of(file));
        try (ServiceProcess process = ServiceProcess.start(data, Map.of(), arguments.toArray(String[]::new))) {
            return process.awaitExit();
        }
    }
}
