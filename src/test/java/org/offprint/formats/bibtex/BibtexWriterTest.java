package org.offprint.formats.bibtex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offprint.formats.Records;

class BibtexWriterTest {

    private final BibtexWriter writer = new BibtexWriter();

    @ParameterizedTest
    @ValueSource(strings = {Records.MINIMAL, Records.FULL, Records.HOSTILE, Records.BARE})
    void the_braces_of_an_exported_bibtex_entry_are_balanced(String record) {
        String entry = writer.write(Records.named(record)).strip();

        int depth = 0;
        for (int i = 0; i < entry.length(); i++) {
            depth += entry.charAt(i) == '{' ? 1 : entry.charAt(i) == '}' ? -1 : 0;
            assertTrue(depth > 0 || i < "@article{".length() || i == entry.length() - 1, entry.substring(0, i + 1));
        }
        assertEquals(0, depth);
    }

    @Test
    void bibtex_exports_write_names_unambiguously() {
        String entry = writer.write(Records.changed(Records.MINIMAL, document -> {
            ArrayNode authors = document.putArray("contributors");
            authors.addObject()
                    .put("given", "Martin Luther")
                    .put("family", "King")
                    .put("suffix", "Jr.");
            authors.addObject().put("family", "Sukarno");
            authors.addObject().put("given", "and").put("family", "Fish and Chips");
            authors.addObject().put("given", "Ada, Countess").put("family", "Lovelace");
            authors.addObject().put("kind", "organization").put("name", "Road, Rail and River Group");
        }));

        assertTrue(
                entry.contains("author = {King, Jr., Martin Luther and Sukarno and {Fish and Chips}, {and} and"
                        + " Lovelace, {Ada, Countess} and {Road, Rail and River Group}}"),
                entry);
    }
}
