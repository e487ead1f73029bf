package org.offprint.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.json.Json;
import org.offprint.platform.database.embedded.Records;
import org.offprint.platform.database.embedded.ServiceProcess;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.platform.files.store.Sha256;
import org.offprint.web.api.Client;
import org.offprint.web.api.Workers;

/**
 * Moves the sample journal from one service to an empty service. The records, texts and files of the journal must not
 * change.
 */
class JournalMoveIT {

    private static final String JOURNAL = "01941f29-7c00-7000-8000-000000000002";

    private final Path data = TestDatabase.temporaryDirectory();

    @AfterEach
    void removeDirectory() {
        TestDatabase.deleteTree(data);
    }

    @Test
    void a_journal_can_be_moved_to_another_service_as_an_archive() throws Exception {
        Map<String, String> records;
        Map<String, String> texts;
        Map<String, String> files;
        byte[] archive;
        List<byte[]> packages = new ArrayList<>();
        try (ServiceProcess service = Records.service(data.resolve("old"), Map.of("OFFPRINT_SAMPLE_DATA", "true"))) {
            Client old = Client.at(service.awaitRest().url());
            archive = old.get("/v1/exports/records.zip").expect(200).bytes();
            assertEquals(401, old.anonymous().get("/v1/exports/records.zip").status());
            records = records(old);
            texts = texts(old);
            files = files(old);
            for (String article : texts.keySet()) {
                if (article.indexOf(' ') < 0) {
                    packages.add(old.anonymous()
                            .get("/v1/articles/" + article + "/package")
                            .expect(200)
                            .bytes());
                }
            }
            assertListed(old.anonymous());
        }
        assertEquals(6, texts.size());
        assertEquals(22, files.size());
        try (ServiceProcess service = Records.service(data.resolve("new"))) {
            Client restarted = Client.at(service.url());
            for (JsonNode outcome : imported(service, "", archive)) {
                assertEquals("created", outcome.path("outcome").textValue(), outcome::toString);
                assertTrue(!outcome.path("unplaced").toString().contains("files"), outcome::toString);
            }
            service.awaitRest();
            assertSame(records, records(restarted));
            assertSame(texts, texts(restarted));
            assertSame(files, files(restarted));
            for (JsonNode outcome : imported(service, "?mode=upsert", archive)) {
                assertEquals("unchanged", outcome.path("outcome").textValue(), outcome::toString);
            }
        }
        try (ServiceProcess service = Records.service(data.resolve("packages"))) {
            Client restarted = Client.at(service.url());
            for (byte[] each : packages) {
                for (JsonNode outcome : imported(service, "?publish=true", each)) {
                    assertEquals("created", outcome.path("outcome").textValue(), outcome::toString);
                }
            }
            service.awaitRest();
            assertSame(texts, texts(restarted));
            // Only articles with a full text are exported as packages in this test.
            files.keySet().removeIf(name -> !texts.containsKey(name.substring(0, name.indexOf('/'))));
            assertSame(forReaders(files), forReaders(files(restarted)));
            // The exported package of an article that was imported as a package must equal the imported package.
            for (byte[] each : packages) {
                for (JsonNode outcome : imported(service, "?mode=upsert", each)) {
                    assertEquals("unchanged", outcome.path("outcome").textValue(), outcome::toString);
                }
            }
        }
    }

    /**
     * Removes the data that readers do not receive: the source file of a full text, and alternative texts of images
     * that the full text does not contain.
     */
    private static Map<String, String> forReaders(Map<String, String> files) {
        Map<String, String> shown = new TreeMap<>(files);
        shown.keySet().removeIf(name -> name.endsWith("/article.xml"));
        shown.replaceAll((name, said) -> said.replaceFirst("\"alt\":\"[^\"]*\",", ""));
        return shown;
    }

    /** Asserts that the list for preservation networks contains each package with the hashes of its manifest. */
    private static void assertListed(Client reader) throws IOException {
        JsonNode list = reader.get("/v1/journals/tidal-archaeology/packages?limit=100")
                .expect(200)
                .body();
        assertEquals(list.path("total").intValue(), list.path("items").size());
        assertEquals(13, list.path("items").size());
        int checked = 0;
        for (JsonNode each : list.path("items")) {
            String manifest = manifest(
                    reader.get(each.path("href").textValue()).expect(200).bytes());
            for (JsonNode file : each.path("payload")) {
                String line = file.path("sha256").textValue() + "  "
                        + file.path("path").textValue() + "\n";
                assertTrue(manifest.contains(line), () -> line + " is not in " + manifest);
                checked++;
            }
        }
        assertTrue(checked > 20, "Only " + checked);
        JsonNode first = reader.get("/v1/journals/tidal-archaeology/packages?limit=7")
                .expect(200)
                .body();
        JsonNode second =
                reader.get(first.at("/page/next").textValue()).expect(200).body();
        String page = reader.get("/v1/journals/tidal-archaeology/packages?limit=7", "Accept", "text/html")
                .expect(200)
                .toString();
        assertTrue(page.contains("rel=\"license\" href=\"https://creativecommons.org/licenses/by/4.0/\""), page);
        assertTrue(
                page.contains("rel=\"next\"")
                        && page.contains(first.at("/items/6/href").textValue()),
                page);
        List<String> walked = new ArrayList<>(first.path("items").findValuesAsText("id"));
        walked.addAll(second.path("items").findValuesAsText("id"));
        assertEquals(list.path("items").findValuesAsText("id"), walked);
        assertEquals(first, reader.get(second.at("/page/prev").textValue()).body());
    }

    private static String manifest(byte[] zip) throws IOException {
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.getName().endsWith("/manifest-sha256.txt")) {
                    return new String(entries.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new AssertionError("The package has no manifest.");
    }

    private static void assertSame(Map<String, String> wanted, Map<String, String> found) {
        assertEquals(String.join("\n", wanted.keySet()), String.join("\n", found.keySet()));
        wanted.forEach((name, value) -> assertEquals(value, found.get(name), name));
    }

    private static List<JsonNode> articles(Client reader) {
        List<JsonNode> articles = new ArrayList<>();
        reader.get("/v1/articles?limit=100").expect(200).body().path("items").forEach(articles::add);
        return articles;
    }

    /** Returns the public records: journals, published issues with their contents, affiliations and articles. */
    private static Map<String, String> records(Client client) {
        Client reader = client.anonymous();
        Map<String, String> records = new TreeMap<>();
        for (JsonNode article : articles(reader)) {
            add(records, reader, "/v1/articles/" + article.path("id").textValue());
        }
        add(records, reader, "/v1/journals/" + JOURNAL);
        for (JsonNode issue :
                reader.get("/v1/issues?journal=" + JOURNAL).expect(200).body().path("items")) {
            add(records, reader, "/v1/issues/" + issue.path("id").textValue());
            add(records, reader, "/v1/issues/" + issue.path("id").textValue() + "/contents");
        }
        return records;
    }

    private static void add(Map<String, String> records, Client reader, String path) {
        JsonNode record = reader.get(path).expect(200).body();
        // The services typeset the articles at different times.
        record.findParents("updatedAt").forEach(parent -> ((ObjectNode) parent).remove("updatedAt"));
        records.put(path, record.toPrettyString());
    }

    /** Returns the public full texts and their translations. */
    private static Map<String, String> texts(Client client) {
        Client reader = client.anonymous();
        Map<String, String> texts = new TreeMap<>();
        for (JsonNode article : articles(reader)) {
            String slug = article.path("slug").textValue();
            Client.Reply text = reader.get("/v1/articles/" + slug + "/full-text", "Accept", "text/html");
            if (text.status() == 200) {
                texts.put(slug, new String(text.bytes(), StandardCharsets.UTF_8));
                Client.Reply translation =
                        reader.get("/v1/articles/" + slug + "/full-text?language=pt", "Accept", "text/plain");
                if (translation.status() == 200) {
                    texts.put(slug + " pt", new String(translation.bytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return texts;
    }

    /** Returns the metadata and the content hash of each stored file. */
    private static Map<String, String> files(Client editor) {
        Map<String, String> files = new TreeMap<>();
        for (JsonNode article : articles(editor.anonymous())) {
            String address = "/v1/articles/" + article.path("id").textValue();
            for (JsonNode file :
                    editor.get(address + "/files").expect(200).body().path("items")) {
                if (file.hasNonNull("name")) {
                    String at = file.path("href").textValue();
                    String hash = Sha256.of(editor.get(at).expect(200).bytes()).value();
                    files.put(
                            article.path("slug").textValue()
                                    + '/'
                                    + file.path("name").textValue(),
                            hash + ' ' + file);
                }
            }
        }
        return files;
    }

    private static List<JsonNode> imported(ServiceProcess service, String query, byte[] zip)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(service.url() + "/v1/imports" + query))
                .header("Authorization", "Bearer " + Client.ADMIN_KEY)
                .header("Content-Type", "application/zip")
                .POST(BodyPublishers.ofByteArray(zip))
                .build();
        JsonNode job = Json.parse(HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofByteArray())
                .body());
        String path = "/v1/imports/" + job.path("id").textValue();
        Client editor = Client.at(service.url());
        Workers.await(
                Duration.ofSeconds(60),
                "the import ends",
                () -> editor.get(path).expect(200).body().hasNonNull("endedAt"));
        List<JsonNode> outcomes = new ArrayList<>();
        editor.get(path + "/outcomes?limit=100")
                .expect(200)
                .body()
                .path("items")
                .forEach(outcomes::add);
        assertTrue(!outcomes.isEmpty());
        return outcomes;
    }
}
