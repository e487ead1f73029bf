package org.offprint.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.NightlyOnly;
import org.offprint.platform.database.embedded.Records;
import org.offprint.platform.database.embedded.ServiceProcess;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.web.api.Client;
import org.offprint.web.api.Workers;

/**
 * Tests that clients that send many requests without reading the responses use little memory of the service, and that
 * other clients still receive responses.
 */
class RudeClientsIT {

    private static final int CONNECTIONS = Nightly.or(4, 50);
    private static final String LIST = "/v1/articles?limit=100";
    private static final Path DATA = TestDatabase.temporaryDirectory();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static ServiceProcess service;
    private static String packagePath;

    private final RudeClients rude = new RudeClients(URI.create(service.url()));

    @BeforeAll
    static void startService() throws Exception {
        // The write timeouts are a tenth of the defaults.
        service = Records.service(
                DATA,
                Map.of(
                        "OFFPRINT_ANSWERS_PATIENCE", "6S",
                        "OFFPRINT_EXPORTS_PATIENCE", "6S",
                        "OFFPRINT_BACKUP_PATIENCE", "6S"));
        Client editor = Client.at(service.url());
        String journal = Records.journal(editor);
        Workers.share(4, 100, number -> Records.published(editor, journal));
        String article = "/v1/articles/" + Records.id(editor.post("/v1/articles", Records.article(journal)));
        put(article + "/files/levels.csv", table());
        editor.put(article + "/publication", null).expect(200);
        packagePath = article + "/package";
        // The list is cached after a few requests.
        for (int i = 0; i < 50; i++) {
            readList();
        }
    }

    @AfterAll
    static void stopService() {
        if (service != null) {
            service.close();
        }
        TestDatabase.deleteTree(DATA);
    }

    @AfterEach
    void closeConnections() {
        rude.close();
        assertTrue(service.isAlive());
        assertFalse(service.output().contains("OutOfMemoryError"), service::output);
    }

    @Test
    void pipelined_requests_whose_responses_are_not_read_do_not_stop_the_service() throws Exception {
        long before = residentMegabytes();
        rude.pipeline(CONNECTIONS, 5_000, LIST);
        assertOtherClientsAreServed();
        assertTrue(residentMegabytes() - before < 150, () -> before + " MB before, now " + residentMegabytes());
    }

    @Test
    void pipelined_requests_that_are_not_cached_do_not_stop_the_service() throws Exception {
        long before = residentMegabytes();
        rude.pipeline(CONNECTIONS, 5_000, "/openapi");
        assertOtherClientsAreServed();
        assertTrue(residentMegabytes() - before < 150, () -> before + " MB before, now " + residentMegabytes());
    }

    @Test
    void http_2_streams_without_a_flow_control_window_do_not_stop_the_service() throws Exception {
        long before = residentMegabytes();
        rude.streams(CONNECTIONS, 3_000, LIST);
        assertOtherClientsAreServed();
        assertTrue(residentMegabytes() - before < 150, () -> before + " MB before, now " + residentMegabytes());
    }

    @Test
    void more_than_one_hundred_http_2_streams_on_a_connection_are_refused() throws IOException {
        rude.streams(1, 150, "/v1/articles/no-such-article");
        Workers.await(Duration.ofSeconds(5), "50 streams are refused", () -> rude.resets() == 50);
    }

    @Test
    void http_2_streams_whose_clients_read_no_data_are_reset() throws IOException {
        rude.streams(2, 40, "/v1/articles/no-such-article");
        // The reset of the first streams must not close the connection, which has other streams.
        Workers.pause(2_500);
        rude.addStreams(40, 10, "/v1/articles/no-such-article");
        assertEquals(0, rude.resets());
        Workers.await(Duration.ofSeconds(30), "all streams are reset", () -> rude.resets() >= 100);
    }

    @Test
    void completed_http_2_streams_use_no_memory() throws Exception {
        // The connection is upgraded to HTTP/2 by the first request and remains open.
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        URI export = URI.create(service.url() + "/v1/exports/articles.jsonl.gz");
        for (int i = 0; i < 5; i++) {
            HttpResponse<byte[]> response =
                    client.send(HttpRequest.newBuilder(export).build(), BodyHandlers.ofByteArray());
            assertEquals(200, response.statusCode());
            assertEquals(HttpClient.Version.HTTP_2, response.version());
        }
        assertTrue(classesOfObjects().contains("Http2Backlog"));
        Workers.await(Duration.ofSeconds(10), "no stream is counted", () -> !classesOfObjects()
                .contains("StreamBacklog"));
    }

    @Test
    void slow_downloads_of_packages_block_neither_other_readers_nor_editors() throws Exception {
        rude.readSlowly(3, 2, packagePath);
        Thread.sleep(500);
        assertEquals("HTTP/1.1 200 OK", packageFrom("127.0.0.9", ""));
        rude.readSlowly(3, 10, packagePath);
        String authorization = "Authorization: Bearer " + Client.ADMIN_KEY + "\r\n";
        assertEquals("HTTP/1.1 200 OK", packageFrom("127.0.0.9", authorization));
    }

    @NightlyOnly
    @Test
    void a_failed_memory_allocation_closes_only_the_affected_connection() throws Exception {
        Path data = TestDatabase.temporaryDirectory();
        try (ServiceProcess small =
                        Records.service(data, Map.of("JAVA_TOOL_OPTIONS", "-Dio.netty.maxDirectMemory=8000000"));
                RudeClients many = new RudeClients(URI.create(small.url()))) {
            many.pipeline(50, 100, "/openapi");
            Client reader = Client.at(small.url()).anonymous();
            reader.get(LIST).expect(200);
            many.close();
            Workers.await(
                    Duration.ofSeconds(30),
                    "the contract is sent",
                    () -> reader.get("/openapi").status() == 200);
            assertTrue(small.isAlive());
        } finally {
            TestDatabase.deleteTree(data);
        }
    }

    /**
     * Reads the list 100 times while the misbehaving clients are connected. Asserts that nine of ten requests take less
     * than a second.
     */
    private static void assertOtherClientsAreServed() throws Exception {
        byte[] list = readList();
        long[] millis = new long[100];
        for (int i = 0; i < millis.length; i++) {
            long start = System.nanoTime();
            assertArrayEquals(list, readList());
            millis[i] = (System.nanoTime() - start) / 1_000_000;
        }
        Arrays.sort(millis);
        assertTrue(millis[90] < 1_000, () -> Arrays.toString(millis));
    }

    private static byte[] readList() throws Exception {
        HttpResponse<byte[]> list = HTTP.send(
                HttpRequest.newBuilder(URI.create(service.url() + LIST))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                BodyHandlers.ofByteArray());
        assertEquals(200, list.statusCode());
        return list.body();
    }

    /** Downloads a package completely from a client address and returns the status line. */
    private static String packageFrom(String address, String headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", service.port(), InetAddress.getByName(address), 0)) {
            socket.setSoTimeout(60_000);
            String request =
                    "GET " + packagePath + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] response = socket.getInputStream().readAllBytes();
            return new String(response, 0, "HTTP/1.1 200 OK".length(), StandardCharsets.US_ASCII)
                    + (response.length > 5_000_000 ? "" : " with " + response.length + " bytes");
        }
    }

    private static void put(String path, byte[] file) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(service.url() + path))
                .header("Authorization", "Bearer " + Client.ADMIN_KEY)
                .header("If-None-Match", "*")
                .header("Content-Type", "text/csv")
                .PUT(BodyPublishers.ofByteArray(file))
                .build();
        HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
        assertEquals(2, response.statusCode() / 100, response::body);
    }

    /** Returns a table of 20 MB, which exceeds the socket buffers even when it is compressed. */
    private static byte[] table() {
        Random random = new Random(5);
        StringBuilder table = new StringBuilder("time,level\n");
        for (int i = 0; table.length() < 20_000_000; i++) {
            table.append(i).append(',').append(random.nextLong()).append('\n');
        }
        return table.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns the class histogram of the reachable objects in the service. */
    private static String classesOfObjects() {
        String jcmd = System.getProperty("java.home") + "/bin/jcmd";
        try {
            Process histogram = new ProcessBuilder(jcmd, Long.toString(service.pid()), "GC.class_histogram").start();
            return new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the resident memory of the service in megabytes, without its database. */
    private static long residentMegabytes() {
        try {
            return Files.readAllLines(Path.of("/proc/" + service.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
