package org.offprint.references;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.record.Reference;
import org.offprint.kernel.record.Reference.ReferenceAuthor;
import org.offprint.references.tokens.ReferenceField;

class ReferenceParserTest {

    private static final ReferenceParser PARSER = new ReferenceParser();

    /**
     * Text of a real article page with ten references. The file is available if the shared data are next to the
     * project.
     */
    private static final Path SEED = Path.of("../shared/data/seed/article.txt");

    @Test
    void references_in_many_citation_styles_are_parsed_into_parts() {
        assertParts(
                "Muster A, Beispiel B. A made-up study of invented things. J Invent Things. 2019;12(3):45-52.",
                "Muster|A; Beispiel|B",
                "A made-up study of invented things",
                "J Invent Things",
                "2019",
                "12",
                "3",
                "45-52");
        assertParts(
                "Muster, A., & Beispiel, B. C. (2019). A made-up study of invented things. Journal of Invented Things,"
                        + " 12(3), 45–52. https://doi.org/10.5555/abc",
                "Muster|A.; Beispiel|B. C.",
                "A made-up study of invented things",
                "Journal of Invented Things",
                "2019",
                "12",
                "3",
                "45-52");
        assertParts(
                "[7] A. Muster and B. Beispiel, \u201CA made-up study of invented things,\u201D Journal of Invented"
                        + " Things, vol. 12, no. 3, pp. 45–52, 2019.",
                "Muster|A.; Beispiel|B.",
                "A made-up study of invented things",
                "Journal of Invented Things",
                "2019",
                "12",
                "3",
                "45-52");
        assertParts(
                "MUSTER, A.; EXEMPLO, B. Um estudo inventado das coisas. Revista de Coisas, São Paulo, v. 12, n. 3, p."
                        + " 45-52, 2019.",
                "MUSTER|A.; EXEMPLO|B.",
                "Um estudo inventado das coisas",
                "Revista de Coisas",
                "2019",
                "12",
                "3",
                "45-52");
        assertParts(
                "A. Muster and B. Beispiel, Phys. Rev. D 65, 094516 (2002).",
                "Muster|A.; Beispiel|B.",
                null,
                "Phys. Rev. D",
                "2002",
                "65",
                null,
                "094516");
        assertParts(
                "Muster, A. (1999). The book of invented things (2nd ed.). London: Imaginary Press.",
                "Muster|A.",
                "The book of invented things",
                null,
                "1999",
                null,
                null,
                null);
    }

    @Test
    void a_year_before_an_issue_number_is_not_parsed_as_a_volume() {
        Reference read = PARSER.parse("Li BW, 2024, Structure of Invented Trade. Economic Issues, 2024(5): 61–66.")
                .reference();
        assertEquals("2024", read.year());
        assertNull(read.volume());
        assertEquals("5", read.issue());
        assertEquals("61", read.firstPage());
        assertEquals("66", read.lastPage());
    }

    @Test
    void an_abbreviated_last_page_in_a_reference_is_expanded() {
        Reference read =
                PARSER.parse("Muster A. Things. J Things. 2001;5(2):380-7.").reference();
        assertEquals("380", read.firstPage());
        assertEquals("387", read.lastPage());
    }

    @Test
    void identifiers_in_a_reference_are_not_parsed_as_other_parts() {
        ParsedReference parsed = PARSER.parse(
                "Muster A. Things of the world. J Things 2001;5:38. doi:10.5555/things.1. PMID: 12345; PMCID:"
                        + " PMC123456");
        assertEquals("10.5555/things.1", parsed.reference().doi().value());
        assertEquals("12345", parsed.reference().pmid());
        assertEquals("PMC123456", parsed.reference().pmcid());
    }

    @Test
    void pubmed_ids_without_a_label_are_not_parsed_as_an_article_number() {
        ParsedReference parsed = PARSER.parse("Fulmer R, Joerin A. Using invented tools to relieve symptoms: a trial."
                + " JMIR Ment Health 2018;5(4):e64. 30545815 10.2196/mental.9782 6315222");
        assertEquals("e64", parsed.reference().articleNumber());
        assertEquals("30545815", parsed.reference().pmid());
        assertEquals("PMC6315222", parsed.reference().pmcid());
        assertEquals("10.2196/mental.9782", parsed.reference().doi().value());
        assertEquals("5", parsed.reference().volume());
        assertEquals("4", parsed.reference().issue());
    }

    @Test
    void titles_and_volumes_and_journals_end_where_the_next_part_begins() {
        assertEquals(
                "167",
                PARSER.parse("Muster KS (2010) The structure of invented factors. Am J Psychiatry 167.")
                        .reference()
                        .volume());
        assertEquals(
                "Proc Natl Acad Sci USA",
                PARSER.parse("Muster J, Exempel R. A study of peat. Proc Natl Acad Sci USA. 2007;104:12663-8.")
                        .reference()
                        .containerTitle());
        Reference joined = PARSER.parse("R. Muster and W. D. Exempel. Improving the performance of bogs. InRecent"
                        + " Advances in Wet Wood Computing, pages 257--267. Springer, 2003.")
                .reference();
        assertEquals("Improving the performance of bogs", joined.title());
        assertEquals("Recent Advances in Wet Wood Computing", joined.containerTitle());
        Reference quoted = PARSER.parse("Reed, Mary, 'The bog', 'Fen Quarterly', 12 (1999), 3-14.")
                .reference();
        assertEquals("The bog", quoted.title());
        assertEquals("Fen Quarterly", quoted.containerTitle());
        Reference german = PARSER.parse("Weber M. Torfmoore. In: Deutsches Ärzteblatt 2004; 101: 12–30.")
                .reference();
        assertEquals("Torfmoore", german.title());
        assertEquals("Deutsches Ärzteblatt", german.containerTitle());
        ParsedReference undated = PARSER.parse("Müller, Hans ( ) Die Geschichte der Moore. Berlin: Springer.");
        assertEquals("Hans", undated.reference().authors().get(0).given());
        assertEquals("Die Geschichte der Moore", undated.reference().title());
    }

    @Test
    void spans_of_reference_parts_are_offsets_in_the_original_text() {
        String text =
                "Muster,\u00A0A. (2019).  \uD835\uDC9Cn invented\u00AD study. Journal of Things, 12(3), 45\u201352.";
        ParsedReference parsed = PARSER.parse(text);
        assertEquals(text, parsed.reference().text());
        assertEquals(text.length(), parsed.readTo());
        assertFalse(parsed.spans().isEmpty());
        parsed.spans().forEach(span -> {
            assertTrue(span.start() < span.end() && span.end() <= text.length());
            assertNotNull(parsed.confidences().get(span.field()));
        });
        assertEquals(
                "2019",
                parsed.spans().stream()
                        .filter(span -> span.field() == ReferenceField.DATE)
                        .map(span -> span.of(text))
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void confidences_of_reference_parts_are_low_for_unusual_text() {
        ParsedReference usual = PARSER.parse("Muster A, Beispiel B. A study of things. J Things. 2019;12(3):45-52.");
        ParsedReference odd = PARSER.parse("qq 17 ;; zz -- 4 / x ] ( 9 = w , w");
        assertTrue(usual.confidence() > 0.5 && usual.confidence() < 1, "" + usual.confidence());
        assertTrue(odd.confidence() < usual.confidence());
        assertTrue(odd.unfamiliar());
        usual.confidences().values().forEach(each -> assertTrue(each > 0 && each < 1));
    }

    @Test
    void malicious_text_is_parsed_as_a_reference_in_linear_time() {
        List<String> hostile = new ArrayList<>(List.of(
                "",
                " ",
                "\u0000",
                "\uD800",
                "(".repeat(10_000),
                "\"".repeat(10_000),
                "a".repeat(10_000),
                "1".repeat(10_000),
                "10.1/".repeat(2_000),
                "10.1234/a ".repeat(1_000),
                "http://".repeat(1_400),
                "in: ".repeat(2_500),
                "et al., ".repeat(1_250),
                "\u5F20".repeat(10_000),
                "\uD835\uDC9C".repeat(5_000),
                "arXiv:".repeat(1_600),
                "ISBN ".repeat(2_000),
                "1-".repeat(5_000),
                "A. ".repeat(3_300),
                "2024(5)".repeat(1_400),
                "\u200F".repeat(10_000)));
        Random random = new Random(20);
        for (int i = 0; i < 200; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = random.nextInt(300); k > 0; k--) {
                text.append((char) (random.nextInt(8) == 0 ? random.nextInt(0x10000) : ' ' + random.nextInt(95)));
            }
            hostile.add(text.toString());
        }
        hostile.addAll(withMarks(random));
        for (String text : hostile) {
            ParsedReference parsed = PARSER.parse(text);
            assertEquals(text, parsed.reference().text());
            assertTrue(parsed.readTo() <= text.length());
            assertTrue(parsed.confidence() >= 0 && parsed.confidence() <= 1);
        }
        String far = "Muster A. Things. J Things 2001;5:38. ".repeat(260);
        assertTrue(PARSER.parse(far).readTo() < far.length() / 2);
    }

    /** Returns references with punctuation and numbers inserted at random positions. */
    private static List<String> withMarks(Random random) {
        List<String> printed = List.of(
                "Muster A, Beispiel B. A made-up study of invented things. J Invent Things. 2019;12(3):45-52.",
                "Muster, A. (1990). Things of the north, in B. Beispiel (ed.), Bogs, 36(1), 27-47. Berlin: Press.",
                "MUSTER, A. Um estudo das coisas. Revista de Coisas, São Paulo, v. 12, n. 3, p. 45-52, 2019.");
        List<String> marks =
                List.of(",", ";", ":", ".", "-", "(", ")", "[", "\"", "?", "In ", "12", "2004", "suppl ", "L3");
        List<String> marked = new ArrayList<>();
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (String word : printed.get(round % printed.size()).split("(?<=[ .,:;()-])")) {
                text.append(random.nextInt(6) == 0 ? marks.get(random.nextInt(marks.size())) : "")
                        .append(random.nextInt(12) == 0 ? "" : word);
            }
            marked.add(text.toString().strip());
        }
        return marked;
    }

    @Test
    void punctuation_after_the_dash_of_a_page_range_is_ignored() {
        Reference reference = PARSER.parse("Muster, A. (1990). On taxonomic things. Artificial Things, 36(1), 27-, 47.")
                .reference();

        assertEquals("27", reference.firstPage());
        assertEquals("47", reference.lastPage());
    }

    @Test
    void all_ten_references_of_a_real_article_are_parsed_correctly() throws IOException {
        assumeTrue(Files.exists(SEED), "The page of the first article does not exist.");
        List<String> printed = Files.readString(SEED)
                .lines()
                .dropWhile(line -> !line.equals("References"))
                .skip(1)
                .takeWhile(line -> !line.equals("Published"))
                .filter(line -> !line.isBlank())
                .toList();
        assertEquals(10, printed.size());
        for (String text : printed) {
            // The format of each reference is: authors, year, title. Journal, 43(5): 33–38.
            Reference read = PARSER.parse(text).reference();
            int year = text.indexOf(", 20");
            String rest = text.substring(year + 8);
            int title = rest.indexOf(". ");
            int journal = rest.lastIndexOf(", ");
            String place = rest.substring(journal + 2);
            String number = place.substring(0, place.indexOf('('));
            assertEquals(text.substring(year + 2, year + 6), read.year(), text);
            assertEquals(rest.substring(0, title), read.title(), text);
            assertEquals(rest.substring(title + 2, journal), read.containerTitle(), text);
            assertEquals(number.equals(read.year()) ? null : number, read.volume(), text);
            assertEquals(place.substring(place.indexOf('(') + 1, place.indexOf(')')), read.issue(), text);
            assertEquals(place.substring(place.indexOf(": ") + 2, place.indexOf('\u2013')), read.firstPage(), text);
            assertEquals(place.substring(place.indexOf('\u2013') + 1, place.length() - 1), read.lastPage(), text);
            List<String> authors = List.of(text.substring(0, year).split(", "));
            List<String> names = read.authors().stream()
                    .map(author -> author.family() + " " + author.given())
                    .toList();
            assertEquals(authors.stream().filter(name -> !name.equals("et al.")).toList(), names, text);
            assertEquals(authors.contains("et al.") ? Boolean.TRUE : null, read.etAl(), text);
            assertEquals("journal", read.type(), text);
        }
    }

    private static void assertParts(
            String text,
            String authors,
            String title,
            String journal,
            String year,
            String volume,
            String issue,
            String pages) {
        Reference read = PARSER.parse(text).reference();
        StringBuilder names = new StringBuilder();
        for (ReferenceAuthor author : read.authors()) {
            names.append(names.length() > 0 ? "; " : "")
                    .append(author.family())
                    .append('|')
                    .append(author.given());
        }
        assertEquals(authors, names.toString(), text);
        assertEquals(title, read.title(), text);
        assertEquals(journal, read.containerTitle(), text);
        assertEquals(year, read.year(), text);
        assertEquals(volume, read.volume(), text);
        assertEquals(issue, read.issue(), text);
        String first = read.articleNumber() != null ? read.articleNumber() : read.firstPage();
        assertEquals(pages, read.lastPage() == null ? first : first + "-" + read.lastPage(), text);
    }
}
