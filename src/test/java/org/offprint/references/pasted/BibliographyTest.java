package org.offprint.references.pasted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests splitting reference lists that users paste. */
class BibliographyTest {

    @Test
    void a_pasted_list_with_one_reference_per_line_is_split_at_line_breaks() {
        assertEquals(
                List.of(
                        "Reed A, 2019, Reeds in wind. Marsh Letters, 2(1): 3–9.",
                        "Sand B, 2020, Dunes. Coast Press, Whitby.",
                        "van Dam, C. 2021. Locks. Delft."),
                texts("""
                        References
                        Reed A, 2019, Reeds in wind. Marsh Letters, 2(1): 3–9.
                        Sand B, 2020, Dunes. Coast Press, Whitby.
                        van Dam, C. 2021. Locks. Delft.
                        """));
    }

    @Test
    void wrapped_lines_of_a_pasted_reference_are_joined_and_counted() {
        List<PastedReference> found = Bibliography.split("""
                Reed, A. (2019). Reeds in
                wind and water.
                Marsh Letters, 2(1), 3–9.
                https://doi.org/10.5555/reeds
                Sand, B. (2020). Dunes of the North
                Sea. Accessed
                3 May 2021.
                Frost, D. (2021). Ice. Floe, 1, 2.
                """);
        assertEquals(
                List.of(
                        "Reed, A. (2019). Reeds in wind and water. Marsh Letters, 2(1), 3–9. https://doi.org/10.5555/reeds",
                        "Sand, B. (2020). Dunes of the North Sea. Accessed 3 May 2021.",
                        "Frost, D. (2021). Ice. Floe, 1, 2."),
                found.stream().map(PastedReference::text).toList());
        assertEquals(
                List.of(4, 3, 1), found.stream().map(PastedReference::lines).toList());
    }

    @Test
    void a_first_line_without_a_year_is_joined_with_the_next_line_of_a_pasted_list() {
        assertEquals(
                List.of("Reed A, Sand B. A long title Of Things. Marsh Lett 2019;2:3.", "Frost D. Ice. Floe 2021;1:2."),
                texts("Reed A, Sand B. A long title\nOf Things. Marsh Lett 2019;2:3.\nFrost D. Ice. Floe 2021;1:2."));
    }

    @Test
    void in_a_pasted_list_of_fixed_width_a_short_line_ends_a_reference() {
        List<String> references = List.of(
                "Reed, Ann, and Bo Sand. 2019. Reeds in the Wind and What They Say of the Marshes of Whitby. Marsh Letters 2 (1): 3–9.",
                "Frost, Cy. 2021. Ice. Hull: Shore Press.",
                "Lark, Zoe. 2018. The Winter Surveys of the Society of Tideline Studies, Their Volunteers and Their Boots,"
                        + " Collected 1901 to 1931. Whitby: Shore Press.",
                "Dunne, Y. 2017. On the Trade in Smoked Eel Between Whitby and Ribe. In Harbours of the North Sea Coast,"
                        + " edited by N. Lind. Ribe: Harbour House.");
        StringBuilder list = new StringBuilder();
        for (String reference : references) {
            int length = 0;
            for (String word : reference.split(" ")) {
                boolean hasRoom = length + word.length() < 60;
                list.append(length == 0 ? "" : hasRoom ? " " : "\n").append(word);
                length = length == 0 || !hasRoom ? word.length() : length + 1 + word.length();
            }
            list.append('\n');
        }
        assertEquals(references, texts(list.toString()));
    }

    @Test
    void long_lines_of_a_pasted_list_are_separate_references_even_without_a_year() {
        String dated =
                "Reed, Ann, and Bo Sand. 2019. " + "Reeds in the Wind. ".repeat(10) + "Marsh Letters 2 (1): 3–9.";
        String undated = "Lark, Zoe. " + "The Winter Surveys. ".repeat(10) + "Whitby: Shore Press.";
        assertEquals(List.of(dated, undated, dated), texts(dated + "\n" + undated + "\n" + dated));
    }

    @Test
    void blank_lines_separate_pasted_references_that_span_several_lines() {
        assertEquals(
                List.of("Reed, A. Reeds. 2019. Reprinted Whitby 2021.", "Sand, B. Dunes. 2020."),
                texts("Reed, A. Reeds. 2019.\nReprinted Whitby 2021.\n\n  \nSand, B.\nDunes. 2020.\n"));
    }

    @Test
    void lines_of_a_pasted_list_that_all_have_a_year_are_separate_references() {
        assertEquals(
                5, texts("A. 2001.\nB. 2002.\nC. 2003.\n\nD. 2004.\n\nE. 2005.").size());
    }

    @Test
    void numbers_in_a_pasted_list_separate_references_and_are_their_labels() {
        List<PastedReference> found = Bibliography.split("""
                [1] Reed A. Reeds.
                Marsh Lett 2019.
                [2]Sand B. Dunes, No.
                12. Whitby 2020.
                [4] Frost D. Ice. 2021.
                """);
        assertEquals(
                List.of(
                        new PastedReference("Reed A. Reeds. Marsh Lett 2019.", "1", 2),
                        new PastedReference("Sand B. Dunes, No. 12. Whitby 2020.", "2", 2),
                        new PastedReference("Frost D. Ice. 2021.", "4", 1)),
                found);
    }

    @Test
    void numbers_of_pasted_references_are_recognized_in_all_notations() {
        for (String form : List.of("%d. ", "%d.", "%d) ", "(%d) ", "%d ", "[%d]\t", "【%d】")) {
            String list = form.formatted(9) + "Reed A. Reeds 2019\n" + form.formatted(10) + "Sand B. Dunes\nlike 2020";
            List<PastedReference> found = Bibliography.split(list);
            assertEquals(
                    List.of(
                            new PastedReference("Reed A. Reeds 2019", "9", 1),
                            new PastedReference("Sand B. Dunes like 2020", "10", 2)),
                    found,
                    form);
        }
    }

    @Test
    void only_short_keys_in_brackets_are_labels_of_pasted_references() {
        assertEquals(
                List.of("Smi20a", "RFC9110"),
                Bibliography.split("[Smi20a] Smith. One.\n[RFC9110] Fielding. Two.").stream()
                        .map(PastedReference::label)
                        .toList());
        assertEquals(
                new PastedReference("[Anonymous]. Reeds. 2019.", null, 1),
                PastedReference.of("[Anonymous]. Reeds. 2019."));
        assertEquals(new PastedReference("1984. Orwell's year.", null, 1), PastedReference.of("1984. Orwell's year."));
        assertEquals(new PastedReference("2.5 degrees. 2019.", null, 1), PastedReference.of("2.5 degrees. 2019."));
        assertEquals(new PastedReference("[3]", null, 1), PastedReference.of("[3]"));
    }

    @Test
    void a_pasted_list_without_line_breaks_is_split_at_its_numbers() {
        assertEquals(
                List.of("Reed A. Reeds [online] 2019.", "Sand B. Dunes 2020 [7].", "Frost D. 2021."),
                texts("[1] Reed A. Reeds [online] 2019. [2] Sand B. Dunes 2020 [7]. [3] Frost D. 2021."));
    }

    @Test
    void indented_lines_of_a_pasted_list_continue_the_previous_line() {
        assertEquals(
                List.of("Reed, Ann. 2019. Reeds. Marsh 2020 edition.", "Sand. Dunes."),
                texts("Reed, Ann. 2019. Reeds.\n    Marsh 2020 edition.\nSand.\n    Dunes."));
    }

    @Test
    void words_and_ranges_and_urls_broken_across_lines_are_joined_without_a_space() {
        assertEquals(
                List.of("Reed A. 2019. Reeds: 33–38. https://reeds.example/a/b"),
                texts("Reed A. 2019. Reeds: 33–\n38. https://reeds.example/\na/b"));
    }

    @Test
    void a_single_pasted_reference_that_spans_several_lines_is_not_split() {
        assertEquals(
                List.of("Reed A. Reeds in the wind. Marsh Letters 2019;2:3"),
                texts("Reed A. Reeds\nin the wind.\nMarsh Letters 2019;2:3"));
    }

    @Test
    void an_empty_pasted_list_contains_no_references() {
        assertEquals(List.of(), texts(""));
        assertEquals(List.of(), texts(" \r\n\u00A0\n"));
        assertEquals(List.of(), texts("Literatur:\n"));
    }

    @Test
    void dashes_and_words_that_replace_repeated_authors_are_recognized() {
        for (String mark : List.of("———", "———.", "_____.", "---,", "—.", "⸻", "— — —.", "Idem,", "Id. ", "Ders.")) {
            String text = mark + " 2019. Reeds.";
            int end = RepeatedAuthors.end(text);
            assertEquals(mark.replaceAll("(?<!Id|Ders)[., ]+$", "").strip(), text.substring(0, end), mark);
        }
        for (String text :
                List.of("Reed A. 2019.", "— Reeds —", "-5 degrees", "Identity. 2019", "Dies irae. 1900", "")) {
            assertEquals(0, RepeatedAuthors.end(text), text);
        }
    }

    @Test
    void malicious_pasted_lists_are_split_in_linear_time() {
        for (String piece : List.of(
                "a/\n", "[1] ", "http/\n", "1. a\n", "\n", "— ", "a-\n", "[", "(1", " [2]", "2019\n", "  a\n a\n")) {
            String list = piece.repeat(4_000_000 / piece.length());
            assertTimeout(Duration.ofSeconds(20), () -> Bibliography.split(list), piece);
        }
    }

    private static List<String> texts(String list) {
        return Bibliography.split(list).stream().map(PastedReference::text).toList();
    }
}
