package org.offprint.platform.database.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Workers;

class EmbeddedPostgresIT {

    private final Path directory = TestDatabase.temporaryDirectory();
    private final Path data = directory.resolve("data-dir");

    @AfterEach
    void removeDirectory() {
        TestDatabase.deleteTree(directory);
    }

    @Test
    void a_second_instance_with_the_same_data_directory_does_not_start() throws Exception {
        try (ServiceProcess first = start().awaitReady();
                ServiceProcess second = start()) {
            assertEquals(1, second.awaitExit());
            assertEquals(
                    "Offprint cannot start. Another instance uses the data directory " + data.toRealPath()
                            + ". Stop the other instance, or give this instance its own directory with"
                            + " OFFPRINT_DATA_DIR.\n",
                    second.output());
            assertTrue(first.isAlive());
            try (Connection connection = first.login().connect("offprint")) {
                assertEquals("1", ServerLogin.value(connection, "SELECT 1"));
            }
        }
    }

    @Test
    void the_service_does_not_start_on_data_of_another_postgresql_major_version() throws IOException {
        Files.createDirectories(data.resolve("data"));
        Files.writeString(data.resolve("data/PG_VERSION"), "17\n");
        assertRefused(data, "was created by PostgreSQL 17, but this service runs PostgreSQL 18");
    }

    @Test
    void the_service_does_not_start_on_a_data_directory_that_is_not_writable() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "something");
        assertRefused(file, "The data directory " + file + " is a file");
        assertRefused(file.resolve("below"), "cannot be written");
        assertRefused(Path.of("/dev/null/below"), "cannot be written");
        assertEquals("something", Files.readString(file));
    }

    @Test
    void stopping_the_service_shuts_the_embedded_database_down_cleanly() throws Exception {
        try (ServiceProcess service = start().awaitReady()) {
            // The service finishes processing the first request shortly after the client has received the response.
            Workers.pause(1_000);
            // The JVM exits with code 128 + 15 after SIGTERM.
            assertEquals(143, service.stop());
            assertFalse(Files.exists(data.resolve("data/postmaster.pid")));
            String log = serverLog();
            assertTrue(log.strip().endsWith("database system is shut down"), log);
            assertFalse(service.output().contains("ERROR"), service.output());
        }
    }

    @Test
    void the_embedded_database_does_not_start_if_an_external_server_is_configured() {
        Map<String, String> environment = Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:1/nowhere",
                "QUARKUS_FLYWAY_MIGRATE_AT_START", "false");
        try (ServiceProcess service = ServiceProcess.start(data, environment)) {
            // This test does not check whether the service starts without a reachable database server.
            service.awaitReadyOrExit();
            assertFalse(Files.exists(data));
        }
    }

    private ServiceProcess start() {
        return ServiceProcess.start(data, Map.of());
    }

    private static void assertRefused(Path directory, String message) {
        try (ServiceProcess service = ServiceProcess.start(directory, Map.of())) {
            assertEquals(1, service.awaitExit());
            String output = service.output();
            assertTrue(output.startsWith("Offprint cannot start. ") && output.contains(message), output);
            assertEquals(1, output.lines().count(), output);
        }
    }

    private String serverLog() throws IOException {
        try (var files = Files.list(data.resolve("data/log"))) {
            return Files.readString(files.sorted().reduce((a, b) -> b).orElseThrow());
        }
    }
}
