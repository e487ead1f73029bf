package org.offprint.formats.crossref;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.Publishing;
import org.offprint.formats.RoundTrips;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.kernel.identifiers.SharedData;

/**
 * Imports real Crossref deposits. The deposits must be read completely, accepted by the service, and unchanged when
 * they are exported again.
 */
class RealDepositsTest {

    @TestFactory
    Stream<DynamicTest> every_real_crossref_deposit_is_unchanged_after_import_and_export() throws Exception {
        try (Stream<Path> files = Files.list(SharedData.present("crossref-deposits"))) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> read(file)));
        }
    }

    private static void read(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        assertEquals("crossref", ImportReadings.recognized(bytes, null));
        ImportRecord record = one(bytes);
        assertEquals(List.of(), record.problems());
        String source = new String(bytes, StandardCharsets.UTF_8);
        assertEquals(
                source.split("<citation ").length,
                record.body().path("references").size() + 1);
        assertEquals(
                source.split("<person_name ").length,
                record.body().path("contributors").size() + 1);
        var published = Publishing.publish(record.body(), false);
        RoundTrips.assertValidInAllFormats(published);
        if (RoundTrips.format("crossref").writer().missing(published).isEmpty()) {
            JsonNode again = one(RoundTrips.bytes(RoundTrips.written("crossref", published)))
                    .body();
            for (String member : List.of("doi", "title", "issue", "dates", "pages", "license", "relations")) {
                assertEquals(record.body().path(member), again.path(member), member);
            }
        }
        if (System.getProperty("dump") != null) {
            StringBuilder out = new StringBuilder(record.body().toPrettyString());
            record.unplaced().forEach(one -> out.append("\n- ")
                    .append(one.where())
                    .append(" :: ")
                    .append(one.text()));
            Files.writeString(Path.of(System.getProperty("dump"), file.getFileName() + ".cr"), out);
        }
    }

    private static ImportRecord one(byte[] file) {
        List<ImportRecord> records = ImportReadings.all("crossref", new ByteArrayInputStream(file));
        assertEquals(1, records.size());
        return records.get(0);
    }
}
