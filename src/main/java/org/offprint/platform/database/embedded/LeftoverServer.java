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
 * The server of a service that was killed, which lives on.
 *
 * <p>The file {@code postmaster.pid} tells of it, but it may also be older than the last reboot, when its process id
 * belongs to somebody else and its port too. So it is believed only where the server at that port knows our password
 * and serves our directory, and no process is signalled before.
 */
final class LeftoverServer {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
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
     * Looks after the server of one cluster.
     *
     * @param cluster the data directory of the server
     * @param pidFile tells of the server that runs in it, if there is any
     * @param stop stops the server; false where that fails
     */
    LeftoverServer(Path cluster, Path pidFile, BooleanSupplier stop, String password, Consumer<String> notices) {
        this.cluster = cluster;
        this.pidFile = pidFile;
        this.stop = stop;
        this.password = password;
        this.notices = notices;
    }

    /** Stops the server that a killed service left, and clears away a file that tells of none. */
    void remove() {
        Instant silence = Instant.now().plus(PATIENCE);
        Instant notice = Instant.now().plus(NOTICE);
        for (State state = state(); Files.exists(pidFile); state = state()) {
            if (state == State.OURS) {
                stop();
            } else if (state == State.GONE) {
                forget();
            } else if (state == State.SILENT && Instant.now().isAfter(silence)) {
                throw new DatabaseStartException("A PostgreSQL server seems to run on " + cluster
                        + " without answering. Stop it; if there is none, remove " + pidFile + ".");
            } else if (Instant.now().isAfter(notice)) {
                notices.accept("Waiting for the database that an earlier start left in " + cluster
                        + ": it is still starting or stopping.");
                notice = Instant.now().plus(NOTICE);
            }
            pause();
        }
    }

    private void stop() {
        if (!stop.getAsBoolean()) {
            throw new DatabaseStartException("The database that an earlier start left running in " + cluster
                    + " does not stop. Stop it by hand.");
        }
    }

    /** Safe even where a server is there after all: it holds shared memory that a second one refuses to share. */
    private void forget() {
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
        // A server that has only just begun has not written its port yet.
        return lines.size() > 3 && lines.get(3).matches("\\d{1,5}")
                ? ask(Integer.parseInt(lines.get(3)))
                : State.SILENT;
    }

    /** Reports whether this process can be a PostgreSQL server in our directory, as far as the system tells. */
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
            throw new DatabaseStartException("The start was interrupted.");
        }
    }
}
