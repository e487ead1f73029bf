package org.offprint.formats.pubmed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.offprint.formats.FormatSchemas;
import org.offprint.formats.Records;
import org.offprint.formats.writing.Envelope;
import org.offprint.formats.writing.PublishedRecord;

/**
 * Tests the citations that publishers send to PubMed: new citations, and replacements identified by PMID or DOI. A
 * withdrawn article has no citation file. Run with {@code -Dgolden.write} to rewrite the golden files, then review the
 * changes.
 */
class PubMedDepositTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "formats", "pubmed", "deposits");
    private static final boolean WRITE = System.getProperty("golden.write") != null;

    private final PubMedWriter writer = new PubMedWriter();

    private Map<String, String> files() {
        PublishedRecord minimal = Records.named(Records.MINIMAL);
        PublishedRecord full = Records.named(Records.FULL);
        Map<String, String> files = new TreeMap<>();
        files.put("minimal", file(minimal, false));
        files.put("minimal-replaces-doi", file(minimal, true));
        files.put("full", file(full, false));
        files.put("full-replaces-pmid", file(full, true));
        files.put("notice", file(Records.named(Records.NOTICE), false));
        return files;
    }

    private String file(PublishedRecord record, boolean replaces) {
        assertEquals(List.of(), writer.missing(record));
        Envelope envelope = writer.envelope();
        return envelope.begin(new Envelope.Batch("batch-1", Instant.EPOCH))
                + writer.deposit(record, replaces)
                + envelope.end();
    }

    @TestFactory
    Stream<DynamicTest> each_pubmed_citation_file_equals_its_golden_file() {
        return files().entrySet().stream()
                .map(file ->
                        DynamicTest.dynamicTest(file.getKey(), () -> assertGolden(file.getKey(), file.getValue())));
    }

    private static void assertGolden(String name, String written) throws IOException {
        Path golden = FOLDER.resolve(name + ".pubmed.xml");
        if (WRITE) {
            Files.createDirectories(FOLDER);
            Files.writeString(golden, written);
        }
        assertTrue(Files.exists(golden), golden + " is missing; run with -Dgolden.write");
        assertEquals(Files.readString(golden), written);
    }

    @TestFactory
    Stream<DynamicTest> each_pubmed_citation_file_is_valid_against_the_dtd() {
        return files().entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getKey(), () -> assertEquals(List.of(), FormatSchemas.errorsOfPubMed(file.getValue()))));
    }
}
