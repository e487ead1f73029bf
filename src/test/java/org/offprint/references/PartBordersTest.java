package org.offprint.references;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;

class PartBordersTest {

    @Test
    void a_single_list_of_people_is_labelled_as_authors() {
        assertMended(
                "AUTHOR:Reed, M.M. & Bell, |EDITOR:G.A. |OTHER:(orgs.). |DATE:2006. |TITLE:Plan of the park.",
                "AUTHOR=Reed, M.M. & Bell, G.A",
                "DATE=2006",
                "TITLE=Plan of the park");
        assertMended(
                "AUTHOR:G. |EDITOR:Bell et al. |OTHER:(eds.), |TITLE:A large ring.",
                "EDITOR=G. Bell et al",
                "TITLE=A large ring");
        assertMended(
                "AUTHOR:Reed, M. |TITLE:A bog. |OTHER:In |EDITOR:Bell, G. |OTHER:(ed.), |CONTAINER:Bogs.",
                "AUTHOR=Reed, M",
                "CONTAINER=Bogs",
                "EDITOR=Bell, G",
                "TITLE=A bog");
    }

    @Test
    void people_before_the_title_of_a_contribution_are_authors() {
        assertMended(
                "EDITOR:Reed M, Bell G, |OTHER:editors. |TITLE:A ring of bogs. |CONTAINER:Proceedings of bogs. |DATE:2006.",
                "AUTHOR=Reed M, Bell G",
                "CONTAINER=Proceedings of bogs",
                "DATE=2006",
                "TITLE=A ring of bogs");
        assertMended(
                "EDITOR:Reed M, Bell G, |OTHER:editors. |TITLE:A ring of bogs. |PUBLISHER:Fen.",
                "EDITOR=Reed M, Bell G",
                "PUBLISHER=Fen",
                "TITLE=A ring of bogs");
    }

    @Test
    void the_second_of_two_titles_is_the_book_title() {
        assertMended(
                "AUTHOR:Reed, M. |TITLE:The bog. |OTHER:In: |EDITOR:Bell, G. |OTHER:(org.). |TITLE:Bogs and fens of the"
                        + " north. |PLACE:Lima: |PUBLISHER:Fen.",
                "AUTHOR=Reed, M",
                "CONTAINER=Bogs and fens of the north",
                "EDITOR=Bell, G",
                "PLACE=Lima",
                "PUBLISHER=Fen",
                "TITLE=The bog");
    }

    @Test
    void a_book_title_inside_a_title_is_split_off() {
        assertMended(
                "AUTHOR:Reed, M. |TITLE:La torba, in Le torbe del nord, |PLACE:Vicenza |DATE:1969.",
                "AUTHOR=Reed, M",
                "CONTAINER=Le torbe del nord",
                "DATE=1969",
                "PLACE=Vicenza",
                "TITLE=La torba");
        assertMended(
                "AUTHOR:Reed, M. |TITLE:The drying of fens, in London |DATE:1969.",
                "AUTHOR=Reed, M",
                "DATE=1969",
                "TITLE=The drying of fens, in London");
    }

    @Test
    void a_name_and_year_at_the_start_of_a_title_become_author_and_date() {
        assertMended(
                "TITLE:UNBOG 2016b Perceptions of peat: a survey.",
                "AUTHOR=UNBOG",
                "DATE=2016b",
                "TITLE=Perceptions of peat: a survey");
        assertMended("TITLE:Peat, 2016 in numbers.", "TITLE=Peat, 2016 in numbers");
    }

    @Test
    void a_journal_without_title_and_number_becomes_the_title() {
        assertMended(
                "AUTHOR:Reed M. |CONTAINER:Prevention of drying bogs. |PLACE:Lima: |PUBLISHER:Fen; |DATE:2006",
                "AUTHOR=Reed M",
                "DATE=2006",
                "PLACE=Lima",
                "PUBLISHER=Fen",
                "TITLE=Prevention of drying bogs");
        assertMended(
                "AUTHOR:Reed M. |CONTAINER:Reviews of Modern Bogs |OTHER:(|DATE:2006|OTHER:)",
                "AUTHOR=Reed M",
                "CONTAINER=Reviews of Modern Bogs",
                "DATE=2006");
    }

    @Test
    void an_article_title_inside_a_journal_name_is_split_off() {
        assertMended(
                "AUTHOR:Reed M. |CONTAINER:Some notes on aphids. Zool. Anz. |VOLUME:53: |PAGES:181-186.",
                "AUTHOR=Reed M",
                "CONTAINER=Zool. Anz",
                "PAGES=181-186",
                "TITLE=Some notes on aphids",
                "VOLUME=53");
    }

    @Test
    void titles_keep_their_numbers_names_places_and_years() {
        assertMended(
                "AUTHOR:Reed M. |OTHER:300,|TITLE:000-year-old bog found. |CONTAINER:Bogs. |DATE:2023",
                "AUTHOR=Reed M",
                "CONTAINER=Bogs",
                "DATE=2023",
                "TITLE=300,000-year-old bog found");
        assertMended(
                "CONTAINER:Lei |OTHER:n. |VOLUME:12.|TITLE:711, de 29 de agosto de 2012.",
                "TITLE=Lei n. 12.711, de 29 de agosto de 2012");
        assertMended(
                "AUTHOR:Reed M. |TITLE:Bogs: talks with |EDITOR:Ann Bell |OTHER:. |PLACE:Lima: |PUBLISHER:Fen.",
                "AUTHOR=Reed M",
                "PLACE=Lima",
                "PUBLISHER=Fen",
                "TITLE=Bogs: talks with Ann Bell");
        assertMended(
                "AUTHOR:Reed M. |TITLE:The manuscripts in |PLACE:Berlin, Wien |DATE:1966",
                "AUTHOR=Reed M",
                "DATE=1966",
                "PLACE=Wien",
                "TITLE=The manuscripts in Berlin");
        assertMended(
                "AUTHOR:Reed M. |TITLE:Bogs of the plain, |PLACE:Paulo, |OTHER:Brasil. |CONTAINER:Bog Notes |VOLUME:19: |PAGES:1-9.",
                "AUTHOR=Reed M",
                "CONTAINER=Bog Notes",
                "PAGES=1-9",
                "TITLE=Bogs of the plain, Paulo, Brasil",
                "VOLUME=19");
        assertMended(
                "AUTHOR:Reed M. |TITLE:Bogs of the plain, |CONTAINER:London. Mar. Bull. |VOLUME:19: |PAGES:1-9.",
                "AUTHOR=Reed M",
                "CONTAINER=Mar. Bull",
                "PAGES=1-9",
                "TITLE=Bogs of the plain, London",
                "VOLUME=19");
        assertMended(
                "AUTHOR:Reed M. |TITLE:Notes on Italy |OTHER:(1855-1856), |PLACE:Paris |DATE:1996.",
                "AUTHOR=Reed M",
                "DATE=1996",
                "PLACE=Paris",
                "TITLE=Notes on Italy (1855-1856)");
    }

    @Test
    void volume_issue_and_page_numbers_are_recognized_by_their_position() {
        assertMended(
                "AUTHOR:REED M. |TITLE:The old porphyrins. Vol. I. |PUBLISHER:Fen, |PLACE:London. |DATE:1978.",
                "AUTHOR=REED M",
                "DATE=1978",
                "PLACE=London",
                "PUBLISHER=Fen",
                "TITLE=The old porphyrins",
                "VOLUME=I");
        assertMended(
                "AUTHOR:Reed M. |TITLE:Thin peat. |CONTAINER:Peat nano 5.|ISSUE:1: |PAGES:26-41, |DATE:2010.",
                "AUTHOR=Reed M",
                "CONTAINER=Peat nano",
                "DATE=2010",
                "ISSUE=1",
                "PAGES=26-41",
                "TITLE=Thin peat",
                "VOLUME=5");
        assertMended(
                "AUTHOR:M. REED. |CONTAINER:J. Peat Soc. |VOLUME:272 |OTHER:(|DATE:1948|OTHER:);",
                "AUTHOR=M. REED",
                "CONTAINER=J. Peat Soc",
                "DATE=1948",
                "PAGES=272");
        assertMended(
                "AUTHOR:M. Reed, |CONTAINER:Peat |VOLUME:323, |EDITION:1184 |OTHER:(|DATE:2009|OTHER:).",
                "AUTHOR=M. Reed",
                "CONTAINER=Peat",
                "DATE=2009",
                "PAGES=1184",
                "VOLUME=323");
        assertMended(
                "AUTHOR:Reed M |DATE:2014 |CONTAINER:PtL |VOLUME:792 L32",
                "AUTHOR=Reed M",
                "CONTAINER=PtL",
                "DATE=2014",
                "PAGES=L32",
                "VOLUME=792");
        assertMended(
                "AUTHOR:Reed M. |TITLE:Peat. |CONTAINER:J Peat |DATE:2013;|VOLUME:41|OTHER:(Suppl |ISSUE:3|OTHER:):|PAGES:507-519 (in Korean).",
                "AUTHOR=Reed M",
                "CONTAINER=J Peat",
                "DATE=2013",
                "ISSUE=Suppl 3",
                "PAGES=507-519",
                "TITLE=Peat",
                "VOLUME=41");
    }

    @Test
    void publishers_and_places_are_separated() {
        assertMended(
                "AUTHOR:REED, M. |TITLE:Los pantanos. |PLACE:Madrid: Turba|OTHER:, |DATE:1993.",
                "AUTHOR=REED, M",
                "DATE=1993",
                "PLACE=Madrid",
                "PUBLISHER=Turba",
                "TITLE=Los pantanos");
        assertMended(
                "AUTHOR:Reed, |TITLE:Le torbe. |PLACE:Venezia, Turbari |DATE:1893.",
                "AUTHOR=Reed",
                "DATE=1893",
                "PLACE=Venezia",
                "PUBLISHER=Turbari",
                "TITLE=Le torbe");
        assertMended(
                "AUTHOR:Reed, |TITLE:Peat. |PLACE:Boston, MA, |DATE:1993.",
                "AUTHOR=Reed",
                "DATE=1993",
                "PLACE=Boston, MA",
                "TITLE=Peat");
        assertMended(
                "AUTHOR:Reed, |TITLE:Peat. |PUBLISHER:Cambridge, Cambridge University Press.",
                "AUTHOR=Reed",
                "PLACE=Cambridge",
                "PUBLISHER=Cambridge University Press",
                "TITLE=Peat");
        assertMended(
                "AUTHOR:Reed, |TITLE:Peat. |PUBLISHER:Presses de Rennes, Rennes |DATE:2012.",
                "AUTHOR=Reed",
                "DATE=2012",
                "PLACE=Rennes",
                "PUBLISHER=Presses de Rennes",
                "TITLE=Peat");
        assertMended(
                "AUTHOR:Reed, |TITLE:Peat. |PLACE:Firenze, |CONTAINER:Le Turbe, |DATE:1885.",
                "AUTHOR=Reed",
                "DATE=1885",
                "PLACE=Firenze",
                "PUBLISHER=Le Turbe",
                "TITLE=Peat");
        assertMended(
                "AUTHOR:Reed, |TITLE:Le torbe, |CONTAINER:Turbari, |PLACE:Milano |DATE:1949.",
                "AUTHOR=Reed",
                "DATE=1949",
                "PLACE=Milano",
                "PUBLISHER=Turbari",
                "TITLE=Le torbe");
        assertMended(
                "AUTHOR:Reed, |TITLE:Storia delle torbe. Venezia. |PLACE:Turbari, |DATE:1856.",
                "AUTHOR=Reed",
                "DATE=1856",
                "PLACE=Venezia",
                "PUBLISHER=Turbari",
                "TITLE=Storia delle torbe");
        assertMended(
                "AUTHOR:Reed, |TITLE:Peat, |PLACE:Fen (London |DATE:1965)",
                "AUTHOR=Reed",
                "DATE=1965",
                "PLACE=London",
                "PUBLISHER=Fen",
                "TITLE=Peat");
        assertMended(
                "AUTHOR:Reed |DATE:2001. |TITLE:Counting peat. Society of Bogs",
                "AUTHOR=Reed",
                "DATE=2001",
                "PUBLISHER=Society of Bogs",
                "TITLE=Counting peat");
        assertMended(
                "AUTHOR:Reed. |TITLE:Dry fens. |PLACE:Turfas, |VOLUME:19, |PAGES:4-9, |DATE:2001.",
                "AUTHOR=Reed",
                "CONTAINER=Turfas",
                "DATE=2001",
                "PAGES=4-9",
                "TITLE=Dry fens",
                "VOLUME=19");
        assertMended(
                "AUTHOR:Reed, |TITLE:A turfa. |PUBLISHER:Universidade Federal do |PLACE:Rio de Janeiro. |DATE:2010",
                "AUTHOR=Reed",
                "DATE=2010",
                "PUBLISHER=Universidade Federal do Rio de Janeiro",
                "TITLE=A turfa");
        assertMended(
                "AUTHOR:Reed, |TITLE:Peat. |CONTAINER:Turfas, Curitiba, |VOLUME:26: |PAGES:4-9.",
                "AUTHOR=Reed",
                "CONTAINER=Turfas",
                "PAGES=4-9",
                "PLACE=Curitiba",
                "TITLE=Peat",
                "VOLUME=26");
    }

    @Test
    void random_labels_cause_no_exception() {
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
            PrintedParts parts = mended(tokens, labels);
            parts.parts().values().forEach(part -> {
                assertTrue(part.first() >= 0 && part.first() <= part.last() && part.last() < tokens.size());
                assertTrue(part.probability() > 0 && part.probability() <= 1);
            });
            assertFalse(parts.parts().containsKey(PartLabel.OTHER));
        }
    }

    private static PrintedParts mended(ReferenceTokens tokens, int[] labels) {
        double[] sure = new double[labels.length];
        Arrays.fill(sure, 0.9);
        PrintedParts parts = new PrintedParts(tokens, labels, sure);
        PartBorders.mend(tokens, parts);
        return parts;
    }

    /**
     * Labels the words as stated before each colon, applies the rules, and compares the parts in the order of their
     * names.
     */
    private static void assertMended(String labelled, String... expected) {
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
        List<String> parts = mended(tokens, labels).parts().entrySet().stream()
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
