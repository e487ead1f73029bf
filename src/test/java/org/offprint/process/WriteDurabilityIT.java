package org.offprint.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.platform.database.embedded.Records;
import org.offprint.platform.database.embedded.ServiceProcess;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

/** Kills the service while clients write. */
class WriteDurabilityIT {

    private static final int WRITERS = 6;

    /** SQL queries that find partially written records. Each query must return zero. */
    private static final Map<String, String> HALF_WRITTEN = Map.of(
            "without its history",
            "select count(*) from article a"
                    + " where revision <> (select count(*) from article_history h where h.article = a.id)",
            "without its slug",
            "select count(*) from article a where not exists"
                    + " (select from article_slug s where s.article = a.id and s.slug = a.slug)",
            "whose changes are not all in the log",
            "select count(*) from article a where revision <>"
                    + " (select count(*) from change c where c.id = a.id and not c.carried)",
            "in the log only",
            "select count(*) from change where kind = 'article' and id not in (select id from article)",
            "published without its document",
            "select count(*) from article a where version > 0 and not exists"
                    + " (select from published_article p where p.article = a.id and p.version = a.version)",
            "whose document is of another version",
            "select count(*) from published_article"
                    + " where (convert_from(document, 'UTF8')::jsonb ->> 'version')::int <> version",
            "without all of its versions",
            "select count(*) from article a"
                    + " where version <> (select count(*) from article_version v where v.article = a.id)");

    private final Path data = TestDatabase.temporaryDirectory();
    /** Revision and version of each article according to the last response. */
    private final Map<String, State> answered = new ConcurrentHashMap<>();

    @AfterEach
    void removeDirectory() {
        TestDatabase.deleteTree(data);
    }

    private record State(int revision, int version, String etag) {

        static State of(Client.Reply reply) {
            return new State(
                    reply.body().get("revision").intValue(),
                    reply.body().path("version").asInt(0),
                    reply.header("ETag"));
        }
    }

    @Test
    void acknowledged_writes_survive_a_kill_of_the_service_and_no_record_is_partially_written() throws Exception {
        for (int round = 0; round < Nightly.or(1, 2); round++) {
            int before = answered.size();
            writeUntilKilled();
            assertTrue(answered.size() > before, "Nothing was written");
            try (ServiceProcess service = Records.service(data);
                    Connection connection = service.login().connect("offprint")) {
                Client editor = Client.at(service.url());
                answered.forEach((path, state) -> assertThere(editor, path, state));
                HALF_WRITTEN.forEach(
                        (what, query) -> assertEquals(0, Records.number(connection, query), "Articles " + what));
                assertFeedIsWhole(editor);
            }
        }
    }

    private void writeUntilKilled() throws InterruptedException {
        try (ServiceProcess service = Records.service(data)) {
            Client editor = Client.at(service.url());
            String journal = Records.journal(editor);
            CountDownLatch begun = new CountDownLatch(WRITERS);
            List<Thread> writers = java.util.stream.IntStream.range(0, WRITERS)
                    .mapToObj(number -> new Thread(() -> write(editor, journal, begun)))
                    .toList();
            writers.forEach(Thread::start);
            begun.await();
            Workers.pause(ThreadLocalRandom.current().nextInt(200, 3_000));
            service.kill9();
            for (Thread writer : writers) {
                writer.join();
            }
        }
    }

    /** Creates articles and publishes several versions of each article until the service no longer responds. */
    private void write(Client editor, String journal, CountDownLatch begun) {
        try {
            while (true) {
                Client.Reply created = editor.post("/v1/articles", Records.article(journal));
                String path = created.expect(201).header("Location");
                answered.put(path, State.of(created));
                begun.countDown();
                for (int version = 1; version <= 3; version++) {
                    answered.put(
                            path,
                            State.of(editor.put(path + "/publication", null).expect(200)));
                    answered.put(
                            path,
                            State.of(editor.patch(path, Fixtures.object().put("subtitle", "After " + version))
                                    .expect(200)));
                }
            }
        } catch (UncheckedIOException e) {
            // The service was killed.
        }
    }

    /** Asserts that the article is in the acknowledged state, or one write ahead if the kill prevented the response. */
    private static void assertThere(Client editor, String path, State state) {
        Client.Reply reply = editor.get(path).expect(200);
        State now = State.of(reply);
        assertTrue(
                now.equals(state)
                        || now.revision() == state.revision() + 1
                                && now.version() >= state.version()
                                && now.version() <= state.version() + 1,
                () -> path + " is " + now + " after " + state + " was acknowledged");
        if (now.version() > 0) {
            Client.Reply shown = editor.anonymous().get(path).expect(200);
            assertEquals(now.version(), shown.body().get("version").intValue());
            assertEquals(
                    now.version(),
                    editor.get(path + "/versions").body().get("items").size());
        }
    }

    /** Asserts that the change feed contains each version of every article once and in order. */
    private void assertFeedIsWhole(Client editor) {
        Map<String, Integer> versions = new ConcurrentHashMap<>();
        String after = "0";
        for (int read = 1; read > 0; ) {
            var page = editor.get("/v1/changes?kind=article&limit=1000&after=" + after)
                    .expect(200)
                    .body();
            read = page.get("items").size();
            after = page.get("next").textValue();
            page.get("items")
                    .forEach(change -> assertEquals(
                            versions.merge(change.at("/links/self").textValue(), 1, Integer::sum),
                            change.get("version").intValue()));
        }
        answered.forEach((path, state) -> assertTrue(versions.getOrDefault(path, 0) >= state.version(), path));
    }
}
