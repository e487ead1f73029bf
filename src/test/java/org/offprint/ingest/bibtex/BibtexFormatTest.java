package org.offprint.ingest.bibtex;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.ingest.ImportRecord;
import org.offprint.ingest.Readings;

/** What is read of BibTeX, and what is told to have no place. */
class BibtexFormatTest {

    private final List<ImportRecord> records =
            Readings.all("bibtex", BibtexFormatTest.class.getResourceAsStream("/ingest/bibtex/all-features.bib"));
    private final JsonNode body = records.get(0).body();

    @Test
    void entries_are_read_and_what_is_between_them_is_not() {
        assertEquals(3, records.size());
        assertEquals(6, records.get(0).line());
        assertEquals(List.of(), records.get(0).problems());
    }

    @Test
    void commands_of_latex_become_letters_and_faces() {
        assertEquals(
                "Silt &amp; <i>Salix</i> at 10<sup>-3</sup> in Ávila: café, naïve, ß, H<sub>2</sub>O and α–decay",
                body.get("titleHtml").textValue());
        assertEquals("First 5% of it.\n\nSecond.", body.get("abstract").textValue());
    }

    @Test
    void names_are_read_in_all_their_orders() {
        assertEquals(
                "[{\"role\":\"author\",\"kind\":\"person\",\"family\":\"Vos\",\"given\":\"Anna\"},"
                        + "{\"role\":\"author\",\"kind\":\"person\",\"family\":\"Öztürk\",\"given\":\"Ayşe\"},"
                        + "{\"role\":\"author\",\"kind\":\"person\",\"family\":\"van der Beek\",\"given\":\"Ludwig\"},"
                        + "{\"role\":\"author\",\"kind\":\"organization\",\"name\":\"Silt Consortium\"},"
                        + "{\"role\":\"author\",\"kind\":\"person\",\"family\":\"Sukarno\"},"
                        + "{\"role\":\"author\",\"kind\":\"person\",\"family\":\"King\",\"given\":\"Martin Luther\",\"suffix\":\"Jr.\"}]",
                body.get("contributors").toString());
        assertTrue(told(0).contains("author: et al."));
    }

    @Test
    void the_rest_of_an_entry_is_placed_or_told() {
        assertEquals("Journal of River Studies", body.at("/journal/title").textValue());
        assertEquals("{\"published\":\"2024-03-05\"}", body.get("dates").toString());
        assertEquals(
                "{\"volume\":\"12\",\"number\":\"2\",\"year\":2024}",
                body.get("issue").toString());
        assertEquals("{\"first\":\"101\",\"last\":\"117\"}", body.get("pages").toString());
        assertEquals("10.5555/rs_12", body.get("doi").textValue());
        assertEquals("[\"silt\",\"willow, tree\"]", body.get("keywords").toString());
        assertEquals("2049-3630", body.at("/journal/issns/1/value").textValue());
        assertEquals("en", body.get("language").textValue());
        assertEquals("e7", body.get("articleNumber").textValue());
        assertEquals(
                "[{\"type\":\"pmid\",\"value\":\"31234567\"},{\"type\":\"arxiv\",\"value\":\"2401.00001\"}]",
                body.get("identifiers").toString());
        assertTrue(told(0).contains("url: https://rivers.example/12?a=1&b=2"));
        assertTrue(told(0).contains("note: In memory of Émile"));
    }

    @Test
    void other_kinds_of_entry_are_read_and_told() {
        assertEquals("Proc. of Über", records.get(1).body().at("/journal/title").textValue());
        assertEquals("2020-05", records.get(1).body().at("/dates/published").textValue());
        assertEquals("A Paper", records.get(1).body().get("title").textValue());
        assertTrue(told(1).contains("@inproceedings: conf1"));
        assertTrue(told(2).contains("year: in press"), told(2).toString());
        assertTrue(told(2).contains("month: Spring"), told(2).toString());
    }

    @Test
    void a_broken_entry_fails_alone_with_its_line() {
        List<ImportRecord> read = Readings.all(
                "bibtex",
                "@article{a, title = {One}}\n@article{b, title = {Two, year = 2002}\n\n@article{c, title {x}}\n"
                        + "@article{d, title = {Four}, doi = {http://doi.acm.org/10.1145/1.2}, date = {2004-05/2004-06}}\n@article{e,\n title = {never ends");
        assertEquals(
                List.of(1L, 2L, 4L, 5L, 6L),
                read.stream().map(ImportRecord::line).toList());
        assertEquals("[]", read.get(0).problems().toString());
        for (int broken : List.of(1, 2, 4)) {
            assertEquals("malformed", read.get(broken).problems().get(0).code());
        }
        assertEquals(
                "The entry b: The entry before this line has no end. (line 4)",
                read.get(1).problems().get(0).message());
        assertTrue(read.get(4).problems().get(0).message().startsWith("The entry e: A value has no end"));
        assertEquals("10.1145/1.2", read.get(3).body().get("doi").textValue());
        assertEquals("2004-05", read.get(3).body().at("/dates/published").textValue());
        assertTrue(read.get(3).unplaced().stream().anyMatch(one -> one.text().equals("2004-05/2004-06")));
        assertEquals(List.of(), Readings.all("bibtex", "no entries at all"));
    }

    @Test
    void entries_of_any_type_are_recognized() {
        assertEquals("bibtex", Readings.recognized("% note\n@patent{p1,\n title = {A}}".getBytes(UTF_8), null));
        assertEquals("bibtex", Readings.recognized("@Other{, title = {A}}".getBytes(UTF_8), null));
    }

    private List<String> told(int record) {
        return records.get(record).unplaced().stream()
                .map(one -> one.where() + ": " + one.text())
                .toList();
    }
}
