package org.offprint.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.created;
import static org.offprint.web.api.Fixtures.editorOf;
import static org.offprint.web.api.Fixtures.object;
import static org.offprint.web.api.Fixtures.post;
import static org.offprint.web.api.Fixtures.unique;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.offprint.formats.ExportFormats;
import org.offprint.kernel.json.Json;
import org.offprint.search.schema.RecordKind;
import org.offprint.web.api.lists.Facets;

/**
 * Tests that readers and editors of other journals cannot see unpublished records. Each hidden record contains one
 * unique term. The tests search every response for this term and for the ids of hidden records.
 */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DraftsAreSecretTest {

    private static final String UNKNOWN = "019b0f6e-1c5a-7d3e-8f00-5a4b3c2d1e0f";

    private final String secret = unique("zsecretx").replace(" ", "");
    private final List<String> hidden = new ArrayList<>();
    private String journal;
    private String slug;
    private String stranger;
    private String shown;
    private String shownSlug;
    private String issue;
    private String draft;
    private String draftIssue;
    private String withdrawn;

    /** Creates the records only before the first test, because no test changes them. */
    @BeforeEach
    void plant() {
        if (journal != null) {
            return;
        }
        JsonNode made = created(
                asAdmin(),
                "/v1/journals",
                object().put("title", unique("Journal")).put("language", "en"));
        journal = made.get("id").textValue();
        slug = made.get("slug").textValue();
        stranger = editorOf(Fixtures.journal());
        issue = issue(object().put("volume", "1"));
        publish("/v1/issues/" + issue);
        JsonNode article = created(asAdmin(), "/v1/articles", article("Plain").put("issue", issue));
        shown = article.get("id").textValue();
        shownSlug = article.get("slug").textValue();
        publish("/v1/articles/" + shown);
        plantHidden();
    }

    private void plantHidden() {
        ObjectNode secretive = filled(secret);
        secretive.put("issue", issue).put("doi", "10.5555/" + secret).put("slug", secret + "-slug");
        secretive
                .putArray("relations")
                .addObject()
                .put("type", "isCorrectionOf")
                .put("article", shown);
        draft = id("/v1/articles", secretive);
        String scheduled = id("/v1/articles", filled(secret + "b"));
        asAdmin()
                .header("If-Match", "*")
                .contentType(ContentType.JSON)
                .body("{\"at\":\"2099-01-01T00:00:00Z\"}")
                .put("/v1/articles/" + scheduled + "/publication")
                .then()
                .statusCode(200);
        withdrawn = id("/v1/articles", filled(secret + "c"));
        publish("/v1/articles/" + withdrawn);
        asAdmin()
                .header("If-Match", "*")
                .contentType(ContentType.JSON)
                .body("{\"reason\":\"It went.\"}")
                .put("/v1/articles/" + withdrawn + "/withdrawal")
                .then()
                .statusCode(200);
        Fixtures.patch(asAdmin(), "/v1/articles/" + shown, correction()).then().statusCode(200);
        draftIssue = issue(object().put("title", secret + " issue")
                .put("description", secret)
                .put("doi", "10.5555/" + secret + ".issue"));
        String unpublished = issue(object().put("title", secret + " unpublished"));
        publish("/v1/issues/" + unpublished);
        asAdmin()
                .header("If-Match", "*")
                .delete("/v1/issues/" + unpublished + "/publication")
                .then()
                .statusCode(200);
        hidden.addAll(List.of(draft, scheduled, draftIssue));
    }

    private ObjectNode correction() {
        ObjectNode correction = filled(secret + "d");
        correction.remove(List.of("journal", "type", "language"));
        return correction;
    }

    private ObjectNode article(String title) {
        return object().put("journal", journal)
                .put("title", unique(title))
                .put("language", "en")
                .put("type", "letter");
    }

    /** Returns an article that contains this term in every text field. */
    private ObjectNode filled(String word) {
        ObjectNode article = article(word);
        article.put("title", word).put("subtitle", word).put("abstract", word);
        article.putArray("keywords").add(word);
        ObjectNode author = article.putArray("contributors").addObject();
        author.put("given", word).put("family", word);
        author.putArray("affiliations").addObject().put("text", word);
        article.putArray("references").addObject().put("text", word);
        article.putArray("funding").addObject().put("funder", word);
        article.putArray("subjects").addObject().put("label", word);
        article.putArray("identifiers").addObject().put("type", "other").put("value", word);
        article.putObject("statements").put("ethics", word);
        article.putObject("translations").putObject("zh").put("title", word);
        article.putArray("files")
                .addObject()
                .put("role", "fulltext")
                .put("mediaType", "text/html")
                .put("url", "https://example.org/" + word);
        return article;
    }

    @Test
    void responses_never_reveal_unpublished_records_to_readers() {
        List<String> paths = new ArrayList<>();
        for (String list : List.of("articles", "issues", "journals", "affiliations", "contributors", "keywords")) {
            paths.add("/v1/" + list + "?limit=100");
            paths.add("/v1/" + list + "?q=" + secret.substring(0, secret.length() - 1) + "*");
            paths.add("/v1/" + list + "?q=" + secret + "x&syntax=words");
        }
        StringBuilder facets = new StringBuilder("/v1/articles?limit=1&journal=" + slug);
        Facets.of(RecordKind.ARTICLE, false)
                .forEach(field -> facets.append("&facets=").append(field.word()).append(":100"));
        paths.add(facets.toString());
        for (String filter : List.of("journal=" + journal, "issue=" + issue, "cites=" + shown, "issue=" + draftIssue)) {
            paths.add("/v1/articles?limit=100&" + filter);
        }
        for (String format : List.of("csl", "bibtex", "ris", "csv", "jsonl")) {
            paths.add("/v1/articles?journal=" + journal + "&format=" + format);
        }
        paths.add("/v1/suggest?q=" + secret.substring(0, 9));
        paths.add("/v1/changes?limit=1000&journal=" + journal);
        paths.add("/v1/exports/articles.jsonl.gz");
        paths.add("/v1/issues/" + issue);
        paths.add("/v1/issues/" + issue + "/contents");
        paths.add("/v1/journals/" + slug + "/current-issue");
        paths.add("/v1/articles/" + shown);
        for (String part : List.of("versions", "versions/1", "exports", "linkset")) {
            paths.add("/v1/articles/" + shown + "/" + part);
        }
        ExportFormats.unconfigured()
                .names()
                .forEach(format -> paths.add("/v1/articles/" + shown + "/exports/" + format));
        paths.add("/articles/" + shownSlug);
        paths.add("/feeds/journals/" + slug + ".atom");
        for (String prefix : List.of("oai_dc", "jats", "marcxml", "datacite")) {
            paths.add("/oai?verb=ListRecords&metadataPrefix=" + prefix + "&set=journal:" + slug);
            paths.add("/oai?verb=ListIdentifiers&metadataPrefix=" + prefix + "&set=journal:" + slug);
        }
        paths.add("/oai?verb=ListSets");
        paths.add("/q/health");
        paths.addAll(ResponseTexts.sitemaps());
        for (String path : paths) {
            assertRevealsNothing(asReader(), path);
            if (path.startsWith("/v1/")) {
                assertRevealsNothing(as(stranger), path);
                assertRevealsNothing(as(stranger), path + (path.contains("?") ? "&" : "?") + "view=public");
            }
        }
    }

    private void assertRevealsNothing(RequestSpecification caller, String path) {
        Response answer =
                caller.urlEncodingEnabled(false).redirects().follow(false).get(path);
        assertTrue(answer.statusCode() < 500, path + " " + answer.statusCode());
        String text = ResponseTexts.of(answer).toLowerCase(Locale.ROOT);
        // Paging links repeat the query, so they may contain the search term.
        String asked =
                path.contains("q=" + secret.substring(0, 9)) ? path.replaceAll(".*[?&]q=([^&*]+).*", "$1") : null;
        String rest = asked == null ? text : text.replaceAll("\"(first|next|prev)\":\"[^\"]*\"", "");
        assertFalse(rest.contains(secret), () -> path + " " + answer.headers() + text);
        hidden.forEach(id -> assertFalse(rest.contains(id) && !path.contains(id), () -> path + " " + text));
        String headers = answer.headers().asList().stream()
                .filter(header -> !header.getName().equalsIgnoreCase("Link") || asked == null)
                .toList()
                .toString();
        assertFalse(headers.contains(secret), () -> path + " " + headers);
    }

    @Test
    void a_request_for_an_unpublished_record_returns_the_response_for_an_unknown_record() {
        List<Supplier<RequestSpecification>> callers = List.of(Fixtures::asReader, () -> as(stranger));
        for (Supplier<RequestSpecification> caller : callers) {
            for (String part : List.of(
                    "",
                    "/versions",
                    "/versions/1",
                    "/exports",
                    "/exports/ris",
                    "/linkset",
                    "/history",
                    "/source",
                    "/files",
                    "/files/text.pdf",
                    "/full-text")) {
                sameAsUnknown(caller, "GET", "/v1/articles/{}" + part, draft, UNKNOWN);
                sameAsUnknown(caller, "GET", "/v1/articles/{}" + part, secret + "-slug", "nobody-has-this");
            }
            sameAsUnknown(caller, "GET", "/articles/{}", secret + "-slug", "nobody-has-this");
            sameAsUnknown(caller, "GET", "/v1/lookup?slug={}", secret + "-slug", "nobody-has-this");
            sameAsUnknown(caller, "GET", "/v1/lookup?doi={}", "10.5555/" + secret, "10.5555/nobody");
            sameAsUnknown(caller, "GET", "/v1/lookup?doi={}", "10.5555/" + secret + ".issue", "10.5555/nobody");
            for (String part : List.of("", "/contents")) {
                sameAsUnknown(caller, "GET", "/v1/issues/{}" + part, draftIssue, UNKNOWN);
            }
            sameAsUnknown(caller, "DELETE", "/v1/articles/{}", draft, UNKNOWN);
            sameAsUnknown(caller, "DELETE", "/v1/issues/{}", draftIssue, UNKNOWN);
            for (String act : List.of("publication", "withdrawal", "retraction")) {
                sameAsUnknown(caller, "DELETE", "/v1/articles/{}/" + act, draft, UNKNOWN);
                sameAsUnknown(caller, "PUT", "/v1/articles/{}/" + act, draft, UNKNOWN);
            }
            sameAsUnknown(caller, "PUT", "/v1/articles/{}", draft, UNKNOWN);
            sameAsUnknown(caller, "PUT", "/v1/issues/{}", draftIssue, UNKNOWN);
            sameAsUnknown(caller, "PUT", "/v1/issues/{}/publication", draftIssue, UNKNOWN);
            sameAsUnknown(caller, "PUT", "/v1/issues/{}/contents", draftIssue, UNKNOWN);
            sameAsUnknown(caller, "POST", "/v1/articles/{}/previews", draft, UNKNOWN);
        }
    }

    @Test
    void linking_to_an_unpublished_record_returns_the_error_for_an_unknown_record() {
        String own = Fixtures.journal();
        String key = editorOf(own);
        String mine = Fixtures.article(own);
        String published = Fixtures.article(own);
        Fixtures.publish(published);
        String contents = created(
                        asAdmin(), "/v1/issues", object().put("journal", own).put("volume", "1"))
                .get("id")
                .textValue();
        ObjectNode article = object().put("journal", own)
                .put("title", "Mine")
                .put("language", "en")
                .put("type", "letter");
        sameAsUnknownWithin(key, "POST", "/v1/articles", referencing(article, "relations"), draft);
        sameAsUnknownWithin(key, "POST", "/v1/articles", article.deepCopy().put("issue", "{}"), draftIssue);
        sameAsUnknownWithin(key, "PATCH", "/v1/articles/" + mine, referencing(object(), "relations"), draft);
        sameAsUnknownWithin(key, "PATCH", "/v1/articles/" + mine, object().put("issue", "{}"), draftIssue);
        sameAsUnknownWithin(
                key,
                "PUT",
                "/v1/articles/" + published + "/withdrawal",
                object().put("reason", "x").put("replacedBy", "{}"),
                draft);
        ObjectNode retraction = object().put("kind", "retraction").put("reason", "x");
        retraction.putObject("notice").put("article", "{}");
        sameAsUnknownWithin(key, "PUT", "/v1/articles/" + published + "/retraction", retraction, draft);
        ObjectNode order = object();
        order.putArray("sections").addObject().putArray("articles").add("{}");
        sameAsUnknownWithin(key, "PUT", "/v1/issues/" + contents + "/contents", order, draft);
        sameAsUnknownWithin(key, "POST", "/v1/imports?format=jsonl&issue={}", object(), draftIssue);
    }

    @Test
    void an_editor_can_save_an_article_that_already_links_to_hidden_records() {
        String own = Fixtures.journal();
        String key = editorOf(own);
        String mine = "/v1/articles/" + Fixtures.article(own);
        ObjectNode both = referencing(object(), "relations");
        ((ObjectNode) both.at("/relations/0")).put("article", draft);
        both.withArray("relations").addObject().put("type", "isCommentOn").put("article", withdrawn);
        assertEquals(422, Fixtures.patch(as(key), mine, both).statusCode());
        assertEquals(200, Fixtures.patch(asAdmin(), mine, both).statusCode());
        assertEquals(
                200,
                Fixtures.patch(as(key), mine, both.deepCopy().put("title", "Another"))
                        .statusCode());
        both.withArray("relations").remove(0);
        assertEquals(200, Fixtures.patch(as(key), mine, both).statusCode());
    }

    @Test
    void an_import_returns_the_same_outcome_for_hidden_and_unknown_records() {
        String own = Fixtures.journal();
        String key = editorOf(own);
        for (JsonNode line : List.of(
                referencing(object(), "relations"),
                object().put("issue", "{}"),
                object().set("withdrawal", object().put("reason", "x").put("replacedBy", "{}")))) {
            assertEquals(imported(own, key, line, UNKNOWN), imported(own, key, line, hiddenOf(line)), line.toString());
        }
    }

    private String hiddenOf(JsonNode line) {
        return line.has("issue") ? draftIssue : draft;
    }

    /**
     * Imports this record and returns the import outcome and the stored relations. Constants replace the ids, because
     * ids differ on each run.
     */
    private static String imported(String journal, String key, JsonNode more, String name) {
        ObjectNode line = object().put("kind", "article")
                .put("journal", journal)
                .put("title", "Imported")
                .put("language", "en")
                .put("type", "letter")
                .put("publish", true);
        line.setAll((ObjectNode) Json.parse(more.toString().replace("{}", name).getBytes(StandardCharsets.UTF_8)));
        String job = as(key).contentType("application/x-ndjson")
                .body(Json.write(line))
                .post("/v1/imports")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        Fixtures.await(() ->
                as(key).get("/v1/imports/" + job).path("status").toString().matches("done|failed"));
        JsonNode outcome =
                Fixtures.body(as(key).get("/v1/imports/" + job + "/outcomes")).at("/items/0");
        String made = outcome.path("id").asText(name);
        JsonNode stated = Fixtures.body(asAdmin().get("/v1/articles/" + made)).path("relations");
        return (outcome + " " + stated).replace(made, "MADE").replace(name, "NAME");
    }

    /**
     * Returns a copy of the record with a relation to another article. The id of the other article is the placeholder
     * {@code {}}.
     */
    private static ObjectNode referencing(ObjectNode record, String member) {
        ObjectNode naming = record.deepCopy();
        naming.putArray(member).addObject().put("type", "isReplyTo").put("article", "{}");
        return naming;
    }

    private static void sameAsUnknownWithin(String key, String method, String path, JsonNode body, String name) {
        String found = comparable(sendWithin(key, method, path, body, name), name);
        assertEquals(comparable(sendWithin(key, method, path, body, UNKNOWN), UNKNOWN), found, method + " " + path);
        assertTrue(found.startsWith("4"), found);
    }

    private static Response sendWithin(String key, String method, String path, JsonNode body, String name) {
        return as(key).header("If-Match", "*")
                .contentType(
                        path.contains("format=jsonl")
                                ? "application/x-ndjson"
                                : method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
                .body(body.toString().replace("{}", name).getBytes(StandardCharsets.UTF_8))
                .request(method, path.replace("{}", name));
    }

    private static void sameAsUnknown(
            Supplier<RequestSpecification> caller, String method, String path, String name, String unknown) {
        String found = comparable(send(caller.get(), method, path.replace("{}", name)), name);
        String absent = comparable(send(caller.get(), method, path.replace("{}", unknown)), unknown);
        assertEquals(absent, found, method + " " + path + " " + name);
    }

    private static Response send(RequestSpecification caller, String method, String path) {
        RequestSpecification request =
                caller.urlEncodingEnabled(false).redirects().follow(false);
        if (!method.equals("GET")) {
            request.header("If-Match", "*");
        }
        if (method.startsWith("P")) {
            request.contentType(ContentType.JSON).body("{\"sections\":[],\"reason\":\"x\",\"kind\":\"retraction\"}");
        }
        return request.request(method, path);
    }

    /**
     * Returns the status, headers and body of a response, without values that differ between requests. The requested
     * name is replaced with a constant.
     */
    private static String comparable(Response answer, String name) {
        String headers = answer.headers().asList().stream()
                .filter(header -> !header.getName().equalsIgnoreCase("X-Request-Id")
                        && !header.getName().equalsIgnoreCase("Content-Length"))
                .toList()
                .toString();
        String body = answer.asString().replaceAll("\"requestId\":\"[^\"]*\"", "");
        return (answer.statusCode() + headers + body).replace(name, "NAME");
    }

    @Test
    void a_duplicate_error_names_the_existing_record_only_to_editors_of_the_record() {
        String other = Fixtures.journal();
        String key = editorOf(other);
        ObjectNode article = object().put("journal", other)
                .put("title", "Mine")
                .put("language", "en")
                .put("type", "letter");
        Map<String, String> taken = Map.of("doi", "10.5555/" + secret, "slug", secret + "-slug");
        taken.forEach((member, value) -> {
            ObjectNode mine = article.deepCopy().put(member, value);
            Response refused = post(as(key), "/v1/articles", mine);
            assertEquals(409, refused.statusCode());
            assertFalse(refused.asString().contains(draft), refused.asString());
            assertFalse(refused.jsonPath().getMap("").containsKey("existing"), refused.asString());
            Response conflict = post(as(editorOf(other, journal)), "/v1/articles", mine);
            assertEquals("/v1/articles/" + draft, conflict.jsonPath().getString("existing"));
        });
        ObjectNode mine = object().put("journal", other).put("number", "1").put("doi", "10.5555/" + secret + ".issue");
        Response refused = post(as(key), "/v1/issues", mine);
        assertEquals(409, refused.statusCode());
        assertFalse(refused.asString().contains(draftIssue), refused.asString());
    }

    @Test
    void a_request_for_a_withdrawn_article_returns_410_without_article_data() {
        for (String part : List.of("", "/versions", "/versions/1", "/exports", "/exports/ris", "/linkset")) {
            Response gone = asReader().get("/v1/articles/" + withdrawn + part);
            assertEquals(410, gone.statusCode(), part);
            // The slug is the address of the tombstone, which front ends need.
            String data = gone.asString().replace("\"slug\":\"" + gone.path("slug") + "\"", "");
            assertFalse(data.contains(secret + "c\""), data);
        }
    }

    private String issue(ObjectNode issue) {
        return id("/v1/issues", issue.put("journal", journal));
    }

    private static String id(String collection, JsonNode record) {
        return created(asAdmin(), collection, record).get("id").textValue();
    }

    private static void publish(String path) {
        asAdmin()
                .header("If-Match", "*")
                .contentType(ContentType.JSON)
                .body(Json.write(object()))
                .put(path + "/publication")
                .then()
                .statusCode(200);
    }
}
