package org.offprint.platform.files.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.offprint.ResolvedClassPath;

/**
 * S3-compatible server in a separate process. The dependencies of the server are declared in {@code
 * src/test/s3proxy/pom.xml}.
 */
public final class S3Proxy implements AutoCloseable {

    public static final String BUCKET = "files";

    private static final Path POM = Path.of("src/test/s3proxy/pom.xml");
    private static final Duration START = Duration.ofSeconds(60);
    private static final String ACCESS_KEY = "AKTESTS";
    private static final String SECRET_KEY = "secret-of-tests";

    private final Process process;
    private final URI endpoint;

    private S3Proxy(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Starts a server with an empty bucket and waits until it accepts requests. */
    public static S3Proxy start(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory.resolve("buckets").resolve(BUCKET));
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        Path properties = directory.resolve("s3proxy.properties");
        Files.write(
                properties,
                List.of(
                        "s3proxy.endpoint=" + endpoint,
                        "s3proxy.authorization=aws-v2-or-v4",
                        "s3proxy.identity=" + ACCESS_KEY,
                        "s3proxy.credential=" + SECRET_KEY,
                        "s3proxy.v4-max-non-chunked-request-size=134217728",
                        "jclouds.provider=filesystem",
                        "jclouds.filesystem.basedir=" + directory.resolve("buckets")));
        Path log = directory.resolve("s3proxy.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile=src/test/s3proxy/logback.xml",
                        "-cp",
                        ResolvedClassPath.of(POM),
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        properties.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        S3Proxy started = new S3Proxy(process, endpoint);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Instant end = Instant.now().plus(START);
        while (!answers(port)) {
            if (!process.isAlive() || Instant.now().isAfter(end)) {
                started.close();
                throw new IllegalStateException("S3Proxy does not start: " + Files.readString(log));
            }
            Thread.sleep(50);
        }
        return started;
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns settings that store files under this prefix. */
    public S3Settings settings(String prefix) {
        return settings(prefix, SECRET_KEY);
    }

    S3Settings settings(String prefix, String secretKey) {
        return new S3Settings(endpoint, "us-east-1", BUCKET, prefix, ACCESS_KEY, secretKey, true);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
