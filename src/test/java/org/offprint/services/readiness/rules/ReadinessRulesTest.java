package org.offprint.services.readiness.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.offprint.formats.ImportReadings;
import org.offprint.formats.Publishing;
import org.offprint.formats.Records;
import org.offprint.formats.reading.ImportRecord;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.kernel.identifiers.SharedData;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.IssueBody;
import org.offprint.kernel.record.JournalBody;
import org.offprint.services.readiness.rules.ReadinessRule.Check;
import org.offprint.services.readiness.rules.Verdict.Outcome;

/**
 * Tests that each readiness rule passes one record and fails another record, except rules that cannot be decided from
 * stored data.
 */
class ReadinessRulesTest {

    /**
     * Golden file with the outcomes of real articles. Run with {@code -Dgolden.write} to rewrite the file, then review
     * the changes.
     */
    private static final Path GOLDEN = Path.of("src/test/resources/readiness/real-articles.tsv");

    /** Documentation whose rule tables are rewritten with {@code -Dgolden.write}. */
    private static final Path DOCUMENTATION = Path.of("docs/readiness.md");

    /** File with the public ids of all rules, in order. */
    private static final Path IDS = Path.of("src/test/resources/readiness/rule-ids.txt");

    private static final String MARK = "after a change. -->\n";

    private static final Path REAL = Path.of("..", "shared", "data", "jats");

    /** Rules that depend on an external service or page, so that no test record fails them. */
    private static final Set<String> NEVER_FAIL = Set.of("cr-06", "dc-07", "doaj-07", "doaj-10", "gs-02", "fuji-04");

    /** Rules that even the complete test record does not pass. For example, DOIs are not resolved in tests. */
    private static final Set<String> NEVER_PASS = Set.of("cr-06", "dc-07", "doaj-10", "fuji-01");

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

    /**
     * Article with its journal and other records that are checked together. Tests modify the records before the check.
     */
    private static final class Subject {

        private final ObjectNode article = (ObjectNode)
                Json.parse(Json.write(Records.named(Records.MINIMAL).article()));
        private final ObjectNode journal = object("""
                {"title": "Road Studies", "language": "en", "publisher": "Offprint Press", "publisherPlace": "Baoding",
                 "issns": [{"type": "print", "value": "0378-5955"}, {"type": "electronic", "value": "2049-3630"}],
                 "identifiers": [{"type": "nlm-ta", "value": "Road Stud"}], "doiPrefix": "10.12345",
                 "license": {"url": "https://creativecommons.org/licenses/by/4.0/"}, "url": "https://roads.example/",
                 "contact": {"name": "Road Editor"},
                 "policies": {"peerReview": "Two.", "ethics": "Yes.", "copyright": "Authors.", "charges": "None.",
                              "archiving": "CLOCKSS."}}""");
        private final ObjectNode issue = object("{\"volume\": \"7\", \"number\": \"2\", \"publishedOn\": \"2025-12\"}");
        private final ObjectNode settings = object(
                "{\"depositorName\": \"Road\", \"depositorEmail\": \"a@b.example\", \"crossmarkPolicy\": \"10.12345/p\","
                        + " \"hasPages\": true}");
        private boolean isInIssue = true;
        private JournalHistory history = history(12, 90, 45, 20);

        private Subject() {
            article.setAll(object("""
                    {"issue": {"id": "019b0f6e-1c5a-7d3e-8f00-0000000000b3", "volume": "7", "number": "2"},
                     "abstract": "Roads are wet.", "keywords": ["roads"], "pages": {"first": "12", "last": "19"},
                     "dates": {"received": "2025-01", "accepted": "2025-03-01", "published": "2025-12-03"},
                     "contributors": [
                       {"role": "author", "kind": "person", "given": "Ada", "family": "Lovelace",
                        "orcid": "https://orcid.org/0000-0002-1825-0097", "credit": ["software"],
                        "affiliations": [{"id": "019b0f6e-1c5a-7d3e-8f00-0000000000d1", "label": "1"}]}],
                     "affiliations": [
                       {"id": "019b0f6e-1c5a-7d3e-8f00-0000000000d1", "name": "Hebei University",
                        "ror": "https://ror.org/01p884a79", "country": "CN", "label": "1"}],
                     "license": {"url": "https://creativecommons.org/licenses/by/4.0/",
                                 "copyright": {"holder": "The authors", "year": 2025, "statement": "© 2025"}},
                     "funding": [{"funder": "Road Fund", "ror": "https://ror.org/01h0zpd94", "awards": ["1"]}],
                     "statements": {"dataAvailability": "Public.", "conflictOfInterest": "None."},
                     "references": [{"key": "r1", "text": "A road.", "doi": "10.5555/road"}],
                     "relations": [{"type": "isCorrectionOf", "doi": "10.12345/roads.1"}],
                     "retraction": {"kind": "retraction", "reason": "Wrong.", "date": "2026-01-01",
                                    "notice": {"doi": "10.12345/roads.9"}},
                     "files": [
                       {"role": "fulltext", "name": "text.pdf", "mediaType": "application/pdf", "size": 1000,
                        "href": "/v1/articles/1/files/text.pdf"},
                       {"role": "jats", "name": "text.xml", "mediaType": "application/xml", "size": 100,
                        "href": "/v1/articles/1/files/text.xml"}]}"""));
        }

        private CheckedRecord record() {
            return new CheckedRecord(
                    PublishedRecord.read(Json.write(article), "\"etag\""),
                    List.of(Json.read(Json.write(article.path("files")), ArticleFile[].class)),
                    isInIssue ? Json.read(Json.write(issue), IssueBody.class) : null,
                    Json.read(Json.write(journal), JournalBody.class),
                    history,
                    new DepositSettings(
                            setting("depositorName"),
                            setting("depositorEmail"),
                            setting("crossmarkPolicy"),
                            settings.path("hasPages").booleanValue(),
                            settings.path("generatesPdfs").booleanValue()));
        }

        private String setting(String name) {
            return settings.path(name).textValue();
        }

        private ObjectNode within(String... path) {
            JsonNode node = article;
            for (String step : path) {
                node = node.isArray() ? node.get(Integer.parseInt(step)) : node.get(step);
            }
            return (ObjectNode) node;
        }
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) Json.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static JournalHistory history(int issues, int distance, int sinceNewest, int articles) {
        List<LocalDate> days = IntStream.range(0, issues)
                .mapToObj(i -> TODAY.minusDays(sinceNewest + (long) i * distance))
                .toList();
        return new JournalHistory(days, days.isEmpty() ? null : days.get(issues - 1), articles, TODAY);
    }

    private static Map<String, Consumer<Subject>> failing() {
        Map<String, Consumer<Subject>> ways = new LinkedHashMap<>();
        for (String rule : new String[] {"cr-01", "cr-02", "dc-01", "ps-01", "fuji-01", "cr-28"}) {
            ways.put(rule, each -> each.article.remove("doi"));
        }
        for (String rule : new String[] {"cr-04", "dc-03", "doaj-01", "gs-01"}) {
            ways.put(rule, each -> each.article.put("title", " "));
        }
        for (String rule : new String[] {"cr-07", "dc-05", "pm-06", "oa-01", "fuji-02", "cr-14", "pm-09"}) {
            ways.put(rule, each -> each.within("dates").remove("published"));
        }
        for (String rule :
                new String[] {"cr-05", "doaj-04", "pm-01", "pmc-01", "sc-01", "gs-05", "wos-01", "doaj-14"}) {
            ways.put(rule, each -> each.journal.remove("issns"));
        }
        for (String rule : new String[] {"cr-18", "dc-08", "doaj-08", "sc-02", "oa-03"}) {
            ways.put(rule, each -> each.article.remove("abstract"));
        }
        for (String rule : new String[] {"cr-19", "pm-08", "oa-05", "ps-05"}) {
            ways.put(rule, each -> each.within("contributors", "0").remove("orcid"));
        }
        for (String rule : new String[] {"cr-20", "sc-07", "wos-05"}) {
            ways.put(rule, each -> each.within("contributors", "0").putArray("affiliations"));
        }
        for (String rule : new String[] {"cr-23", "oa-02", "ps-03", "dc-10"}) {
            ways.put(rule, each -> each.within("funding", "0").putArray("awards"));
        }
        for (String rule : new String[] {"cr-24", "dc-09", "oa-04", "ps-02", "fuji-05", "pmc-02", "j4r-01"}) {
            ways.put(rule, each -> each.within("license").remove("url"));
        }
        for (String rule : new String[] {"cr-25", "cr-26", "pmc-04", "gs-03", "fuji-03"}) {
            ways.put(rule, each -> each.article.putArray("files"));
        }
        for (String rule : new String[] {"dc-04", "pm-02"}) {
            ways.put(rule, each -> each.journal.remove("publisher"));
        }
        for (String rule : new String[] {"doaj-12", "sc-05", "wos-02"}) {
            ways.put(rule, each -> ((ObjectNode) each.journal.get("policies")).remove("ethics"));
        }
        for (String rule : new String[] {"sc-06", "wos-04"}) {
            ways.put(rule, each -> each.history = history(12, 90, 200, 20));
        }
        for (String rule : new String[] {"sc-03", "wos-03"}) {
            ways.put(rule, each -> each.within("contributors", "0").put("family", "石"));
        }
        for (String rule : new String[] {"cr-15", "j4r-06"}) {
            ways.put(rule, each -> each.within("pages").put("last", "3"));
        }
        for (String rule : new String[] {"cr-12", "pm-10"}) {
            ways.put(rule, each -> each.within("relations", "0")
                    .put("article", "019b0f6e-1c5a-7d3e-8f00-000000000009")
                    .remove("doi"));
        }
        ways.put("cr-03", each -> each.article.put("doi", "10.12345/roads<2>"));
        ways.put("cr-08", each -> ((ObjectNode) each.article.get("links")).put("landingPage", "ftp://roads.example/"));
        ways.put("cr-09", each -> each.within("contributors", "0").put("family", "L".repeat(61)));
        ways.put("cr-10", each -> ((ArrayNode) each.article.get("contributors"))
                .add(each.within("contributors", "0").deepCopy()));
        ways.put("cr-11", each -> each.settings.remove("depositorEmail"));
        ways.put("cr-13", each -> each.issue.remove("publishedOn"));
        ways.put("cr-16", each -> each.article.putArray("references"));
        ways.put("cr-17", each -> each.within("references", "0").remove(List.of("doi", "text")));
        ways.put("cr-21", each -> each.within("affiliations", "0").remove("ror"));
        ways.put("cr-22", each -> each.within("funding", "0").remove("ror"));
        ways.put("cr-27", each -> each.settings.remove("crossmarkPolicy"));
        ways.put("cr-29", each -> each.article.put("type", "peer-review"));
        ways.put("dc-02", each -> each.article.putArray("contributors"));
        ways.put("dc-06", each -> each.article.remove("type"));
        ways.put("doaj-02", each -> each.article.putArray("contributors"));
        ways.put("doaj-03", each -> {
            each.article.remove("doi");
            each.article.putArray("files");
        });
        ways.put("doaj-05", each -> each.article.put("abstract", "Roads <SCRIPT>."));
        ways.put("doaj-06", each -> each.within("dates").put("published", "2025"));
        ways.put("doaj-09", each -> IntStream.range(0, 7)
                .forEach(i -> ((ArrayNode) each.article.get("keywords")).add("road " + i)));
        ways.put("doaj-11", each -> each.journal.remove("license"));
        ways.put("doaj-13", each -> each.history = history(12, 90, 45, 4));
        ways.put("pm-03", each -> {
            each.issue.remove("volume");
            each.issue.remove("number");
        });
        ways.put("pm-04", each -> {
            each.article.remove("doi");
            each.article.remove("pages");
        });
        ways.put("pm-05", each -> each.article.put("language", "zh"));
        ways.put("pm-07", each -> each.article.put("language", "zh"));
        ways.put("pmc-03", each -> each.article.remove("pages"));
        ways.put("sc-04", each -> each.within("references", "0").put("text", "一条路。"));
        ways.put("gs-04", each -> {
            each.article.remove("abstract");
            each.article.putArray("files");
        });
        ways.put("j4r-02", each -> each.within("affiliations", "0").remove("country"));
        ways.put("j4r-03", each -> each.within("contributors", "0").putArray("credit"));
        ways.put("j4r-04", each -> each.within("statements").remove("dataAvailability"));
        ways.put("j4r-05", each -> each.within("statements").remove("conflictOfInterest"));
        ways.put(
                "j4r-07",
                each -> each.article.putArray("otherAbstracts").addObject().put("abstract", "道路。"));
        ways.put("j4r-08", each -> each.within("retraction").remove("notice"));
        ways.put("ps-04", each -> ((ObjectNode) each.journal.get("policies")).remove("archiving"));
        ways.put("fuji-06", each -> each.within("dates").remove(List.of("received", "accepted")));
        return ways;
    }

    private static List<ReadinessRule> rules() {
        return new ReadinessRules(Records.formats()).all();
    }

    @TestFactory
    Stream<DynamicTest> each_readiness_rule_passes_a_complete_record_and_fails_an_incomplete_record() {
        Map<String, Consumer<Subject>> failing = failing();
        return rules().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.id(), () -> {
                    Verdict best = rule.check().of(new Subject().record());
                    assertEquals(
                            NEVER_PASS.contains(rule.id()) ? Outcome.UNKNOWN : Outcome.PASS,
                            best.outcome(),
                            best::toString);
                    assertEquals(best.outcome() == Outcome.PASS, best.places().isEmpty());
                    if (NEVER_FAIL.contains(rule.id())) {
                        return;
                    }
                    Subject lacking = new Subject();
                    Consumer<Subject> change = failing.get(rule.id());
                    assertNotNull(change, "Add a change to failing() that makes the record fail " + rule.id() + ".");
                    change.accept(lacking);
                    Verdict worse = rule.check().of(lacking.record());
                    assertEquals(Outcome.FAIL, worse.outcome());
                    assertTrue(
                            !worse.places().isEmpty()
                                    && worse.places().stream()
                                            .allMatch(place -> place.pointer().isEmpty()
                                                    || place.pointer().startsWith("/")),
                            worse::toString);
                }));
    }

    @Test
    void each_readiness_rule_has_a_unique_id_and_a_text_and_a_remedy_and_a_source() {
        List<ReadinessRule> all = rules();
        assertEquals(all.size(), all.stream().map(ReadinessRule::id).distinct().count());
        for (ReadinessRule rule : all) {
            for (String text : new String[] {rule.text(), rule.remedy()}) {
                assertTrue(text.endsWith(".") && Character.isUpperCase(text.charAt(0)), text);
            }
            assertTrue(rule.source().length() > 5, rule.id());
        }
        assertEquals(
                Set.of(Indexer.values()),
                all.stream().map(ReadinessRule::indexer).collect(Collectors.toSet()));
    }

    @Test
    void the_ids_of_the_readiness_rules_equal_the_published_list() throws IOException {
        assertEquals(
                Files.readAllLines(IDS),
                rules().stream().map(ReadinessRule::id).toList(),
                "Rule ids are public. Add the id of a new rule to " + IDS + ". Never change or reuse an id.");
    }

    @Test
    void a_row_of_the_rule_table_without_a_check_or_with_unknown_terms_is_rejected() {
        List<String> row = List.of("cr-01", "crossref", "must", "article", "Text.", "Remedy.", "Source");
        Map<String, Check> checks = Map.of("cr-01", Field.DOI);
        assertEquals(1, new ReadinessRules(List.of(row), checks).all().size());
        assertRejected("Rule cr-01 of readiness-rules.tsv has no check", List.of(row), Map.of());
        assertRejected("appears twice", List.of(row, row), checks);
        assertRejected("Add rows to readiness-rules.tsv for the checks [cr-01].", List.of(), checks);
        for (int column : new int[] {1, 2, 3}) {
            List<String> changed = new ArrayList<>(row);
            changed.set(column, "unknown-term");
            assertRejected("Unknown term in readiness-rules.tsv: unknown-term", List.of(changed), checks);
        }
    }

    private static void assertRejected(String message, List<List<String>> rows, Map<String, Check> checks) {
        Exception rejection = assertThrows(IllegalStateException.class, () -> new ReadinessRules(rows, checks));
        assertTrue(rejection.getMessage().contains(message), rejection.getMessage());
    }

    @Test
    void the_documentation_lists_all_readiness_rules() throws IOException {
        StringBuilder tables = new StringBuilder();
        Indexer last = null;
        for (ReadinessRule rule : rules()) {
            if (rule.indexer() != last) {
                last = rule.indexer();
                tables.append("\n### `")
                        .append(last.word())
                        .append("`\n\n| rule | level | record | requirement | source |\n|---|---|---|---|---|\n");
            }
            tables.append("| `").append(rule.id()).append("` | ");
            tables.append(Vocabulary.termOf(rule.level())).append(" | ");
            tables.append(Vocabulary.termOf(rule.about())).append(" | ");
            tables.append(rule.text()).append(" | ").append(rule.source()).append(" |\n");
        }
        String written = Files.readString(DOCUMENTATION);
        String made = written.substring(0, written.indexOf(MARK) + MARK.length()) + tables;
        if (System.getProperty("golden.write") != null) {
            Files.writeString(DOCUMENTATION, made);
        }
        assertEquals(Files.readString(DOCUMENTATION), made);
    }

    @Test
    void an_external_landing_page_or_a_missing_doi_prefix_makes_rule_outcomes_unknown() {
        Subject subject = new Subject();
        ((ObjectNode) subject.article.get("links")).put("landingPage", "https://roads.example/on-roads");
        subject.journal.remove("doiPrefix");
        subject.article.putArray("funding");
        subject.history = history(2, 900, 45, 20);
        CheckedRecord record = subject.record();
        Set<String> unknown = new HashSet<>();
        for (ReadinessRule rule : rules()) {
            if (rule.check().of(record).outcome() == Outcome.UNKNOWN && !NEVER_PASS.contains(rule.id())) {
                unknown.add(rule.id());
            }
        }
        assertEquals(
                Set.of(
                        "cr-02", "cr-22", "cr-23", "cr-28", "dc-10", "sc-06", "wos-04", "wos-05", "gs-01", "gs-02",
                        "gs-03", "oa-02", "ps-03", "fuji-04"),
                unknown);
    }

    @Test
    void a_generated_pdf_is_sufficient_for_google_scholar() {
        Subject subject = new Subject();
        subject.article.putArray("files").addObject().put("role", "jats").put("name", "text.xml");
        assertEquals(Outcome.FAIL, verdict("gs-03", subject).outcome());
        subject.settings.put("generatesPdfs", true);
        assertEquals(Outcome.PASS, verdict("gs-03", subject).outcome());
        subject.settings.put("hasPages", false);
        assertEquals(Outcome.UNKNOWN, verdict("gs-03", subject).outcome());
        subject.article.putArray("files");
        assertEquals(Outcome.FAIL, verdict("gs-03", subject).outcome());
    }

    private static Verdict verdict(String rule, Subject subject) {
        return rules().stream()
                .filter(each -> each.id().equals(rule))
                .findFirst()
                .orElseThrow()
                .check()
                .of(subject.record());
    }

    @Test
    void a_funding_statement_without_structured_funding_fails_the_rules_about_funders() {
        Subject subject = new Subject();
        subject.article.putArray("funding");
        subject.within("statements").put("funding", "The Road Fund paid.");
        Verdict verdict = verdict("cr-22", subject);
        assertEquals(Outcome.FAIL, verdict.outcome());
        assertEquals("The Road Fund paid.", verdict.places().get(0).value());
        assertEquals(Outcome.PASS, verdict("wos-05", subject).outcome());
    }

    @Test
    void a_statement_that_there_was_no_funding_passes_the_rules_about_funders() {
        Subject subject = new Subject();
        subject.article.putArray("funding");
        for (String text : List.of(
                "None.",
                "Funding: none declared",
                "Não aplicável.",
                "This research received no specific grant from any funding agency in the public sector.",
                "The authors did not receive any funding for this work.",
                "O estudo não recebeu nenhum tipo de financiamento.",
                "Sin financiamiento.",
                "In 2021, the authors received no funds, grants, or other support from any foundation.",
                "Grants: none. This study received no external funding.",
                "Este artículo no recibió financiación.")) {
            subject.within("statements").put("funding", text);
            for (String rule : List.of("cr-22", "cr-23", "dc-10", "oa-02", "ps-03", "wos-05")) {
                assertEquals(Outcome.PASS, verdict(rule, subject).outcome(), rule + " " + text);
            }
        }
        for (String text : List.of(
                "Supported by the Road Fund. No additional funding was received.",
                "The funders had no role in study design.",
                "CAPES, bolsa de estudos. O estudo foi realizado sem outra fonte de financiamento.",
                "Financiado pelo CNPq, sem apoio financeiro de empresas.",
                "Wellcome Trust 098051. The other authors received no specific funding for this work.",
                "NIH grant R01 GM12345; JD received no support from the pharmaceutical industry.",
                "National Natural Science Foundation of China (No. 81900001). No sponsor was involved in the writing.",
                "This research received no external funding. Open access funding provided by University of Bern.",
                "The first author has a grant of the Road Fund, but the study received no external funding.",
                "Medical Research Council. The other authors received no funding.",
                "National Road Foundation")) {
            subject.within("statements").put("funding", text);
            assertEquals(Outcome.FAIL, verdict("cr-22", subject).outcome(), text);
        }
    }

    @Test
    void an_acknowledgement_without_a_funder_does_not_fail_the_rules_about_funders() {
        Subject subject = new Subject();
        subject.article.putArray("funding");
        subject.within("statements").put("funding", "We thank Ada Lovelace for comments on the manuscript.");
        for (String rule : List.of("cr-22", "cr-23", "wos-05")) {
            assertEquals(Outcome.UNKNOWN, verdict(rule, subject).outcome(), rule);
        }
    }

    @Test
    void a_country_in_the_printed_affiliation_passes_the_rule_about_countries() {
        Subject subject = new Subject();
        subject.within("affiliations", "0").remove("country");
        assertEquals(Outcome.FAIL, verdict("sc-07", subject).outcome());
        ObjectNode mention = subject.within("contributors", "0", "affiliations", "0");
        mention.put("text", "Department of Roads, Hebei University, Baoding, China");
        assertEquals(Outcome.PASS, verdict("sc-07", subject).outcome());
        assertEquals(Outcome.FAIL, verdict("j4r-02", subject).outcome());
        mention.put("text", "Department of Roads, Hebei University, Baoding");
        assertEquals(Outcome.FAIL, verdict("sc-07", subject).outcome());
    }

    @Test
    void a_printed_reference_a_web_page_and_a_book_without_volume_and_page_need_no_doi() {
        Subject subject = new Subject();
        for (String reference : List.of(
                "{\"title\": \"Roads\", \"url\": \"https://roads.example/\"}",
                "{\"text\": \"Lovelace A. On roads. London: Road Press; 1843.\"}",
                "{\"title\": \"On roads\", \"year\": \"1843\", \"authors\": [{\"family\": \"Lovelace\"}]}")) {
            subject.article.putArray("references").add(object(reference));
            assertEquals(Outcome.PASS, verdict("cr-17", subject).outcome(), reference);
        }
        subject.article.putArray("references").add(object("{\"title\": \"On roads\", \"year\": \"1843\"}"));
        assertEquals(Outcome.FAIL, verdict("cr-17", subject).outcome());
    }

    @Test
    void an_article_in_the_public_domain_requires_no_copyright() {
        Subject subject = new Subject();
        subject.within("license").remove("copyright");
        assertEquals(Outcome.FAIL, verdict("j4r-01", subject).outcome());
        subject.within("license").put("url", "https://creativecommons.org/publicdomain/zero/1.0/");
        assertEquals(Outcome.PASS, verdict("j4r-01", subject).outcome());
        assertEquals(Outcome.PASS, verdict("pmc-02", subject).outcome());
    }

    @Test
    void the_list_of_faults_of_a_rule_is_truncated_to_twenty_positions() {
        Subject subject = new Subject();
        ArrayNode references = subject.article.putArray("references");
        IntStream.range(0, 3000).forEach(i -> references.addObject().put("title", "Road " + i));
        Verdict verdict = verdict("cr-17", subject);
        assertEquals(20, verdict.places().size());
        assertEquals("/references/19", verdict.places().get(19).pointer());
    }

    @Test
    void the_rule_outcomes_of_real_articles_equal_the_golden_file() throws IOException {
        assumeTrue(Files.isDirectory(REAL), "skipped: no articles at ../shared/data/jats");
        Map<String, int[]> counts = new TreeMap<>();
        List<ReadinessRule> rules = rules();
        List<Path> files;
        try (Stream<Path> all = Files.list(REAL)) {
            files = all.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
        int read = 0;
        for (Path file : files) {
            for (ImportRecord record : records(file)) {
                CheckedRecord checked = checked(record);
                read++;
                for (ReadinessRule rule : rules) {
                    if (rule.about() == ReadinessRule.About.ISSUE && checked.issue() == null) {
                        continue;
                    }
                    counts.computeIfAbsent(rule.id(), absent -> new int[3])[
                            rule.check().of(checked).outcome().ordinal()]++;
                }
            }
        }
        List<String> lines = new ArrayList<>(List.of("articles\t" + read, "rule\tpass\tunknown\tfail"));
        counts.forEach((rule, each) -> lines.add(rule + "\t" + each[0] + "\t" + each[1] + "\t" + each[2]));
        String counted = String.join("\n", lines) + "\n";
        if (System.getProperty("golden.write") != null) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, counted);
        }
        assertEquals(Files.readString(GOLDEN), counted);
    }

    /**
     * Compares the findings of rules with the JSON of Crossref works. The predicates do not use the import. They return
     * whether the required value is missing from the JSON.
     */
    @Test
    void findings_about_real_works_are_confirmed_by_their_source() throws IOException {
        Predicate<JsonNode> noReferences = work -> work.path("reference").isEmpty();
        Predicate<JsonNode> noAbstract = work -> !work.has("abstract");
        Predicate<JsonNode> noAuthor = work -> work.path("author").isEmpty();
        Predicate<JsonNode> noAward = work ->
                anyOf(work.path("funder"), funder -> funder.path("award").isEmpty());
        Predicate<JsonNode> noAffiliation = work ->
                anyOf(work.path("author"), author -> author.path("affiliation").isEmpty());
        // Licences for text mining and for sharing networks do not apply to readers.
        Predicate<JsonNode> noLicense = work -> !anyOf(work.path("license"), license -> !Set.of("tdm", "stm-asf")
                .contains(license.path("content-version").asText()));
        Predicate<JsonNode> noPlanLicense = work -> !anyOf(work.path("license"), license -> license.path("URL")
                .asText()
                .matches("(?i)https?://(www\\.)?creativecommons\\.org/(licenses/by(-sa|-nd)?/|publicdomain/).*"));
        Predicate<JsonNode> noOpenLicense = work -> !anyOf(
                work.path("license"),
                license -> license.path("URL").asText().matches("(?i)https?://(www\\.)?creativecommons\\.org/.*"));
        Predicate<JsonNode> noMonth = work -> work.at("/issued/date-parts/0").size() < 2
                && work.at("/published/date-parts/0").size() < 2;
        Predicate<JsonNode> noVolumeOrPage = work -> !work.has("page") && !work.has("article-number")
                || !work.has("volume") && !work.has("issue")
                || work.path("ISSN").isEmpty();
        Map<String, Predicate<JsonNode>> missing = Map.ofEntries(
                Map.entry("cr-16", noReferences),
                Map.entry("cr-18", noAbstract),
                Map.entry("doaj-08", noAbstract),
                Map.entry("dc-02", noAuthor),
                Map.entry("doaj-02", noAuthor),
                Map.entry("gs-01", noAuthor),
                Map.entry("oa-01", noAuthor),
                Map.entry("cr-20", noAffiliation),
                Map.entry("cr-23", noAward),
                Map.entry("oa-02", noAward),
                Map.entry("ps-03", noAward),
                Map.entry("wos-05", noAffiliation.or(work -> work.path("funder").isEmpty())),
                Map.entry("cr-24", noLicense),
                Map.entry("oa-04", noLicense),
                Map.entry("dc-09", noOpenLicense),
                Map.entry("fuji-05", noOpenLicense),
                Map.entry("ps-02", noPlanLicense),
                Map.entry("doaj-06", noMonth),
                Map.entry("gs-05", noVolumeOrPage));
        Map<String, List<String>> wrong = new TreeMap<>();
        Map<String, Integer> findings = new TreeMap<>();
        for (String line : SharedData.lines("crossref-works/works.jsonl.gz")) {
            JsonNode work = Json.parse(line.getBytes(StandardCharsets.UTF_8));
            List<ImportRecord> read = ImportReadings.all("crossref-works", line);
            if (!work.path("type").asText().equals("journal-article")
                    || read.size() != 1
                    || read.get(0).body() == null) {
                continue;
            }
            CheckedRecord checked = checked(read.get(0));
            for (ReadinessRule rule : rules()) {
                Predicate<JsonNode> isMissing = missing.get(rule.id());
                if (isMissing != null && rule.check().of(checked).outcome() == Outcome.FAIL) {
                    findings.merge(rule.id(), 1, Integer::sum);
                    if (!isMissing.test(work)) {
                        wrong.computeIfAbsent(rule.id(), none -> new ArrayList<>())
                                .add(work.path("DOI").asText());
                    }
                }
            }
        }
        assertEquals(missing.keySet(), findings.keySet());
        findings.forEach((rule, count) -> {
            List<String> alarms = wrong.getOrDefault(rule, List.of());
            assertTrue(count >= 20, () -> rule + " has only " + count + " findings");
            assertTrue(alarms.size() <= 0.05 * count, () -> rule + ": " + alarms + " of " + count);
        });
    }

    private static boolean anyOf(JsonNode nodes, Predicate<JsonNode> test) {
        return StreamSupport.stream(nodes.spliterator(), false).anyMatch(test);
    }

    private static List<ImportRecord> records(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return ImportReadings.all("jats", in).stream()
                    .filter(record -> record.body() != null)
                    .toList();
        }
    }

    private static CheckedRecord checked(ImportRecord record) {
        PublishedRecord published = Publishing.publish(record.body(), true);
        JsonNode journal = record.body().path("journal");
        ObjectNode body = new Subject().journal.deepCopy();
        body.removeAll();
        body.setAll((ObjectNode) journal.deepCopy());
        body.remove("slug");
        if (!body.has("language")) {
            body.put("language", "en");
        }
        JsonNode issue = record.body().get("issue");
        return new CheckedRecord(
                published,
                published.body().files(),
                issue == null ? null : Json.read(Json.write(issue), IssueBody.class),
                Json.read(Json.write(body), JournalBody.class),
                history(0, 1, 1, 0),
                new DepositSettings(null, null, null, true, false));
    }
}
