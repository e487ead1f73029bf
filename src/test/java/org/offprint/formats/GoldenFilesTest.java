package org.offprint.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.offprint.formats.fulltext.jats.JatsArticle;
import org.offprint.formats.fulltext.source.SourceArticle;
import org.offprint.formats.writing.Format;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.kernel.json.Json;
import org.offprint.platform.files.store.Sha256;
import org.xml.sax.InputSource;

/**
 * Compares the output of every format for the test records with golden files: {@code formats/<format>/<record>.<ext>}
 * in the test resources. Run with {@code -Dgolden.write} to rewrite the files, then review the changes.
 */
class GoldenFilesTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "formats");
    private static final boolean WRITE = System.getProperty("golden.write") != null;

    /** Version of each format with the hashes of the test records and of the golden files. */
    private static final Path VERSIONS = FOLDER.resolve("versions.tsv");

    /** Name of the version table row for JATS exports with full text, which have a separate version. */
    private static final String WITH_FULL_TEXT = "jats with full text";

    private final List<Format> formats = Records.formats().all();

    @TestFactory
    Stream<DynamicTest> the_output_of_each_export_format_equals_its_golden_files() {
        return formats.stream().flatMap(format -> Stream.of(Records.MINIMAL, Records.FULL)
                .map(name -> DynamicTest.dynamicTest(format.name() + " of " + name, () -> assertGolden(format, name))));
    }

    /** Row of the version table. */
    private record OutputVersion(String format, String record, int version, String input, String output) {

        static OutputVersion of(String row) {
            String[] cells = row.split("\t");
            return new OutputVersion(cells[0], cells[1], Integer.parseInt(cells[2]), cells[3], cells[4]);
        }

        boolean isOfSameOutputAs(OutputVersion other) {
            return format.equals(other.format) && record.equals(other.record);
        }

        /**
         * Returns whether the output differs for the same record and format version. Caches would continue to return
         * the old output.
         */
        boolean conflictsWith(OutputVersion other) {
            return isOfSameOutputAs(other)
                    && version == other.version
                    && input.equals(other.input)
                    && !output.equals(other.output);
        }

        @Override
        public String toString() {
            return String.join("\t", format, record, Integer.toString(version), input, output);
        }
    }

    @Test
    void output_changes_only_together_with_the_version_of_its_format() throws IOException {
        List<OutputVersion> present = outputVersions();
        List<OutputVersion> stored = Files.readAllLines(VERSIONS).stream()
                .filter(row -> !row.startsWith("# "))
                .map(OutputVersion::of)
                .toList();
        List<String> conflicts = present.stream()
                .filter(version -> stored.stream().anyMatch(version::conflictsWith))
                .map(OutputVersion::format)
                .distinct()
                .toList();
        assertEquals(List.of(), conflicts, "Increase the version of these formats, because their output has changed.");
        if (WRITE) {
            Files.write(
                    VERSIONS,
                    Stream.concat(
                                    Stream.of(Files.readAllLines(VERSIONS).get(0)),
                                    present.stream().map(Object::toString))
                            .toList());
        } else {
            assertEquals(present, stored, VERSIONS + " differs; run with -Dgolden.write");
        }
    }

    private List<OutputVersion> outputVersions() throws IOException {
        List<OutputVersion> versions = new ArrayList<>();
        for (String name : List.of(Records.MINIMAL, Records.FULL)) {
            PublishedRecord record = Records.named(name);
            String input = hash(Json.write(record.article()));
            for (Format format : formats) {
                String output = hash(RoundTrips.bytes(Records.document(format.writer(), record)));
                versions.add(new OutputVersion(format.name(), name, format.version(), input, output));
            }
            byte[] source = Files.readAllBytes(Path.of("src", "test", "resources", "fulltext", "every-element.xml"));
            String written = JatsArticle.of(
                    RoundTrips.format("jats").writer().write(record),
                    SourceArticle.read(new ByteArrayInputStream(source)),
                    UnaryOperator.identity());
            versions.add(new OutputVersion(
                    WITH_FULL_TEXT, name, JatsArticle.VERSION, hash(source) + input, hash(RoundTrips.bytes(written))));
        }
        return versions;
    }

    /** Returns the first 64 bits of the SHA-256 hash. */
    private static String hash(byte[] bytes) {
        return Sha256.of(bytes).value().substring(0, 16);
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
