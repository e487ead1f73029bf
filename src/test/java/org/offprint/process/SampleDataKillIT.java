package org.offprint.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.embedded.Records;
import org.offprint.platform.database.embedded.ServiceProcess;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.web.api.Workers;

/** Kills a service that is creating the sample journal, and then starts two services at the same time. */
class SampleDataKillIT {
    private final Path data = TestDatabase.temporaryDirectory();

    @AfterEach
    void removeDirectory() {
        TestDatabase.deleteTree(data);
    }

    @Test
    void two_services_started_at_the_same_time_after_a_kill_create_the_sample_journal_once() throws Exception {
        try (ServiceProcess first = Records.service(data.resolve("first"));
                Connection connection = first.login().connect("offprint")) {
            Map<String, String> second = new HashMap<>(SampleDataIT.WITH_SAMPLE);
            second.putAll(Records.databaseOf(first));
            killHalfway(second, connection);
            assertEquals(0, Records.number(connection, "select count(*) from journal"));
            try (ServiceProcess b = ServiceProcess.start(data.resolve("b"), second);
                    ServiceProcess c = ServiceProcess.start(data.resolve("c"), second)) {
                List<String> outputs =
                        Stream.of(b, c).map(node -> node.awaitReady().output()).toList();
                assertEquals(
                        1,
                        outputs.stream()
                                .filter(output -> output.contains(SampleDataIT.ADDED))
                                .count(),
                        outputs::toString);
                assertEquals(
                        1,
                        outputs.stream()
                                .filter(output -> output.contains(SampleDataIT.NOT_ADDED))
                                .count());
            }
            assertEquals(3, Records.number(connection, "select count(*) from journal"));
            assertEquals(18, Records.number(connection, "select count(*) from article"));
            assertEquals(14, Records.number(connection, "select count(*) from published_article where not withdrawn"));
        }
    }

    /** Kills a service after it has created its drafts, while it waits for a table lock to publish the first draft. */
    private void killHalfway(Map<String, String> environment, Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        Records.execute(connection, List.of("lock table article_version in exclusive mode"));
        try (ServiceProcess killed = ServiceProcess.start(data.resolve("killed"), environment)) {
            Workers.await(
                    Duration.ofSeconds(60),
                    "the service waits for the table lock",
                    () -> Records.number(connection, "select count(*) from pg_locks where not granted") > 0);
            assertEquals(0, Records.number(connection, "select count(*) from journal"));
            assertTrue(
                    !killed.output().contains("Listening"),
                    "The service must not accept requests before the sample is stored.");
            killed.kill9();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
