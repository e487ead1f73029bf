package org.offprint.kernel.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void every_table_resource_has_a_source_comment_and_the_same_number_of_columns_in_all_rows() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/tables"))) {
            for (Path file : files.toList()) {
                List<String> lines = Files.readAllLines(file);
                assertTrue(lines.get(0).startsWith("# "), file.toString());
                int columns = lines.get(lines.size() - 1).split("\t", -1).length;
                assertFalse(
                        Table.of(file.getFileName().toString(), columns).rows().isEmpty(), file.toString());
            }
        }
    }

    @Test
    void a_table_line_with_a_wrong_number_of_columns_is_rejected_with_its_line_number() {
        IllegalStateException refusal = assertThrows(IllegalStateException.class, () -> Table.map("months.tsv"));
        assertEquals("Line 3 of /tables/months.tsv must have 2 cells.", refusal.getMessage());
    }

    @Test
    void a_missing_table_resource_is_rejected() {
        assertThrows(IllegalStateException.class, () -> Table.words("none.txt"));
    }
}
