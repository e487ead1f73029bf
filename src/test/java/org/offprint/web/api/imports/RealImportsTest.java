package org.offprint.web.api.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.NightlyOnly;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.RoundTrips;
import org.offprint.kernel.identifiers.SharedData;
import org.offprint.web.api.Workers;

/**
 * Tests that real files of every format can be imported, published and exported again. Every lost value must be
 * reported.
 */
@QuarkusTest
class RealImportsTest {

    /** Interval of the imported articles: 1 imports every article, and 3 imports every third article. */
    private static final int EACH = Nightly.or(3, 1);

    @NightlyOnly
    @Test
    void every_real_jats_article_is_imported_published_and_exported_unchanged() throws Exception {
        Map<String, byte[]> files = files("jats", ".xml", EACH);
        JsonNode job = done("?publish=true", "application/zip", zip(files));
        List<JsonNode> outcomes = TestImports.outcomes(job);
        // One article occurs twice in the files.
        assertEquals(
                List.of(),
                problems(outcomes).stream()
                        .filter(problem -> !problem.contains("duplicate"))
                        .toList());
        assertEquals(files.size(), outcomes.size());
        List<String> wrong = new ArrayList<>();
        int i = 0;
        for (byte[] file : files.values()) {
            JsonNode outcome = outcomes.get(i++);
            String path = outcome.at("/links/self").asText();
            if (outcome.get("outcome").asText().equals("failed")) {
                continue;
            }
            Response written = asReader().get(path + "/exports/jats");
            if (written.statusCode() == 200) {
                compare(file, recordAlone(path), path, wrong);
                // One article contains the same ORCID iD for two people. The import omits and reports the second iD.
                List<String> reported = outcome.get("unplaced").findValuesAsText("where");
                wrong.removeIf(breach -> reported.stream()
                        .anyMatch(where -> breach.startsWith(path + " /" + where + ":")
                                && where.matches("contributors/\\d+/orcid")));
            } else {
                assertTrue(written.asString().contains("issn-missing"), written.asString());
            }
        }
        assertEquals(List.of(), wrong);
    }

    @NightlyOnly
    @Test
    void a_repeated_import_of_real_jats_articles_changes_nothing() throws Exception {
        byte[] zip = zip(files("jats", ".xml", EACH));
        done("?publish=true&mode=upsert", "application/zip", zip);

        JsonNode repeated = done("?publish=true&mode=upsert", "application/zip", zip);

        for (JsonNode outcome : TestImports.outcomes(repeated)) {
            assertEquals("unchanged", outcome.get("outcome").textValue(), outcome.toString());
            assertEquals(0, outcome.get("created").size(), outcome.toString());
        }
    }

    @NightlyOnly
    @Test
    void real_crossref_works_and_deposits_are_imported() throws Exception {
        String works = String.join("\n", SharedData.lines("crossref-works/works.jsonl.gz"));
        String journal = org.offprint.web.api.Fixtures.journal();
        JsonNode job = done(
                "?format=crossref-works&mode=upsert&journal=" + journal, "application/json", RoundTrips.bytes(works));
        // The import must reject only works without a title. Some works were already imported from JATS files, and the
        // journal of a published article cannot be changed.
        assertEquals(
                List.of(),
                problems(TestImports.outcomes(job)).stream()
                        .filter(problem -> !problem.contains("/title"))
                        .filter(problem -> !problem.contains("The journal of a published article cannot be changed."))
                        .toList());
        assertEquals(692, job.get("processed").asInt());
        JsonNode deposits =
                done("?publish=true&mode=upsert", "application/zip", zip(files("crossref-deposits", ".xml", 1)));
        assertEquals(List.of(), problems(TestImports.outcomes(deposits)));
    }

    /** Standards, reviews, preprints, monographs and dissertations do not belong to a journal. */
    @NightlyOnly
    @Test
    void only_works_that_belong_to_no_journal_require_a_journal_parameter() throws Exception {
        String works = String.join("\n", SharedData.lines("crossref-works/works.jsonl.gz"));
        JsonNode job = done("?validateOnly=true&format=crossref-works", "application/json", RoundTrips.bytes(works));
        List<String> nameless = problems(TestImports.outcomes(job)).stream()
                .filter(problem -> problem.contains("neither an ISSN nor a title"))
                .toList();
        assertEquals(35, nameless.size(), String.join("\n", nameless));
        assertTrue(
                nameless.stream()
                        .allMatch(problem ->
                                problem.contains("/journal") && problem.contains("the parameter journal=ID")),
                nameless.toString());
        assertEquals(
                List.of(),
                problems(TestImports.outcomes(job)).stream()
                        .filter(problem -> !nameless.contains(problem))
                        .filter(problem -> !problem.contains("duplicate"))
                        .toList());
        JsonNode again = done(
                "?validateOnly=true&format=crossref-works&journal=" + org.offprint.web.api.Fixtures.journal(),
                "application/json",
                RoundTrips.bytes(works));
        assertEquals(
                List.of(),
                problems(TestImports.outcomes(again)).stream()
                        .filter(problem -> !problem.contains("duplicate"))
                        .toList());
    }

    /**
     * Returns the JATS record that harvesters receive, without the full text of the source file. The full text formats
     * the references differently.
     */
    private static byte[] recordAlone(String path) {
        String id = path.substring(path.lastIndexOf('/') + 1);
        String answer = asReader()
                .get("/oai?verb=GetRecord&metadataPrefix=jats&identifier=oai:offprint.invalid:" + id)
                .asString();
        int start = answer.indexOf("<article ");
        int end = answer.lastIndexOf("</article>");
        assertTrue(start > 0 && end > start, answer);
        return RoundTrips.bytes(answer.substring(start, end + "</article>".length()));
    }

    private static void compare(byte[] file, byte[] written, String path, List<String> wrong) {
        ObjectNode first = ImportReadings.all("jats", new ByteArrayInputStream(file))
                .get(0)
                .body();
        ObjectNode second = ImportReadings.all("jats", new ByteArrayInputStream(written))
                .get(0)
                .body();
        for (ObjectNode body : List.of(first, second)) {
            // If several files describe one journal, the first file determines the stored description.
            // A section must belong to the journal of the article.
            body.remove(List.of("journal", "section"));
            body.path("issue")
                    .properties()
                    .removeIf(member -> !member.getKey().equals("volume")
                            && !member.getKey().equals("number"));
        }
        // Publishing an article sets a missing publication date.
        // Articles also show relations that other articles define.
        RoundTrips.differences(RoundTrips.shown(kept(first)), RoundTrips.shown(second)).stream()
                .filter(each -> !each.matches("(?s)/(?:dates|dates/published|relations):  became .*"))
                .forEach(each -> wrong.add(path + " " + each));
    }

    /**
     * Returns the body with its strings as stored: in Unicode normalization form C and without surrounding white space.
     */
    private static ObjectNode kept(ObjectNode body) {
        ObjectNode kept = body.deepCopy();
        // URLs are stored unchanged.
        kept.properties().stream()
                .filter(member -> !member.getKey().equals("url"))
                .forEach(member -> member.setValue(kept(member.getValue())));
        return kept;
    }

    private static JsonNode kept(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return kept(object);
        } else if (node instanceof ArrayNode list) {
            ArrayNode kept = list.arrayNode();
            list.forEach(each -> kept.add(kept(each)));
            return kept;
        }
        return node.isTextual()
                ? TextNode.valueOf(Normalizer.normalize(node.textValue(), Normalizer.Form.NFC)
                        .replaceAll("^[\\s\\p{Z}]+|[\\s\\p{Z}]+$", ""))
                : node;
    }

    /**
     * Imports a file and returns the finished import job. The time limit is longer than in other tests, because the
     * files are large.
     */
    private static JsonNode done(String query, String type, byte[] file) {
        String location = TestImports.send(asAdmin(), query, type, file).header("Location");
        JsonNode[] last = new JsonNode[1];
        Workers.await(Duration.ofMinutes(5), "the import has ended", () -> {
            last[0] = body(asAdmin().get(location));
            return !last[0].path("endedAt").isMissingNode();
        });
        return last[0];
    }

    private static List<String> problems(List<JsonNode> outcomes) {
        List<String> problems = new ArrayList<>();
        for (JsonNode outcome : outcomes) {
            if (outcome.get("outcome").asText().equals("failed")) {
                problems.add(outcome.toString());
            }
        }
        return problems;
    }

    private static Map<String, byte[]> files(String folder, String ending, int each) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (Stream<Path> all = Files.list(SharedData.present(folder))) {
            List<Path> sorted = all.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
            for (int i = 0; i < sorted.size(); i += each) {
                files.put(sorted.get(i).getFileName().toString(), Files.readAllBytes(sorted.get(i)));
            }
        }
        return files;
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }
}
