package org.offprint.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.kernel.json.Json;
import org.offprint.platform.database.embedded.Records;
import org.offprint.platform.database.embedded.ServiceProcess;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.platform.files.store.Sha256;
import org.offprint.web.api.Client;
import org.offprint.web.api.Workers;

/** Kills the service while files are uploaded with each of the three upload methods. */
class UploadKillIT {

    private static final int ROUNDS = Nightly.or(1, 50);
    private static final int PIECE = 100_000;
    private static final String NAME = "tides.csv";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Path data = TestDatabase.temporaryDirectory();

    /** Hashes of published files whose publication was acknowledged, keyed by file path. */
    private final Map<String, String> published = new ConcurrentHashMap<>();

    /**
     * Possible hashes of the file of each working copy: the last acknowledged hash and the hash of the upload in
     * progress.
     */
    private final Map<String, List<String>> working = new ConcurrentHashMap<>();

    /** Resumable uploads in progress, keyed by path. */
    private final Map<String, Piecewise> uploads = new ConcurrentHashMap<>();

    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    /**
     * Resumable upload.
     *
     * @param answered number of acknowledged bytes
     */
    private record Piecewise(byte[] content, int answered) {}

    /** Method to upload a file. */
    private interface UploadMethod {
        void send(String service, String article, byte[] content) throws IOException, InterruptedException;
    }

    @AfterEach
    void removeDirectory() {
        TestDatabase.deleteTree(data);
    }

    @Test
    void acknowledged_uploads_survive_kills_of_the_service() throws Exception {
        int before = 0;
        for (int round = 0; round < ROUNDS; round++) {
            sendUntilKilled();
            assertEquals(List.of(), List.copyOf(failures));
            assertTrue(published.size() > before, "Nothing was published in this round.");
            before = published.size();
            try (ServiceProcess service = Records.service(data)) {
                assertEveryVersionHasItsBytes(service);
                assertWorkingCopiesHaveTheirBytes(service.url());
                goOn(service.url());
            }
            working.clear();
            uploads.clear();
        }
    }

    private void sendUntilKilled() throws InterruptedException {
        List<UploadMethod> ways = List.of(this::put, this::form, this::pieces);
        try (ServiceProcess service = Records.service(data)) {
            String journal = Records.journal(Client.at(service.url()));
            CountDownLatch begun = new CountDownLatch(ways.size());
            List<Thread> writers = ways.stream()
                    .map(way -> new Thread(() -> write(service.url(), journal, way, begun)))
                    .toList();
            writers.forEach(Thread::start);
            assertTrue(begun.await(60, TimeUnit.SECONDS), failures::toString);
            Workers.pause(ThreadLocalRandom.current().nextInt(50, 1_000));
            service.kill9();
            for (Thread writer : writers) {
                writer.join();
            }
        }
    }

    /** Uploads and publishes files until the service no longer responds. */
    private void write(String service, String journal, UploadMethod way, CountDownLatch begun) {
        try {
            Client editor = Client.at(service);
            String article = editor.post("/v1/articles", Records.article(journal))
                    .expect(201)
                    .header("Location");
            while (true) {
                byte[] content = content();
                String hash = Sha256.of(content).value();
                List<String> present = working.getOrDefault(article, List.of());
                List<String> possible = new ArrayList<>(present.isEmpty() ? List.of("") : present);
                possible.add(hash);
                working.put(article, possible);
                way.send(service, article, content);
                working.put(article, List.of(hash));
                int version = editor.put(article + "/publication", null)
                        .expect(200)
                        .body()
                        .path("version")
                        .intValue();
                published.put(article + "/versions/" + version + "/files/" + NAME, hash);
                begun.countDown();
            }
        } catch (UncheckedIOException | IOException e) {
            // The service was killed.
        } catch (InterruptedException | RuntimeException | AssertionError e) {
            failures.add(e);
        }
    }

    /** Returns a random CSV table of 1 kB to 2 MB. */
    private static byte[] content() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int rows = 1 << random.nextInt(6, 17);
        StringBuilder table = new StringBuilder("time,level\n");
        for (int i = 0; i < rows; i++) {
            table.append(i).append(',').append(random.nextInt(1_000_000)).append('\n');
        }
        return table.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void put(String service, String article, byte[] content) throws IOException, InterruptedException {
        putFile(service, article, "", content, "Content-Type", "text/csv");
    }

    private void form(String service, String article, byte[] content) throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + NAME + "\"\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--cut--\r\n".getBytes(StandardCharsets.UTF_8));
        answered(
                send(
                        service,
                        "POST",
                        article + "/files",
                        body.toByteArray(),
                        "Content-Type",
                        "multipart/form-data; boundary=cut"),
                200,
                201);
    }

    private void pieces(String service, String article, byte[] content) throws IOException, InterruptedException {
        HttpResponse<byte[]> begun = answered(
                send(service, "POST", "/v1/uploads", null, "Upload-Length", Integer.toString(content.length)), 201);
        String upload =
                URI.create(begun.headers().firstValue("Location").orElseThrow()).getPath();
        uploads.put(upload, new Piecewise(content, 0));
        sendRest(service, upload, content, 0);
        use(service, article, upload);
        uploads.remove(upload);
    }

    private void sendRest(String service, String upload, byte[] content, int from)
            throws IOException, InterruptedException {
        for (int offset = from; offset < content.length; offset = Math.min(content.length, offset + PIECE)) {
            byte[] piece = Arrays.copyOfRange(content, offset, Math.min(content.length, offset + PIECE));
            answered(
                    send(
                            service,
                            "PATCH",
                            upload,
                            piece,
                            "Content-Type",
                            "application/offset+octet-stream",
                            "Upload-Offset",
                            Integer.toString(offset)),
                    204);
            uploads.put(upload, new Piecewise(content, offset + piece.length));
        }
    }

    private static void use(String service, String article, String upload) throws IOException, InterruptedException {
        String id = upload.substring(upload.lastIndexOf('/') + 1);
        putFile(service, article, "?upload=" + id, null);
    }

    /**
     * Creates or replaces the file. The request contains the entity tag of the article, which is valid for both
     * actions.
     */
    private static void putFile(String service, String article, String query, byte[] body, String... headers)
            throws IOException, InterruptedException {
        String etag = answered(send(service, "GET", article, null), 200)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        String[] all =
                Stream.concat(Stream.of("If-Match", etag), Stream.of(headers)).toArray(String[]::new);
        answered(send(service, "PUT", article + "/files/" + NAME + query, body, all), 200, 201);
    }

    private static HttpResponse<byte[]> answered(HttpResponse<byte[]> answer, Integer... wanted) {
        assertTrue(
                List.of(wanted).contains(answer.statusCode()),
                () -> answer + " " + new String(answer.body(), StandardCharsets.UTF_8));
        return answer;
    }

    private static HttpResponse<byte[]> send(String service, String method, String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + Client.ADMIN_KEY)
                .header("If-Match", "*")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }

    /** Reads the file of each version and verifies its hash, even if the upload was not acknowledged. */
    private void assertEveryVersionHasItsBytes(ServiceProcess service) throws Exception {
        Map<String, String> named = new HashMap<>();
        try (Connection connection = service.login().connect("offprint")) {
            named.putAll(versionFiles(connection));
            assertEquals(
                    0,
                    Records.number(
                            connection,
                            "select count(*) from version_file v where not exists"
                                    + " (select from file_content c where c.sha256 = v.sha256)"));
        }
        published.forEach((path, hash) -> assertEquals(hash, named.get(path), path));
        for (Map.Entry<String, String> file : named.entrySet()) {
            HttpResponse<byte[]> answer = answered(send(service.url(), "GET", file.getKey(), null), 200);
            assertEquals(file.getValue(), Sha256.of(answer.body()).value(), file.getKey());
        }
    }

    private static Map<String, String> versionFiles(Connection connection) throws SQLException {
        Map<String, String> named = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select article, number, name, sha256 from version_file")) {
            while (row.next()) {
                named.put(
                        "/v1/articles/" + row.getString(1) + "/versions/" + row.getInt(2) + "/files/"
                                + row.getString(3),
                        row.getString(4));
            }
        }
        return named;
    }

    private void assertWorkingCopiesHaveTheirBytes(String service) throws IOException, InterruptedException {
        for (Map.Entry<String, List<String>> article : working.entrySet()) {
            HttpResponse<byte[]> list = answered(send(service, "GET", article.getKey() + "/files", null), 200);
            JsonNode files = Json.parse(list.body()).path("items");
            String stated = files.path(0).path("sha256").asText();
            assertTrue(article.getValue().contains(stated), () -> article + " has " + files);
            if (!stated.isEmpty()) {
                HttpResponse<byte[]> file =
                        answered(send(service, "GET", article.getKey() + "/files/" + NAME, null), 200);
                assertEquals(stated, Sha256.of(file.body()).value(), article.getKey());
            }
        }
    }

    /** Resumes each interrupted upload at its offset and attaches the file. */
    private void goOn(String service) throws IOException, InterruptedException {
        String journal = Records.journal(Client.at(service));
        for (Map.Entry<String, Piecewise> upload : Map.copyOf(uploads).entrySet()) {
            byte[] content = upload.getValue().content();
            HttpResponse<byte[]> state = answered(send(service, "HEAD", upload.getKey(), null), 200, 204);
            int offset =
                    Integer.parseInt(state.headers().firstValue("Upload-Offset").orElseThrow());
            assertTrue(offset >= upload.getValue().answered(), () -> upload.getKey() + " has the offset " + offset);
            sendRest(service, upload.getKey(), content, offset);
            String article = Client.at(service)
                    .post("/v1/articles", Records.article(journal))
                    .expect(201)
                    .header("Location");
            use(service, article, upload.getKey());
            HttpResponse<byte[]> file = answered(send(service, "GET", article + "/files/" + NAME, null), 200);
            assertEquals(Sha256.of(content).value(), Sha256.of(file.body()).value(), upload.getKey());
        }
    }
}
