package org.offprint.web.api.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.issn;
import static org.offprint.web.api.Fixtures.journal;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.unique;
import static org.offprint.web.api.imports.TestImports.done;
import static org.offprint.web.api.imports.TestImports.outcomes;
import static org.offprint.web.api.imports.TestImports.summary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Tests matching imported records with existing records, and the reported differences. */
@QuarkusTest
class RecordMatchingTest {

    private static ObjectNode article(JsonNode journal, String type, String value) {
        ObjectNode article = object().put("kind", "article")
                .put("title", unique("Same"))
                .put("language", "en")
                .put("type", "editorial");
        article.set("journal", journal);
        article.putArray("identifiers").addObject().put("type", type).put("value", value);
        return article;
    }

    private static JsonNode named(String journal) {
        return object().put("id", journal);
    }

    private static String doi() {
        return "10.5555/" + unique("same").replace(' ', '-');
    }

    private static List<String> reported(JsonNode outcome) {
        return StreamSupport.stream(outcome.get("unplaced").spliterator(), false)
                .map(one ->
                        one.get("where").textValue() + ": " + one.get("text").textValue())
                .toList();
    }

    @Test
    void a_publisher_id_identifies_an_article_only_within_its_journal() {
        JsonNode journal = named(journal());
        String value = unique("7");
        for (String type : new String[] {"publisher-id", "other", "ojs"}) {
            assertEquals("done 1 0 0 0", summary(done("", article(journal, type, value))));
            assertEquals("done 1 0 0 0", summary(done("?mode=upsert", article(named(journal()), type, value))));
            JsonNode fresh = object().put("title", unique("Not here yet")).put("language", "en");
            assertEquals("done 1 0 0 0", summary(done("?mode=upsert", article(fresh, type, value))));
            assertEquals("done 0 1 0 0", summary(done("?mode=upsert", article(journal, type, value))));
        }
    }

    @Test
    void articles_with_different_dois_are_distinct_despite_equal_publisher_ids() {
        JsonNode journal = named(journal());
        String value = unique("7");
        assertEquals(
                "done 1 0 0 0",
                summary(done("", article(journal, "publisher-id", value).put("doi", doi()))));
        JsonNode second = done(
                "?mode=upsert",
                article(journal, "publisher-id", value).put("doi", doi()),
                article(journal, "isbn", "978-0-306-40615-7").put("doi", doi()));
        assertEquals("done 2 0 0 0", summary(second), () -> outcomes(second).toString());
        assertEquals(
                "done 1 0 0 0", summary(done("?mode=upsert", article(journal, "isbn", "978-0-306-40615-7"))), "a book");
    }

    @Test
    void a_publisher_id_shared_by_two_articles_of_a_journal_is_reported() {
        JsonNode journal = named(journal());
        String value = unique("7");
        String first = doi();
        JsonNode before = done("", article(journal, "publisher-id", value).put("doi", first));
        String id = outcomes(before).get(0).get("id").textValue();
        String second = doi();
        for (String mode : new String[] {"?mode=upsert&validateOnly=true", "?mode=upsert"}) {
            List<JsonNode> made = outcomes(done(
                    mode,
                    article(journal, "publisher-id", value).put("doi", second),
                    article(journal, "publisher-id", value).put("doi", doi()),
                    article(named(journal()), "publisher-id", value).put("doi", doi())));
            List<String> expected = List.of(shared(value, first + " (/v1/articles/" + id + ")"));
            assertEquals(expected, reported(made.get(0)));
            assertEquals(expected, reported(made.get(1)));
            assertEquals(List.of(), reported(made.get(2)), "another journal");
        }
        JsonNode again =
                done("?mode=upsert", article(journal, "publisher-id", value).put("doi", first));
        assertEquals("done 0 1 0 0", summary(again), "the title differs");
        assertEquals(List.of(), reported(outcomes(again).get(0)), "the shared identifier was reported before");
        JsonNode fourth = done("", article(journal, "publisher-id", value).put("doi", doi()));
        assertEquals(
                List.of(shared(value, first + " (/v1/articles/" + id + ") and 2 more")),
                reported(outcomes(fourth).get(0)),
                "the other articles are only counted");
        String other = unique("8");
        List<JsonNode> together = outcomes(done(
                "",
                article(journal, "publisher-id", other).put("doi", second + ".a"),
                article(journal, "publisher-id", other).put("doi", second + ".b")));
        assertEquals(List.of(), reported(together.get(0)));
        assertEquals(List.of(shared(other, second + ".a")), reported(together.get(1)));
    }

    private static String shared(String value, String other) {
        return "identifiers: publisher-id " + value + " also belongs to " + other
                + ". The DOIs differ, so the articles are treated as different.";
    }

    @Test
    void an_article_that_occurs_twice_in_an_imported_file_is_matched_by_identifier() {
        JsonNode journal = named(journal());
        for (String type : new String[] {"pmid", "publisher-id"}) {
            String value = unique("8").replace(" ", "");
            ObjectNode one = article(journal, type, value);
            ObjectNode twice = one.deepCopy();
            twice.withArray("identifiers").addObject().put("type", type).put("value", value);
            assertEquals("done 1 0 0 1", summary(done("", twice, one)), type);
            String other = unique("9").replace(" ", "");
            ObjectNode held = article(journal, type, other);
            assertEquals(
                    "done 1 1 0 0",
                    summary(done("?mode=upsert", held, held.deepCopy().put("doi", doi()))),
                    type);
        }
    }

    @Test
    void a_pmid_identifies_an_article_in_any_journal() {
        String value = unique("9").replace(" ", "");
        assertEquals(
                "done 1 0 0 0",
                summary(done("", article(named(journal()), "pmid", value).put("doi", doi()))));
        JsonNode again = done("", article(named(journal()), "pmid", value).put("doi", doi()));
        assertEquals("done 0 0 0 1", summary(again));
        assertEquals("duplicate", outcomes(again).get(0).at("/problems/0/code").textValue());
    }

    @Test
    void differences_between_an_imported_and_an_existing_journal_or_issue_are_reported() {
        String first = issn();
        String second = issn();
        String title = unique("Annals of Mud");
        ObjectNode journal = object().put("title", title).put("language", "en").put("publisher", "Delta");
        journal.putArray("issns").addObject().put("type", "print").put("value", first);
        ObjectNode issue = object().put("volume", "3").put("number", "2").put("publishedOn", "2020-04");
        ObjectNode one = article(journal, "other", unique("1"));
        one.set("issue", issue);
        assertEquals(List.of(), reported(outcomes(done("", one)).get(0)));

        ObjectNode otherwise = journal.deepCopy().put("title", title.toUpperCase(java.util.Locale.ROOT));
        otherwise.put("publisher", "Estuary").put("abbreviation", "Ann Mud");
        otherwise.withArray("issns").addObject().put("type", "electronic").put("value", second);
        ObjectNode two = article(otherwise, "other", unique("2"));
        two.set("issue", issue.deepCopy().put("publishedOn", "2020-05").put("title", "Silt"));
        ObjectNode three = article(journal, "other", unique("3"));
        three.set("issue", issue.deepCopy().put("publishedOn", "2020"));
        List<JsonNode> outcomes = outcomes(done("", two, three));
        assertEquals(
                List.of(
                        "journal/abbreviation: Ann Mud",
                        "journal/publisher: Estuary (here: Delta)",
                        "journal/issns: " + second + " (electronic)",
                        "issue/title: Silt",
                        "issue/publishedOn: 2020-05 (here: 2020-04)"),
                reported(outcomes.get(0)));
        assertEquals(List.of(), reported(outcomes.get(1)));
    }

    @Test
    void a_different_value_of_a_journal_is_reported_once_per_import_and_journal() {
        ObjectNode first = object().put("title", unique("Annals of Silt")).put("language", "en");
        first.putArray("issns").addObject().put("type", "print").put("value", issn());
        ObjectNode second = object().put("title", unique("Annals of Clay")).put("language", "en");
        second.putArray("issns").addObject().put("type", "print").put("value", issn());
        done("", article(first, "other", unique("1")), article(second, "other", unique("2")));

        List<String> expected = List.of("journal/publisherPlace: Leiden", "journal/identifiers: nlm-ta Ann");
        for (ObjectNode journal : List.of(first, second)) {
            journal.put("publisherPlace", "Leiden");
            journal.putArray("identifiers").addObject().put("type", "nlm-ta").put("value", "Ann");
        }
        ObjectNode[] articles = new ObjectNode[450];
        for (int i = 0; i < articles.length; i++) {
            articles[i] = article(i % 2 == 0 ? first : second, "other", unique("3"));
        }
        List<List<String>> reported = outcomes(done("", articles)).stream()
                .map(each -> reported(each))
                .toList();
        assertEquals(List.of(expected, expected), reported.subList(0, 2));
        assertTrue(reported.stream().skip(2).allMatch(List::isEmpty), reported.toString());
        // The next import reports the values again.
        assertEquals(
                expected,
                reported(
                        outcomes(done("", article(first, "other", unique("4")))).get(0)));
    }
}
