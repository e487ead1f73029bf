package org.offprint.web.api.articles;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.body;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

/** Tests creating, reading, changing and deleting articles, and the rights required for these actions. */
@QuarkusTest
class ArticleResourceTest {

    // Tests of reading articles

    @Test
    void a_draft_article_can_be_read_only_by_editors_of_its_journal() {
        String journal = Fixtures.journal();
        String path = ArticleEditing.draft(ArticleEditing.minimal(journal));
        String own = Fixtures.editorOf(journal);
        String other = Fixtures.editorOf(Fixtures.journal());
        as(own).get(path)
                .then()
                .statusCode(200)
                .body("status", equalTo("draft"))
                .header("Cache-Control", "no-store");
        for (RequestSpecification reader : List.of(given(), as(other))) {
            reader.get(path).then().statusCode(404).header("Cache-Control", "no-store");
        }
        for (String sub : List.of("", "/versions", "/versions/1", "/versions/1/diff?with=1")) {
            given().get(path + sub).then().statusCode(404).body("type", equalTo("/problems/not-found"));
        }
        as(own).get(path + "?view=public").then().statusCode(404);
        as("no-such-key-no-such-key").get(path).then().statusCode(401);
    }

    @Test
    void readers_get_the_latest_version_of_an_article_and_editors_get_the_working_copy() {
        String journal = Fixtures.journal();
        String path = ArticleEditing.published(ArticleEditing.minimal(journal).put("title", "As published"));
        ArticleEditing.patch(path, object().put("title", "As edited")).statusCode(200);
        for (RequestSpecification reader : List.of(given(), as(Fixtures.editorOf(Fixtures.journal())))) {
            reader.get(path)
                    .then()
                    .statusCode(200)
                    .body("title", equalTo("As published"))
                    .body("version", equalTo(1))
                    .body("$", not(hasKey("status")))
                    .body("$", not(hasKey("revision")))
                    .body("$", not(hasKey("createdAt")))
                    .body("$", not(hasKey("hasUnpublishedChanges")));
        }
        as(Fixtures.editorOf(journal))
                .get(path)
                .then()
                .body("title", equalTo("As edited"))
                .body("revision", equalTo(3))
                .body("hasUnpublishedChanges", equalTo(true));
        asAdmin().get(path + "?view=public").then().body("title", equalTo("As published"));
        asAdmin().get(path + "?view=private").then().statusCode(400).body("errors.parameter", contains("view"));
    }

    @Test
    void a_conditional_get_of_an_unchanged_article_returns_304() {
        String path = ArticleEditing.published(ArticleEditing.minimal(Fixtures.journal()));
        Response first = given().header("Accept-Encoding", "identity").get(path);
        first.then()
                .header("Cache-Control", "public, max-age=60, stale-while-revalidate=300")
                .header("Vary", containsString("Authorization"))
                .header("Vary", containsString("Accept-Encoding"));
        String etag = first.header("ETag");
        given().header("If-None-Match", "\"x\", W/" + etag)
                .get(path)
                .then()
                .statusCode(304)
                .body(emptyString());
        given().header("If-None-Match", etag.replaceFirst("\"$", "-gzip\""))
                .get(path)
                .then()
                .statusCode(304);
        given().header("If-Modified-Since", first.header("Last-Modified"))
                .get(path)
                .then()
                .statusCode(304);
        given().header("Accept-Encoding", "identity")
                .head(path)
                .then()
                .statusCode(200)
                .header("ETag", etag)
                .body(emptyString());
        asAdmin()
                .header("If-None-Match", "\"r2\"")
                .get(path)
                .then()
                .statusCode(200)
                .header("ETag", ArticleEditing.revision(2));
        ArticleEditing.patch(path, object().put("title", "New")).statusCode(200);
        given().header("If-None-Match", etag).get(path).then().statusCode(304);
        ArticleEditing.publish(path, object()).statusCode(200);
        given().header("If-None-Match", etag).get(path).then().statusCode(200).header("ETag", not(equalTo(etag)));
    }

    @Test
    void a_compressed_article_response_has_its_own_etag() {
        ObjectNode article = ArticleEditing.minimal(Fixtures.journal())
                .put("abstract", "Words again. ".repeat(500).strip());
        String path = ArticleEditing.published(article);
        Response compressed = given().header("Accept-Encoding", "gzip").get(path);
        compressed
                .then()
                .statusCode(200)
                .body("abstract", equalTo("Words again. ".repeat(500).strip()));
        String etag = compressed.header("ETag");
        assertEquals("-gzip\"", etag.substring(21));
        for (String known : List.of(etag, etag.replace("-gzip", ""))) {
            given().header("If-None-Match", known).get(path).then().statusCode(304);
        }
    }

    @Test
    void an_article_can_be_read_by_its_slug() {
        String path = ArticleEditing.published(ArticleEditing.minimal(Fixtures.journal()));
        JsonNode read = ArticleEditing.read(path);
        assertEquals(
                read, ArticleEditing.read("/v1/articles/" + read.get("slug").textValue()));
        assertEquals(path, read.at("/links/self").textValue());
        assertEquals(
                ArticleEditing.readAsEditor(path),
                body(asAdmin().get("/v1/articles/" + read.get("slug").textValue())));
        given().get("/v1/articles/no-such-article").then().statusCode(404);
        given().get("/v1/articles/" + ArticleEditing.UNKNOWN).then().statusCode(404);
        given().get("/v1/articles/" + ArticleEditing.id(path).toUpperCase(java.util.Locale.ROOT))
                .then()
                .statusCode(200);
    }

    // Tests of creating articles

    @Test
    void creating_an_article_requires_only_journal_title_language_and_type() {
        String journal = Fixtures.journal();
        ObjectNode article = ArticleEditing.minimal(journal);
        article.putArray("contributors").addObject().put("family", "Sukarno");
        Response made = Fixtures.post(as(Fixtures.editorOf(journal)), "/v1/articles", article);
        String id = body(made).get("id").textValue();
        made.then()
                .statusCode(201)
                .header("Location", endsWith("/v1/articles/" + id))
                .header("ETag", ArticleEditing.revision(1))
                .header("Cache-Control", "no-store")
                .body("status", equalTo("draft"))
                .body("revision", equalTo(1))
                .body("contributors.kind", contains("person"))
                .body("contributors.role", contains("author"))
                .body("journal.id", equalTo(journal))
                .body("$", not(hasKey("version")));
        assertEquals(body(made), ArticleEditing.readAsEditor("/v1/articles/" + id));
    }

    @Test
    void the_journal_and_issue_of_an_article_can_be_sent_as_ids_or_objects() {
        FullArticle full = new FullArticle();
        ObjectNode article = ArticleEditing.minimal(full.journal);
        article.putObject("journal").put("id", full.journal).put("title", "does not count");
        article.putObject("issue").put("id", full.issue).put("volume", "99");
        article.putObject("section").put("id", full.section);
        JsonNode made = ArticleEditing.readAsEditor(ArticleEditing.draft(article));
        assertEquals("7", made.at("/issue/volume").textValue());
        assertEquals(1, made.get("position").intValue());
    }

    @Test
    void only_editors_of_a_journal_can_create_or_change_its_articles() {
        String journal = Fixtures.journal();
        String other = Fixtures.editorOf(Fixtures.journal());
        String path = ArticleEditing.published(ArticleEditing.minimal(journal));
        ObjectNode article = ArticleEditing.minimal(journal);
        Fixtures.post(given(), "/v1/articles", article).then().statusCode(401);
        Fixtures.post(as(other), "/v1/articles", article).then().statusCode(403);
        Fixtures.post(as(other), "/v1/articles", article.put("title", ""))
                .then()
                .statusCode(403);
        for (String method : List.of("PUT", "DELETE")) {
            ArticleEditing.act(given(), method, path, article)
                    .statusCode(401)
                    .header("WWW-Authenticate", startsWith("Bearer"));
            ArticleEditing.act(as(other), method, path, article).statusCode(403);
        }
        Fixtures.patch(given(), path, object()).then().statusCode(401);
        Fixtures.patch(as(other), path, object().put("title", 3)).then().statusCode(403);
        for (String act : List.of("/publication", "/withdrawal", "/retraction")) {
            for (String method : List.of("PUT", "DELETE")) {
                ArticleEditing.act(given(), method, path + act, object()).statusCode(401);
                ArticleEditing.act(as(other), method, path + act, object()).statusCode(403);
                ArticleEditing.act(asAdmin(), method, "/v1/articles/" + ArticleEditing.UNKNOWN + act, object())
                        .statusCode(404);
            }
        }
        ArticleEditing.act(given(), "POST", path + "/history/1/restoration", object())
                .statusCode(401);
        given().get(path + "/history").then().statusCode(401);
        as(other).get(path + "/history").then().statusCode(403);
        as(other)
                .get(ArticleEditing.draft(ArticleEditing.minimal(journal)) + "/history")
                .then()
                .statusCode(404);
        asAdmin()
                .get("/v1/articles/" + ArticleEditing.UNKNOWN + "/history")
                .then()
                .statusCode(404);
        for (String method : List.of("PUT", "DELETE")) {
            ArticleEditing.act(asAdmin(), method, "/v1/articles/" + ArticleEditing.UNKNOWN, article)
                    .statusCode(404);
        }
        assertEquals(2, ArticleEditing.readAsEditor(path).get("revision").intValue());
    }

    @Test
    void all_errors_of_an_article_are_reported_together_with_json_pointers() {
        ObjectNode wrong =
                ArticleEditing.minimal(Fixtures.journal()).put("titel", "x").put("type", "artikel");
        wrong.put("language", "english").put("doi", "11.1/x").put("position", 0).put("issue", ArticleEditing.UNKNOWN);
        wrong.putArray("contributors").addObject().put("family", "Shi").put("orcid", "0000-0002-1825-0098");
        wrong.withArray("contributors").addObject().put("kind", "organization").put("given", "x");
        wrong.withArray("contributors").add(3);
        wrong.putObject("dates").put("published", "2025-02-30").put("printed", "2025");
        wrong.putObject("license").put("url", "CC-BY-9.0");
        wrong.putArray("keywords").add("ok").add("").add(5);
        wrong.putArray("references").addObject().put("key", "a");
        wrong.withArray("references")
                .addObject()
                .put("key", "a")
                .put("text", "x")
                .put("url", "javascript:alert(1)");
        wrong.putArray("files").addObject().put("role", "fulltext").put("url", "ftp://example.org/x");
        wrong.putArray("relations").addObject().put("type", "isSequelOf").put("doi", "10.5555/x");
        wrong.putObject("translations").putObject("en").put("title", "x");
        ((ObjectNode) wrong.get("translations")).putObject("x!").put("title", "x");
        Fixtures.post(asAdmin(), "/v1/articles", wrong)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/validation"))
                .body(
                        "errors.pointer",
                        containsInAnyOrder(
                                "/titel",
                                "/type",
                                "/language",
                                "/doi",
                                "/position",
                                "/issue",
                                "/contributors/0/orcid",
                                "/contributors/1/name",
                                "/contributors/1/given",
                                "/contributors/2",
                                "/dates/published",
                                "/dates/printed",
                                "/license/url",
                                "/keywords/1",
                                "/keywords/2",
                                "/references/0",
                                "/references/1/key",
                                "/references/1/url",
                                "/files/0/url",
                                "/relations/0/type",
                                "/translations/x!"));
    }

    @Test
    void creating_an_article_with_members_assigned_by_the_service_returns_422() {
        ObjectNode article = ArticleEditing.minimal(Fixtures.journal())
                .put("id", ArticleEditing.UNKNOWN)
                .put("status", "published");
        article.putNull("version");
        Fixtures.post(asAdmin(), "/v1/articles", article)
                .then()
                .statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/id", "/status"));
    }

    @Test
    void an_article_with_unstorable_characters_returns_422_with_json_pointers() {
        String json = ArticleEditing.minimal(Fixtures.journal())
                .put("title", "@")
                .set("keywords", ArticleEditing.list("fine", "@"))
                .toString();
        for (String fault : List.of("\\u0000", "\\ud800", "x\\udc00")) {
            ArticleEditing.send(asAdmin(), json.replace("@", fault))
                    .post("/v1/articles")
                    .then()
                    .statusCode(422)
                    .body("errors.pointer", containsInAnyOrder("/title", "/keywords/1"))
                    .body("errors.code", contains("text-not-storable", "text-not-storable"));
        }
        ArticleEditing.send(asAdmin(), json.replace("@", "\\ud83d\\ude00"))
                .post("/v1/articles")
                .then()
                .statusCode(201)
                .body("title", equalTo("😀"));
    }

    @Test
    void a_request_body_over_ten_megabytes_returns_413() {
        String journal = Fixtures.journal();
        String large = ArticleEditing.minimal(journal)
                .put("abstract", "x".repeat(9_990_000))
                .toString();
        ArticleEditing.send(asAdmin(), large)
                .post("/v1/articles")
                .then()
                .statusCode(422)
                .body("errors.pointer", contains("/abstract"))
                .body("errors.code", contains("size"));
        ArticleEditing.send(asAdmin(), large.replace("\"abstract\":\"", "\"abstract\":\"" + "x".repeat(10_000)))
                .post("/v1/articles")
                .then()
                .statusCode(413)
                .body("type", equalTo("/problems/payload-too-large"));
    }

    @Test
    void an_article_with_three_hundred_authors_can_be_published_and_read() {
        ObjectNode article = ArticleEditing.minimal(Fixtures.journal());
        for (int i = 0; i < 300; i++) {
            ObjectNode author = article.withArray("contributors").addObject();
            author.put("given", "G" + i).put("family", "F" + i).put("email", "a" + i + "@example.org");
            author.putArray("affiliations").addObject().put("text", "Place " + i % 40);
        }
        String path = ArticleEditing.published(article);
        JsonNode read = ArticleEditing.read(path);
        assertEquals(300, read.get("contributors").size());
        assertEquals("F299", read.at("/contributors/299/family").textValue());
        assertEquals(40, read.get("affiliations").size());
        assertEquals("20", read.at("/contributors/299/affiliations/0/label").textValue());
        assertEquals(0, read.findValues("email").size());
        ObjectNode present = ArticleEditing.readAsEditor(path);
        ArticleEditing.put(path, "\"r2\"", present).statusCode(200).header("ETag", ArticleEditing.revision(2));
    }

    // Tests of preconditions

    @Test
    void an_article_write_without_a_current_precondition_is_rejected() {
        String path = ArticleEditing.published(ArticleEditing.minimal(Fixtures.journal()));
        ObjectNode article = ArticleEditing.readAsEditor(path);
        article.remove("revision");
        for (String write : List.of("", "/publication", "/withdrawal", "/retraction")) {
            String json = write.isEmpty() ? article.toString() : "{}";
            ArticleEditing.send(asAdmin(), json).put(path + write).then().statusCode(428);
            ArticleEditing.send(asAdmin().header("If-Match", "\"r1\""), json)
                    .put(path + write)
                    .then()
                    .statusCode(412)
                    .header("ETag", ArticleEditing.revision(2));
            ArticleEditing.send(asAdmin().header("If-Match", "W/\"r2\""), json)
                    .put(path + write)
                    .then()
                    .statusCode(412);
            ArticleEditing.send(asAdmin().header("If-Match", "r2"), json)
                    .put(path + write)
                    .then()
                    .statusCode(400)
                    .body("errors.header", contains("If-Match"));
            asAdmin().delete(path + write).then().statusCode(428);
            asAdmin().header("If-Match", "\"r1\"").delete(path + write).then().statusCode(412);
        }
        asAdmin().post(path + "/history/1/restoration").then().statusCode(428);
        assertEquals(2, ArticleEditing.readAsEditor(path).get("revision").intValue());
    }

    @Test
    void the_precondition_of_an_article_can_be_a_revision_or_a_compressed_etag_or_a_star() {
        String path = ArticleEditing.draft(ArticleEditing.minimal(Fixtures.journal()));
        ObjectNode article = ArticleEditing.readAsEditor(path).put("title", "Second");
        ArticleEditing.put(path, null, article).statusCode(200).header("ETag", ArticleEditing.revision(2));
        ArticleEditing.put(path, null, article).statusCode(412);
        ArticleEditing.put(path, "*", article).statusCode(412);
        article.remove(List.of("revision", "updatedAt"));
        ArticleEditing.put(path, "\"x\", \"r2-gzip\"", article.put("title", "Third"))
                .statusCode(200);
        ArticleEditing.put(path, "*", article.put("title", "Fourth"))
                .statusCode(200)
                .header("ETag", ArticleEditing.revision(4));
        asAdmin()
                .contentType("application/merge-patch+json")
                .body("{\"revision\":4,\"title\":\"Fifth\"}")
                .patch(path)
                .then()
                .statusCode(200);
        ArticleEditing.send(asAdmin(), "{\"revision\":4}")
                .put(path + "/publication")
                .then()
                .statusCode(412);
        ArticleEditing.send(asAdmin(), "{\"revision\":5}")
                .put(path + "/publication")
                .then()
                .statusCode(200);
        ArticleEditing.send(asAdmin(), "{\"revision\":6,\"reason\":\"x\"}")
                .put(path + "/withdrawal")
                .then()
                .statusCode(200);
        asAdmin()
                .header("If-Match", "\"r7\"")
                .delete(path + "/withdrawal")
                .then()
                .statusCode(200)
                .header("ETag", ArticleEditing.revision(8));
        ArticleEditing.send(asAdmin(), "{\"revision\":8,\"kind\":\"removal\",\"reason\":\"x\"}")
                .put(path + "/retraction")
                .then()
                .statusCode(200);
    }

    // Tests of changing and deleting articles

    @Test
    void put_replaces_an_article_and_patch_changes_only_the_given_members() {
        FullArticle full = new FullArticle();
        String path = ArticleEditing.draft(full.json());
        JsonNode before = ArticleEditing.readAsEditor(path);
        ArticleEditing.patch(path, object().put("subtitle", "Patched").putNull("pages"))
                .statusCode(200);
        asAdmin()
                .header("If-Match", "*")
                .contentType("application/json-patch+json")
                .body("[{\"op\":\"add\",\"path\":\"/keywords/-\",\"value\":\"last\"},"
                        + "{\"op\":\"remove\",\"path\":\"/references/0\"}]")
                .patch(path)
                .then()
                .statusCode(200);
        ObjectNode expected = before.deepCopy();
        expected.put("subtitle", "Patched").put("revision", 3).remove("pages");
        expected.withArray("keywords").add("last");
        expected.withArray("references").remove(0);
        expected.set("updatedAt", ArticleEditing.readAsEditor(path).get("updatedAt"));
        assertEquals(expected, ArticleEditing.readAsEditor(path));
        ArticleEditing.put(path, "*", ArticleEditing.minimal(full.journal).put("title", "Alone"))
                .statusCode(200)
                .body("title", equalTo("Alone"))
                .body("$", not(hasKey("doi")))
                .body("$", not(hasKey("issue")))
                .body("keywords.size()", equalTo(0))
                .body("slug", equalTo(before.get("slug").textValue()));
    }

    @Test
    void a_draft_can_be_deleted_but_deleting_a_published_article_returns_409() {
        String journal = Fixtures.journal();
        ObjectNode article = ArticleEditing.minimal(journal)
                .put("slug", Fixtures.unique("gone").replace(' ', '-'));
        article.put("doi", "10.12345/" + article.get("slug").textValue());
        String path = ArticleEditing.draft(article);
        asAdmin()
                .header("If-Match", "\"r1\"")
                .delete(path)
                .then()
                .statusCode(204)
                .body(emptyString());
        asAdmin().get(path).then().statusCode(404);
        asAdmin().header("If-Match", "*").delete(path).then().statusCode(404);
        String again = ArticleEditing.published(article);
        asAdmin()
                .header("If-Match", "*")
                .delete(again)
                .then()
                .statusCode(409)
                .body("detail", containsString("PUT …/withdrawal"));
        ArticleEditing.withdraw(again, object().put("reason", "x")).statusCode(200);
        asAdmin().header("If-Match", "*").delete(again).then().statusCode(409);
        assertEquals(List.of(), ArticleEditing.publicChanges(journal, path));
    }

    @Test
    void writing_to_a_draft_of_another_journal_returns_404() {
        String journal = Fixtures.journal();
        String draft = ArticleEditing.draft(ArticleEditing.minimal(journal));
        String other = Fixtures.editorOf(Fixtures.journal());
        for (String act : List.of("", "/publication", "/withdrawal", "/retraction")) {
            for (String method : List.of("PUT", "DELETE")) {
                ArticleEditing.act(as(other), method, draft + act, object()).statusCode(404);
            }
        }
        Fixtures.patch(as(other), draft, object()).then().statusCode(404).body("detail", startsWith("There is no"));
        ArticleEditing.act(as(other), "POST", draft + "/history/1/restoration", object())
                .statusCode(404);
    }

    @Test
    void a_patch_that_removes_an_unknown_member_returns_422() {
        String draft =
                ArticleEditing.draft(ArticleEditing.minimal(Fixtures.journal()).put("subtitle", "Of little use"));
        ObjectNode patch = object().putNull("subtitel").putNull("subtitle").putNull("abstract");
        patch.putObject("pages").put("first", "1").putNull("frist");
        patch.putObject("translations").putNull("de");

        Fixtures.patch(asAdmin(), draft, patch)
                .then()
                .statusCode(422)
                .body("errors.pointer", containsInAnyOrder("/subtitel", "/pages/frist"))
                .body("errors.code", everyItem(equalTo("unknown-member")));

        patch.remove(List.of("subtitel", "pages"));
        Fixtures.patch(asAdmin(), draft, patch).then().statusCode(200).body("$", not(hasKey("subtitle")));
    }

    @Test
    void moving_a_draft_to_another_journal_requires_rights_on_both_journals() {
        String journal = Fixtures.journal();
        String other = Fixtures.journal();
        String path = ArticleEditing.draft(ArticleEditing.minimal(journal));
        ObjectNode move = object().put("journal", other);
        Fixtures.patch(as(Fixtures.editorOf(journal)), path, move).then().statusCode(403);
        Fixtures.patch(as(Fixtures.editorOf(other)), path, move).then().statusCode(404);
        assertEquals(
                journal, ArticleEditing.readAsEditor(path).at("/journal/id").textValue());
        assertEquals(1, ArticleEditing.readAsEditor(path).get("revision").intValue());
        Fixtures.patch(as(Fixtures.editorOf(journal, other)), path, move)
                .then()
                .statusCode(200)
                .header("ETag", ArticleEditing.revision(2))
                .body("journal.id", equalTo(other));
        assertEquals(List.of("moved", "created"), ArticleEditing.actions(path));
        ArticleEditing.patch(path, object().put("journal", ArticleEditing.UNKNOWN))
                .statusCode(422)
                .body("errors.pointer", contains("/journal"));
        ArticleEditing.publish(path, object()).statusCode(200);
        ArticleEditing.patch(path, object().put("journal", journal)).statusCode(409);
        assertEquals(other, ArticleEditing.read(path).at("/journal/id").textValue());
    }

    @Test
    void an_article_with_malicious_text_is_stored_and_returned_unchanged() {
        ObjectNode article = ArticleEditing.minimal(Fixtures.journal())
                .put("title", "</script><script>alert('x')</script> \"'; drop table article; -- \\ %s ${x} {{y}}")
                .put("subtitle", "\u202Eright to left\u202C \u200B zero \uFEFF width")
                .put("abstract", "Line\r\nand\ttab & <b>not bold</b> &lt; 🧪 \u00e9 \u0085\u2028.");
        article.set("keywords", ArticleEditing.list("<img src=x onerror=alert(1)>", "%00", "../../etc/passwd"));
        article.putArray("contributors")
                .addObject()
                .put("family", "O'Brien; --")
                .put("given", "Null");
        String path = ArticleEditing.published(article);
        JsonNode read = ArticleEditing.read(path);
        for (String name : List.of("title", "subtitle", "abstract", "keywords")) {
            assertEquals(article.get(name), read.get(name), name);
        }
        assertEquals("O'Brien; --", read.at("/contributors/0/family").textValue());
        given().get(path).then().contentType("application/json").header("X-Content-Type-Options", "nosniff");
        assertEquals(
                ArticleEditing.readAsEditor(path),
                body(ArticleEditing.put(path, "*", ArticleEditing.readAsEditor(path))
                        .extract()
                        .response()));
    }
}
