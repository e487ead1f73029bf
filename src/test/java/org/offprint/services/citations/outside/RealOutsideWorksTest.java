package org.offprint.services.citations.outside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offprint.Nightly;
import org.offprint.formats.crossrefworks.CrossrefWorksFormat;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.reading.ImportRecords;
import org.offprint.kernel.identifiers.SharedData;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.Reference;
import org.offprint.services.citations.PrintedStyles;
import org.offprint.services.citations.outside.FoundWork.Source;
import org.offprint.services.citations.resemblance.CitedReference;
import org.offprint.web.api.Fixtures;

/**
 * Tests matching by fingerprint with real works. Works formatted in any citation style must be recognized, and
 * references to unknown works must match no work.
 */
class RealOutsideWorksTest {

    private static final Map<String, JsonNode> SOURCES = new HashMap<>();
    private static final List<ExternalWork> WORKS = new ArrayList<>();
    private static final Map<Long, List<ExternalWork>> BY_FINGERPRINT = new HashMap<>();

    /** Number of records per kind. */
    private static final Map<String, Integer> KINDS = new TreeMap<>();

    private static final Map<String, Integer> REFUSED = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        for (String line : SharedData.lines("crossref-works/works.jsonl.gz")) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            JsonNode source = Json.parse(bytes);
            boolean isPrintable = isPrintable(source);
            try (ImportRecords records = new CrossrefWorksFormat().open(new ByteArrayInputStream(bytes))) {
                ImportRecord record = records.next();
                KINDS.merge(record.kind(), 1, Integer::sum);
                Optional<ExternalWork> work =
                        "article".equals(record.kind()) ? ExternalWork.of(record.body()) : Optional.empty();
                if (work.isEmpty()) {
                    REFUSED.merge(record.kind(), 1, Integer::sum);
                }
                work.filter(each -> isPrintable).ifPresent(each -> {
                    SOURCES.put(each.doi().key(), source);
                    WORKS.add(each);
                    WorkFingerprints.of(each.citable()).forEach(fingerprint -> BY_FINGERPRINT
                            .computeIfAbsent(fingerprint, absent -> new ArrayList<>())
                            .add(each));
                });
            }
        }
    }

    /**
     * Returns whether the work has a year, a journal, and a title of at least two words. The title must not contain
     * markup, because references do not print markup.
     */
    private static boolean isPrintable(JsonNode source) {
        String title = source.at("/title/0").asText().strip();
        String journal = source.at("/container-title/0").asText();
        return title.contains(" ")
                && !journal.isBlank()
                && (title + journal).chars().noneMatch(c -> c == '<' || c == '&')
                && source.at("/issued/date-parts/0/0").isInt();
    }

    private static WorkCandidates candidates(String text) {
        Reference printed = Json.read(Fixtures.object().put("text", text).toString(), Reference.class);
        CitedReference reference = CitedReference.of(new UUID(0, 0), "", printed);
        Set<ExternalWork> found = new LinkedHashSet<>();
        WorkFingerprints.of(reference.words())
                .forEach(fingerprint -> found.addAll(BY_FINGERPRINT.getOrDefault(fingerprint, List.of())));
        return WorkCandidates.of(reference, found, Set.of(), Source.SET);
    }

    @Test
    void all_crossref_records_except_journals_and_issues_are_accepted_as_external_works() {
        assertEquals(Map.of("article", 680, "issue", 7, "journal", 5), KINDS);
        assertEquals(Map.of("issue", 7, "journal", 5), REFUSED);
    }

    @Test
    void external_works_are_matched_in_every_citation_style() {
        assertTrue(WORKS.size() > 400, "Too few works: " + WORKS.size());
        for (String style : PrintedStyles.ALL) {
            int found = 0;
            List<String> wrong = new ArrayList<>();
            for (ExternalWork work : WORKS) {
                String text = PrintedStyles.of(style, SOURCES.get(work.doi().key()));
                Optional<FoundWork> sure = candidates(text).sure();
                boolean isIt = sure.isPresent()
                        && sure.get().doi().key().equals(work.doi().key());
                found += isIt ? 1 : 0;
                if (sure.isPresent() && !isIt) {
                    wrong.add(text + " -> " + sure.get().doi());
                }
            }
            assertEquals(List.of(), wrong, style);
            assertTrue(found >= 0.95 * WORKS.size(), style + ": " + found + " of " + WORKS.size());
        }
    }

    @Test
    void references_without_a_title_are_matched_with_external_works() {
        int count = 0;
        int found = 0;
        List<String> wrong = new ArrayList<>();
        for (ExternalWork work : WORKS) {
            String page = work.articleNumber() == null ? work.firstPage() : work.articleNumber();
            boolean isComplete =
                    page != null && work.volume() != null && !work.authors().isEmpty();
            for (String journal : new String[] {work.journal(), work.abbreviation()}) {
                if (isComplete && journal != null) {
                    String text = String.join(
                            ", ",
                            work.authors().get(0),
                            String.valueOf(work.years().get(0)),
                            journal,
                            work.volume(),
                            page);
                    Optional<FoundWork> sure = candidates(text).sure();
                    count++;
                    if (sure.isPresent()) {
                        found += sure.get().doi().equals(work.doi()) ? 1 : 0;
                        if (!sure.get().doi().equals(work.doi())) {
                            wrong.add(text + " -> " + sure.get().doi());
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(count > 200 && found >= 0.9 * count, found + " of " + count);
    }

    @Test
    void references_to_works_outside_the_imported_set_match_no_work() {
        List<String> wrong = new ArrayList<>();
        Set<String> known = new HashSet<>(SOURCES.keySet());
        int each = Nightly.or(4, 1);
        int count = 0;
        for (JsonNode work : SOURCES.values()) {
            for (JsonNode reference : work.path("reference")) {
                String text = PrintedStyles.of(reference);
                boolean isElsewhere = !text.isBlank()
                        && !known.contains(reference.path("DOI").asText().toLowerCase(Locale.ROOT));
                if (isElsewhere && count++ % each == 0) {
                    candidates(text).sure().ifPresent(found -> wrong.add(text + " -> " + found.doi()));
                }
            }
        }
        assertTrue(count > 2_000, "Too few references: " + count);
        assertEquals(List.of(), wrong);
    }
}
