package org.offprint.search.opensearch;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * OpenSearch cluster for tests. By default, the cluster runs in a separate process and ends with the tests. {@code
 * -Doffprint.test.opensearch.urls} selects an external cluster instead. To use a different version than {@code
 * src/test/opensearch/pom.xml}, set {@code -Doffprint.test.opensearch.version=3.3.2} and the home directory of a newer
 * Java in {@code -Doffprint.test.opensearch.java}.
 */
public final class TestCluster {

    /**
     * Name of the system property that stores the URLs of the cluster. The class loaders of all test profiles share
     * system properties.
     */
    private static final String URLS = "offprint.test.opensearch.urls";

    private static final String ENGINE = "offprint.search.engine";
    private static final String VERSION = System.getProperty("offprint.test.opensearch.version");
    private static final String JAVA_HOME =
            System.getProperty("offprint.test.opensearch.java", System.getProperty("java.home"));
    private static final Path JARS = Path.of("target", VERSION == null ? "opensearch" : "opensearch-" + VERSION, "jars")
            .toAbsolutePath();
    private static final long LONGEST_START_MILLIS = 120_000;

    private TestCluster() {}

    /** Returns whether the tests run with a cluster, which requires {@code -Doffprint.search.engine=opensearch}. */
    public static boolean isWanted() {
        return "opensearch".equals(System.getProperty(ENGINE));
    }

    /** Returns the URLs of a cluster with one node. The first call starts the cluster. */
    public static List<URI> nodes() {
        synchronized (System.class) {
            if (System.getProperty(URLS) == null) {
                List<URI> started = start(1).nodes();
                System.setProperty(URLS, started.stream().map(URI::toString).collect(Collectors.joining(",")));
            }
        }
        return addresses(System.getProperty(URLS));
    }

    /**
     * Returns settings that give a service its own indexes on the cluster, or an empty map if the tests run without a
     * cluster.
     */
    public static Map<String, String> settings() {
        return isWanted()
                ? Map.of(
                        ENGINE,
                        "opensearch",
                        "offprint.search.opensearch.urls",
                        nodes().stream().map(URI::toString).collect(Collectors.joining(",")),
                        "offprint.search.opensearch.prefix",
                        "service-" + UUID.randomUUID())
                : Map.of();
    }

    private static List<URI> addresses(String urls) {
        return Arrays.stream(urls.strip().split(",")).map(URI::create).toList();
    }

    /** Running cluster with its process. */
    public record Started(Process process, List<URI> nodes) {}

    /**
     * Starts a cluster with this number of nodes. The cluster stops when the test process or the returned process ends.
     */
    public static Started start(int number) {
        try {
            resolve();
            Path directory = Files.createTempDirectory("offprint-cluster");
            Process process = new ProcessBuilder(
                            Path.of(JAVA_HOME, "bin", "java").toString(),
                            "-Xms128m",
                            "-Xmx512m",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            JARS + File.separator + "*",
                            Path.of("src/test/opensearch/ClusterNode.java")
                                    .toAbsolutePath()
                                    .toString(),
                            directory.toString(),
                            Integer.toString(number))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new Started(process, addresses(written(process, directory)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String written(Process process, Path directory) throws IOException {
        Path nodes = directory.resolve("nodes");
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_START_MILLIS);
        while (!Files.exists(nodes)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "The cluster did not start: " + Files.readString(directory.resolve("log")));
            }
            sleep();
        }
        return Files.readString(nodes);
    }

    /**
     * Downloads the artifacts of the cluster nodes once per clone. A lock is needed because two test processes start at
     * the same time.
     */
    private static synchronized void resolve() throws IOException {
        Files.createDirectories(JARS);
        try (FileChannel lock =
                FileChannel.open(JARS.resolveSibling("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            if (!Files.exists(JARS.resolveSibling("resolved"))) {
                copyJars();
                Files.createFile(JARS.resolveSibling("resolved"));
            }
        }
    }

    private static void copyJars() throws IOException {
        Path log = JARS.resolveSibling("log");
        List<String> command = new ArrayList<>(List.of(
                Path.of("mvnw").toAbsolutePath().toString(),
                "-q",
                "-B",
                "-ntp",
                "-f",
                "src/test/opensearch/pom.xml",
                "dependency:copy-dependencies",
                "-DoutputDirectory=" + JARS));
        if (VERSION != null) {
            command.add("-Dopensearch.version=" + VERSION);
        }
        Process maven = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (maven.waitFor() != 0) {
                throw new IllegalStateException("OpenSearch is not to be had: " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
