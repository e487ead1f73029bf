package org.offprint.web.api.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.formats.FormatSchemas;
import org.offprint.formats.jats.Jats4rRules;
import org.offprint.kernel.identifiers.SharedData;
import org.offprint.web.api.Workers;

/** Tests the JATS exports, with full text, of real articles that were imported through the API. */
@QuarkusTest
class RealJatsExportTest {

    /** Interval of the imported articles: 1 imports every article. */
    private static final int EACH = Nightly.or(12, 1);

    private static final double CLEAN = 0.95;

    @Test
    void jats_exports_of_imported_articles_are_valid_and_violate_almost_no_jats4r_rule() throws Exception {
        FormatSchemas.folder();
        JsonNode job = imported(files());
        List<JsonNode> outcomes = TestImports.outcomes(job);
        Jats4rRules rules = new Jats4rRules();
        List<String> invalid = new ArrayList<>();
        Map<String, List<String>> violations = new HashMap<>();
        int exported = 0;
        for (JsonNode outcome : outcomes) {
            String path = outcome.at("/links/self").asText();
            if (path.isEmpty()) {
                continue;
            }
            Response answer = asReader().get(path + "/exports/jats");
            if (answer.statusCode() != 200) {
                // JATS requires an ISSN of the journal.
                assertTrue(answer.asString().contains("issn-missing"), answer.asString());
                continue;
            }
            exported++;
            String jats = answer.asString();
            try {
                FormatSchemas.assertValidAsDeclared(jats);
            } catch (AssertionError e) {
                invalid.add(outcome.get("source") + " "
                        + e.getMessage().lines().limit(3).toList());
            }
            List<String> broken = rules.broken(jats);
            if (!broken.isEmpty()) {
                violations.put(path, broken);
            }
        }
        assertEquals(List.of(), invalid);
        assertTrue(exported >= outcomes.size() * 0.9, exported + " of " + outcomes.size() + " were exported");
        assertTrue(
                violations.size() <= (1 - CLEAN) * exported,
                violations.size() + " of " + exported + " violate rules: " + violations);
        assertReportedOnce(outcomes);
    }

    /** Asserts that the import reports each value that differs from the stored journal only once. */
    private static void assertReportedOnce(List<JsonNode> outcomes) {
        Set<String> reported = new HashSet<>();
        for (JsonNode outcome : outcomes) {
            String journal = body(asReader().get(outcome.at("/links/self").asText() + "?fields=journal"))
                    .at("/journal/id")
                    .asText();
            for (JsonNode unplaced : outcome.path("unplaced")) {
                String where = unplaced.get("where").asText();
                if (where.startsWith("journal/")) {
                    assertTrue(reported.add(journal + " " + unplaced), () -> outcome.toString());
                }
            }
        }
    }

    private static JsonNode imported(List<Path> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Path file : files) {
                zip.putNextEntry(new ZipEntry(file.getFileName().toString()));
                zip.write(Files.readAllBytes(file));
            }
        }
        // Other tests may have imported the same articles.
        String location = TestImports.send(
                        asAdmin(), "?publish=true&mode=upsert", "application/zip", bytes.toByteArray())
                .header("Location");
        JsonNode[] last = new JsonNode[1];
        Workers.await(Duration.ofMinutes(5), "the import has ended", () -> {
            last[0] = body(asAdmin().get(location));
            return !last[0].path("endedAt").isMissingNode();
        });
        assertEquals(files.size(), last[0].get("processed").asInt(), last[0].toString());
        return last[0];
    }

    private static List<Path> files() throws IOException {
        List<Path> chosen = new ArrayList<>();
        try (Stream<Path> all = Files.list(SharedData.present("jats"))) {
            List<Path> sorted = all.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
            for (int i = 0; i < sorted.size(); i += EACH) {
                chosen.add(sorted.get(i));
            }
        }
        return chosen;
    }
}
