package org.offprint.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.offprint.formats.writing.Format;
import org.offprint.formats.writing.PublishedRecord;
import org.xml.sax.InputSource;

/**
 * Compares the output of every format for the test records with golden files: {@code formats/<format>/<record>.<ext>}
 * in the test resources. Run with {@code -Dgolden.write} to rewrite the files, then review the changes.
 */
class GoldenFilesTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "formats");
    private static final boolean WRITE = System.getProperty("golden.write") != null;

    private final List<Format> formats = Records.formats().all();

    @TestFactory
    Stream<DynamicTest> the_output_of_each_export_format_equals_its_golden_files() {
        return formats.stream().flatMap(format -> Stream.of(Records.MINIMAL, Records.FULL)
                .map(name -> DynamicTest.dynamicTest(format.name() + " of " + name, () -> assertGolden(format, name))));
    }

    @TestFactory
    Stream<DynamicTest> exports_of_malicious_text_are_well_formed_in_every_format() {
        return formats.stream()
                .map(format -> DynamicTest.dynamicTest(format.name(), () -> {
                    PublishedRecord record = Records.named(Records.HOSTILE);
                    assertEquals(List.of(), format.writer().missing(record));
                    assertWellFormed(format, Records.document(format.writer(), record));
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_record_with_only_a_title_is_exported_or_its_missing_fields_are_reported() {
        return formats.stream()
                .map(format -> DynamicTest.dynamicTest(format.name(), () -> {
                    PublishedRecord record = Records.named(Records.BARE);
                    var missing = format.writer().missing(record);
                    missing.forEach(finding -> assertTrue(finding.pointer().startsWith("/"), finding.toString()));
                    if (missing.isEmpty()) {
                        assertWellFormed(format, Records.document(format.writer(), record));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> no_export_format_writes_missing_values_as_null() {
        return formats.stream()
                .map(format -> DynamicTest.dynamicTest(format.name(), () -> {
                    String written = Records.document(format.writer(), Records.named(Records.FULL));
                    assertFalse(written.contains("null"), "A missing value was written as null.");
                    assertFalse(written.contains("/v1/null"), written);
                }));
    }

    private static void assertGolden(Format format, String name) throws IOException {
        PublishedRecord record = Records.named(name);
        assertEquals(List.of(), format.writer().missing(record));
        String written = Records.document(format.writer(), record);
        Path golden = FOLDER.resolve(format.name()).resolve(name + "." + format.extension());
        if (WRITE) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, written);
        }
        assertTrue(Files.exists(golden), golden + " is missing; run with -Dgolden.write");
        assertEquals(Files.readString(golden), written);
        assertWellFormed(format, written);
    }

    private static void assertWellFormed(Format format, String written) {
        try {
            if (format.mediaType().endsWith("xml")) {
                DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
                factory.setNamespaceAware(true);
                var builder = factory.newDocumentBuilder();
                // Without DTDs, the parser only checks that the document is well-formed.
                builder.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
                builder.parse(new InputSource(new StringReader(written)));
            } else if (format.mediaType().endsWith("json")) {
                JsonNode tree = new ObjectMapper().readTree(written);
                assertFalse(tree.isEmpty());
            } else {
                assertFalse(written.isBlank());
            }
        } catch (Exception e) {
            throw new AssertionError(format.name() + " is not well-formed: " + e.getMessage() + "\n" + written, e);
        }
    }
}
