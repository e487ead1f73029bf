package org.offprint.web.api.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.editorOf;
import static org.offprint.web.api.Fixtures.journal;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.ror;
import static org.offprint.web.api.Fixtures.unique;
import static org.offprint.web.api.imports.TestImports.JSONL;
import static org.offprint.web.api.imports.TestImports.done;
import static org.offprint.web.api.imports.TestImports.outcomes;
import static org.offprint.web.api.imports.TestImports.summary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.kernel.identifiers.Ids;

/** Tests importing organizations whose parent or successor appears later in the same file. */
@QuarkusTest
class DeferredReferencesTest {

    private static ObjectNode organization(String ror) {
        return object().put("kind", "affiliation")
                .put("name", unique("Organization"))
                .put("ror", ror);
    }

    private static JsonNode read(JsonNode outcome) {
        return body(asReader().get(outcome.at("/links/self").textValue()));
    }

    @Test
    void an_imported_organization_is_linked_to_its_first_listed_parent_that_exists() {
        String early = ror();
        String late = ror();
        ObjectNode part = organization(ror());
        part.putArray("parent").addObject().put("ror", late);
        part.withArray("/parent").addObject().put("ror", early);
        ObjectNode other = organization(ror());
        other.putArray("parent").addObject().put("ror", ror());
        other.withArray("/parent").addObject().put("ror", early);
        JsonNode job = done("", organization(early), part, other, organization(late));
        assertEquals("done 4 0 0 0", summary(job));
        List<JsonNode> outcomes = outcomes(job);
        assertEquals(
                outcomes.get(3).get("id"),
                read(outcomes.get(1)).get("parent"),
                "the first parent, which appears later in the file");
        assertTrue(
                outcomes.get(1).at("/unplaced/0/text").asText().contains(early),
                outcomes.get(1).toString());
        assertEquals(
                outcomes.get(0).get("id"),
                read(outcomes.get(2)).get("parent"),
                "the second parent, because the first does not exist");
    }

    @Test
    void references_to_later_records_are_linked_after_the_whole_file_is_read() {
        String whole = ror();
        List<ObjectNode> records = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            ObjectNode part = organization(ror());
            part.putObject("parent").put("ror", whole);
            records.add(part);
        }
        String byId = Ids.next().toString();
        ObjectNode closed = organization(ror()).put("successor", byId);
        ObjectNode orphan = organization(ror());
        orphan.putObject("parent").put("ror", ror()).put("name", unique("Nowhere"));
        String nowhere = ror();
        ObjectNode ofTwo = organization(ror());
        ofTwo.putArray("parent").addObject().put("ror", nowhere);
        ofTwo.withArray("/parent").addObject().put("ror", whole);
        records.addAll(List.of(closed, orphan, ofTwo));
        for (int i = 0; i < 500; i++) {
            records.add(organization(ror()));
        }
        records.add(organization(whole));
        records.add(organization(ror()).put("id", byId));

        JsonNode job = done("", records.toArray(new JsonNode[0]));

        assertEquals("done 755 0 0 0", summary(job));
        List<JsonNode> outcomes = outcomes(job);
        String parent = outcomes.get(753).get("id").textValue();
        for (int i = 0; i < 250; i++) {
            assertEquals(parent, read(outcomes.get(i)).path("parent").textValue(), "parent of record " + (i + 1));
            assertEquals(
                    0, outcomes.get(i).get("unplaced").size(), outcomes.get(i).toString());
        }
        assertEquals(byId, read(outcomes.get(250)).get("successor").textValue());
        assertFalse(read(outcomes.get(251)).has("parent"));
        assertEquals("parent", outcomes.get(251).at("/unplaced/0/where").textValue());
        assertEquals(parent, read(outcomes.get(252)).path("parent").textValue(), "the first existing parent of two");
        assertEquals(
                "[{\"where\":\"parent\",\"text\":\"{\\\"ror\\\":\\\"" + nowhere + "\\\"}\"}]",
                outcomes.get(252).get("unplaced").toString(),
                "the unused parent is reported");
        asReader().get("/v1/affiliations/" + parent).then().statusCode(200);
    }

    @Test
    void every_unused_parent_of_an_imported_organization_is_reported() {
        String held = ror();
        ObjectNode part = organization(ror());
        List<String> others = new ArrayList<>();
        part.putArray("parent").addObject().put("ror", held);
        for (int i = 0; i < 9; i++) {
            ObjectNode other = part.withArray("/parent").addObject().put("ror", ror());
            other.put("name", "The Institute of Whatever is Long Enough to be Cut " + i);
            others.add(other.toString());
        }
        JsonNode job = done("", part, organization(held));
        assertEquals("done 2 0 0 0", summary(job));
        assertEquals(others, outcomes(job).get(0).get("unplaced").findValuesAsText("text"));
    }

    @Test
    void an_import_omits_and_reports_the_parent_that_would_create_a_cycle() {
        String one = ror();
        String other = ror();
        ObjectNode first = organization(one);
        first.putObject("parent").put("ror", other);
        ObjectNode second = organization(other);
        second.putObject("parent").put("ror", one);

        JsonNode checked = done("?validateOnly=true", first, second);
        assertEquals("done 2 0 0 0", summary(checked));

        JsonNode job = done("", first, second);
        assertEquals("done 2 0 0 0", summary(job));
        List<JsonNode> outcomes = outcomes(job);
        assertEquals(outcomes.get(0).get("id"), read(outcomes.get(1)).get("parent"));
        assertFalse(read(outcomes.get(0)).has("parent"));
        assertEquals("parent", outcomes.get(0).at("/unplaced/0/where").textValue());
    }

    @Test
    void a_deferred_parent_link_requires_rights_on_the_existing_organization() {
        String held = ror();
        String later = ror();
        JsonNode made = outcomes(done("", organization(held))).get(0);
        ObjectNode record = organization(held);
        record.put("name", read(made).get("name").textValue());
        record.putObject("parent").put("ror", later);

        JsonNode job =
                done(as(editorOf(journal())), "?mode=upsert", JSONL, TestImports.lines(record, organization(later)));

        assertEquals("done 1 0 1 0", summary(job), () -> outcomes(job).toString());
        assertFalse(read(made).has("parent"));
        JsonNode byAdmin = done(asAdmin(), "?mode=upsert", JSONL, TestImports.lines(record));
        assertEquals("done 0 1 0 0", summary(byAdmin), () -> outcomes(byAdmin).toString());
        assertTrue(read(made).has("parent"));
    }
}
