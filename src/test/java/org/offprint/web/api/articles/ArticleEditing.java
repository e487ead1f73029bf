package org.offprint.web.api.articles;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.unique;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.hamcrest.Matcher;
import org.hamcrest.Matchers;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

/** Performs editor actions on articles and reads the results, for the tests of this package. */
final class ArticleEditing {

    static final String UNKNOWN = "019b0f6e-1c5a-7d3e-8f00-5a4b3c2d1e0f";

    private ArticleEditing() {}

    /** Returns the JSON of an article with only the required members. */
    static ObjectNode minimal(String journal) {
        return object().put("journal", journal)
                .put("title", unique("Minimal article"))
                .put("language", "en")
                .put("type", "research-article");
    }

    /** Creates a draft article and returns its path. */
    static String draft(ObjectNode article) {
        return Client.here()
                .post("/v1/articles", article)
                .expect(201)
                .body()
                .at("/links/self")
                .textValue();
    }

    /** Creates and publishes an article and returns its path. */
    static String published(ObjectNode article) {
        String path = draft(article);
        Client.here().put(path + "/publication", object()).expect(200);
        return path;
    }

    static ValidatableResponse publish(String path, ObjectNode how) {
        return act(asAdmin(), "PUT", path + "/publication", how);
    }

    static ValidatableResponse withdraw(String path, ObjectNode why) {
        return act(asAdmin(), "PUT", path + "/withdrawal", why);
    }

    static ValidatableResponse retract(String path, ObjectNode why) {
        return act(asAdmin(), "PUT", path + "/retraction", why);
    }

    /** Sends a DELETE request for an action, such as a withdrawal, regardless of the article's revision. */
    static ValidatableResponse undo(String act) {
        return asAdmin().header("If-Match", "*").delete(act).then();
    }

    /** Sends a request with this JSON body, regardless of the article's revision. */
    static ValidatableResponse act(RequestSpecification caller, String method, String path, JsonNode json) {
        return send(caller.header("If-Match", "*"), json.toString())
                .request(method, path)
                .then();
    }

    static ValidatableResponse put(String path, String ifMatch, JsonNode article) {
        RequestSpecification caller = asAdmin();
        return send(ifMatch == null ? caller : caller.header("If-Match", ifMatch), article.toString())
                .put(path)
                .then();
    }

    static ValidatableResponse patch(String path, JsonNode patch) {
        return Fixtures.patch(asAdmin(), path, patch).then();
    }

    static RequestSpecification send(RequestSpecification caller, String json) {
        return caller.contentType("application/json").body(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the record at this path as readers see it. */
    static JsonNode read(String path) {
        Response response = given().get(path);
        assertEquals(200, response.statusCode(), response.asString());
        return body(response);
    }

    /** Returns the record at this path as editors see it. */
    static ObjectNode readAsEditor(String path) {
        Response response = asAdmin().get(path);
        assertEquals(200, response.statusCode(), response.asString());
        return (ObjectNode) body(response);
    }

    /** Returns the public changes of this article, oldest first, each in the form "operation reason version". */
    static List<String> publicChanges(String journal, String path) {
        List<String> changes = new ArrayList<>();
        String after = "0";
        while (true) {
            JsonNode page = read("/v1/changes?limit=1000&kind=article&journal=" + journal + "&after=" + after);
            page.get("items").forEach(change -> {
                if (change.get("id").textValue().equals(id(path))) {
                    changes.add(change.get("op").textValue() + " "
                            + change.get("reason").textValue() + " " + change.get("version"));
                }
            });
            if (page.get("items").isEmpty()) {
                return changes;
            }
            after = page.get("next").textValue();
        }
    }

    /** Returns the actions in the history of this article, newest first. */
    static List<String> actions(String path) {
        List<String> actions = new ArrayList<>();
        readAsEditor(path + "/history?limit=100")
                .get("items")
                .forEach(entry -> actions.add(entry.get("action").textValue()));
        return actions;
    }

    static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    static ArrayNode list(String... texts) {
        ArrayNode list = object().arrayNode();
        List.of(texts).forEach(list::add);
        return list;
    }

    /** Returns a matcher for the entity tag of this revision in compressed and uncompressed responses. */
    static Matcher<String> revision(int number) {
        return Matchers.oneOf("\"r" + number + "\"", "\"r" + number + "-gzip\"");
    }

    /** Waits until the condition is true, for at most one minute. */
    static void await(BooleanSupplier condition, String otherwise) {
        Workers.await(Duration.ofSeconds(60), otherwise, condition);
    }
}
