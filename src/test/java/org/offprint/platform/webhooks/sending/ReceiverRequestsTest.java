package org.offprint.platform.webhooks.sending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ServerSocketFactory;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiverRequestsTest {

    private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    private static final ReceiverClient REQUESTS = new ReceiverClient(true, Duration.ofSeconds(20), null);

    private interface Conversation {
        void with(Socket socket, String request) throws Exception;
    }

    /** Server that reads one request and responds with a scripted conversation. */
    private static final class ScriptedServer implements AutoCloseable {

        private final ServerSocket server;
        private final AtomicReference<String> request = new AtomicReference<>();

        ScriptedServer(ServerSocketFactory factory, Conversation conversation) throws IOException {
            server = factory.createServerSocket(0, 5, InetAddress.getLoopbackAddress());
            Thread thread = new Thread(() -> {
                try (Socket socket = server.accept()) {
                    String read = read(socket.getInputStream());
                    request.set(read);
                    conversation.with(socket, read);
                } catch (Exception e) {
                    // The test checks how the client reports a broken connection, so server errors are ignored.
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        static ScriptedServer answering(String text) throws IOException {
            return new ScriptedServer(ServerSocketFactory.getDefault(), (socket, request) -> send(socket, text));
        }

        private static String read(InputStream in) throws IOException {
            StringBuilder text = new StringBuilder();
            while (text.indexOf("\r\n\r\n") < 0 || !text.toString().endsWith("}")) {
                text.append((char) in.read());
            }
            return text.toString();
        }

        private static void send(Socket socket, String text) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        String url(String scheme, String host) {
            return scheme + "://" + host + ":" + server.getLocalPort() + "/hook?x=1";
        }

        ReceiverResponse ask() {
            return REQUESTS.post(url("http", "127.0.0.1"), Map.of("webhook-id", "7"), BODY);
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    private static ReceiverResponse answer(String text) throws IOException {
        try (ScriptedServer line = ScriptedServer.answering(text)) {
            return line.ask();
        }
    }

    private static ReceiverResponse read(String text) throws IOException {
        return new ReceiverResponseReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))).read();
    }

    @Test
    void a_webhook_event_is_sent_as_a_post_request_with_the_given_headers() throws IOException {
        try (ScriptedServer line = ScriptedServer.answering("HTTP/1.1 204 No Content\r\n\r\n")) {
            ReceiverResponse answer = line.ask();
            assertTrue(answer.isAccepted());
            assertEquals(204, answer.status());
            String port = Integer.toString(line.server.getLocalPort());
            assertEquals(
                    "POST /hook?x=1 HTTP/1.1\r\nHost: 127.0.0.1:" + port
                            + "\r\nUser-Agent: Offprint\r\nAccept: */*\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 7\r\nConnection: close\r\nwebhook-id: 7\r\n\r\n{\"a\":1}",
                    line.request.get());
        }
    }

    @Test
    void the_first_kilobyte_of_a_receiver_response_is_stored_for_every_body_framing() throws IOException {
        assertEquals(
                "ok",
                read("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more").beginning());
        assertEquals("ok", read("HTTP/1.1 200 OK\r\n\r\nok").beginning());
        assertEquals(
                "wiki",
                read("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + "2;x=y\r\nwi\r\n2\r\nki\r\n0\r\n\r\n")
                        .beginning());
        assertEquals(
                1024,
                read("HTTP/1.0 200 OK\n\n" + "x".repeat(60_000)).beginning().length());
        assertEquals(
                "a\ufffdb",
                read("HTTP/1.1 500 No\r\nContent-Length: 3\r\n\r\na\0b").beginning());
    }

    @Test
    void only_the_first_64_kilobytes_of_an_endless_receiver_response_are_read() throws IOException {
        ReceiverResponse long200 = answer("HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n" + "x".repeat(70_000));
        assertTrue(long200.isAccepted());
        assertEquals(1024, long200.beginning().length());
    }

    @Test
    void a_failed_webhook_delivery_attempt_has_an_error_message() throws IOException {
        assertEquals(
                "Redirects are not followed. Use the final URL.",
                answer("HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n")
                        .problem());
        assertEquals(
                "The receiver rejected the event.",
                read("HTTP/1.1 500 No\r\n\r\n").problem());
        assertTrue(read("HTTP/1.1 410 Gone\r\n\r\n").isGone());
        for (String text : List.of(
                "",
                "nonsense\r\n\r\n",
                "HTTP/1.1 2OO OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n",
                "HTTP/1.1 200 OK\r\nX: " + "y".repeat(20_000) + "\r\n\r\n")) {
            ReceiverResponse answer = answer(text);
            assertNull(answer.status(), text);
            assertTrue(answer.problem().startsWith("No complete response was received: "), answer.problem());
        }
    }

    @Test
    void retry_after_headers_with_seconds_or_dates_are_limited_to_one_day() throws IOException {
        String head = "HTTP/1.1 503 Later\r\nContent-Length: 0\r\nRetry-After: ";
        assertEquals(Duration.ofSeconds(120), read(head + "120\r\n\r\n").retryAfter());
        assertEquals(Duration.ofHours(24), read(head + "999999999\r\n\r\n").retryAfter());
        assertNull(read(head + "soon\r\n\r\n").retryAfter());
        assertNull(read(head + "99999999999999999999\r\n\r\n").retryAfter());
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(10));
        long seconds = read(head + date + "\r\n\r\n").retryAfter().toSeconds();
        assertTrue(seconds > 580 && seconds <= 600, seconds + " s");
    }

    @Test
    void a_slow_or_silent_webhook_receiver_is_disconnected_after_the_timeout() throws IOException {
        ReceiverClient hasty = new ReceiverClient(true, Duration.ofMillis(300), null);
        Conversation drip = (socket, request) -> {
            for (char c : ("HTTP/1.1 200 OK\r\nX: " + "y".repeat(10_000)).toCharArray()) {
                ScriptedServer.send(socket, Character.toString(c));
                Thread.sleep(20);
            }
        };
        Conversation silence = (socket, request) -> new CountDownLatch(1).await(30, TimeUnit.SECONDS);
        for (Conversation conversation : List.of(drip, silence)) {
            try (ScriptedServer line = new ScriptedServer(ServerSocketFactory.getDefault(), conversation)) {
                long began = System.nanoTime();
                ReceiverResponse answer = hasty.post(line.url("http", "127.0.0.1"), Map.of(), BODY);
                long millis = (System.nanoTime() - began) / 1_000_000;
                assertEquals("No complete response was received within 0 seconds.", answer.problem());
                assertTrue(millis >= 290 && millis < 5_000, millis + " ms");
            }
        }
    }

    @Test
    void a_webhook_host_name_that_resolves_to_a_private_address_is_rejected() throws IOException {
        ReceiverClient careful = new ReceiverClient(false, Duration.ofSeconds(20), null);
        try (ScriptedServer line = ScriptedServer.answering("HTTP/1.1 204 No Content\r\n\r\n")) {
            // Anyone can create a host name that resolves to this machine.
            assertEquals(
                    "The host name has no public IP address.",
                    careful.post(line.url("https", "localhost"), Map.of(), BODY).problem());
            assertEquals(
                    "The URL must have a public IP address.",
                    careful.post(line.url("https", "127.0.0.1"), Map.of(), BODY).problem());
            assertEquals(
                    "The URL must begin with https://.",
                    careful.post(line.url("http", "localhost"), Map.of(), BODY).problem());
            assertNull(line.request.get());
        }
        assertEquals(
                "The host name cannot be resolved.",
                careful.post("https://no-such-host.invalid/", Map.of(), BODY).problem());
    }

    @Test
    void the_certificate_of_a_webhook_receiver_must_match_the_host_name(@TempDir Path directory) throws Exception {
        Path store = directory.resolve("keys");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "receiver",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit",
                        "-storetype",
                        "PKCS12",
                        "-J-XX:TieredStopAtLevel=1")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        assertEquals(0, keytool.waitFor(), () -> log(directory));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = new FileInputStream(store.toFile())) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, "changeit".toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        AtomicReference<String> asked = new AtomicReference<>();
        Conversation conversation = (socket, request) -> {
            ExtendedSSLSession session = (ExtendedSSLSession) ((SSLSocket) socket).getSession();
            asked.set(session.getRequestedServerNames().toString());
            ScriptedServer.send(socket, "HTTP/1.1 204 No Content\r\n\r\n");
        };
        ReceiverClient trusting = new ReceiverClient(true, Duration.ofSeconds(20), context.getSocketFactory());
        try (ScriptedServer line = new ScriptedServer(context.getServerSocketFactory(), conversation)) {
            ReceiverResponse answer = trusting.post(line.url("https", "localhost"), Map.of(), BODY);
            assertNull(answer.problem());
            assertTrue(asked.get().contains("localhost"), asked.get());
            assertTrue(line.request.get().contains("Host: localhost:"));
        }
        try (ScriptedServer line = new ScriptedServer(context.getServerSocketFactory(), conversation)) {
            String problem = trusting.post(line.url("https", "127.0.0.1"), Map.of(), BODY)
                    .problem();
            assertTrue(problem.startsWith("The TLS connection failed: "), problem);
            assertNull(line.request.get());
        }
        try (ScriptedServer line = new ScriptedServer(context.getServerSocketFactory(), conversation)) {
            String problem = REQUESTS.post(line.url("https", "localhost"), Map.of(), BODY)
                    .problem();
            assertTrue(problem.startsWith("The TLS connection failed: "), problem);
        }
    }

    private static String log(Path directory) {
        try {
            return Files.readString(directory.resolve("log"));
        } catch (IOException e) {
            return e.getMessage();
        }
    }
}
