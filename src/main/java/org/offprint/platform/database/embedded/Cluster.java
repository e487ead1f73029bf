package org.offprint.platform.database.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.platform.database.DatabaseStartException;

/** Creates, starts and stops the PostgreSQL cluster in the data directory of the embedded server. */
final class Cluster {

    /**
     * Initial settings of the embedded PostgreSQL server, which operators can change later. The settings are written
     * only once, to postgresql.conf of a new cluster.
     */
    private static final List<String> TUNING = List.of(
            "max_connections=60",
            "shared_buffers=256MB",
            "effective_cache_size=1GB",
            "work_mem=16MB",
            "maintenance_work_mem=128MB",
            "max_wal_size=2GB",
            "checkpoint_timeout=15min",
            "random_page_cost=1.1",
            // SQL statements of the service are short and numerous, so parallel workers do not increase throughput.
            // Parallel workers also require more shared memory than containers usually provide.
            "max_parallel_workers_per_gather=0",
            "jit=off",
            "timezone=UTC");

    private static final List<String> DURABLE = List.of("fsync=on", "full_page_writes=on", "synchronous_commit=on");
    private static final List<String> FAST = List.of("fsync=off", "full_page_writes=off", "synchronous_commit=off");

    private static final int ATTEMPTS = 5;
    private static final Duration NOTICE = Duration.ofSeconds(10);
    private static final int TIMEOUT_SECONDS = 7 * 24 * 3600;
    private static final int STOP_SECONDS = 600;

    private final DataDirectory directory;
    private final PostgresPrograms programs;
    private final ServerLog log;
    private final Consumer<String> notices;
    private final boolean durable;

    Cluster(DataDirectory directory, PostgresPrograms programs, Consumer<String> notices, boolean durable) {
        this.directory = directory;
        this.programs = programs;
        this.log = new ServerLog(directory.cluster(), directory.root().resolve("start.log"));
        this.notices = notices;
        this.durable = durable;
    }

    /** Creates an empty PostgreSQL cluster if the data directory contains none. */
    void create() {
        if (directory.hasCluster(PostgresBinaries.MAJOR)) {
            return;
        }
        directory.removeLeftovers("data.part", directory.cluster());
        // Each attempt uses a new directory name, because the initdb process of a killed service may still be writing
        // to the previous directory.
        String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        Path part = directory.root().resolve("data.part-" + random);
        if (programs.run(NOTICE, () -> notices.accept("Still creating the database"), initdb(part)) != 0) {
            throw new DatabaseStartException("The database cannot be created: " + programs.lastOutput());
        }
        try {
            directory.finish(part, directory.cluster());
        } catch (IOException e) {
            throw new DatabaseStartException("The database cannot be created in " + directory.root(), e);
        }
    }

    private List<String> initdb(Path part) {
        List<String> command = new ArrayList<>(List.of("initdb", "-D", part.toString(), "-U", ServerLogin.USER));
        command.add("--pwfile=" + directory.passwordFile());
        command.addAll(List.of("--auth=scram-sha-256", "--encoding=UTF8", "--data-checksums"));
        command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"));
        TUNING.forEach(setting -> command.addAll(List.of("-c", setting)));
        if (!durable) {
            command.add("--no-sync");
        }
        return command;
    }

    /**
     * Starts the PostgreSQL server, waits until it accepts connections, and returns its port.
     *
     * @param avoided port that the server must not use
     */
    int start(int avoided, String password) {
        return start(() -> freePort(avoided), password);
    }

    /** Starts the PostgreSQL server on the given port. */
    void startAt(int port, String password) {
        start(() -> port, password);
    }

    private int start(IntSupplier ports, String password) {
        log.tidy();
        OrphanedServer leftover = new OrphanedServer(path(), pidFile(), this::stop, password, notices);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            leftover.remove();
            int port = ports.getAsInt();
            if (programs.run(NOTICE, this::noticeWaiting, startCommand(port)) == 0) {
                return port;
            }
            // The server start is retried if another process has taken the port, or if the server of a killed service
            // was still starting.
            if (isFree(port) && !Files.exists(pidFile())) {
                break;
            }
        }
        throw new DatabaseStartException("The database in " + path() + " does not start: " + failure());
    }

    private void noticeWaiting() {
        notices.accept("Waiting for the database in " + path()
                + ": the database was not stopped cleanly and is recovering. The recovery can take a"
                + " while; no data is lost.");
    }

    private List<String> startCommand(int port) {
        String options = Stream.of(
                        ServerLog.SETTINGS,
                        durable ? DURABLE : FAST,
                        List.of("port=" + port, "listen_addresses=127.0.0.1", "unix_socket_directories="))
                .flatMap(List::stream)
                .map(setting -> "-c '" + setting + "'")
                .collect(Collectors.joining(" "));
        String timeout = Integer.toString(TIMEOUT_SECONDS);
        String early = log.early().toString();
        return List.of("pg_ctl", "-D", path().toString(), "-w", "-t", timeout, "-l", early, "-o", options, "start");
    }

    private String failure() {
        String lastWords = log.lastErrors();
        return lastWords.isEmpty()
                ? programs.lastOutput()
                : lastWords + " (more in " + log.early() + " and " + log.directory() + ")";
    }

    /**
     * Stops the PostgreSQL server and waits until its process has ended. The server closes open connections and rolls
     * back their transactions.
     */
    boolean stop() {
        String timeout = Integer.toString(STOP_SECONDS);
        return programs.run(
                        NOTICE,
                        () -> notices.accept("Waiting for the database in " + path() + " to stop"),
                        List.of("pg_ctl", "-D", path().toString(), "-m", "fast", "-w", "-t", timeout, "stop"))
                == 0;
    }

    Path path() {
        return directory.cluster();
    }

    Path pidFile() {
        return path().resolve("postmaster.pid");
    }

    private static int freePort(int avoided) {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            // A second port is requested before the first socket is closed, so that the operating system assigns a
            // different one.
            return socket.getLocalPort() == avoided ? freePort(0) : socket.getLocalPort();
        } catch (IOException e) {
            throw new DatabaseStartException("There is no free port on 127.0.0.1", e);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
