package org.offprint.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offprint.NightlyOnly;
import org.offprint.platform.database.embedded.Records;
import org.offprint.platform.database.embedded.ServiceProcess;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.web.api.Client;
import org.offprint.web.api.Workers;

/** Tests the contents of the sample journal, and that an empty service adds the sample journal exactly once. */
class SampleDataIT {
    static final String ADDED = "The store was empty, and the sample journal was added";
    static final String NOT_ADDED = "The store is not empty, so the sample journal was not added";
    static final Map<String, String> WITH_SAMPLE = Map.of("OFFPRINT_SAMPLE_DATA", "true");

    private final Path data = TestDatabase.temporaryDirectory();

    @AfterEach
    void removeDirectory() {
        TestDatabase.deleteTree(data);
    }

    @Test
    void an_empty_service_adds_the_sample_journal_only_at_its_first_start() {
        String before;
        try (ServiceProcess service = Records.service(data, WITH_SAMPLE)) {
            assertCompleteListsWhenReady(Client.at(service.url()).anonymous());
            assertTrue(service.output().contains(ADDED), service::output);
            // Related articles link to each other shortly after they are created.
            service.awaitRest();
            before = changes(service);
            assertHardCases(Client.at(service.url()));
            assertFullTexts(Client.at(service.url()));
        }
        try (ServiceProcess service = Records.service(data, WITH_SAMPLE)) {
            assertTrue(service.output().contains(NOT_ADDED), service::output);
            assertEquals(before, changes(service));
        }
    }

    @NightlyOnly
    @Test
    void a_first_start_on_a_nearly_full_disk_logs_one_line_and_continues_without_the_sample() {
        Map<String, String> full =
                Map.of("OFFPRINT_SAMPLE_DATA", "true", "OFFPRINT_FILES_FREE_MEGABYTES", "1000000000");
        try (ServiceProcess service = Records.service(data, full)) {
            String output = service.output();
            assertEquals(
                    1,
                    output.lines()
                            .filter(line -> line.contains("The sample journal was not added, because the disk is"))
                            .count(),
                    output);
            assertFalse(output.contains("Exception"), output);
            Client reader = Client.at(service.url()).anonymous();
            assertEquals(
                    0,
                    reader.get("/v1/journals").expect(200).body().get("total").intValue());
        }
        try (ServiceProcess service = Records.service(data, WITH_SAMPLE)) {
            assertTrue(service.output().contains(ADDED), service::output);
        }
    }

    private static void assertCompleteListsWhenReady(Client reader) {
        Workers.await(
                Duration.ofSeconds(60),
                "the service is ready",
                () -> reader.get("/q/health/ready").status() == 200);
        assertEquals(
                14, reader.get("/v1/articles").expect(200).body().get("total").intValue());
    }

    private static void assertHardCases(Client editor) {
        Client reader = editor.anonymous();
        assertEquals(
                14, reader.get("/v1/articles").expect(200).body().get("total").intValue());
        assertEquals(
                18, editor.get("/v1/articles").expect(200).body().get("total").intValue());
        JsonNode corrected = article(reader, "a-fish-trap-of-the-ninth-century");
        assertEquals(2, corrected.get("version").intValue());
        assertEquals(3, corrected.at("/contributors/0/affiliations").size());
        assertEquals(4, corrected.get("references").size());
        assertEquals(
                List.of("hasTranslation", "hasComment"),
                corrected.get("relations").findValuesAsText("type"));
        assertEquals(
                "retraction",
                article(reader, "dating-the-saltwick-wreck")
                        .at("/retraction/kind")
                        .textValue());
        assertEquals(
                "hasCorrection",
                article(reader, "how-long-is-a-leader").at("/relations/0/type").textValue());
        assertTrue(article(reader, "how-long-is-a-leader")
                .get("titleHtml")
                .textValue()
                .contains("<math"));
        assertEquals(
                "zh", article(reader, "jiu-shi-ji-de-yuliang").get("language").textValue());
        assertEquals("ar", article(reader, "masaid-al-samak").get("language").textValue());
        reader.get("/v1/articles/a-tide-table-of-1703-again").expect(410);
        reader.get("/v1/articles/to-be-opened-in-2099").expect(404);
        assertEquals(
                "scheduled",
                article(editor, "to-be-opened-in-2099").get("status").textValue());
        assertEquals(
                "draft", article(editor, "a-letter-never-sent").get("status").textValue());
        assertTrue(article(editor, "nets-that-were-never-knotted")
                .get("hasUnpublishedChanges")
                .booleanValue());
        JsonNode special = reader.get("/v1/issues/01941f29-7c00-7000-8002-000000000003/contents")
                .expect(200)
                .body();
        assertTrue(special.at("/issue/special").booleanValue());
        assertEquals(
                List.of("Editorials", "Articles", "Notes", "Letters", "Corrections and retractions"),
                Stream.of(0, 1, 2, 3, 4)
                        .map(i ->
                                special.at("/sections/" + i + "/section/title").textValue())
                        .toList());
    }

    private static void assertFullTexts(Client editor) {
        Client reader = editor.anonymous();
        for (String slug : List.of(
                "a-fish-trap-of-the-ninth-century",
                "how-long-is-a-leader",
                "dating-the-saltwick-wreck",
                "positions-of-312-stakes",
                "a-tide-table-of-1703")) {
            String address = "/v1/articles/" + slug + "/full-text";
            JsonNode outline = editor.get(address, "Accept", "application/json")
                    .expect(200)
                    .body();
            assertEquals(0, outline.path("remarks").size(), outline::toString);
            assertTrue(!outline.path("figures").isEmpty(), slug);
            String page = reader.get(address, "Accept", "text/html").expect(200).toString();
            assertTrue(page.contains("<figure") && page.contains(".svg\""), page);
        }
        reader.get("/v1/articles/how-long-is-a-leader/full-text?language=pt").expect(200);
        reader.get("/articles/a-tide-table-of-1703.pdf").expect(200);
    }

    private static JsonNode article(Client client, String slug) {
        return client.get("/v1/articles/" + slug).expect(200).body();
    }

    private static String changes(ServiceProcess service) {
        return Client.at(service.url())
                .get("/v1/changes?limit=1000")
                .expect(200)
                .body()
                .toString();
    }
}
