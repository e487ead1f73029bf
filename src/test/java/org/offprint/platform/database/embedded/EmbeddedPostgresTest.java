package org.offprint.platform.database.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.DatabaseStartException;

class EmbeddedPostgresTest {

    private final Path directory = TestDatabase.temporaryDirectory();
    private final List<String> notices = new ArrayList<>();

    @BeforeEach
    void sharePrograms() {
        SharedPostgresPrograms.linkInto(directory);
    }

    @AfterEach
    void removeDirectory() {
        TestDatabase.deleteTree(directory);
    }

    @Test
    void the_embedded_postgresql_server_listens_only_locally_and_stores_data_durably() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, 0, notices::add);
                Connection connection = connect(server)) {
            assertEquals("127.0.0.1", ServerLogin.value(connection, "SHOW listen_addresses"));
            assertEquals("", ServerLogin.value(connection, "SHOW unix_socket_directories"));
            assertEquals("on", ServerLogin.value(connection, "SHOW fsync"));
            assertEquals("on", ServerLogin.value(connection, "SHOW full_page_writes"));
            assertEquals("on", ServerLogin.value(connection, "SHOW synchronous_commit"));
            assertEquals("on", ServerLogin.value(connection, "SHOW data_checksums"));
            assertEquals(
                    "scram-sha-256",
                    ServerLogin.value(
                            connection, "SELECT string_agg(DISTINCT auth_method, ' ') FROM pg_hba_file_rules"));
            assertEquals(
                    "28P01",
                    assertThrows(SQLException.class, () -> connect(server.url(), server.user(), "another"))
                            .getSQLState());
        }
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("password"))));
    }

    @Test
    void failing_statements_of_the_service_are_not_written_to_the_postgresql_log() throws Exception {
        try (EmbeddedPostgres server = start();
                Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            assertThrows(SQLException.class, () -> statement.execute("SELECT nothing"));
        }
        try (var files = Files.list(directory.resolve("data/log"))) {
            List<Path> logs = files.toList();
            assertEquals(1, logs.size());
            assertFalse(Files.readString(logs.get(0)).contains("nothing"));
        }
    }

    @Test
    void a_data_directory_is_locked_until_its_database_server_stops() {
        try (EmbeddedPostgres server = start()) {
            assertEquals(
                    "Another instance uses the data directory " + server.directory()
                            + ". Stop the other instance, or give this instance its own directory with"
                            + " OFFPRINT_DATA_DIR.",
                    refusal());
        }
        start().close();
    }

    @Test
    void a_stale_pid_file_does_not_cause_an_unrelated_process_to_be_killed() throws Exception {
        start().close();
        Process stranger = new ProcessBuilder("sleep", "120").start();
        try {
            writePidFile(stranger.pid(), 1);
            start().close();
            assertTrue(stranger.isAlive());
        } finally {
            stranger.destroy();
        }
    }

    @Test
    void a_pid_file_with_the_process_of_another_data_directory_does_not_stop_that_server() throws Exception {
        Path other = TestDatabase.temporaryDirectory();
        SharedPostgresPrograms.linkInto(other);
        try (EmbeddedPostgres stranger = EmbeddedPostgres.start(other, notices::add, false)) {
            start().close();
            List<String> pidFile = Files.readAllLines(other.resolve("data/postmaster.pid"));
            writePidFile(Long.parseLong(pidFile.get(0)), Integer.parseInt(pidFile.get(3)));
            start().close();
            try (Connection connection = connect(stranger)) {
                assertEquals("1", ServerLogin.value(connection, "SELECT 1"));
            }
        } finally {
            TestDatabase.deleteTree(other);
        }
    }

    @Test
    void data_of_another_postgresql_major_version_are_rejected_and_not_modified() throws IOException {
        start().close();
        Path version = directory.resolve("data/PG_VERSION");
        Files.writeString(version, "17\n");
        assertTrue(refusal().contains("was created by PostgreSQL 17, but this service runs PostgreSQL 18"), refusal());
        assertEquals("17\n", Files.readString(version));

        Files.writeString(version, "18\n");
        start().close();
    }

    @Test
    void a_missing_database_password_file_is_reported_and_not_recreated() throws IOException {
        start().close();
        Path file = directory.toRealPath().resolve("password");
        Files.delete(file);
        assertEquals(
                "The password file " + file
                        + " is missing, and the database cannot be opened without the password. Restore the file.",
                refusal());
        assertFalse(Files.exists(file));
    }

    @Test
    void if_postgresql_does_not_start_the_error_message_contains_the_server_log() throws IOException {
        start().close();
        Files.writeString(directory.resolve("data/postgresql.conf"), "shared_buffers = many\n");
        Path conf = directory.toRealPath().resolve("data/postgresql.conf");
        assertTrue(refusal().contains("FATAL:  configuration file \"" + conf + "\" contains errors"), refusal());
    }

    @Test
    void a_data_directory_path_with_shell_metacharacters_is_rejected_before_any_file_is_written() {
        Path path = directory.resolve("a$b");
        assertThrows(DatabaseStartException.class, () -> EmbeddedPostgres.start(path, notices::add, false));
        assertFalse(Files.exists(path));
    }

    @Test
    void a_data_directory_path_can_contain_spaces_and_apostrophes() throws Exception {
        // The PostgreSQL programs are unpacked into the data directory, so their paths also contain these characters.
        Path path = directory.resolve("it's a path, with blanks");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(path, notices::add, false);
                Connection connection = connect(server)) {
            assertEquals(path.toRealPath(), server.directory());
            assertEquals(
                    path.toRealPath().resolve("data").toString(), ServerLogin.value(connection, "SHOW data_directory"));
        }
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(directory, notices::add, false);
    }

    private String refusal() {
        return assertThrows(DatabaseStartException.class, this::start).getMessage();
    }

    private void writePidFile(long pid, int port) throws IOException {
        Path cluster = directory.resolve("data");
        String content = pid + "\n" + cluster + "\n1\n" + port + "\n\n127.0.0.1\n\nready   \n";
        Files.writeString(cluster.resolve("postmaster.pid"), content);
    }

    private static Connection connect(EmbeddedPostgres server) throws SQLException {
        return connect(server.url(), server.user(), server.password());
    }

    private static Connection connect(String url, String user, String password) throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }
}
