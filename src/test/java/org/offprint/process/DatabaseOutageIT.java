package org.offprint.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.NightlyOnly;
import org.offprint.platform.database.embedded.Records;
import org.offprint.platform.database.embedded.ServiceProcess;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.platform.database.embedded.TestPostgresServer;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

/** Tests a running service during and after an outage of its external database. */
class DatabaseOutageIT {

    private final Path data = TestDatabase.temporaryDirectory();
    private final TestPostgresServer database = TestPostgresServer.start(data);

    @AfterEach
    void removeDatabase() {
        database.close();
        TestDatabase.deleteTree(data);
    }

    @Test
    void requests_return_503_during_a_database_outage_and_succeed_afterwards() {
        try (ServiceProcess service = Records.service(null, database.environment())) {
            Client editor = Client.at(service.url());
            String journal = Records.journal(editor);
            String affiliation = Records.affiliation(editor);
            String path = Records.published(editor, journal, affiliation);
            // Fills the connection pool, so that the crash breaks several connections.
            Workers.share(12, 60, number -> editor.get("/v1/articles").expect(200));
            for (int round = 0; round < Nightly.or(1, 2); round++) {
                database.crash();
                try {
                    assertUnavailable(editor, journal, path);
                } catch (AssertionError e) {
                    throw new AssertionError(e.getMessage() + "\nLog of the service:\n" + service.output(), e);
                }
                database.startAgain();
                Instant back = Instant.now();
                Workers.await(
                        Duration.ofSeconds(15),
                        "writes are accepted again",
                        () -> editor.post("/v1/articles", Records.article(journal))
                                        .status()
                                == 201);
                Workers.share(12, 60, number -> editor.get("/v1/articles").expect(200));
                assertFollowed(editor, journal, affiliation, path);
                Workers.await(
                        Duration.ofSeconds(15),
                        "the service is ready",
                        () -> editor.anonymous().get("/q/health/ready").status() == 200);
                assertTrue(Duration.between(back, Instant.now()).toSeconds() < 40);
            }
        }
    }

    @Test
    void a_database_outage_during_which_no_request_is_sent_causes_no_errors() {
        try (ServiceProcess service = Records.service(null, database.environment())) {
            Client editor = Client.at(service.url());
            String journal = Records.journal(editor);
            Workers.share(12, 60, number -> editor.get("/v1/articles").expect(200));
            database.crash();
            database.startAgain();
            // The pause exceeds the interval after which idle connections are validated.
            Workers.pause(1_500);
            Workers.share(
                    12,
                    24,
                    number -> number % 2 == 0
                            ? editor.get("/v1/articles").expect(200)
                            : editor.post("/v1/articles", Records.article(journal))
                                    .expect(201));
        }
    }

    @Test
    void requests_in_progress_during_a_database_crash_return_503() {
        try (ServiceProcess service = Records.service(null, database.environment())) {
            Client editor = Client.at(service.url());
            String journal = Records.journal(editor);
            Queue<Client.Reply> failed = new ConcurrentLinkedQueue<>();
            AtomicBoolean done = new AtomicBoolean();
            List<CompletableFuture<Void>> writers = IntStream.range(0, 8)
                    .mapToObj(number -> CompletableFuture.runAsync(
                            () -> {
                                while (!done.get()) {
                                    Client.Reply reply = number == 0
                                            ? editor.get("/v1/articles")
                                            : editor.post("/v1/articles", Records.article(journal));
                                    if (reply.status() >= 500) {
                                        failed.add(reply);
                                    }
                                }
                            },
                            command -> new Thread(command).start()))
                    .toList();
            for (int round = 0; round < Nightly.or(2, 3); round++) {
                Workers.pause(1_000);
                database.crash();
                database.startAgain();
            }
            Workers.pause(1_000);
            done.set(true);
            writers.forEach(CompletableFuture::join);
            assertFalse(failed.isEmpty(), "No request failed during the outage");
            failed.forEach(reply -> {
                assertEquals(503, reply.status(), () -> reply + "\n" + service.output());
                assertTrue(Integer.parseInt(reply.header("Retry-After")) > 0);
            });
        }
    }

    /** If requests wait too long for a connection, the pool interrupts the connection attempts of other requests too. */
    @NightlyOnly
    @Test
    void requests_return_503_while_the_database_accepts_no_new_connections() {
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.put("QUARKUS_DATASOURCE_JDBC_ACQUISITION_TIMEOUT", "1S");
        try (ServiceProcess service = Records.service(null, environment)) {
            Client editor = Client.at(service.url());
            String journal = Records.journal(editor);
            database.suspendNewConnections();
            List<Integer> statuses;
            try {
                statuses = Workers.share(40, 800, number -> editor.post("/v1/articles", Records.article(journal))
                        .status());
            } finally {
                database.resumeNewConnections();
            }
            assertEquals(Set.of(201, 503), Set.copyOf(statuses), service::output);
            Workers.await(
                    Duration.ofSeconds(15),
                    "writes are accepted again",
                    () -> editor.post("/v1/articles", Records.article(journal)).status() == 201);
        }
    }

    private static void assertUnavailable(Client editor, String journal, String path) {
        // The pause exceeds the lifetime of cached responses.
        Workers.pause(2_500);
        editor.anonymous().get("/q/health/ready").expect(503);
        editor.anonymous().get("/q/health/live").expect(200);
        // Searches use the index of the node, which has the state from the start of the outage.
        editor.anonymous().get("/v1/articles").expect(200);
        List<Client.Reply> replies = Workers.share(8, 24, number -> switch (number % 4) {
            case 0 -> editor.anonymous().get(path);
            case 1 -> editor.post("/v1/articles", Records.article(journal));
            case 2 -> editor.get("/v1/articles");
            default -> editor.put(path + "/publication", null);
        });
        replies.forEach(reply -> {
            assertEquals(503, reply.status(), reply::toString);
            assertTrue(Integer.parseInt(reply.header("Retry-After")) > 0);
            assertEquals("application/problem+json", reply.header("Content-Type"));
        });
    }

    /** Asserts that caching, propagation and schedules resume automatically. */
    private static void assertFollowed(Client editor, String journal, String affiliation, String path) {
        String subtitle = Fixtures.unique("Subtitle");
        editor.patch(path, Fixtures.object().put("subtitle", subtitle)).expect(200);
        editor.put(path + "/publication", null).expect(200);
        assertEquals(subtitle, shown(editor, path, "/subtitle"));

        String name = Fixtures.unique("Renamed");
        editor.patch("/v1/affiliations/" + affiliation, Fixtures.object().put("name", name))
                .expect(200);
        Workers.await(
                Duration.ofSeconds(15),
                "the name is propagated",
                () -> name.equals(shown(editor, path, "/affiliations/0/name")));

        String scheduled = Records.id(editor.post("/v1/articles", Records.article(journal)));
        editor.put(
                        "/v1/articles/" + scheduled + "/publication",
                        Fixtures.object().put("at", Instant.now().plusSeconds(3).toString()))
                .expect(200);
        Workers.await(
                Duration.ofSeconds(15),
                "the scheduled article appears",
                () -> editor.anonymous().get("/v1/articles/" + scheduled).status() == 200);
    }

    private static String shown(Client editor, String path, String pointer) {
        return editor.anonymous().get(path).expect(200).body().at(pointer).textValue();
    }
}
