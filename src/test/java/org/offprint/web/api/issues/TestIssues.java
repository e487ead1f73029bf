package org.offprint.web.api.issues;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.unique;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Workers;

/** Creates and reads issues and their tables of contents for tests. */
final class TestIssues {

    static final String UNKNOWN = "019b0f6e-1c5a-7d3e-8f00-5a4b3c2d1e0f";

    private TestIssues() {}

    /** Creates a journal with sections that have these titles, and returns its representation for editors. */
    static JsonNode journal(String... sections) {
        ObjectNode journal = object().put("title", unique("Journal")).put("language", "en");
        for (String section : sections) {
            journal.withArray("sections").addObject().put("title", section);
        }
        return created(asAdmin(), "/v1/journals", journal);
    }

    /** Returns a request body that creates an issue of this journal. */
    static ObjectNode sample(String journal) {
        return object().put("journal", journal)
                .put("volume", "12")
                .put("number", "3")
                .put("year", 2025);
    }

    /** Creates a draft issue with a unique number and returns its id. */
    static String issue(String journal) {
        return created(asAdmin(), "/v1/issues", sample(journal).put("number", unique("No.")))
                .get("id")
                .textValue();
    }

    /** Creates an issue, publishes it with this publication date, and returns its id. */
    static String published(String journal, String publishedOn) {
        String issue = issue(journal);
        publish(issue, object().put("publishedOn", publishedOn)).statusCode(200);
        return issue;
    }

    /** Creates a draft article in this issue and section, and returns its id. The section may be null. */
    static String article(String journal, String issue, String section) {
        return created(asAdmin(), "/v1/articles", placed(journal, issue, section))
                .get("id")
                .textValue();
    }

    /** Creates a draft article that cannot be published because it corrects a deleted article, and returns its id. */
    static String brokenArticle(String journal, String issue) {
        String corrected = article(journal, null, null);
        ObjectNode article = placed(journal, issue, null);
        article.putArray("relations").addObject().put("type", "isCorrectionOf").put("article", corrected);
        String id = created(asAdmin(), "/v1/articles", article).get("id").textValue();
        asAdmin()
                .header("If-Match", "*")
                .delete("/v1/articles/" + corrected)
                .then()
                .statusCode(204);
        return id;
    }

    private static ObjectNode placed(String journal, String issue, String section) {
        return object().put("journal", journal)
                .put("title", unique("Article"))
                .put("language", "en")
                .put("type", "research-article")
                .put("issue", issue)
                .put("section", section);
    }

    static ValidatableResponse publish(String issue, JsonNode how) {
        return put(asAdmin(), "/v1/issues/" + issue + "/publication", "*", how);
    }

    static ValidatableResponse put(RequestSpecification caller, String path, String ifMatch, JsonNode body) {
        RequestSpecification request = ifMatch == null ? caller : caller.header("If-Match", ifMatch);
        return request.contentType(ContentType.JSON)
                .body(body.toString().getBytes(StandardCharsets.UTF_8))
                .put(path)
                .then();
    }

    /** Returns the representation for editors of the resource at this path. */
    static JsonNode read(String path) {
        var response = asAdmin().get(path);
        assertEquals(200, response.statusCode(), response.asString());
        return body(response);
    }

    /** Returns the logged changes of a record as {@code visibility op reason}, oldest first. */
    static List<String> changes(Sql sql, String id) {
        return sql.list(
                "select visibility || ' ' || op || ' ' || reason from change where id = ? and not carried"
                        + " order by position",
                row -> row.getString(1),
                UUID.fromString(id));
    }

    /** Sends a request that waits for a lock on the issue, runs an action during the wait, and returns the response. */
    static ValidatableResponse whileItWaits(
            Sql sql, String issue, Callable<ValidatableResponse> request, Runnable duringRequest) {
        FutureTask<ValidatableResponse> answer = new FutureTask<>(request);
        QuarkusTransaction.requiringNew().run(() -> {
            sql.list("select id from issue where id = ?::uuid for no key update", row -> null, issue);
            new Thread(answer).start();
            await(
                    () -> sql.first("select 1 from pg_locks where not granted", row -> true)
                            .isPresent(),
                    "the request does not wait");
            duringRequest.run();
        });
        try {
            return answer.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the condition is true. Fails the test after one minute. */
    static void await(BooleanSupplier condition, String otherwise) {
        Workers.await(Duration.ofSeconds(60), otherwise, condition);
    }
}
