package org.offprint.platform.database.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.journal.publishing.ArticleCopies;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

/** Tests backups during concurrent writes, and backups for clients that do not read the response. */
class BackupUnderLoadIT {
    private final Path directory = TestDatabase.temporaryDirectory();
    private final Path original = directory.resolve("original");
    private final Path restored = directory.resolve("restored");
    private final Path file = directory.resolve("backup.jsonl.gz");

    @AfterEach
    void removeDirectory() {
        TestDatabase.deleteTree(directory);
    }

    @Test
    void a_backup_during_concurrent_writes_is_a_consistent_snapshot() throws Exception {
        try (ServiceProcess service = Records.service(original)) {
            Client admin = Client.at(service.url());
            String institute = Records.affiliation(admin);
            String journal = Records.journal(admin);
            AtomicBoolean enough = new AtomicBoolean();
            AtomicInteger written = new AtomicInteger();
            List<Thread> writers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Thread writer = new Thread(() -> write(admin, journal, institute, enough, written));
                writer.start();
                writers.add(writer);
            }
            Workers.await(Duration.ofSeconds(60), "the writers have published articles", () -> written.get() > 10);
            BackupIT.save(admin, file);
            enough.set(true);
            for (Thread writer : writers) {
                writer.join();
            }
        }
        assertEquals(0, BackupIT.restore(restored, file.toString()));
        try (ServiceProcess service = Records.service(restored);
                Connection connection = service.login().connect("offprint")) {
            assertTrue(Records.number(connection, "select count(*) from article") > 10);
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

    private static void write(
            Client admin, String journal, String institute, AtomicBoolean enough, AtomicInteger written) {
        while (!enough.get()) {
            String article = Records.published(admin, journal, institute);
            admin.patch(article, Fixtures.object().put("subtitle", "Again")).expect(200);
            admin.put(article + "/publication", null).expect(200);
            written.incrementAndGet();
        }
    }

    @Test
    void a_client_that_does_not_read_the_backup_response_is_disconnected() throws Exception {
        try (ServiceProcess service = Records.service(original, Map.of("OFFPRINT_BACKUP_PATIENCE", "5S"))) {
            Client admin = Client.at(service.url());
            String article = Records.published(admin, Records.journal(admin));
            try (Connection connection = service.login().connect("offprint");
                    Socket silent =
                            new Socket("127.0.0.1", URI.create(service.url()).getPort())) {
                Records.execute(connection, ArticleCopies.of(article.substring(article.lastIndexOf('/') + 1), 5_000));
                silent.getOutputStream()
                        .write(("GET /v1/backup HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                        + Client.ADMIN_KEY + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                String running = "select count(*) from pg_stat_activity where query like 'copy (%'";
                Workers.await(
                        Duration.ofSeconds(60),
                        "the backup is running",
                        () -> Records.number(connection, running) == 1);
                assertEquals(503, admin.get("/v1/backup").status());
                Workers.await(
                        Duration.ofSeconds(60), "the backup has ended", () -> Records.number(connection, running) == 0);
                assertTrue(service.output().contains("the client stopped reading"), service.output());
                assertEquals(200, admin.get("/v1/backup").status());
            }
        }
    }
}
