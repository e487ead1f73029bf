package org.offprint.formats.bibtex;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.reading.ImportRecord;

/** Tests the BibTeX import and its reports of unplaced values. */
class BibtexFormatTest {

    private final List<ImportRecord> records = ImportReadings.all(
            "bibtex", BibtexFormatTest.class.getResourceAsStream("/imports/bibtex/all-features.bib"));
    private final JsonNode body = records.get(0).body();

    @Test
    void a_bibtex_import_ignores_text_between_entries() {
        assertEquals(3, records.size());
        assertEquals(6, records.get(0).line());
        assertEquals(List.of(), records.get(0).problems());
    }

    @Test
    void latex_commands_in_bibtex_become_characters_and_markup() {
        assertEquals(
                "Silt &amp; <i>Salix</i> at 10<sup>-3</sup> in Ávila: café, naïve, ß, H<sub>2</sub>O and α–decay",
                body.get("titleHtml").textValue());
        assertEquals("First 5% of it.\n\nSecond.", body.get("abstract").textValue());
    }

    @Test
    void bibtex_author_names_are_parsed_in_every_name_order() {
        assertEquals(
                "[{\"role\":\"author\",\"kind\":\"person\",\"family\":\"Vos\",\"given\":\"Anna\"},"
                        + "{\"role\":\"author\",\"kind\":\"person\",\"family\":\"Öztürk\",\"given\":\"Ayşe\"},"
                        + "{\"role\":\"author\",\"kind\":\"person\",\"family\":\"van der Beek\",\"given\":\"Ludwig\"},"
                        + "{\"role\":\"author\",\"kind\":\"organization\",\"name\":\"Silt Consortium\"},"
                        + "{\"role\":\"author\",\"kind\":\"person\",\"family\":\"Sukarno\"},"
                        + "{\"role\":\"author\",\"kind\":\"person\",\"family\":\"King\",\"given\":\"Martin Luther\",\"suffix\":\"Jr.\"}]",
                body.get("contributors").toString());
        assertTrue(reported(0).contains("author: et al."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A and ,", ", B", ",", "{} and A", ",,,", "{}", "and"})
    void a_bibtex_author_without_a_name_does_not_stop_the_import(String authors) {
        String file = "@misc{a, title={One}, author={" + authors + "}}\n@misc{c, title={Three}, author={C, D}}\n";
        List<ImportRecord> read = ImportReadings.all("bibtex", new ByteArrayInputStream(file.getBytes(UTF_8)));
        assertEquals(2, read.size());
        assertEquals(List.of(), read.get(0).problems());
        assertEquals("One", read.get(0).body().get("title").textValue());
        assertEquals("C", read.get(1).body().at("/contributors/0/family").textValue());
    }

    @Test
    void bibtex_fields_are_either_mapped_to_the_record_or_reported() {
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
        assertTrue(reported(0).contains("url: https://rivers.example/12?a=1&b=2"));
        assertTrue(reported(0).contains("note: In memory of Émile"));
    }

    @Test
    void bibtex_conference_papers_are_imported_and_unparsable_dates_are_reported() {
        assertEquals("Proc. of Über", records.get(1).body().at("/journal/title").textValue());
        assertEquals("2020-05", records.get(1).body().at("/dates/published").textValue());
        assertEquals("A Paper", records.get(1).body().get("title").textValue());
        assertTrue(reported(1).contains("@inproceedings: conf1"));
        assertTrue(reported(2).contains("year: in press"), reported(2).toString());
        assertTrue(reported(2).contains("month: Spring"), reported(2).toString());
    }

    @Test
    void a_malformed_bibtex_entry_fails_with_its_line_number_without_affecting_the_next_entries() {
        List<ImportRecord> read = ImportReadings.all(
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
                "The entry b: The entry before this line has no closing brace. (line 4)",
                read.get(1).problems().get(0).message());
        assertTrue(read.get(4).problems().get(0).message().startsWith("The entry e: A value has no end"));
        assertEquals("10.1145/1.2", read.get(3).body().get("doi").textValue());
        assertEquals("2004-05", read.get(3).body().at("/dates/published").textValue());
        assertTrue(read.get(3).unplaced().stream().anyMatch(one -> one.text().equals("2004-05/2004-06")));
        assertEquals(List.of(), ImportReadings.all("bibtex", "no entries at all"));
    }

    @Test
    void bibtex_files_are_detected_for_any_entry_type() {
        assertEquals("bibtex", ImportReadings.recognized("% note\n@patent{p1,\n title = {A}}".getBytes(UTF_8), null));
        assertEquals("bibtex", ImportReadings.recognized("@Other{, title = {A}}".getBytes(UTF_8), null));
    }

    private List<String> reported(int record) {
        return records.get(record).unplaced().stream()
                .map(one -> one.where() + ": " + one.text())
                .toList();
    }

    @Test
    void bibtex_months_are_parsed_in_every_notation() {
        assertEquals("2024-10-10", published("month = \"10~\" # oct"));
        assertEquals("2024-07-04", published("month = jul # \"~4\""));
        assertEquals("2024-06-08", published("month = {{JUN 8}}"));
        assertEquals("2024-06", published("month = {June}"));
        assertEquals("2024-03", published("month = {M{\\\"a}rz}"));
        assertEquals("2024-07", published("month = jul # \"/\" # aug"));
        assertEquals("2024-07", published("month = {July-Sept.}"));
        assertEquals("2024-05-28", published("month = \"May\", day = \"28\""));
        assertEquals("2024-02", published("month = 02"));
        assertEquals("2024", published("month = {Spring}"));
        assertEquals("2016", published("date = {2016-21}"));
        assertEquals(List.of("month: July-Sept."), reported("month = {July-Sept.}"));
        assertEquals(List.of("month: Spring"), reported("month = {Spring}"));
        assertEquals(List.of("date: 2016-21"), reported("date = {2016-21}").subList(0, 1));
    }

    @Test
    void bibtex_names_are_parsed_from_name_parts_and_from_delimited_lists() {
        assertEquals(
                "van den Beek|Jan; Vos|Anna|Jr.",
                authors(
                        "family=Beek, given=Jan, prefix=van den, useprefix=true and family={Vos}, given=Anna, given-i=A, suffix=Jr."));
        assertEquals("Vos|A.; Noor|B.; Beek|C.", authors("Vos, A.; Noor, B.; Beek, C."));
        assertEquals("Vos|Anna; Noor|Ben; Beek|Cem; Mar|Dan", authors("Anna Vos, Ben Noor, Cem Beek, Dan Mar"));
        assertEquals("Vos|Anna; Mud|Silt Watch", authors("Vos, Anna and Silt Watch Mud"));
        assertEquals("Vos|Anna; Silt", authors("Vos, Anna}, collaboration = {Silt"));
        assertEquals("Vos|A. B.; Beek|C.", authors("A.~B.~Vos and C.~Beek"));
        assertEquals("Vos|A.; Mud Watch; Noor|B.", authors("Vos, A.}, author = {{Mud Watch},}, author = {Noor, B."));
        assertEquals("de la Mar|Ana|Jr.; van Gent", authors("Ana de la Mar, Jr. and van Gent"));
        assertEquals("The Mud Collaboration; Vos|A", authors("The Mud Collaboration and A Vos"));
    }

    @Test
    void latex_formulas_in_bibtex_titles_retain_their_symbols() {
        assertEquals("√s=13 TeV and √(2s)", title("$\\sqrt{s}=13$ TeV and $\\sqrt{2s}$"));
        assertEquals("1/2 and (a+b)/c", title("$\\frac{1}{2}$ and $\\frac{a+b}{c}$"));
        assertEquals("2log n, x ∈ R, B̄ → K", title("$2\\log n$, $x \\in \\mathbb{R}$, $\\bar{B} \\to K$"));
        assertEquals("R, g", title("$\\Bbb R$, ${\\germ g}$"));
        assertEquals("a ∂b ⋯ c", title("a $\\partial b \\cdots$ c"));
    }

    @Test
    void additional_latex_commands_in_bibtex_become_the_characters_they_print() {
        assertEquals("“a” and “b”", title("\\enquote{a} and \\mkbibquote{b}"));
        assertEquals(
                "«x» ¿Qué? × α /",
                title("\\guillemotleft x\\guillemotright{} ?`Qu\\'e? \\texttimes{} \\textalpha{} \\slash"));
        assertEquals("Ș Frånců Arnolʹd", title("\\textcommabelow{S} Fr\\aa nc{\\ocirc{u}} Arnol\\cprime d"));
        assertEquals("here (https://mud.example/a)", title("\\href{https://mud.example/a}{here}"));
    }

    @Test
    void html_markup_and_entities_in_bibtex_fields_are_parsed() {
        ImportRecord read = entry(
                "title = {Mud&mdash;{\\textless}i{\\textgreater}Salix{\\textless}/i{\\textgreater} &amp; CO<sub>2</sub>}, journal = {Mud &amp; Sand},"
                        + " abstract = {It isn&rsquo;t, p &lt; 5.}, keywords = {a &amp; b; c}");
        assertEquals(
                "Mud—<i>Salix</i> &amp; CO<sub>2</sub>",
                read.body().get("titleHtml").textValue());
        assertEquals("It isn’t, p < 5.", read.body().get("abstract").textValue());
        assertEquals("Mud & Sand", read.body().at("/journal/title").textValue());
        assertEquals("[\"a & b\",\"c\"]", read.body().get("keywords").toString());
    }

    @Test
    void bibtex_journals_are_imported_with_full_titles_and_both_issns() {
        assertEquals(
                "{\"title\":\"The Astrophysical Journal\"}",
                entry("journal = {\\apj}").body().get("journal").toString());
        assertEquals(
                "{\"title\":\"Journal of Mud\",\"abbreviation\":\"J. Mud\",\"issns\":[{\"type\":\"print\",\"value\":\"0378-5955\"},"
                        + "{\"type\":\"electronic\",\"value\":\"2049-3630\"}]}",
                entry("journal = {J. Mud}, fjournal = {Journal of Mud}, issn = {0378-5955}, eissn = {2049-3630}")
                        .body()
                        .get("journal")
                        .toString());
        assertEquals(
                "{\"issns\":[{\"type\":\"print\",\"value\":\"2049-3630\"}]}",
                entry("isbn = {2049-3630}").body().get("journal").toString());
    }

    @Test
    void bibtex_identifiers_are_imported_from_any_known_field_name() {
        JsonNode read = entry("eprint = {1609.09073}, pubmed_id = {123}, art_number = {e7}, author_keywords = {a; b}")
                .body();
        assertEquals(
                "[{\"type\":\"pmid\",\"value\":\"123\"},{\"type\":\"arxiv\",\"value\":\"1609.09073\"}]",
                read.get("identifiers").toString());
        assertEquals("e7", read.get("articleNumber").textValue());
        assertEquals(2, read.get("keywords").size());
        assertEquals(
                "[{\"type\":\"pmid\",\"value\":\"456\"}]",
                entry("eprint = {456}, eprinttype = {pubmed}")
                        .body()
                        .get("identifiers")
                        .toString());
        assertEquals(
                "10.1002/1097(199808)16<1661::aid>3.0.co;2-2",
                entry("doi = {10.1002/1097(199808)16$<$1661::aid$>$3.0.co;2-2}")
                        .body()
                        .get("doi")
                        .textValue());
    }

    @Test
    void an_old_arxiv_number_is_imported_with_its_archive_as_a_prefix() {
        assertEquals(
                "math/0501328",
                entry("eprint = {0501328}, archiveprefix = {arXiv}, primaryclass = {math.CO}")
                        .body()
                        .at("/identifiers/0/value")
                        .textValue());
    }

    @Test
    void bibtex_imports_tolerate_comments_and_missing_commas() {
        List<ImportRecord> read = ImportReadings.all(
                "bibtex",
                "@article{a,\n  % before, with = {and} @signs\n  title = {On 100\\% mud},\n  Early Access Date = {MAY 2024}, % behind\n"
                        + "  year = 2024\n  % at the end\n}\n@article{b title = {More mud}, year = 2024}\n");
        assertEquals("On 100% mud", read.get(0).body().get("title").textValue());
        assertTrue(read.get(0).unplaced().stream().anyMatch(one -> one.where().equals("early access date")));
        assertEquals("More mud", read.get(1).body().get("title").textValue());
    }

    @Test
    void a_bibtex_month_or_day_is_reported_if_an_incomplete_date_takes_precedence() {
        assertEquals(List.of("month: jun", "day: 4"), reported("date = {2024}, month = jun, day = 4"));
        assertEquals(List.of("day: 4"), reported("date = {2024-06}, month = jun, day = 4"));
        assertEquals(List.of(), reported("date = {2024-06-04}, month = jun, day = 4"));
    }

    private static ImportRecord entry(String fields) {
        String title = fields.contains("title = {") && !fields.contains("journal = {J") ? "" : "title = {On mud}, ";
        return ImportReadings.all("bibtex", "@article{a, " + title + "language = {en}, " + fields + "}\n")
                .get(0);
    }

    private static String title(String title) {
        return entry("title = {" + title + "}").body().path("title").asText();
    }

    private static String published(String fields) {
        return entry("year = 2024, " + fields).body().at("/dates/published").textValue();
    }

    private static List<String> reported(String fields) {
        return entry("year = 2024, " + fields).unplaced().stream()
                .map(one -> one.where() + ": " + one.text())
                .toList();
    }

    /** Returns the author names, separated by semicolons, with vertical bars between the parts of a name. */
    private static String authors(String said) {
        List<String> names = new ArrayList<>();
        entry("author = {" + said + "}").body().path("contributors").forEach(person -> {
            List<String> parts = new ArrayList<>();
            for (String part : List.of("name", "family", "given", "suffix")) {
                if (person.has(part)) {
                    parts.add(person.get(part).textValue());
                }
            }
            names.add(String.join("|", parts));
        });
        return String.join("; ", names);
    }

    @Test
    void a_deeply_nested_bibtex_entry_fails_without_affecting_the_next_entry() {
        List<ImportRecord> read = ImportReadings.all(
                "bibtex",
                "@article{a, title = {" + "{".repeat(100_000) + "x" + "}".repeat(100_000) + "}}\n@article{b, title = {"
                        + "\\'".repeat(100_000) + "e}}\n@article{c, title = {C}}\n");
        assertEquals("malformed", read.get(0).problems().get(0).code());
        assertEquals("C", read.get(2).body().get("title").textValue());
    }

    @Test
    void a_bibtex_number_is_imported_as_an_issue_number_only_for_journals() {
        List<ImportRecord> read = ImportReadings.all(
                "bibtex",
                "@techreport{a, title = {A}, year = 2024, number = {TR-7}}\n"
                        + "@book{b, title = {B}, year = 2024, journal = {Mud}, number = 8}\n");
        assertTrue(read.get(0).body().path("issue").isMissingNode());
        assertTrue(read.get(0).unplaced().stream().anyMatch(one -> one.text().equals("TR-7")));
        assertEquals("8", read.get(1).body().at("/issue/number").textValue());
    }
}
