package org.offprint.platform.database.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Kills the embedded database during writes and during its first start. */
class EmbeddedPostgresKillIT {

    private final Path directory = TestDatabase.temporaryDirectory();
    private final Path data = directory.resolve("data-dir");

    @AfterEach
    void removeDirectory() {
        TestDatabase.deleteTree(directory);
    }

    @Test
    void acknowledged_rows_survive_a_kill_of_the_service() throws Exception {
        try (ServiceProcess first = start().awaitReady()) {
            int acknowledged = writeUntilKilled(first);
            try (ServiceProcess second = start().awaitReady();
                    Connection connection = second.login().connect("offprint")) {
                assertEquals("0", missing(connection, acknowledged));
            }
        }
    }

    @Test
    void acknowledged_rows_survive_a_kill_of_the_service_and_the_database() throws Exception {
        try (ServiceProcess first = start().awaitReady()) {
            int acknowledged = writeUntilKilled(first);
            // The login above proves that this process is the database server of this test.
            long pid = Long.parseLong(pidFileLine(0));
            ProcessHandle database = ProcessHandle.of(pid).orElseThrow();
            database.destroyForcibly();
            database.onExit().join();
            try (ServiceProcess second = start().awaitReady();
                    Connection connection = second.login().connect("offprint")) {
                assertEquals("0", missing(connection, acknowledged));
            }
        }
    }

    @Test
    void the_service_starts_after_it_was_killed_during_its_first_start() throws Exception {
        Random random = new Random();
        for (int attempt = 0; attempt < 4; attempt++) {
            int moment = 300 + random.nextInt(3500);
            try (ServiceProcess killed = start()) {
                Thread.sleep(moment);
                killed.kill9();
            }
            try (ServiceProcess service = start().awaitReady();
                    Connection connection = service.login().connect("offprint")) {
                assertEquals("on", ServerLogin.value(connection, "SHOW fsync"), "killed after " + moment + " ms");
            }
            assertEquals(0, leftovers(), "killed after " + moment + " ms");
            TestDatabase.deleteTree(data);
        }
    }

    private ServiceProcess start() {
        return ServiceProcess.start(data, Map.of());
    }

    /**
     * Writes one row per transaction until another thread kills the service and the connection breaks. Returns the
     * number of acknowledged rows.
     */
    private static int writeUntilKilled(ServiceProcess service) throws SQLException, InterruptedException {
        int acknowledged = 0;
        try (Connection connection = service.login().connect("offprint");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept (id int PRIMARY KEY)");
            Thread killer = new Thread(() -> service.kill9());
            killer.start();
            do {
                statement.execute("INSERT INTO kept VALUES (" + acknowledged + ")");
                acknowledged++;
            } while (killer.isAlive());
            killer.join();
        }
        assertTrue(acknowledged > 0);
        return acknowledged;
    }

    private static String missing(Connection connection, int acknowledged) throws SQLException {
        return ServerLogin.value(connection, "SELECT " + acknowledged + " - count(*) FROM kept");
    }

    private long leftovers() throws IOException {
        try (var files = Files.list(data)) {
            return files.filter(file -> file.getFileName().toString().contains(".part"))
                    .count();
        }
    }

    private String pidFileLine(int line) throws IOException {
        return Files.readAllLines(data.resolve("data/postmaster.pid")).get(line);
    }
}
