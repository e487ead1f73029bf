package org.offprint.platform.database.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.offprint.platform.database.sql.SqlException;
import org.offprint.web.api.Client;
import org.offprint.web.api.Workers;

/** Packaged service ({@code offprint.jar}) that runs in a separate process on a free port of this machine. */
public final class ServiceProcess implements AutoCloseable {

    /** Environment key that sets the Java heap size. The default is 256 MB. */
    public static final String HEAP = "heap of Java";

    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    private final Process process;
    private final int port;
    private final Path dataDirectory;
    private final Path output;

    private ServiceProcess(Process process, int port, Path dataDirectory, Path output) {
        this.process = process;
        this.port = port;
        this.dataDirectory = dataDirectory;
        this.output = output;
    }

    /**
     * Starts the service and returns immediately.
     *
     * @param dataDirectory value of {@code OFFPRINT_DATA_DIR}, or null for the default in the working directory
     * @param environment additional variables, such as {@code QUARKUS_DATASOURCE_JDBC_URL}
     * @param arguments command-line arguments, such as {@code --restore}
     */
    public static ServiceProcess start(Path dataDirectory, Map<String, String> environment, String... arguments) {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        // These options speed up startup at the expense of long runs, but the process runs for only a few seconds.
        command.addAll(List.of(
                "-Xmx" + environment.getOrDefault(HEAP, "256m"), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        String jar = System.getProperty("offprint.jar");
        // Java ignores a class data archive that is missing or belongs to another build.
        command.add("-XX:SharedArchiveFile=" + Path.of(jar).resolveSibling("offprint.jsa"));
        command.addAll(List.of("-jar", jar));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile("offprint-test-", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("OFFPRINT_"));
            builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
            builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
            // All tests count as one client, so they need more than the default quotas.
            for (String work : List.of("SEARCH", "EXPORT", "WRITE", "SIGN_IN")) {
                builder.environment().put("OFFPRINT_QUOTAS_" + work, "1000000");
            }
            if (dataDirectory != null) {
                builder.environment().put("OFFPRINT_DATA_DIR", dataDirectory.toString());
            }
            builder.environment().putAll(environment);
            builder.environment().remove(HEAP);
            return new ServiceProcess(builder.start(), port, dataDirectory, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the service responds to HTTP requests or has exited. */
    ServiceProcess awaitReadyOrExit() {
        try {
            return awaitReady();
        } catch (AssertionError e) {
            if (process.isAlive()) {
                throw e;
            }
            return this;
        }
    }

    /**
     * Waits until the service responds to HTTP requests with any status. Fails if the service exits first or does not
     * respond within two minutes.
     */
    public ServiceProcess awaitReady() {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/openapi"))
                .timeout(TIMEOUT)
                .build();
        for (Instant end = Instant.now().plus(TIMEOUT); Instant.now().isBefore(end); pause(50)) {
            if (!process.isAlive()) {
                throw new AssertionError("The service exited with " + process.exitValue() + ":\n" + output());
            }
            try {
                client.send(request, HttpResponse.BodyHandlers.discarding());
                return this;
            } catch (IOException e) {
                // The service does not accept connections yet.
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        throw new AssertionError("It does not answer:\n" + output());
    }

    /** Waits until the service responds, has propagated all changes, and has indexed all records. */
    public ServiceProcess awaitRest() {
        awaitReady();
        Client admin = Client.at(url());
        try (Connection connection = login().connect("offprint")) {
            long[] end = new long[1];
            Workers.await(TIMEOUT, "all changes are propagated", () -> {
                end[0] = Records.number(connection, "select coalesce(max(position), 0) from change");
                return Records.number(connection, "select position from follower where name = 'carrying'") >= end[0];
            });
            Workers.await(TIMEOUT, "all changes are indexed", () -> {
                JsonNode indexes =
                        admin.get("/v1/search-index").expect(200).body().get("indexes");
                return indexes.get(0).get("position").longValue() >= end[0]
                        && indexes.get(1).get("position").longValue() >= end[0];
            });
            return this;
        } catch (SQLException e) {
            throw new SqlException(e);
        }
    }

    /** Returns the base URL of the service, without a trailing slash. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** Returns the standard input of the service. */
    OutputStream input() {
        return process.getOutputStream();
    }

    /** Returns the console output that the service has written so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills the service with SIGKILL and waits for its exit. The embedded database continues to run. */
    public void kill9() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Stops the service with SIGTERM, waits for its exit, and returns the exit code. */
    public int stop() {
        process.destroy();
        return awaitExit();
    }

    /** Waits until the service exits without being stopped by the test, and returns the exit code. */
    public int awaitExit() {
        try {
            if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("It does not end:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns whether the service process is running. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Reads the login of the embedded database from the data directory. */
    public ServerLogin login() {
        try {
            String port = Files.readAllLines(dataDirectory.resolve("data/postmaster.pid"))
                    .get(3);
            String password =
                    Files.readString(dataDirectory.resolve("password")).strip();
            return new ServerLogin(Integer.parseInt(port), password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the service if it is still running. */
    @Override
    public void close() {
        stop();
        output.toFile().delete();
    }

    /**
     * Returns a free port outside the ephemeral range. A port in the ephemeral range could be taken by another process
     * before the service binds to it.
     */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                // The port is in use, so the next port is tried.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
