package org.offprint.references.pasted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.Reference;
import org.offprint.references.ParsedReference;
import org.offprint.references.ParsedReference.Span;
import org.offprint.references.tokens.ReferenceField;

/**
 * Tests reference lists in which a dash or word replaces repeated authors. The parser in this test treats the text
 * before the first full stop as authors.
 */
class ReadReferenceTest {

    @Test
    void a_dash_for_repeated_authors_is_replaced_with_the_authors_of_the_previous_reference() {
        List<ReadReference> read = read("Reed, Ann and Bo Sand. Reeds. 2019.", "———. Dunes. 2020.", "Idem. Ice. 2021.");
        assertFalse(read.get(0).repeatsAuthors());
        for (int i = 1; i < 3; i++) {
            assertTrue(read.get(i).repeatsAuthors());
            assertEquals("Reed, Ann and Bo Sand", name(read.get(i)));
        }
        assertEquals("———. Dunes. 2020.", read.get(1).parse().reference().text());
    }

    @Test
    void spans_of_a_reference_with_repeated_authors_are_offsets_in_the_printed_text() {
        ReadReference read =
                read("Reed, Ann. Reeds. 2019.", "———. Dunes. 2020.").get(1);
        Span title = read.parse().spans().get(0);
        assertEquals(1, read.parse().spans().size());
        assertEquals(ReferenceField.TITLE, title.field());
        assertEquals("Dunes", title.of(read.printed().text()));
        assertEquals(read.printed().text().length(), read.parse().readTo());
    }

    @Test
    void the_span_of_the_authors_starts_after_the_dash_for_repeated_authors() {
        ReadReference read = read("Reed, Ann. Reeds. 2019.", "———, and Bo Sand. Dunes. 2020.")
                .get(1);
        assertEquals("Reed, Ann, and Bo Sand", name(read));
        assertEquals(
                ", and Bo Sand", read.parse().spans().get(0).of(read.printed().text()));
    }

    @Test
    void a_dash_for_repeated_authors_is_not_replaced_if_the_previous_reference_is_missing() {
        List<ReadReference> read = read("———. Dunes. 2020.", null, "———. Ice. 2021.");
        assertFalse(read.get(0).repeatsAuthors());
        assertNull(read.get(1).parse());
        assertFalse(read.get(2).repeatsAuthors());
    }

    private static List<ReadReference> read(String... texts) {
        return ReadReference.all(
                Arrays.stream(texts)
                        .map(text -> text == null ? null : PastedReference.of(text))
                        .toList(),
                ReadReferenceTest::parse);
    }

    private static String name(ReadReference read) {
        return read.parse().reference().authors().get(0).name();
    }

    private static ParsedReference parse(String text) {
        int authors = text.indexOf(". ");
        int title = text.indexOf(". ", authors + 2);
        List<Span> spans = new ArrayList<>();
        spans.add(new Span(ReferenceField.AUTHORS, 0, authors));
        spans.add(new Span(ReferenceField.TITLE, authors + 2, title));
        Reference reference = Json.read(
                Json.write(Map.of("text", text, "authors", List.of(Map.of("name", text.substring(0, authors))))),
                Reference.class);
        return new ParsedReference(reference, spans, Map.of(), 0.9, false, text.length());
    }
}
