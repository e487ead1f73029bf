package org.offprint.formats.jats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.kernel.identifiers.SharedData;

/** Imports real JATS articles. The articles must be read completely, and the records must be accepted. */
class RealJatsTest {

    @TestFactory
    Stream<DynamicTest> every_real_jats_article_is_detected_and_imported_without_problems() throws Exception {
        try (Stream<Path> files = Files.list(SharedData.present("jats"))) {
            return files.filter(file -> file.toString().endsWith(".xml")).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> read(file)));
        }
    }

    private static void read(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        assertEquals("jats", ImportReadings.recognized(bytes, null));
        List<ImportRecord> records = ImportReadings.all("jats", new ByteArrayInputStream(bytes));
        assertEquals(1, records.size());
        assertEquals(List.of(), records.get(0).problems());
        assertArrayEquals(bytes, records.get(0).source());
        if (System.getProperty("dump") != null) {
            StringBuilder out = new StringBuilder(records.get(0).body().toPrettyString());
            records.get(0).unplaced().forEach(one -> out.append("\n- ")
                    .append(one.where())
                    .append(" :: ")
                    .append(one.text()));
            Files.writeString(Path.of(System.getProperty("dump"), file.getFileName() + ".txt"), out);
        }
    }
}
