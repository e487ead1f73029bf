package org.offprint.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.NightlyOnly;
import org.offprint.platform.database.embedded.Records;
import org.offprint.platform.database.embedded.ServiceProcess;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.web.api.Client;
import org.offprint.web.api.Workers;

/** Tests a running service whose embedded database stops unexpectedly. */
class DatabaseWatchIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Path data = TestDatabase.temporaryDirectory();

    @AfterEach
    void removeDirectory() {
        TestDatabase.deleteTree(data);
    }

    @Test
    void a_killed_embedded_database_is_restarted_without_loss_of_acknowledged_writes() throws IOException {
        try (ServiceProcess service = Records.service(data)) {
            Client editor = Client.at(service.url());
            String journal = Records.journal(editor);
            for (int round = 0; round < Nightly.or(1, 2); round++) {
                String path = Records.published(editor, journal);
                long killed = kill();
                awaitAnswers(editor, journal);
                assertNotEquals(killed, pid());
                editor.anonymous().get(path).expect(200);
                Workers.await(
                        TIMEOUT,
                        "the service is ready",
                        () -> editor.anonymous().get("/q/health/ready").status() == 200);
            }
            assertTrue(service.output().contains("has stopped unexpectedly and will be restarted"), service.output());
            assertEquals(143, service.stop());
            assertFalse(Files.exists(data.resolve("data/postmaster.pid")), service.output());
        }
    }

    @NightlyOnly
    @Test
    void the_service_retries_starting_the_embedded_database_until_it_succeeds() throws IOException {
        try (ServiceProcess service = Records.service(data)) {
            Client editor = Client.at(service.url());
            String journal = Records.journal(editor);
            Path conf = data.resolve("data/postgresql.conf");
            String good = Files.readString(conf);
            Files.writeString(conf, good + "shared_buffers = many\n");
            kill();
            Workers.await(
                    TIMEOUT,
                    "the log contains the reason",
                    () -> service.output().contains("did not start; retrying in 2 s")
                            && service.output().contains("postgresql.conf\" contains errors"));
            assertTrue(service.isAlive());
            editor.anonymous().get("/q/health/live").expect(200);
            editor.anonymous().get("/q/health/ready").expect(503);
            Files.writeString(conf, good);
            awaitAnswers(editor, journal);
            assertEquals(143, service.stop());
        }
    }

    @NightlyOnly
    @Test
    void a_service_whose_embedded_database_does_not_start_can_be_stopped() throws IOException {
        try (ServiceProcess service = Records.service(data)) {
            Files.writeString(data.resolve("data/postgresql.conf"), "shared_buffers = many\n");
            kill();
            Workers.await(TIMEOUT, "the log contains the reason", () -> service.output()
                    .contains("retrying in 1 s"));
            assertEquals(143, service.stop());
        }
    }

    private static void awaitAnswers(Client editor, String journal) {
        Workers.await(
                TIMEOUT,
                "writes are accepted again",
                () -> editor.post("/v1/articles", Records.article(journal)).status() == 201);
    }

    /**
     * Kills the database server as the kernel does when memory runs out. Returns the process id of the killed server.
     */
    private long kill() throws IOException {
        long pid = pid();
        // The password file and the directory prove that this process is the database server of this test.
        ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();
        return pid;
    }

    private long pid() {
        try {
            return Long.parseLong(
                    Files.readAllLines(data.resolve("data/postmaster.pid")).get(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
