package org.offprint.platform.database.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Server of PostgreSQL 15, the oldest supported version, with a temporary data directory. Requires the Debian package.
 */
public final class Postgres15 implements AutoCloseable {

    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");

    private final Path directory;
    private final PostgresPrograms programs;
    private final String cluster;
    private final int port;

    private Postgres15(Path directory) throws IOException {
        this.directory = directory;
        programs = new PostgresPrograms(PROGRAMS, directory.resolve("command.log"));
        cluster = directory.resolve("cluster").toString();
        run(List.of(
                "initdb",
                "-D",
                cluster,
                "-U",
                ServerLogin.USER,
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync"));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        String log = directory.resolve("server.log").toString();
        String options =
                "-c fsync=off -c port=" + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''";
        run(List.of("pg_ctl", "-D", cluster, "-w", "-l", log, "-o", options, "start"));
    }

    /** Returns whether PostgreSQL 15 is installed on this machine. */
    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAMS.resolve("initdb"));
    }

    public static Postgres15 start() throws IOException {
        return new Postgres15(TestDatabase.temporaryDirectory());
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    public String user() {
        return ServerLogin.USER;
    }

    private void run(List<String> command) {
        if (programs.run(Duration.ofSeconds(10), () -> {}, command) != 0) {
            throw new IllegalStateException(command + ": " + programs.lastOutput());
        }
    }

    @Override
    public void close() {
        run(List.of("pg_ctl", "-D", cluster, "-m", "immediate", "-w", "stop"));
        TestDatabase.deleteTree(directory);
    }
}
