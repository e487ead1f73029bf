package org.offprint.web.api.articles;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.CountedRequests.statements;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/** Tests that the number of SQL statements per request does not depend on the amount of data. */
@QuarkusTest
class StatementCountTest {

    private static ObjectNode article(String journal, int contributors) {
        ObjectNode article = ArticleEditing.minimal(journal);
        for (int i = 0; i < contributors; i++) {
            ObjectNode author = article.withArray("contributors").addObject();
            author.put("family", "F" + i);
            author.putArray("affiliations").add(Fixtures.affiliation("Of " + i));
            article.withArray("references").addObject().put("text", "Reference " + i);
        }
        return article;
    }

    @Test
    void the_first_read_of_an_article_executes_one_sql_statement_and_later_reads_none() {
        String path = ArticleEditing.published(article(Fixtures.journal(), 5));
        String slug =
                "/v1/articles/" + ArticleEditing.readAsEditor(path).get("slug").textValue();
        for (String url : List.of(path, slug)) {
            List<String> first = statements(() -> given().get(url).then().statusCode(200));
            assertEquals(url.equals(path) ? 1 : 0, first.size(), first.toString());
            assertEquals(List.of(), statements(() -> given().get(url).then().statusCode(200)));
        }
        assertEquals(List.of(), statements(() -> given().get(path + "?fields=title,contributors.family")
                .then()
                .statusCode(200)));
        ArticleEditing.patch(path, object().put("title", "New"));
        ArticleEditing.publish(path, object());
        assertEquals(
                1, statements(() -> given().get(path).then().statusCode(200)).size());
        assertEquals(List.of(), statements(() -> given().get(path).then().statusCode(200)));
        ArticleEditing.withdraw(path, object().put("reason", "x"));
        assertEquals(
                1, statements(() -> given().get(path).then().statusCode(410)).size());
        assertEquals(List.of(), statements(() -> given().get(path).then().statusCode(410)));
    }

    @Test
    void a_list_request_from_a_reader_executes_no_sql_statement() {
        String journal = Fixtures.journal();
        for (int i = 0; i < 5; i++) {
            ArticleEditing.published(ArticleEditing.minimal(journal));
        }
        String url = "/v1/articles?limit=2&journal=" + journal;
        given().get(url).then().statusCode(200);
        for (String more : List.of("", "&q=article", "&facets=year&facets=author", "&sort=title&fields=title")) {
            assertEquals(
                    List.of(), statements(() -> given().get(url + more).then().statusCode(200)), more);
        }
    }

    @Test
    void the_number_of_sql_statements_of_inclusions_does_not_depend_on_the_number_of_records() {
        String journal = Fixtures.journal();
        String issue = Fixtures.created(
                        Fixtures.asAdmin(),
                        "/v1/issues",
                        object().put("journal", journal).put("volume", "1"))
                .get("id")
                .textValue();
        ArticleEditing.publish("/v1/issues/" + issue, object());
        String doi = "10.5555/" + Fixtures.unique("counted").replace(' ', '.');
        String first = ArticleEditing.published(
                related(article(journal, 5).put("doi", doi).put("issue", issue).put("position", 1)));
        String list = "/v1/articles?journal=" + journal;
        for (int i = 0; i < 3; i++) {
            ObjectNode citing =
                    ArticleEditing.minimal(journal).put("issue", issue).put("position", i + 2);
            citing.withArray("references").addObject().put("text", "Notes. https://doi.org/" + doi);
            ArticleEditing.published(citing);
            int citations = i + 1;
            Fixtures.await(() -> given().get(first + "?include=citedBy")
                    .path("included.citedBy.total")
                    .equals(citations));
            assertStatements(2, first + "?include=issue.neighbours");
            assertStatements(2, first + "?include=citedBy");
            assertStatements(3, first + "?include=citedBy,issue.neighbours");
            assertStatements(2, first + "?include=related");
            assertStatements(2, first + "?include=references");
            assertStatements(1, first + "?include=fullText");
            assertStatements(0, first + "?include=files");
            assertStatements(1, first + "?include=relations");
            assertStatements(2, first + "?include=metrics");
            assertStatements(1, first + "?include=versions");
            assertStatements(1, first + "?include=crossmark");
            assertStatements(1, first + "?include=exports");
            assertStatements(0, list);
            assertStatements(2, list + "&include=citedBy");
            assertStatements(3, list + "&include=citedBy,issue.neighbours");
            assertStatements(2, list + "&include=metrics");
            assertStatements(0, list + "&view=localized");
            assertStatements(3, "/v1/issues/" + issue + "?include=contents");
            assertStatements(2, "/v1/issues?include=contents&journal=" + journal);
        }
    }

    private static ObjectNode related(ObjectNode article) {
        String other = ArticleEditing.published(ArticleEditing.minimal(Fixtures.journal()));
        article.putArray("relations").addObject().put("type", "isCommentOn").put("article", ArticleEditing.id(other));
        return article;
    }

    private static void assertStatements(int expected, String url) {
        List<String> executed = statements(() -> given().get(url).then().statusCode(200));
        assertEquals(expected, executed.size(), url + "\n" + executed);
    }

    private static int statementsOfBatch(ObjectNode request) {
        return statements(() -> Fixtures.post(given(), "/v1/articles/batch-get", request)
                        .then()
                        .statusCode(200))
                .size();
    }

    @Test
    void a_batch_of_articles_executes_two_sql_statements() {
        String journal = Fixtures.journal();
        ObjectNode request = object();
        for (int i = 0; i < 5; i++) {
            request.withArray("articles").add(ArticleEditing.id(ArticleEditing.published(article(journal, i))));
            ObjectNode including = request.deepCopy();
            including.putArray("include").add("citedBy").add("issue.neighbours");
            assertEquals(2, statementsOfBatch(request));
            assertEquals(4, statementsOfBatch(including));
        }
    }

    @Test
    void a_request_for_the_service_description_executes_no_sql_statement() {
        ArticleEditing.published(ArticleEditing.minimal(Fixtures.journal()));
        assertEquals(List.of(), statements(() -> given().get("/v1").then().statusCode(200)));
    }

    @Test
    void editor_requests_execute_the_same_sql_statements_for_small_and_large_journals() {
        String small = Fixtures.journal();
        String large = Fixtures.journal();
        String one = ArticleEditing.draft(article(small, 1));
        String many = ArticleEditing.draft(article(large, 20));
        List<String> read = statements(() -> ArticleEditing.readAsEditor(one));
        assertEquals(read, statements(() -> ArticleEditing.readAsEditor(many)));
        assertEquals(5, read.size(), read.toString());
        // The database driver loads complete values into memory.
        // The first statement must therefore check the size of the article body.
        assertTrue(read.get(0).contains("octet_length(body::text)"), read.get(0));
        for (int i = 0; i < 19; i++) {
            ArticleEditing.draft(article(large, 1));
        }
        List<String> list = statements(() -> ArticleEditing.readAsEditor("/v1/articles?journal=" + small));
        assertEquals(
                list.size(),
                statements(() -> ArticleEditing.readAsEditor("/v1/articles?journal=" + large))
                        .size());
        assertEquals(4, list.size(), list.toString());
        // One statement finds the articles that violate a rule. This journal has no published article.
        List<String> byRule =
                statements(() -> ArticleEditing.readAsEditor("/v1/articles?readiness=doaj-08&journal=" + large));
        assertEquals(1, byRule.size(), byRule.toString());
        assertTrue(byRule.get(0).contains("from readiness where"), byRule.get(0));
    }

    @Test
    void saving_and_publishing_articles_execute_the_same_sql_statements_for_any_number_of_contributors() {
        String journal = Fixtures.journal();
        String one = ArticleEditing.draft(article(journal, 1));
        String many = ArticleEditing.draft(article(journal, 20));
        ObjectNode title = object().put("title", "Saved");
        List<String> saved = statements(() -> ArticleEditing.patch(one, title).statusCode(200));
        assertEquals(saved, statements(() -> ArticleEditing.patch(many, title).statusCode(200)));
        List<String> published =
                statements(() -> ArticleEditing.publish(one, object()).statusCode(200));
        assertEquals(published, statements(() -> ArticleEditing.publish(many, object())
                .statusCode(200)));
        assertEquals(25, published.size(), published.toString());
    }

    @Test
    void the_statement_counter_records_sql_statements_about_articles() {
        List<String> seen = new ArrayList<>(statements(() -> asAdmin().get("/v1/articles/" + ArticleEditing.UNKNOWN)));
        assertTrue(seen.stream().anyMatch(statement -> statement.contains("article")), seen.toString());
    }
}
