package org.offprint.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.platform.database.embedded.Records;
import org.offprint.platform.database.embedded.ServiceProcess;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

/** Interrupts an import twice: by killing the service, and by shutting it down. */
public class ImportKillIT {

    private static final int MANY = Nightly.or(3_000, 6_000);

    private final Path data = TestDatabase.temporaryDirectory();

    @AfterEach
    void removeDirectory() {
        TestDatabase.deleteTree(data);
    }

    @Test
    void an_interrupted_import_resumes_without_importing_records_again() throws Exception {
        String location;
        long killed;
        try (ServiceProcess first = Records.service(data)) {
            location = submit(first.url(), Records.journal(Client.at(first.url())), MANY);
            killed = awaitMore(first.url(), location, 0);
            first.kill9();
        }
        long stopped;
        try (ServiceProcess second = Records.answering(data, Map.of())) {
            stopped = awaitMore(second.url(), location, killed);
        }
        assertTrue(stopped < MANY, stopped + " records were imported before the stop");
        try (ServiceProcess third = Records.service(data);
                Connection connection = third.login().connect("offprint")) {
            Client admin = Client.at(third.url());
            Workers.await(Duration.ofSeconds(120), "the import has ended", () -> admin.get(location)
                    .body()
                    .has("endedAt"));
            JsonNode job = admin.get(location).body();
            assertEquals("done", job.get("status").textValue(), job.toString());
            assertEquals(MANY, job.get("created").asInt());
            assertEquals(MANY, job.get("total").asInt());
            assertEquals(MANY, Records.number(connection, "select count(*) from article"));
            assertEquals(MANY, Records.number(connection, "select count(distinct body ->> 'title') from article"));
            assertEquals(MANY, Records.number(connection, "select count(*) from published_article"));
            assertEquals(MANY, Records.number(connection, "select max(number) from job_outcome"));
            assertEquals(MANY, Records.number(connection, "select count(*) from job_outcome"));
            assertEquals(MANY, Records.number(connection, "select count(*) from change where kind = 'article'"));
            // The files of an import are removed after its end is reported.
            Workers.await(
                    Duration.ofSeconds(60),
                    "the files of the import are deleted",
                    () -> isEmpty(data.resolve("imports")));
        }
    }

    private static boolean isEmpty(Path directory) {
        try (var files = Files.list(directory)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits until the import has processed more than the given number of records. Returns the number of processed
     * records.
     */
    public static long awaitMore(String url, String location, long than) throws InterruptedException {
        Client admin = Client.at(url);
        long[] processed = new long[1];
        Workers.await(Duration.ofSeconds(60), "more records are imported", () -> {
            processed[0] = admin.get(location).body().get("processed").asLong();
            return processed[0] > than;
        });
        return processed[0];
    }

    /** Submits an import that publishes this many articles of a journal. Returns the URL of the import. */
    public static String submit(String url, String journal, int many) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < many; i++) {
            lines.append("{\"journal\":\"")
                    .append(journal)
                    .append("\",\"title\":\"Article ")
                    .append(i)
                    .append("\",\"language\":\"en\",\"type\":\"editorial\"}\n");
        }
        HttpResponse<Void> taken = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url + "/v1/imports?publish=true"))
                                .header("Authorization", "Bearer " + Fixtures.ADMIN_KEY)
                                .header("Content-Type", "application/jsonl")
                                .POST(HttpRequest.BodyPublishers.ofString(lines.toString(), StandardCharsets.UTF_8))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        assertEquals(202, taken.statusCode());
        return taken.headers().firstValue("Location").orElseThrow();
    }
}
