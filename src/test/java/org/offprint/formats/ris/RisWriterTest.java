package org.offprint.formats.ris;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offprint.formats.Records;

class RisWriterTest {

    @ParameterizedTest
    @ValueSource(strings = {Records.MINIMAL, Records.FULL, Records.HOSTILE, Records.BARE})
    void every_line_of_an_exported_ris_record_starts_with_a_tag(String record) {
        String[] lines = new RisWriter().write(Records.named(record)).split("\r\n");

        assertEquals("TY  - JOUR", lines[0]);
        for (int i = 0; i < lines.length; i++) {
            assertTrue(lines[i].matches("[A-Z][A-Z0-9]  - .*"), lines[i]);
            assertEquals(i == lines.length - 1, lines[i].startsWith("ER  - "));
        }
    }
}
