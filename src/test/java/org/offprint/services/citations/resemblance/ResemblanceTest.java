package org.offprint.services.citations.resemblance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.offprint.journal.journals.JournalRef;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.Reference;
import org.offprint.references.tokens.PrintedWords;
import org.offprint.web.api.Fixtures;

/** Tests comparing the printed parts of a reference with a work. */
class ResemblanceTest {

    private static final UUID JOURNAL = UUID.randomUUID();

    private static final CitableWork WORK = new CitableWork(
            UUID.randomUUID(),
            JOURNAL,
            null,
            List.of(PrintedWords.words("Ropes of the Northern Harbours: Tar and Time")),
            Set.of(1987),
            List.of("12"),
            List.of("3"),
            List.of(List.of("45")),
            List.of("okafor"),
            Set.of("okafor", "reyes"));

    private static final TitlesAndYears TITLES = TitlesAndYears.of(WORK);

    private static final JournalNames NAMES = names();

    private static JournalNames names() {
        var journal = Fixtures.object()
                .put("id", JOURNAL.toString())
                .put("slug", "wet-wood")
                .put("title", "Journal of Wet Wood and International Ropes");
        journal.putArray("issns").addObject().put("type", "print").put("value", "2049-3630");
        JournalRef known = Json.read(journal.toString(), JournalRef.class);
        return new JournalNames(List.of(known));
    }

    private static PrintedWords printed(String text) {
        return PrintedWords.of(Json.read(Fixtures.object().put("text", text).toString(), Reference.class));
    }

    private static ReferenceSimilarity of(String text) {
        PrintedWords printed = printed(text);
        return ReferenceSimilarity.of(printed, WORK, NAMES.in(printed));
    }

    @Test
    void a_complete_reference_matches_its_work_with_certainty_in_any_style() {
        for (String text : List.of(
                "Okafor, N., Reyes, P. (1987). Ropes of the northern harbours: tar and time. Journal of Wet Wood and"
                        + " International Ropes, 12(3), 45–60.",
                "N. Okafor, \"Ropes of the Northern Harbours: Tar and Time,\" J. Wet Wood Int. Ropes, vol. 12, pp. 45-60,"
                        + " 1987.",
                "OKAFOR N. Ropes of the northern harbours: tar and time. ISSN 2049-3630. 1987a;12:45.")) {
            assertEquals(1, of(text).score(), text);
            assertTrue(of(text).isSure(), text);
        }
    }

    @Test
    void a_reference_that_contradicts_a_work_does_not_match_with_certainty() {
        assertFalse(of("Okafor N. Ropes of the northern harbours: tar and time. Elsewhere. 1987;12:46.")
                .isSure());
        assertFalse(of("Nobody N. Ropes of the northern harbours: tar and time. J Wet Wood Int Ropes. 1990;12:45.")
                .isSure());
        assertFalse(
                of("Okafor N. Sails of the southern seas and their makers, a comment on J Wet Wood Int Ropes 1987;12:45.")
                        .isSure());
    }

    @Test
    void a_reference_without_a_title_matches_with_certainty_only_if_all_other_parts_agree() {
        assertTrue(of("N. Okafor and P. Reyes, J. Wet Wood Int. Ropes 12, 45 (1987)")
                .isSure());
        assertFalse(of("N. Okafor and P. Reyes, J. Wet Wood Int. Ropes 13, 45 (1987)")
                .isSure());
        assertFalse(of("P. Reyes, J. Wet Wood Int. Ropes 12, 45 (1987)").isSure());
    }

    @Test
    void a_page_that_equals_the_volume_must_occur_twice_in_a_reference() {
        CitableWork same = new CitableWork(
                WORK.id(),
                JOURNAL,
                null,
                WORK.titles(),
                WORK.years(),
                List.of("45"),
                null,
                WORK.pages(),
                WORK.firstAuthor(),
                WORK.people());
        PrintedWords once = printed("Okafor N. 1987;45:99.");
        assertFalse(ReferenceSimilarity.of(once, same, Set.of()).agreed().contains("page"));
        PrintedWords twice = printed("Okafor N. 1987;45:45.");
        assertTrue(ReferenceSimilarity.of(twice, same, Set.of()).agreed().contains("page"));
    }

    @Test
    void a_reference_with_a_different_title_and_year_contradicts_a_work() {
        assertTrue(ReferenceSimilarity.contradicts(
                printed("Somebody S. Lanterns and the wreckers of the western islands. Annals of Shores. 1950."),
                TITLES));
        assertFalse(ReferenceSimilarity.contradicts(
                printed("Somebody S. Lanterns and the wreckers of the western islands. Annals of Shores. 1987."),
                TITLES));
        assertFalse(ReferenceSimilarity.contradicts(
                printed("Okafor N. Ropes of the nothern harbours: tar and time. Journal of Wet Wood. 1950."), TITLES));
        assertFalse(ReferenceSimilarity.contradicts(printed("See https://doi.org/10.5555/ropes."), TITLES));
    }

    @Test
    void numbers_in_the_url_of_a_reference_are_not_page_numbers() {
        assertFalse(printed("https://doi.org/10.5555/12.45 www.example.org/45 Okafor")
                .has("45"));
        assertTrue(printed("1958;101(5):10.").has("10"));
    }
}
