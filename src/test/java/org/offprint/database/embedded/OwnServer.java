package org.offprint.database.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A PostgreSQL server that a test runs for a service to use, and takes away and brings back. */
public final class OwnServer implements AutoCloseable {

    private static final String DATABASE = "postgres";

    private final DataDirectory directory;
    private final PostgresPrograms programs;
    private final Cluster cluster;
    private final ServerLogin login;

    private OwnServer(Path path) {
        directory = DataDirectory.open(path);
        String password = directory.password();
        programs = new PostgresPrograms(
                PostgresBinaries.unpack(directory), directory.root().resolve("command.log"));
        // Durable: what was answered must be there after a crash.
        cluster = new Cluster(directory, programs, notice -> {}, true);
        cluster.create();
        login = new ServerLogin(cluster.start(0, password), password);
    }

    public static OwnServer start(Path directory) {
        return new OwnServer(directory);
    }

    /** What tells a service to use it. */
    public Map<String, String> environment() {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", login.url(DATABASE),
                "QUARKUS_DATASOURCE_USERNAME", ServerLogin.USER,
                "QUARKUS_DATASOURCE_PASSWORD", login.password());
    }

    /** Ends it as a crash would: no client is told. */
    public void crash() {
        List<String> command = List.of("pg_ctl", "-D", cluster.path().toString(), "-m", "immediate", "-w", "stop");
        assertEquals(0, programs.run(Duration.ofSeconds(10), () -> {}, command), programs.said());
    }

    /** Brings it back at the same port. */
    public void startAgain() {
        cluster.startAt(login.port(), login.password());
    }

    @Override
    public void close() {
        cluster.stop();
        directory.close();
    }
}
