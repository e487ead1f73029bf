package org.offprint.platform.http.streaming;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.util.internal.PlatformDependent;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offprint.NightlyOnly;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.web.api.Fixtures;

/**
 * Tests large responses. A client that reads a large response must receive all bytes. A client that does not read must
 * use few resources of the service.
 */
@QuarkusTest
class LargeAnswersTest {

    /**
     * Response size that exceeds the socket buffers of the operating system. Four such responses may wait at the same
     * time.
     */
    private static final int SIZE = 22_000_000;

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String PATH = "/v1/manners/documents/";

    @Inject
    LargeResponses answers;

    @TestHTTPResource("/")
    URI root;

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
        Fixtures.await(() -> ask(SIZE).statusCode() == 200);
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void a_large_response_is_received_completely(HttpClient.Version version) throws Exception {
        HttpClient client = HttpClient.newBuilder().version(version).build();
        for (int size : new int[] {127_998, 128_000, 65_536 * 3, 65_536 * 3 + 2, 5_000_001}) {
            HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(PATH + size));
            HttpResponse<byte[]> plain = client.send(request.build(), BodyHandlers.ofByteArray());
            byte[] whole = ("\"" + "a".repeat(size - 2) + "\"").getBytes(StandardCharsets.US_ASCII);
            assertArrayEquals(whole, plain.body());
            assertEquals(List.of(Integer.toString(size)), plain.headers().allValues("Content-Length"));
            assertEquals("\"v1\"", plain.headers().firstValue("ETag").orElseThrow());
            HttpResponse<byte[]> zipped =
                    client.send(request.header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());
            assertArrayEquals(whole, new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes());
        }
    }

    @Test
    void a_connection_can_receive_several_large_responses_in_sequence() throws IOException {
        Socket socket = ask("200000", "");
        for (int i = 0; i < 3; i++) {
            String head = head(socket.getInputStream());
            assertTrue(head.startsWith("HTTP/1.1 200 "), head);
            assertEquals(200_000, socket.getInputStream().readNBytes(200_000).length);
            request(socket, i == 1 ? "500" : "200000", "");
            if (i == 1) {
                head(socket.getInputStream());
                socket.getInputStream().readNBytes(500);
                request(socket, "200000", "");
            }
        }
    }

    @Test
    void pipelined_requests_are_answered_completely_and_in_order() throws Exception {
        int[] sizes = {300, 200_000, 500, 127_999, 1_000_000, 128_000};
        Socket socket = ask("2", "");
        assertEquals(2, length(head(socket.getInputStream())));
        socket.getInputStream().readNBytes(2);
        Thread client = new Thread(() -> {
            try {
                for (int i = 0; i < 300; i++) {
                    request(socket, sizes[i % sizes.length] + "", i % 7 == 0 ? "If-None-Match: \"v1\"\r\n" : "");
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        client.start();
        socket.setSoTimeout(30_000);
        for (int i = 0; i < 300; i++) {
            String head = head(socket.getInputStream());
            if (i % 7 == 0) {
                assertTrue(head.startsWith("HTTP/1.1 304 "), head);
            } else {
                assertEquals(sizes[i % sizes.length], length(head));
                byte[] body = socket.getInputStream().readNBytes(sizes[i % sizes.length]);
                assertEquals('"', body[0]);
                assertEquals('"', body[body.length - 1]);
            }
        }
        client.join();
    }

    private static int length(String head) {
        return Integer.parseInt(head.replaceAll("(?is).*content-length: (\\d+).*", "$1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "GET"})
    void a_304_or_head_response_has_no_body(String method) {
        Response answer = Fixtures.asReader()
                .header("If-None-Match", method.equals("GET") ? "\"v1\"" : "\"v0\"")
                .request(method, PATH + "4000000");
        assertEquals(method.equals("GET") ? 304 : 200, answer.statusCode());
        assertEquals(method.equals("GET") ? null : "4000000", answer.header("Content-Length"));
    }

    @Test
    void a_client_that_does_not_read_its_response_uses_no_direct_memory() throws Exception {
        long before = PlatformDependent.usedDirectMemory();
        for (int i = 0; i < 4; i++) {
            head(ask(SIZE + "", "").getInputStream());
        }
        long after = PlatformDependent.usedDirectMemory();
        assertTrue(after - before < SIZE / 2, (after - before) + " bytes");
    }

    @Test
    void a_response_beyond_the_memory_limit_returns_503_with_a_retry_after_header() {
        // The first request of a test run is slow, so it is sent before the other response starts its idle timeout.
        assertEquals(200, Fixtures.asReader().get(PATH + 200_000).statusCode());
        LargeResponse other = new LargeResponse(new byte[(int) LargeResponses.MAX_WAITING_BYTES - 1_000], null);
        enter(other);
        try {
            Response refused = Fixtures.asReader().get(PATH + 200_000);
            assertEquals(503, refused.statusCode());
            assertEquals("10", refused.header("Retry-After"));
            assertEquals("application/problem+json", refused.contentType());
            assertNull(refused.header("ETag"));
            assertEquals(200, Fixtures.asReader().get(PATH + 1_000).statusCode());
        } finally {
            answers.leave(other);
        }
        assertEquals(200, Fixtures.asReader().get(PATH + 200_000).statusCode());
    }

    @Test
    void another_client_gets_its_response_although_one_client_uses_most_of_the_memory() throws Exception {
        for (int i = 0; i < 4; i++) {
            Socket socket = new Socket();
            sockets.add(socket);
            socket.setReceiveBufferSize(2_048);
            socket.bind(new InetSocketAddress("127.0.0.2", 0));
            socket.connect(new InetSocketAddress("127.0.0.1", root.getPort()));
            request(socket, SIZE + "", "");
            head(socket.getInputStream());
        }
        assertEquals(200, ask(SIZE).statusCode());
    }

    @Test
    void a_body_shared_by_many_responses_counts_once_against_the_memory_limit() {
        byte[] shared = new byte[(int) LargeResponses.MAX_WAITING_BYTES - 1_000];
        List<LargeResponse> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add(new LargeResponse(shared, null));
            enter(many.get(i));
        }
        many.forEach(answers::leave);
        assertEquals(200, Fixtures.asReader().get(PATH + 200_000).statusCode());
    }

    @NightlyOnly
    @Test
    void clients_that_do_not_read_their_responses_are_disconnected_if_memory_is_short() throws Exception {
        List<Socket> idle = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            idle.add(ask(SIZE + "", ""));
            assertTrue(head(idle.get(i).getInputStream()).startsWith("HTTP/1.1 200 "));
        }
        Fixtures.await(() -> ask(SIZE).statusCode() == 200);
        for (Socket socket : idle) {
            socket.setSoTimeout(15_000);
            Thread.sleep(2_000);
        }
        // In tests, clients that do not read are disconnected after six seconds, so none of these clients can receive
        // the remaining bytes.
        for (Socket socket : idle) {
            assertThrows(IOException.class, () -> {
                int rest = socket.getInputStream().readNBytes(SIZE).length;
                if (rest < SIZE) {
                    throw new IOException("It was broken off");
                }
            });
        }
    }

    @NightlyOnly
    @Test
    void a_slow_client_receives_the_complete_response() throws Exception {
        Socket slow = ask("9000000", "Connection: close\r\n");
        head(slow.getInputStream());
        long taken = 0;
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < Duration.ofSeconds(5).toNanos()) {
            taken += slow.getInputStream().readNBytes(150_000).length;
            Thread.sleep(200);
        }
        assertTrue(taken < 6_000_000, "The client was not slow enough: " + taken);
        assertEquals(9_000_000 - taken, slow.getInputStream().readAllBytes().length);
    }

    /**
     * Registers the response after earlier responses have been removed. A response is removed shortly after its client
     * has received it.
     */
    private void enter(LargeResponse answer) {
        AtomicBoolean isIn = new AtomicBoolean();
        Fixtures.await(() -> {
            // The condition is evaluated twice if the tests run with two nodes.
            if (!isIn.get()) {
                try {
                    answers.enter(answer);
                    isIn.set(true);
                } catch (ProblemException e) {
                    return false;
                }
            }
            return true;
        });
    }

    private HttpResponse<Void> ask(int size) {
        try {
            return CLIENT.send(HttpRequest.newBuilder(root.resolve(PATH + size)).build(), BodyHandlers.discarding());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Socket ask(String size, String more) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(2_048);
        socket.connect(new InetSocketAddress(root.getHost(), root.getPort()));
        request(socket, size, more);
        return socket;
    }

    private static void request(Socket socket, String size, String more) throws IOException {
        socket.getOutputStream()
                .write(("GET " + PATH + size + " HTTP/1.1\r\nHost: here\r\n" + more + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("The answer ended: " + head);
            }
            head.append((char) c);
        }
        return head.toString();
    }
}
