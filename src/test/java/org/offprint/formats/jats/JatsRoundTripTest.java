package org.offprint.formats.jats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.offprint.Nightly;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.Publishing;
import org.offprint.formats.RoundTrips;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.kernel.identifiers.SharedData;

/**
 * Imports real articles, publishes them, exports them as JATS, and imports the exported files. The records must be
 * unchanged, and valid in every format.
 */
class JatsRoundTripTest {

    @TestFactory
    Stream<DynamicTest> every_real_jats_article_is_unchanged_after_export_and_repeated_import() throws Exception {
        return files().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
            ObjectNode first = read(Files.readAllBytes(file));
            for (boolean linked : new boolean[] {false, true}) {
                PublishedRecord published = Publishing.publish(first, linked);
                String written = RoundTrips.written("jats", published);
                ObjectNode second = read(RoundTrips.bytes(written));
                assertEquals(
                        List.of(),
                        RoundTrips.differences(RoundTrips.shown(first), RoundTrips.shown(second)),
                        linked ? "with organizations" : "in words");
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> every_real_jats_article_is_valid_in_every_format_with_a_schema() throws Exception {
        return files().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
            ObjectNode read = read(Files.readAllBytes(file));
            for (boolean linked : new boolean[] {false, true}) {
                RoundTrips.assertValidInAllFormats(Publishing.publish(read, linked));
            }
        }));
    }

    private static Stream<Path> files() throws Exception {
        try (Stream<Path> files = Files.list(SharedData.present("jats"))) {
            return Nightly.some(files.filter(file -> file.toString().endsWith(".xml"))
                            .sorted()
                            .toList())
                    .stream();
        }
    }

    private static ObjectNode read(byte[] file) {
        var record = ImportReadings.all("jats", new ByteArrayInputStream(file)).get(0);
        assertEquals(List.of(), record.problems());
        return record.body();
    }
}
