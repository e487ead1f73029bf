package org.offprint.web.api.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.editorOf;
import static org.offprint.web.api.Fixtures.journal;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.unique;
import static org.offprint.web.api.imports.TestImports.JSONL;
import static org.offprint.web.api.imports.TestImports.done;
import static org.offprint.web.api.imports.TestImports.ended;
import static org.offprint.web.api.imports.TestImports.outcomes;
import static org.offprint.web.api.imports.TestImports.send;
import static org.offprint.web.api.imports.TestImports.summary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.identifiers.Ids;

/**
 * Tests importing articles that name a section. The import uses an existing section of the journal or creates the
 * section.
 */
@QuarkusTest
class SectionImportTest {

    private static ObjectNode article(String journal, String section) {
        return object().put("kind", "article")
                .put("journal", journal)
                .put("title", unique("In a section"))
                .put("language", "en")
                .put("type", "research-article")
                .put("section", section);
    }

    private static List<String> sections(String journal) {
        return body(asReader().get("/v1/journals/" + journal)).path("sections").findValuesAsText("title");
    }

    @Test
    void an_import_creates_and_reports_a_missing_section_only_once() {
        String journal = journal();
        ObjectNode described = article(journal, null);
        ObjectNode letters = described.putObject("section");
        letters.put("title", "Letters").put("abbreviation", "LET");
        letters.putObject("translations").putObject("pt").put("title", "Cartas");

        JsonNode job = done(
                "?publish=true",
                described,
                article(journal, "letters"),
                article(journal, "CARTAS"),
                article(journal, "Essays"));

        assertEquals("done 4 0 0 0", summary(job), () -> outcomes(job).toString());
        List<JsonNode> outcomes = outcomes(job);
        assertEquals("section", outcomes.get(0).at("/created/0/kind").textValue());
        assertEquals(
                "/v1/journals/" + journal,
                outcomes.get(0).at("/created/0/links/journal").textValue());
        assertEquals(0, outcomes.get(1).get("created").size());
        assertEquals(0, outcomes.get(2).get("created").size());
        assertEquals(
                List.of("Letters", "Essays"),
                sections(journal).stream()
                        .filter(title -> !title.equals("Cartas"))
                        .toList());
        for (int i = 0; i < 3; i++) {
            JsonNode article =
                    body(asReader().get(outcomes.get(i).at("/links/self").textValue()));
            assertEquals(outcomes.get(0).at("/created/0/id"), article.at("/section/id"));
        }
        JsonNode again = done("?publish=true", article(journal, "Essays"));
        assertEquals(0, outcomes(again).get(0).get("created").size());
        assertEquals(
                2,
                body(asReader().get("/v1/journals/" + journal)).get("sections").size());
    }

    @Test
    void an_import_keeps_section_ids_and_creates_no_section_for_a_failed_record() {
        String id = Ids.next().toString();
        ObjectNode good = article(null, null);
        good.set("journal", object().put("title", unique("Sectioned")).put("language", "en"));
        good.set("section", object().put("id", id).put("title", "Reviews"));
        String journal = journal();
        ObjectNode bad = article(journal, "Never made").put("doi", "no DOI");

        JsonNode job = done("?publish=true", good, bad);

        assertEquals("done 1 0 0 1", summary(job), () -> outcomes(job).toString());
        JsonNode article =
                body(asReader().get(outcomes(job).get(0).at("/links/self").textValue()));
        assertEquals(id, article.at("/section/id").textValue());
        assertEquals(List.of("Reviews"), sections(article.at("/journal/id").textValue()));
        assertEquals(List.of(), sections(journal));
        JsonNode only = done("?validateOnly=true", article(journal, "Not yet"));
        assertEquals("done 1 0 0 0", summary(only));
        assertEquals(List.of(), sections(journal));
    }

    @Test
    void an_import_by_an_editor_creates_sections_only_in_journals_of_the_editor() {
        String own = journal();
        String other = journal();
        JsonNode job =
                done(as(editorOf(own)), "", JSONL, TestImports.lines(article(own, "Own"), article(other, "Other")));
        assertEquals("done 1 0 0 1", summary(job), () -> outcomes(job).toString());
        assertEquals(List.of("Own"), sections(own));
        assertEquals(List.of(), sections(other));
    }

    @Test
    void concurrent_imports_create_a_shared_section_only_once() {
        String journal = journal();
        List<String> jobs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            jobs.add(send(
                            asAdmin(),
                            "",
                            JSONL,
                            TestImports.lines(article(journal, "Shared"), article(journal, "Own " + i)))
                    .header("Location"));
        }
        for (String job : jobs) {
            JsonNode ended = ended(job);
            assertEquals("done 2 0 0 0", summary(ended), () -> outcomes(ended).toString());
        }
        List<String> sections = sections(journal);
        assertEquals(5, sections.size(), sections.toString());
        assertTrue(sections.contains("Shared"));
    }
}
