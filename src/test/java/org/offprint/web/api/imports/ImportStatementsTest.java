package org.offprint.web.api.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.journal;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.ror;
import static org.offprint.web.api.Fixtures.unique;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.CountingDriver;
import org.offprint.web.api.BackgroundWork;

/** Tests that the number of SQL statements per import batch does not depend on the number of new articles. */
@QuarkusTest
class ImportStatementsTest {

    /** Pattern of the SQL statements of an import batch. Only imports write to these tables during this test. */
    private static final String OF_A_BATCH =
            "(?is)(insert into (article|doi|affiliation|published|job_outcome|change)|update job set place|select).*";

    private static ObjectNode article(String journal, String issue) {
        ObjectNode article = object().put("kind", "article")
                .put("journal", journal)
                .put("title", "The same title for all of them")
                .put("language", "en")
                .put("type", "research-article")
                .put("doi", "10.5555/" + unique("statements").replace(' ', '-'));
        article.putObject("issue").put("volume", issue);
        ObjectNode author = article.putArray("contributors").addObject().put("family", "Shi");
        author.putArray("affiliations")
                .addObject()
                .put("name", unique("Institute"))
                .put("ror", ror());
        return article;
    }

    private static List<String> statements(int count, String journal) {
        String issue = unique("7");
        JsonNode[] records = new JsonNode[count];
        Arrays.setAll(records, i -> article(journal, issue));
        BackgroundWork.awaitIdle();
        long mark = CountingDriver.statements();
        JsonNode job = TestImports.done("?publish=true", records);
        List<String> executed = CountingDriver.since(mark);
        assertEquals("done " + count + " 0 0 0", TestImports.summary(job), () -> TestImports.outcomes(job)
                .toString());
        int begin = last(executed, "for no key update", "from job");
        int end = last(executed, "update job set place", "");
        return executed.subList(begin, end + 1).stream()
                .filter(statement -> statement.matches(OF_A_BATCH))
                .filter(statement -> !statement.matches(
                        "(?s).*(from change |from follower |into node |scheduled_at <= now|from job where kind).*"))
                .toList();
    }

    private static int last(List<String> executed, String what, String and) {
        for (int i = executed.size() - 1; i >= 0; i--) {
            if (executed.get(i).contains(what) && executed.get(i).contains(and) && isOfABatch(executed, i)) {
                return i;
            }
        }
        throw new AssertionError("No statement matches " + what + ": " + executed);
    }

    /**
     * Returns whether an import batch ends after this statement. After the last batch, the job is locked once more,
     * although no records remain to be read.
     */
    private static boolean isOfABatch(List<String> executed, int at) {
        return executed.subList(at, executed.size()).stream().anyMatch(each -> each.startsWith("update job set place"));
    }

    @Test
    void large_import_batches_execute_about_as_many_sql_statements_as_small_batches() {
        String journal = journal();
        statements(3, journal);
        List<String> few = statements(3, journal);
        List<String> many = statements(60, journal);
        // Followers of the change log execute statements at the same time, so the numbers differ slightly.
        // One more statement per article would add 57 statements.
        assertTrue(many.size() <= few.size() + 25, few.size() + " and " + many.size() + ": " + String.join("\n", many));
        assertTrue(many.size() < 100, many.size() + ": " + String.join("\n", many));
    }
}
