package org.offprint.services.citations.outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.Reference;
import org.offprint.services.citations.outside.FoundWork.Source;
import org.offprint.services.citations.resemblance.CitedReference;
import org.offprint.web.api.Fixtures;

/** Tests matching references with external works by fingerprint and by all words. */
class WorkCandidatesTest {

    private static final String TITLE = "Ropes of the northern harbours: tar and time";

    private static final List<String> STYLES = List.of(
            "Okafor, N., Reyes, P. (1987). " + TITLE + ". Journal of Wet Wood and International Ropes, 12(3), 45–60.",
            "N. Okafor, \"Ropes of the Northern Harbours: Tar and Time,\" J. Wet Wood Int. Ropes, vol. 12, pp. 45-60, 1987.",
            "OKAFOR N. Ropes of the nothern harbours: tar and time. J Wet Wood Int Ropes. 1987;12:45.");

    private static ObjectNode article(String doi, String title) {
        ObjectNode article = Fixtures.object().put("doi", doi).put("title", title);
        article.putArray("contributors").addObject().put("family", "Okafor").put("given", "Ngozi");
        ObjectNode journal = article.putObject("journal").put("title", "Journal of Wet Wood and International Ropes");
        journal.putArray("issns").addObject().put("type", "print").put("value", "2049-3630");
        article.putObject("issue").put("volume", "12").put("number", "3").put("year", 1987);
        article.putObject("pages").put("first", "45").put("last", "60");
        article.putObject("dates").put("published", "1986-12-30");
        return article;
    }

    private static ExternalWork work(String doi, String title) {
        return ExternalWork.of(article(doi, title)).orElseThrow();
    }

    private static CitedReference reference(String text) {
        return CitedReference.of(
                new UUID(0, 0),
                "",
                Json.read(Fixtures.object().put("text", text).toString(), Reference.class));
    }

    private static boolean shareFingerprint(ExternalWork work, String text) {
        Set<Long> prints = new HashSet<>(WorkFingerprints.of(work.citable()));
        return !Collections.disjoint(prints, WorkFingerprints.of(reference(text).words()));
    }

    @Test
    void an_external_work_contains_the_data_that_printed_references_can_match() {
        ExternalWork work = work("10.5555/Ropes", TITLE);
        assertEquals(List.of(1986, 1987), work.years());
        assertEquals(List.of("Okafor"), work.authors());
        assertEquals(List.of("2049-3630"), work.issns());
        assertEquals("45", work.firstPage());
        assertEquals(work, Json.read(new String(Json.write(work), StandardCharsets.UTF_8), ExternalWork.class));
        ObjectNode marked = article("10.5555/ropes", TITLE);
        marked.remove("title");
        marked.put("titleHtml", "Ropes of <i>Larus</i>");
        assertEquals("Ropes of Larus", ExternalWork.of(marked).orElseThrow().title());
        ObjectNode nameless = article("10.5555/ropes", TITLE);
        nameless.remove("doi");
        assertEquals(Optional.empty(), ExternalWork.of(nameless));
        assertEquals(Optional.empty(), ExternalWork.of(article("ropes", TITLE)));
        assertEquals(Optional.empty(), ExternalWork.of(article("10.5555/ropes", "R".repeat(5_001))));
    }

    @Test
    void a_reference_in_any_citation_style_shares_a_fingerprint_with_its_work() {
        ExternalWork work = work("10.5555/ropes", TITLE);
        for (String text : STYLES) {
            assertTrue(shareFingerprint(work, text), text);
            FoundWork found = WorkCandidates.of(reference(text), List.of(work), Set.of(), Source.SET)
                    .sure()
                    .orElseThrow();
            assertEquals("10.5555/ropes", found.doi().value());
            assertEquals(TITLE, found.title());
            assertTrue(found.score() >= 0.8);
        }
        assertFalse(shareFingerprint(work, STYLES.get(0).replace("1987", "1988")), "a reference with a different year");
        assertFalse(shareFingerprint(work, STYLES.get(0).replace("(1987)", "")), "a reference without a year");
    }

    @Test
    void a_reference_without_a_title_matches_by_author_year_journal_volume_and_page() {
        ObjectNode article = article("10.5555/fens", "Fenpy: a package for fens");
        article.putArray("contributors").addObject().put("name", "Fenpy Collaboration");
        ((ObjectNode) article.get("journal"))
                .put("title", "Aquifers & Aquatics")
                .put("abbreviation", "A&A");
        ((ObjectNode) article.get("issue")).put("volume", "558").put("year", 2013);
        article.remove("pages");
        article.put("articleNumber", "A33");
        ExternalWork work = ExternalWork.of(article).orElseThrow();
        String text = "Fenpy Collaboration, 2013, A&A, 558, A33";
        assertTrue(shareFingerprint(work, text));
        assertEquals(
                "10.5555/fens",
                WorkCandidates.of(reference(text), List.of(work), Set.of(), Source.SET)
                        .sure()
                        .orElseThrow()
                        .doi()
                        .value());
        for (String other : List.of(
                text.replace("A33", "A34"),
                text.replace("558", "559"),
                text.replace("A&A", "ApJ"),
                text.replace("Fenpy", "Bogpy"))) {
            assertEquals(
                    Optional.empty(),
                    WorkCandidates.of(reference(other), List.of(work), Set.of(), Source.SET)
                            .sure(),
                    other);
        }
    }

    @Test
    void a_journal_is_recognized_by_the_initials_of_its_title() {
        String text = "Okafor N., 1987, JWWI, 12, 45";
        ObjectNode article = article("10.5555/ropes", TITLE);
        ((ObjectNode) article.get("journal")).put("title", "Journal of the Wet Wood Institute");
        ExternalWork work = ExternalWork.of(article).orElseThrow();
        assertEquals(
                "10.5555/ropes",
                WorkCandidates.of(reference(text), List.of(work), Set.of(), Source.SET)
                        .sure()
                        .orElseThrow()
                        .doi()
                        .value());
    }

    @Test
    void a_reference_has_no_certain_match_if_two_works_are_similar() {
        ExternalWork one = work("10.5555/one", TITLE);
        ExternalWork two = work("10.5555/two", TITLE);
        WorkCandidates both = WorkCandidates.of(reference(STYLES.get(0)), List.of(two, one), Set.of(), Source.SET);
        assertEquals(Optional.empty(), both.sure());
        assertEquals(
                List.of("10.5555/one", "10.5555/two"),
                both.others().stream().map(each -> each.doi().value()).toList());
    }

    @Test
    void an_article_of_this_service_is_not_an_external_match() {
        ExternalWork here = work("10.5555/here", TITLE);
        ExternalWork other = work("10.5555/other", "Ropes of the northern harbours: tar and times of trouble");
        WorkCandidates candidates =
                WorkCandidates.of(reference(STYLES.get(0)), List.of(here, other), Set.of("10.5555/here"), Source.SET);
        assertEquals(Optional.empty(), candidates.sure());
        assertEquals(1, candidates.others().size());
        assertEquals("10.5555/other", candidates.others().get(0).doi().value());
    }
}
