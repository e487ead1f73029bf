package org.offprint.references.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.references.model.Labelling;
import org.offprint.references.model.PartLabel;
import org.offprint.references.tokens.ReferenceTokens;

class PartRepairTest {

    @Test
    void editors_before_the_title_of_a_contribution_are_relabelled_as_its_authors() {
        assertRepaired(
                "EDITOR:Reed M, Bell G, |OTHER:editors. |TITLE:A ring of bogs. |CONTAINER:Proceedings of bogs. |DATE:2006.",
                "AUTHOR=Reed M, Bell G",
                "CONTAINER=Proceedings of bogs",
                "DATE=2006",
                "TITLE=A ring of bogs");
        assertRepaired(
                "EDITOR:Reed M, Bell G, |OTHER:editors. |TITLE:A ring of bogs. |PUBLISHER:Fen.",
                "EDITOR=Reed M, Bell G",
                "PUBLISHER=Fen",
                "TITLE=A ring of bogs");
    }

    @Test
    void a_book_title_at_the_end_of_a_contribution_title_becomes_a_separate_part() {
        assertRepaired(
                "AUTHOR:Reed, M. |TITLE:La torba, in Le torbe del nord, |PLACE:Vicenza |DATE:1969.",
                "AUTHOR=Reed, M",
                "CONTAINER=Le torbe del nord",
                "DATE=1969",
                "PLACE=Vicenza",
                "TITLE=La torba");
        assertRepaired(
                "AUTHOR:Reed, M. |TITLE:The drying of fens, in London |DATE:1969.",
                "AUTHOR=Reed, M",
                "DATE=1969",
                "TITLE=The drying of fens, in London");
    }

    @Test
    void a_journal_title_at_the_end_of_an_article_title_becomes_a_separate_part() {
        assertRepaired(
                "AUTHOR:Reed M. |TITLE:Some notes on aphids. Notes: bogs and fens, |VOLUME:53|OTHER:(|ISSUE:2|OTHER:):"
                        + " |PAGES:181-186.",
                "AUTHOR=Reed M",
                "CONTAINER=Notes: bogs and fens",
                "ISSUE=2",
                "PAGES=181-186",
                "TITLE=Some notes on aphids",
                "VOLUME=53");
        assertRepaired(
                "AUTHOR:Reed M. |TITLE:History of bogs. Fens and moors, |OTHER:vol. |VOLUME:3, |OTHER:p. |PAGES:181.",
                "AUTHOR=Reed M",
                "PAGES=181",
                "TITLE=History of bogs. Fens and moors",
                "VOLUME=3");
    }

    @Test
    void a_container_title_with_the_form_of_a_book_title_is_relabelled_as_the_title() {
        assertRepaired(
                "AUTHOR:Reed M. |CONTAINER:Prevention of drying bogs. |PLACE:Lima: |PUBLISHER:Fen; |DATE:2006",
                "AUTHOR=Reed M",
                "DATE=2006",
                "PLACE=Lima",
                "PUBLISHER=Fen",
                "TITLE=Prevention of drying bogs");
        assertRepaired(
                "AUTHOR:Reed M. |CONTAINER:Reviews of Modern Bogs |OTHER:(|DATE:2006|OTHER:)",
                "AUTHOR=Reed M",
                "CONTAINER=Reviews of Modern Bogs",
                "DATE=2006");
    }

    @Test
    void a_volume_at_the_end_of_a_title_becomes_a_separate_part() {
        assertRepaired(
                "AUTHOR:REED M. |TITLE:The old porphyrins. Vol. I. |PUBLISHER:Fen, |PLACE:London. |DATE:1978.",
                "AUTHOR=REED M",
                "DATE=1978",
                "PLACE=London",
                "PUBLISHER=Fen",
                "TITLE=The old porphyrins",
                "VOLUME=I");
    }

    @Test
    void an_issue_number_in_brackets_after_the_volume_becomes_a_separate_part() {
        assertRepaired(
                "AUTHOR:Reed M. |CONTAINER:Bog Notes |VOLUME:38(4)|OTHER:: |PAGES:5-9, |DATE:2004.",
                "AUTHOR=Reed M",
                "CONTAINER=Bog Notes",
                "DATE=2004",
                "ISSUE=4",
                "PAGES=5-9",
                "VOLUME=38");
    }

    @Test
    void the_only_number_between_a_journal_and_a_year_is_relabelled_as_the_page() {
        assertRepaired(
                "AUTHOR:M. REED. |CONTAINER:J. Peat Soc. |VOLUME:272 |OTHER:(|DATE:1948|OTHER:);",
                "AUTHOR=M. REED",
                "CONTAINER=J. Peat Soc",
                "DATE=1948",
                "PAGES=272");
    }

    @Test
    void the_word_before_the_number_of_a_supplement_becomes_part_of_the_issue() {
        assertRepaired(
                "AUTHOR:Reed M. |TITLE:Peat. |CONTAINER:J Peat |DATE:2013;|VOLUME:41|OTHER:(Suppl |ISSUE:3|OTHER:):|PAGES:507-519.",
                "AUTHOR=Reed M",
                "CONTAINER=J Peat",
                "DATE=2013",
                "ISSUE=Suppl 3",
                "PAGES=507-519",
                "TITLE=Peat",
                "VOLUME=41");
    }

    @Test
    void the_word_or_abbreviation_before_page_numbers_is_removed_from_the_pages() {
        assertRepaired(
                "AUTHOR:Reed M. |TITLE:Peat. |CONTAINER:J Peat |VOLUME:41, |PAGES:pp. 507-519.",
                "AUTHOR=Reed M",
                "CONTAINER=J Peat",
                "PAGES=507-519",
                "TITLE=Peat",
                "VOLUME=41");
    }

    @Test
    void a_number_labelled_as_an_edition_is_kept_only_next_to_an_edition_term() {
        assertRepaired(
                "AUTHOR:M. Reed, |CONTAINER:Peat |VOLUME:323, |EDITION:1184 |OTHER:(|DATE:2009|OTHER:).",
                "AUTHOR=M. Reed",
                "CONTAINER=Peat",
                "DATE=2009",
                "VOLUME=323");
        assertRepaired(
                "AUTHOR:M. Reed, |TITLE:Peat, |EDITION:3 |OTHER:ed. |PLACE:Lima, |DATE:2009.",
                "AUTHOR=M. Reed",
                "DATE=2009",
                "EDITION=3",
                "PLACE=Lima",
                "TITLE=Peat");
    }

    @Test
    void an_unlabelled_year_becomes_the_date_unless_it_is_the_year_of_access() {
        assertRepaired("AUTHOR:Reed M. |TITLE:Peat. |OTHER:2004", "AUTHOR=Reed M", "DATE=2004", "TITLE=Peat");
        assertRepaired("AUTHOR:Reed M. |TITLE:Peat. |OTHER:Accessed 2004", "AUTHOR=Reed M", "TITLE=Peat");
    }

    @Test
    void a_place_and_a_publisher_labelled_as_one_part_are_separated() {
        assertRepaired(
                "AUTHOR:REED, M. |TITLE:Los pantanos. |PLACE:Madrid: Turba|OTHER:, |DATE:1993.",
                "AUTHOR=REED, M",
                "DATE=1993",
                "PLACE=Madrid",
                "PUBLISHER=Turba",
                "TITLE=Los pantanos");
        assertRepaired(
                "AUTHOR:Reed, |TITLE:Peat. |PLACE:Boston, MA, |DATE:1993.",
                "AUTHOR=Reed",
                "DATE=1993",
                "PLACE=Boston, MA",
                "TITLE=Peat");
        assertRepaired(
                "AUTHOR:Reed, |TITLE:Peat. |PUBLISHER:Cambridge, Cambridge University Press.",
                "AUTHOR=Reed",
                "PLACE=Cambridge",
                "PUBLISHER=Cambridge University Press",
                "TITLE=Peat");
        assertRepaired(
                "AUTHOR:Reed, |TITLE:Peat. |PUBLISHER:Presses de Rennes, Rennes |DATE:2012.",
                "AUTHOR=Reed",
                "DATE=2012",
                "PLACE=Rennes",
                "PUBLISHER=Presses de Rennes",
                "TITLE=Peat");
    }

    @Test
    void a_publisher_before_a_volume_or_issue_is_relabelled_as_the_journal() {
        assertRepaired(
                "AUTHOR:Reed. |TITLE:Dry fens. |PUBLISHER:Turfas, |PLACE:Lima, |OTHER:n. |ISSUE:19, |DATE:2001.",
                "AUTHOR=Reed",
                "CONTAINER=Turfas",
                "DATE=2001",
                "ISSUE=19",
                "PLACE=Lima",
                "TITLE=Dry fens");
        assertRepaired(
                "AUTHOR:Reed. |TITLE:Le torbe. |PLACE:Venezia, |PUBLISHER:Turbari, |DATE:1855, |OTHER:vol. |VOLUME:IV.",
                "AUTHOR=Reed",
                "DATE=1855",
                "PLACE=Venezia",
                "PUBLISHER=Turbari",
                "TITLE=Le torbe",
                "VOLUME=IV");
    }

    @Test
    void a_quoted_title_ends_at_its_closing_quotation_mark() {
        assertRepaired(
                "AUTHOR:Reed, Mary, |OTHER:'|TITLE:The bog', 'Fen Quarterly|OTHER:', |VOLUME:12 |OTHER:(|DATE:1999",
                "AUTHOR=Reed, Mary",
                "CONTAINER=Fen Quarterly",
                "DATE=1999",
                "TITLE=The bog",
                "VOLUME=12");
        assertRepaired(
                "AUTHOR:Reed M. |OTHER:\"|TITLE:The bog.\" \"A fen|OTHER:\" |CONTAINER:Bog Notes |DATE:1999",
                "AUTHOR=Reed M",
                "CONTAINER=Bog Notes",
                "DATE=1999",
                "TITLE=The bog");
        assertRepaired(
                "AUTHOR:Reed M. |OTHER:\"|TITLE:The \"bog\" and \"fen\" of moors|OTHER:\" |CONTAINER:Bog Notes",
                "AUTHOR=Reed M",
                "CONTAINER=Bog Notes",
                "TITLE=The \"bog\" and \"fen\" of moors");
    }

    @Test
    void a_number_after_the_journal_at_the_end_of_a_reference_is_relabelled_as_the_volume() {
        assertRepaired(
                "AUTHOR:Reed M |OTHER:(|DATE:2010|OTHER:) |TITLE:The bog. |CONTAINER:Am J Bogs |PAGES:167.",
                "AUTHOR=Reed M",
                "CONTAINER=Am J Bogs",
                "DATE=2010",
                "TITLE=The bog",
                "VOLUME=167");
        assertRepaired(
                "AUTHOR:Reed M |TITLE:The bog. |CONTAINER:Am J Bogs, |PAGES:167.",
                "AUTHOR=Reed M",
                "CONTAINER=Am J Bogs",
                "PAGES=167",
                "TITLE=The bog");
        assertRepaired(
                "AUTHOR:Reed M |TITLE:The bog. |CONTAINER:Am J Bogs |PAGES:167 |OTHER:(|DATE:2010|OTHER:)",
                "AUTHOR=Reed M",
                "CONTAINER=Am J Bogs",
                "DATE=2010",
                "PAGES=167",
                "TITLE=The bog");
    }

    @Test
    void a_country_at_the_end_of_a_journal_title_belongs_to_the_title() {
        assertRepaired(
                "TITLE:The bog. |CONTAINER:Proc Natl Acad Bogs |PLACE:USA |VOLUME:104|OTHER::|PAGES:12-18",
                "CONTAINER=Proc Natl Acad Bogs USA",
                "PAGES=12-18",
                "TITLE=The bog",
                "VOLUME=104");
        assertRepaired(
                "TITLE:The bog. |CONTAINER:Bog Notes, |PLACE:USA, |VOLUME:104",
                "CONTAINER=Bog Notes",
                "PLACE=USA",
                "TITLE=The bog",
                "VOLUME=104");
    }

    @Test
    void a_title_between_the_authors_and_the_preposition_in_becomes_a_separate_part() {
        assertRepaired(
                "AUTHOR:Weber M. Torfmoore. |OTHER:In: |CONTAINER:Deutsches Blatt |DATE:2004",
                "AUTHOR=Weber M",
                "CONTAINER=Deutsches Blatt",
                "DATE=2004",
                "TITLE=Torfmoore");
        for (String authors : List.of("M. Weber", "Weber, M. Reed", "Reed M and M. Weber", "Weber M. et al")) {
            assertRepaired(
                    "AUTHOR:" + authors + ". |OTHER:In: |CONTAINER:Deutsches Blatt |DATE:2004",
                    "AUTHOR=" + authors,
                    "CONTAINER=Deutsches Blatt",
                    "DATE=2004");
        }
    }

    @Test
    void empty_brackets_after_the_authors_are_not_part_of_the_authors() {
        assertRepaired(
                "AUTHOR:Reed, Mary ( ) |TITLE:The bog. |PUBLISHER:Fen",
                "AUTHOR=Reed, Mary",
                "PUBLISHER=Fen",
                "TITLE=The bog");
    }

    @Test
    void the_repair_rules_never_fail_for_random_labels() {
        List<String> words = List.of(
                "a", "In", "(", ")", ",", ".", ":", "\"", "5", "2004", "Vol", "I", "Berlin", "suppl", "ed", "Press",
                "-");
        Random random = new Random(20);
        int most = Nightly.or(3_000, 100_000);
        for (int round = 0; round < most; round++) {
            StringBuilder text = new StringBuilder();
            for (int k = 1 + random.nextInt(14); k > 0; k--) {
                text.append(words.get(random.nextInt(words.size()))).append(random.nextBoolean() ? " " : "");
            }
            ReferenceTokens tokens = ReferenceTokens.of(text.toString(), List.of());
            int[] labels = new int[tokens.size()];
            for (int i = 0; i < labels.length; i++) {
                boolean isSame = i > 0 && random.nextInt(3) > 0;
                labels[i] = isSame ? labels[i - 1] : random.nextInt(PartLabel.count());
            }
            Map<PartLabel, Part> parts = repaired(tokens, labels);
            parts.values().forEach(part -> {
                assertTrue(part.first() >= 0 && part.first() <= part.last() && part.last() < tokens.size());
                assertTrue(part.probability() > 0 && part.probability() <= 1);
            });
            assertFalse(parts.containsKey(PartLabel.OTHER));
        }
    }

    private static Map<PartLabel, Part> repaired(ReferenceTokens tokens, int[] labels) {
        double[] marginals = new double[labels.length * PartLabel.count()];
        Arrays.fill(marginals, 0.9);
        return PartRepair.parts(tokens, new Labelling(labels, marginals));
    }

    /**
     * Assigns the label before the colon to each section of the text, applies the repair rules, and compares the
     * resulting parts. The parts are sorted by name.
     */
    private static void assertRepaired(String labelled, String... expected) {
        StringBuilder text = new StringBuilder();
        TreeMap<Integer, PartLabel> starts = new TreeMap<>();
        for (String run : labelled.split("\\|")) {
            int colon = run.indexOf(':');
            starts.put(text.length(), PartLabel.valueOf(run.substring(0, colon)));
            text.append(run.substring(colon + 1));
        }
        ReferenceTokens tokens = ReferenceTokens.of(text.toString(), List.of());
        int[] labels = new int[tokens.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = starts.floorEntry(tokens.start(i)).getValue().ordinal();
        }
        List<String> parts = repaired(tokens, labels).entrySet().stream()
                .map(entry -> entry.getKey()
                        + "="
                        + text.substring(
                                tokens.start(entry.getValue().first()),
                                tokens.end(entry.getValue().last())))
                .sorted()
                .toList();
        assertEquals(List.of(expected), parts, text.toString());
    }
}
