package org.offprint.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.NightlyOnly;
import org.offprint.platform.database.embedded.Records;
import org.offprint.platform.database.embedded.ServiceProcess;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.web.api.Client;
import org.offprint.web.api.Workers;

/**
 * Stops the service with SIGTERM while it processes requests. Also tests that a rejected protocol upgrade closes the
 * connection.
 */
class GracefulStopIT {

    private static final int WRITERS = 6;

    private final Path data = TestDatabase.temporaryDirectory();

    @AfterEach
    void removeDirectory() {
        TestDatabase.deleteTree(data);
    }

    @Test
    void requests_in_progress_are_completed_before_the_embedded_database_stops() throws Exception {
        List<Client.Reply> replies;
        try (ServiceProcess service = Records.service(data)) {
            Client editor = Client.at(service.url());
            String journal = Records.journal(editor);
            List<CompletableFuture<Client.Reply>> slow;
            CompletableFuture<Integer> exit;
            try (Connection holder = service.login().connect("offprint")) {
                holder.setAutoCommit(false);
                Records.execute(holder, List.of("lock table article in exclusive mode"));
                slow = writes(editor, journal);
                awaitBlocked(service);
                exit = CompletableFuture.supplyAsync(service::stop);
                Workers.await(Duration.ofSeconds(5), "new requests are refused", () -> refuses(editor));
                // Requests in progress have 8 s to complete.
                Workers.pause(1_500);
                assertTrue(slow.stream().noneMatch(CompletableFuture::isDone));
                holder.rollback();
            }
            replies = slow.stream().map(CompletableFuture::join).toList();
            assertEquals(143, exit.join(), service.output());
            assertFalse(service.output().contains("ERROR"), service.output());
            assertFalse(Files.exists(data.resolve("data/postmaster.pid")));
        }
        replies.forEach(reply -> reply.expect(201));
        try (ServiceProcess service = Records.service(data)) {
            Client editor = Client.at(service.url());
            replies.forEach(
                    reply -> editor.get("/v1/articles/" + reply.body().get("id").textValue())
                            .expect(200));
        }
    }

    @NightlyOnly
    @Test
    void a_rejected_upgrade_to_http_2_closes_the_connection() throws Exception {
        try (ServiceProcess service = Records.service(data)) {
            int port = URI.create(service.url()).getPort();
            for (String settings : List.of("", "HTTP2-Settings: !!!\r\n")) {
                String answer = exchange(port, "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n" + settings);
                assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
            }
            // The service still accepts connections, and its log does not mention the Netty extension.
            assertFalse(service.output().contains("ChannelInitializerExtension"), service.output());
            Client.at(service.url()).get("/v1").expect(200);
        }
    }

    /** Sends a request with these headers and reads the response until the service closes the connection. */
    private static String exchange(int port, String headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET /v1 HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @NightlyOnly
    @Test
    void during_a_shutdown_the_readiness_check_fails_before_requests_are_rejected() throws Exception {
        Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
        try (ServiceProcess service = Records.service(data, Map.of("QUARKUS_SHUTDOWN_DELAY", "10S"))) {
            Client editor = Client.at(service.url());
            String journal = Records.journal(editor);
            List<CompletableFuture<Void>> load = IntStream.range(0, WRITERS)
                    .mapToObj(number -> CompletableFuture.runAsync(
                            () -> write(editor, journal, statuses), GracefulStopIT::onItsOwn))
                    .toList();
            Workers.await(Duration.ofSeconds(20), "requests are being processed", () -> statuses.size() > 50);
            CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(service::stop);
            Workers.await(
                    Duration.ofSeconds(7),
                    "the service is not ready",
                    () -> editor.anonymous().get("/q/health/ready").status() == 503);
            int before = statuses.size();
            editor.anonymous().get("/q/health/live").expect(200);
            editor.get("/v1/journals/" + journal).expect(200);
            load.forEach(CompletableFuture::join);
            assertTrue(statuses.size() > before, "No request was processed during the shutdown");
            assertEquals(143, exit.join(), service.output());
        }
        assertEquals(Set.of(201), Set.copyOf(statuses));
        try (ServiceProcess service = Records.service(data);
                Connection connection = service.login().connect("offprint")) {
            // Requests that did not return 201 were rejected before they had any effect.
            assertEquals(statuses.size(), Records.number(connection, "select count(*) from article"));
        }
    }

    /** Sends write requests until the service accepts no more requests. */
    private static void write(Client editor, String journal, Queue<Integer> statuses) {
        try {
            for (int status = 201; status != 503; ) {
                status = editor.post("/v1/articles", Records.article(journal)).status();
                if (status != 503) {
                    statuses.add(status);
                }
            }
        } catch (UncheckedIOException e) {
            // The port is closed, or the service closed the connection.
        }
    }

    private static boolean refuses(Client editor) {
        try {
            Client.Reply reply = editor.anonymous().get("/v1/journals");
            return reply.status() == 503
                    && reply.body().get("detail").textValue().equals("The service is shutting down. Retry the request.")
                    && Integer.parseInt(reply.header("Retry-After")) > 0;
        } catch (UncheckedIOException e) {
            return true;
        }
    }

    private static List<CompletableFuture<Client.Reply>> writes(Client editor, String journal) {
        return IntStream.range(0, WRITERS)
                .mapToObj(number -> CompletableFuture.supplyAsync(
                        () -> editor.post("/v1/articles", Records.article(journal)), GracefulStopIT::onItsOwn))
                .toList();
    }

    private static void onItsOwn(Runnable command) {
        new Thread(command).start();
    }

    private static void awaitBlocked(ServiceProcess service) throws SQLException {
        try (Connection connection = service.login().connect("offprint")) {
            Workers.await(
                    Duration.ofSeconds(20),
                    "all writes wait",
                    () -> Records.number(
                                    connection, "select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
                            == WRITERS);
        }
    }
}
