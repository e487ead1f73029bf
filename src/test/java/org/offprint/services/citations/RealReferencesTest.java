package org.offprint.services.citations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.journal.journals.JournalRef;
import org.offprint.kernel.identifiers.SharedData;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.Reference;
import org.offprint.references.tokens.PrintedWords;
import org.offprint.services.citations.resemblance.CitableWork;
import org.offprint.services.citations.resemblance.JournalNames;
import org.offprint.services.citations.resemblance.ReferenceSimilarity;
import org.offprint.web.api.Fixtures;

/**
 * Compares real references with all real works. References to unknown works must match no work. Works formatted in
 * several citation styles must be recognized.
 */
class RealReferencesTest {

    private static final List<JsonNode> WORKS = new ArrayList<>();
    private static final List<CitableWork> CITABLE = new ArrayList<>();
    private static JournalNames names;

    @BeforeAll
    static void read() throws IOException {
        Map<String, JournalRef> journals = new LinkedHashMap<>();
        for (JsonNode work : SharedData.lines("crossref-works/works.jsonl.gz").stream()
                .map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8)))
                .toList()) {
            String container = work.at("/container-title/0").asText();
            boolean isUsable = !work.at("/title/0").asText().isBlank() && !container.isBlank();
            if (isUsable) {
                JournalRef journal = journals.computeIfAbsent(container, title -> journal(work));
                WORKS.add(work);
                CITABLE.add(citable(work, journal.id()));
            }
        }
        names = new JournalNames(List.copyOf(journals.values()));
    }

    private static JournalRef journal(JsonNode work) {
        ObjectNode journal = Fixtures.object()
                .put("id", UUID.randomUUID().toString())
                .put("slug", "a-journal")
                .put("title", work.at("/container-title/0").asText())
                .put("abbreviation", work.at("/short-container-title/0").asText(null));
        journal.putArray("issns");
        return Json.read(journal.toString(), JournalRef.class);
    }

    private static CitableWork citable(JsonNode work, UUID journal) {
        List<List<String>> people = new ArrayList<>();
        work.path("author").forEach(author -> people.add(PrintedWords.words(PrintedStyles.family(author))));
        people.removeIf(List::isEmpty);
        Set<Integer> years = new LinkedHashSet<>();
        for (String date : List.of("published", "published-print", "published-online", "issued")) {
            years.add(work.at("/" + date + "/date-parts/0/0").asInt());
        }
        years.remove(0);
        return new CitableWork(
                UUID.randomUUID(),
                journal,
                work.get("DOI").asText().toLowerCase(Locale.ROOT),
                List.of(PrintedWords.words(work.at("/title/0").asText())),
                years,
                words(work.path("volume").asText()),
                words(work.path("issue").asText()),
                Stream.of(
                                work.path("page").asText().split("-")[0],
                                work.path("article-number").asText())
                        .map(PrintedWords::words)
                        .filter(words -> !words.isEmpty())
                        .toList(),
                people.isEmpty() ? List.of() : people.get(0),
                people.stream().flatMap(List::stream).collect(Collectors.toSet()));
    }

    private static List<String> words(String text) {
        return text.isBlank() ? null : PrintedWords.words(text);
    }

    /** Returns the work that matches this reference with certainty, or null if no work matches. */
    private static CitableWork meant(String text, String itself) {
        PrintedWords printed =
                PrintedWords.of(Json.read(Fixtures.object().put("text", text).toString(), Reference.class));
        Set<UUID> named = names.in(printed);
        CitableWork best = null;
        ReferenceSimilarity of = null;
        double next = 0;
        for (CitableWork work : CITABLE) {
            if (!work.doi().equalsIgnoreCase(itself)) {
                ReferenceSimilarity resemblance = ReferenceSimilarity.of(printed, work, named);
                if (of == null || resemblance.score() > of.score()) {
                    next = of == null ? 0 : of.score();
                    of = resemblance;
                    best = work;
                } else {
                    next = Math.max(next, resemblance.score());
                }
            }
        }
        return of.isSure() && of.score() - next >= ReferenceSimilarity.MIN_SCORE_DIFFERENCE ? best : null;
    }

    @Test
    void references_to_unknown_works_match_no_work() {
        Set<String> citable = new HashSet<>();
        CITABLE.forEach(work -> citable.add(work.doi()));
        List<String> wrong = new ArrayList<>();
        int each = Nightly.or(20, 1);
        int count = 0;
        for (JsonNode work : WORKS) {
            for (JsonNode reference : work.path("reference")) {
                String text = PrintedStyles.of(reference);
                boolean isElsewhere = !text.isBlank()
                        && !citable.contains(reference.path("DOI").asText().toLowerCase(Locale.ROOT));
                if (isElsewhere && count++ % each == 0) {
                    CitableWork meant = meant(text, work.get("DOI").asText());
                    if (meant != null) {
                        wrong.add(text + " -> " + meant.doi());
                    }
                }
            }
        }
        assertTrue(count > 2_000, "Too few references: " + count);
        assertEquals(List.of(), wrong);
    }

    @Test
    void references_to_known_works_are_matched_in_every_citation_style() {
        for (String style : PrintedStyles.ALL) {
            int each = Nightly.or(7, 1);
            int printed = 0;
            int found = 0;
            List<String> wrong = new ArrayList<>();
            for (int i = 0; i < WORKS.size(); i += each) {
                String text = PrintedStyles.of(style, WORKS.get(i));
                CitableWork meant = meant(text, null);
                printed++;
                found += meant == CITABLE.get(i) ? 1 : 0;
                if (meant != null && meant != CITABLE.get(i)) {
                    wrong.add(text + " -> " + meant.doi());
                }
            }
            assertEquals(List.of(), wrong, style);
            assertTrue(found >= 0.95 * printed, style + ": " + found + " of " + printed);
        }
    }
}
