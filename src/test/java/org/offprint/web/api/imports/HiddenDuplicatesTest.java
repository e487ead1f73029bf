package org.offprint.web.api.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.editorOf;
import static org.offprint.web.api.Fixtures.journal;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.publish;
import static org.offprint.web.api.Fixtures.unique;
import static org.offprint.web.api.imports.TestImports.lines;
import static org.offprint.web.api.imports.TestImports.outcomes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that an import with the key of one journal's editor does not reveal unpublished records of other journals. */
@QuarkusTest
class HiddenDuplicatesTest {

    private final String doi = "10.5555/taken." + Long.toString(System.nanoTime(), 36);
    private String own;
    private String other;
    private String key;

    @BeforeEach
    void makeJournals() {
        own = journal();
        other = journal();
        key = editorOf(own);
    }

    private ObjectNode article(String journal) {
        ObjectNode article = object().put("journal", journal)
                .put("title", unique("Taken"))
                .put("language", "en")
                .put("type", "editorial")
                .put("doi", doi);
        article.putArray("identifiers").addObject().put("type", "handle").put("value", doi);
        return article;
    }

    private static String id(JsonNode record) {
        return record.get("id").textValue();
    }

    private JsonNode imported(String query, ObjectNode record) {
        JsonNode job = TestImports.done(as(key), query, TestImports.JSONL, lines(record));
        return outcomes(job).get(0);
    }

    private void assertRevealsNothing(JsonNode outcome, String... secrets) {
        assertEquals("failed", outcome.get("outcome").textValue(), outcome.toString());
        assertFalse(outcome.has("id"), outcome.toString());
        for (String secret : secrets) {
            assertFalse(outcome.toString().contains(secret), outcome.toString());
        }
        assertEquals("duplicate", outcome.at("/problems/0/code").textValue());
    }

    @Test
    void an_import_does_not_reveal_draft_articles_of_other_journals() {
        String draft = id(created(asAdmin(), "/v1/articles", article(other)));
        for (String query : new String[] {"", "?mode=upsert", "?validateOnly=true", "?mode=upsert&validateOnly=true"}) {
            JsonNode byDoi = imported(query, article(own));
            assertRevealsNothing(byDoi, draft, other, "draft");
            assertEquals("/doi", byDoi.at("/problems/0/pointer").textValue());
            ObjectNode named = article(own);
            named.remove("doi");
            assertRevealsNothing(imported(query, named), draft, other, "draft");
            ObjectNode issue = object().put("kind", "issue")
                    .put("journal", own)
                    .put("number", unique("1"))
                    .put("doi", doi);
            assertRevealsNothing(imported(query, issue), draft, other, "draft");
        }
        asAdmin().get("/v1/articles/" + draft).then().statusCode(200);
    }

    @Test
    void an_import_does_not_reveal_draft_issues_of_other_journals() {
        ObjectNode issue = object().put("journal", other).put("number", "1").put("doi", doi);
        String draft = id(created(asAdmin(), "/v1/issues", issue));
        assertRevealsNothing(imported("", article(own)), draft, other, "draft");
        assertRevealsNothing(imported("?mode=upsert", article(own)), draft, other, "draft");
    }

    @Test
    void the_error_for_an_imported_duplicate_of_a_published_article_names_the_article() {
        String published = id(created(asAdmin(), "/v1/articles", article(other)));
        publish(published);
        JsonNode outcome = imported("", article(own));
        assertEquals(
                "Must be unique, but is already used by /v1/articles/" + published + ".",
                outcome.at("/problems/0/message").textValue());
        JsonNode change = imported("?mode=upsert", article(own));
        assertEquals("forbidden", change.at("/problems/0/code").textValue(), change.toString());
        assertTrue(change.toString().contains(other), change.toString());
    }

    @Test
    void the_error_for_an_imported_duplicate_of_a_draft_of_the_editor_names_the_draft() {
        String draft = id(created(asAdmin(), "/v1/articles", article(own)));
        assertEquals(
                "Must be unique, but is already used by /v1/articles/" + draft + ".",
                imported("", article(own)).at("/problems/0/message").textValue());
        assertEquals(
                "updated", imported("?mode=upsert", article(own)).get("outcome").textValue());
    }
}
