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
import org.offprint.references.ReferenceField;

/** Lists of references whose authors are repeated by a mark; read by a parser that takes all before the first stop for authors. */
class ReadReferenceTest {

    @Test
    void a_mark_is_read_as_the_authors_before_also_several_times() {
        List<ReadReference> read = read("Reed, Ann and Bo Sand. Reeds. 2019.", "———. Dunes. 2020.", "Idem. Ice. 2021.");
        assertFalse(read.get(0).repeatsAuthors());
        for (int i = 1; i < 3; i++) {
            assertTrue(read.get(i).repeatsAuthors());
            assertEquals("Reed, Ann and Bo Sand", name(read.get(i)));
        }
        assertEquals("———. Dunes. 2020.", read.get(1).parse().reference().text());
    }

    @Test
    void places_are_those_in_the_printed_words() {
        ReadReference read =
                read("Reed, Ann. Reeds. 2019.", "———. Dunes. 2020.").get(1);
        Span title = read.parse().spans().get(0);
        assertEquals(1, read.parse().spans().size());
        assertEquals(ReferenceField.TITLE, title.field());
        assertEquals("Dunes", title.of(read.printed().text()));
        assertEquals(read.printed().text().length(), read.parse().readTo());
    }

    @Test
    void a_mark_with_more_authors_has_its_place_from_the_end_of_the_mark() {
        ReadReference read = read("Reed, Ann. Reeds. 2019.", "———, and Bo Sand. Dunes. 2020.")
                .get(1);
        assertEquals("Reed, Ann, and Bo Sand", name(read));
        assertEquals(
                ", and Bo Sand", read.parse().spans().get(0).of(read.printed().text()));
    }

    @Test
    void a_mark_without_authors_before_it_is_read_as_it_stands() {
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
