package org.offprint.platform.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.offprint.platform.database.DatabaseStartException;

/**
 * PostgreSQL server that is still running after its service was killed.
 * <p>The file {@code postmaster.pid} identifies the server. If the file is older than the last reboot, its process id
 * and port may belong to a different program. The file is therefore trusted only if the server on that port accepts the
 * password of the service and uses the data directory. No process is signaled before this check.
 */
final class OrphanedServer {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration NOTICE = Duration.ofSeconds(10);

    private static final String STARTING_OR_STOPPING = "57P03";
    private static final List<String> LOGIN_REFUSED = List.of("28P01", "28000");

    private enum State {
        OURS,
        BUSY,
        SILENT,
        GONE
    }

    private final Path cluster;
    private final Path pidFile;
    private final BooleanSupplier stop;
    private final String password;
    private final Consumer<String> notices;

    /**
     * Creates the check for an orphaned server of a PostgreSQL cluster.
     *
     * @param cluster data directory of the server
     * @param pidFile file that identifies the running server, if any
     * @param stop stops the server; returns false on failure
     */
    OrphanedServer(Path cluster, Path pidFile, BooleanSupplier stop, String password, Consumer<String> notices) {
        this.cluster = cluster;
        this.pidFile = pidFile;
        this.stop = stop;
        this.password = password;
        this.notices = notices;
    }

    /** Stops a PostgreSQL server that a killed service left running, and deletes a stale pid file. */
    void remove() {
        Instant silence = Instant.now().plus(TIMEOUT);
        Instant notice = Instant.now().plus(NOTICE);
        for (State state = state(); Files.exists(pidFile); state = state()) {
            if (state == State.OURS) {
                stop();
            } else if (state == State.GONE) {
                deletePidFile();
            } else if (state == State.SILENT && Instant.now().isAfter(silence)) {
                throw new DatabaseStartException("A PostgreSQL server appears to be running in " + cluster
                        + " but does not respond. Stop the server. If there is no such server, remove " + pidFile
                        + ".");
            } else if (Instant.now().isAfter(notice)) {
                notices.accept("Waiting for the database server that an earlier start left running in " + cluster
                        + ": the server is still starting or stopping.");
                notice = Instant.now().plus(NOTICE);
            }
            pause();
        }
    }

    private void stop() {
        if (!stop.getAsBoolean()) {
            throw new DatabaseStartException("The database server that an earlier start left running in " + cluster
                    + " does not stop. Stop the server manually.");
        }
    }

    /**
     * Deletes the server's pid file. The deletion is safe even if a PostgreSQL server is running. A second server
     * refuses to start while the shared memory of the first one is in use.
     */
    private void deletePidFile() {
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new DatabaseStartException("The file " + pidFile + " cannot be removed", e);
        }
    }

    private State state() {
        List<String> lines;
        try {
            lines = Files.readAllLines(pidFile);
        } catch (IOException e) {
            return State.GONE;
        }
        if (lines.isEmpty() || !lines.get(0).matches("\\d{1,18}") || !mayBeOurs(Long.parseLong(lines.get(0)))) {
            return State.GONE;
        }
        // A PostgreSQL server that has just started may not have written its port to the pid file yet.
        return lines.size() > 3 && lines.get(3).matches("\\d{1,5}")
                ? ask(Integer.parseInt(lines.get(3)))
                : State.SILENT;
    }

    /**
     * Returns whether a process may be a PostgreSQL server in the data directory, according to the operating system.
     */
    private boolean mayBeOurs(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElse(null);
        if (process == null || !process.isAlive() || ServerProcess.hasEnded(pid)) {
            return false;
        }
        String command = process.info().command().orElse("postgres");
        Path workingDirectory = Path.of("/proc", Long.toString(pid), "cwd");
        try {
            return Path.of(command).getFileName().toString().startsWith("postgres")
                    && (!Files.exists(workingDirectory) || Files.isSameFile(workingDirectory, cluster));
        } catch (IOException e) {
            return true;
        }
    }

    private State ask(int port) {
        try (Connection connection = new ServerLogin(port, password).connect("postgres")) {
            Path served = Path.of(ServerLogin.value(connection, "SHOW data_directory"));
            return Files.exists(served) && Files.isSameFile(served, cluster) ? State.OURS : State.GONE;
        } catch (SQLException e) {
            if (STARTING_OR_STOPPING.equals(e.getSQLState())) {
                return State.BUSY;
            }
            return LOGIN_REFUSED.contains(e.getSQLState()) ? State.GONE : State.SILENT;
        } catch (IOException e) {
            return State.SILENT;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseStartException("The start of the database was interrupted.");
        }
    }
}
