package org.offprint.platform.database.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** PostgreSQL server that a test can crash and restart while a service uses it. */
public final class TestPostgresServer implements AutoCloseable {

    private static final String DATABASE = "postgres";

    private final DataDirectory directory;
    private final PostgresPrograms programs;
    private final Cluster cluster;
    private final ServerLogin login;

    private TestPostgresServer(Path path) {
        directory = DataDirectory.open(path);
        String password = directory.password();
        SharedPostgresPrograms.linkInto(directory.root());
        programs = new PostgresPrograms(
                PostgresBinaries.unpack(directory), directory.root().resolve("command.log"));
        // The server writes durably, because acknowledged writes must survive a crash.
        cluster = new Cluster(directory, programs, notice -> {}, true);
        cluster.create();
        login = new ServerLogin(cluster.start(0, password), password);
    }

    public static TestPostgresServer start(Path directory) {
        return new TestPostgresServer(directory);
    }

    /**
     * Starts a streaming replica of this server from a copy of its data. This server is stopped while the data are
     * copied.
     *
     * @param path an empty directory
     */
    public TestPostgresServer replica(Path path) {
        cluster.stop();
        try {
            Path data = Files.createDirectories(path).resolve("data");
            Process copy = new ProcessBuilder("cp", "-a", cluster.path() + "/.", data + "/")
                    .inheritIO()
                    .start();
            assertEquals(0, copy.waitFor());
            Files.copy(directory.passwordFile(), path.resolve("password"), StandardCopyOption.COPY_ATTRIBUTES);
            Files.createFile(data.resolve("standby.signal"));
            Files.writeString(
                    data.resolve("postgresql.auto.conf"),
                    "primary_conninfo = 'host=127.0.0.1 port=" + login.port() + " user=" + ServerLogin.USER
                            + " password=" + login.password() + "'\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        startAgain();
        return new TestPostgresServer(path);
    }

    /** Promotes this replica to a primary server that accepts writes. */
    public void promote() {
        List<String> command = List.of("pg_ctl", "-D", cluster.path().toString(), "-w", "promote");
        assertEquals(0, programs.run(Duration.ofSeconds(10), () -> {}, command), programs.lastOutput());
    }

    public Connection connect() throws SQLException {
        return login.connect(DATABASE);
    }

    /** Returns the JDBC URL of this server. */
    public String url() {
        return login.url(DATABASE);
    }

    /** Returns environment variables that make a service use this server. */
    public Map<String, String> environment() {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", login.url(DATABASE),
                "QUARKUS_DATASOURCE_USERNAME", ServerLogin.USER,
                "QUARKUS_DATASOURCE_PASSWORD", login.password());
    }

    /** Stops the server as in a crash, without closing client connections cleanly. */
    public void crash() {
        List<String> command = List.of("pg_ctl", "-D", cluster.path().toString(), "-m", "immediate", "-w", "stop");
        assertEquals(0, programs.run(Duration.ofSeconds(10), () -> {}, command), programs.lastOutput());
    }

    /** Starts the server again on the same port. */
    public void startAgain() {
        cluster.startAt(login.port(), login.password());
    }

    /** Suspends the process that accepts connections. Existing connections work, and new ones get no response. */
    public void suspendNewConnections() {
        signal("STOP");
    }

    /** Ends {@link #suspendNewConnections}. */
    public void resumeNewConnections() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            String process =
                    Files.readAllLines(cluster.path().resolve("postmaster.pid")).get(0);
            assertEquals(
                    0,
                    new ProcessBuilder("kill", "-" + signal, process)
                            .inheritIO()
                            .start()
                            .waitFor());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        cluster.stop();
        directory.close();
    }
}
