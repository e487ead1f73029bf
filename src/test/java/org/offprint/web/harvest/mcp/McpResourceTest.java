package org.offprint.web.harvest.mcp;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offprint.journal.articles.notices.Retraction;
import org.offprint.kernel.json.Json;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.imports.TestImports;
import org.offprint.web.harvest.HarvestedJournal;

@QuarkusTest
class McpResourceTest {

    private static final String CURRENT = "2026-07-28";

    /** Returns a request without a body that any client could send. */
    private static RequestSpecification client() {
        return given().contentType("application/json").accept("application/json, text/event-stream");
    }

    private static JsonNode json(Response response) {
        return Json.parse(response.asByteArray());
    }

    private static ObjectNode message(String method, ObjectNode params) {
        ObjectNode message =
                Fixtures.object().put("jsonrpc", "2.0").put("id", 7).put("method", method);
        message.set("params", params);
        return message;
    }

    private static ObjectNode withMeta(ObjectNode params) {
        ObjectNode meta = params.putObject("_meta");
        meta.put("io.modelcontextprotocol/protocolVersion", CURRENT);
        meta.putObject("io.modelcontextprotocol/clientCapabilities");
        meta.putObject("io.modelcontextprotocol/clientInfo").put("name", "Test").put("version", "1");
        return params;
    }

    private static Response current(String method, ObjectNode params, String name) {
        RequestSpecification request =
                client().header("MCP-Protocol-Version", CURRENT).header("Mcp-Method", method);
        if (name != null) {
            request.header("Mcp-Name", name);
        }
        return request.body(message(method, withMeta(params)).toString()).post("/mcp");
    }

    private static Response earlier(String method, ObjectNode params) {
        return client().header("MCP-Protocol-Version", "2025-11-25")
                .body(message(method, params).toString())
                .post("/mcp");
    }

    private static JsonNode called(String tool, ObjectNode arguments) {
        ObjectNode params = Fixtures.object().put("name", tool);
        params.set("arguments", arguments);
        Response response = current("tools/call", params, tool);
        assertEquals(200, response.statusCode(), response::asString);
        JsonNode result = json(response).path("result");
        assertEquals("complete", result.path("resultType").textValue());
        return result;
    }

    private static String text(JsonNode result) {
        return result.at("/content/0/text").textValue();
    }

    private static JsonNode error(Response response, int status, int code) {
        assertEquals(status, response.statusCode(), response::asString);
        JsonNode error = json(response).path("error");
        assertEquals(code, error.path("code").intValue(), response::asString);
        return error;
    }

    @Test
    void a_client_of_the_current_version_discovers_and_lists_the_tools() {
        JsonNode discovered =
                json(current("server/discover", Fixtures.object(), null)).path("result");
        assertEquals(CURRENT, discovered.at("/supportedVersions/0").textValue());
        assertTrue(discovered.at("/capabilities/tools").isObject());
        assertEquals(
                "offprint",
                discovered
                        .path("_meta")
                        .path("io.modelcontextprotocol/serverInfo")
                        .path("name")
                        .textValue());
        Response response = current("tools/list", Fixtures.object(), null);
        assertEquals("application/json", response.contentType());
        JsonNode listed = json(response).path("result");
        assertEquals(7, json(response).path("id").intValue());
        assertEquals("public", listed.path("cacheScope").textValue());
        List<String> names = new ArrayList<>();
        listed.path("tools").forEach(tool -> {
            names.add(tool.path("name").textValue());
            assertTrue(tool.at("/annotations/readOnlyHint").booleanValue());
            assertFalse(tool.at("/inputSchema/additionalProperties").booleanValue());
        });
        assertEquals(
                List.of(
                        "search_articles",
                        "get_article",
                        "get_full_text",
                        "get_references",
                        "cited_by",
                        "format_citation",
                        "list_issues",
                        "match_reference"),
                names);
    }

    @Test
    void a_client_of_an_earlier_version_initializes_without_a_session() {
        Response initialized = client().body(
                        message("initialize", Fixtures.object().put("protocolVersion", "2025-06-18"))
                                .toString())
                .post("/mcp");
        assertEquals(200, initialized.statusCode());
        assertNull(initialized.header("Mcp-Session-Id"));
        assertEquals(
                "2025-06-18", json(initialized).at("/result/protocolVersion").textValue());
        assertTrue(json(initialized).at("/result/resultType").isMissingNode());
        ObjectNode note = Fixtures.object().put("jsonrpc", "2.0").put("method", "notifications/initialized");
        Response accepted = client().body(note.toString()).post("/mcp");
        assertEquals(202, accepted.statusCode());
        assertEquals("", accepted.asString());
        assertTrue(json(earlier("ping", Fixtures.object())).path("result").isEmpty());
        assertEquals(
                8,
                json(earlier("tools/list", Fixtures.object()))
                        .at("/result/tools")
                        .size());
        assertEquals(
                "2025-11-25",
                json(client().body(message("initialize", Fixtures.object().put("protocolVersion", "1999-01-01"))
                                        .toString())
                                .post("/mcp"))
                        .at("/result/protocolVersion")
                        .textValue());
    }

    @Test
    void invalid_messages_are_rejected_with_the_codes_of_json_rpc() {
        error(client().body("{not json").post("/mcp"), 400, -32700);
        error(client().body("[" + message("ping", Fixtures.object()) + "]").post("/mcp"), 400, -32600);
        error(client().body("{\"id\":1,\"method\":\"ping\"}").post("/mcp"), 400, -32600);
        error(client().body("{\"jsonrpc\":\"2.0\",\"id\":1}").post("/mcp"), 400, -32600);
        error(
                client().body("{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}")
                        .post("/mcp"),
                400,
                -32600);
        error(
                client().body("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[]}")
                        .post("/mcp"),
                400,
                -32600);
        for (String body : List.of(
                "",
                "[".repeat(200) + "]".repeat(200),
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":" + "9".repeat(2_000) + ",\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":\"\\ud800\",\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\\udc00\"}")) {
            error(client().body(body).post("/mcp"), 400, -32700);
        }
        for (String body : List.of(
                "null",
                "7",
                "\"ping\"",
                "[" + "{},".repeat(10_000) + "{}]",
                "{\"jsonrpc\":\"2.0\",\"id\":1e999999999,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}")) {
            error(client().body(body).post("/mcp"), 400, -32600);
        }
        for (Response other : List.of(client().get("/mcp"), client().delete("/mcp"))) {
            assertEquals(405, other.statusCode());
            assertTrue(other.header("Allow").contains("POST"));
        }
        assertEquals(
                415, given().contentType("text/plain").body("{}").post("/mcp").statusCode());
        ObjectNode large = message("tools/call", Fixtures.object().put("name", "x".repeat(70_000)));
        assertEquals(413, client().body(large.toString()).post("/mcp").statusCode());
        assertEquals(
                403,
                client().header("Host", "evil.example")
                        .header("Origin", "http://evil.example")
                        .body(message("ping", Fixtures.object()).toString())
                        .post("/mcp")
                        .statusCode());
    }

    @Test
    void headers_that_contradict_the_body_are_rejected() {
        ObjectNode list = message("tools/list", withMeta(Fixtures.object()));
        error(client().body(list.toString()).post("/mcp"), 400, -32020);
        error(
                client().header("MCP-Protocol-Version", CURRENT)
                        .body(list.toString())
                        .post("/mcp"),
                400,
                -32020);
        error(
                client().header("MCP-Protocol-Version", CURRENT)
                        .header("Mcp-Method", "tools/call")
                        .body(list.toString())
                        .post("/mcp"),
                400,
                -32020);
        ObjectNode call = Fixtures.object().put("name", "cited_by");
        error(current("tools/call", call, null), 400, -32020);
        error(current("tools/call", call.deepCopy(), "get_article"), 400, -32020);
        String encoded =
                "=?base64?" + Base64.getEncoder().encodeToString("Müller".getBytes(StandardCharsets.UTF_8)) + "?=";
        error(current("tools/call", Fixtures.object().put("name", "Müller"), encoded), 400, -32602);
        error(
                client().header("MCP-Protocol-Version", CURRENT)
                        .header("Mcp-Method", "tools/list")
                        .body(message("tools/list", Fixtures.object()).toString())
                        .post("/mcp"),
                400,
                -32602);
        ObjectNode future = withMeta(Fixtures.object());
        ((ObjectNode) future.get("_meta")).put("io.modelcontextprotocol/protocolVersion", "2099-01-01");
        JsonNode unsupported = error(
                client().header("MCP-Protocol-Version", "2099-01-01")
                        .header("Mcp-Method", "tools/list")
                        .body(message("tools/list", future).toString())
                        .post("/mcp"),
                400,
                -32022);
        assertEquals(CURRENT, unsupported.at("/data/supported/0").textValue());
        assertEquals("2099-01-01", unsupported.at("/data/requested").textValue());
    }

    @Test
    void unknown_methods_and_tools_are_rejected() {
        error(current("prompts/list", Fixtures.object(), null), 404, -32601);
        error(current("ping", Fixtures.object(), null), 404, -32601);
        error(current("initialize", Fixtures.object(), null), 404, -32601);
        error(earlier("prompts/list", Fixtures.object()), 200, -32601);
        error(current("tools/call", Fixtures.object().put("name", "delete_article"), "delete_article"), 400, -32602);
        ObjectNode listed = Fixtures.object().put("name", "get_article");
        listed.putArray("arguments");
        error(current("tools/call", listed, "get_article"), 400, -32602);
    }

    @Test
    void invalid_arguments_are_reported_in_a_result_that_a_model_can_read() {
        JsonNode unknown = called("get_article", Fixtures.object().put("di", "x"));
        assertTrue(unknown.path("isError").booleanValue());
        assertEquals("The tool get_article has no argument di; did you mean id?", text(unknown));
        for (ObjectNode arguments : List.of(
                Fixtures.object(),
                Fixtures.object().put("query", 5),
                Fixtures.object().put("query", "x".repeat(1_001)),
                Fixtures.object().put("query", "x\u0000"),
                Fixtures.object().put("query", "x").put("limit", 21),
                Fixtures.object().put("query", "x").put("limit", 1.5),
                Fixtures.object().put("query", "x").put("cursor", "-1"),
                Fixtures.object().put("query", "x").put("cursor", "999"))) {
            JsonNode result = called("search_articles", arguments);
            assertTrue(result.path("isError").booleanValue(), () -> arguments + ": " + result);
            assertTrue(text(result).startsWith("The argument "), () -> arguments + ": " + result);
        }
    }

    private static ObjectNode withDoi(HarvestedJournal journal, String doi) {
        ObjectNode article = journal.article().put("doi", doi).put("abstract", "About reeds.");
        article.putObject("license").put("url", "https://creativecommons.org/licenses/by/4.0/");
        article.putArray("contributors")
                .addObject()
                .put("role", "author")
                .put("kind", "person")
                .put("given", "Ann")
                .put("family", "Reed");
        return article;
    }

    @Test
    void articles_are_found_read_and_cited_by_doi() {
        HarvestedJournal journal = new HarvestedJournal();
        String doi = "10.5555/" + Fixtures.unique("mcp").replace(' ', '.');
        String id = journal.published(withDoi(journal, doi));
        String citing = journal.article().put("title", "A later work").toString();
        ObjectNode later = (ObjectNode) Json.parse(citing.getBytes(StandardCharsets.UTF_8));
        later.putArray("references").addObject().put("text", "Reed, A. Reeds.").put("doi", doi);
        String laterId = journal.published(later);
        String title = given().get("/v1/articles/" + id).path("title");

        JsonNode found = called(
                "search_articles",
                Fixtures.object().put("query", "\"" + title + "\"").put("journal", journal.slug));
        JsonNode item = found.at("/structuredContent/items/0");
        assertEquals(doi, item.path("doi").textValue());
        assertEquals(1, item.path("version").intValue());
        assertEquals("CC BY 4.0", item.path("license").textValue());
        assertTrue(item.path("retraction").isNull());
        assertEquals("Ann Reed", item.at("/authors/0").textValue());

        JsonNode article = called("get_article", Fixtures.object().put("id", "https://doi.org/" + doi));
        assertEquals(id, article.at("/structuredContent/id").textValue());
        assertTrue(text(article).startsWith("---\ntitle: "), () -> text(article));
        assertTrue(text(article).contains("About reeds."));

        JsonNode references = called("get_references", Fixtures.object().put("id", laterId));
        assertEquals(doi, references.at("/structuredContent/items/0/doi").textValue());
        Fixtures.await(() -> called("cited_by", Fixtures.object().put("id", doi))
                        .at("/structuredContent/total")
                        .intValue()
                == 1);
        assertEquals(
                laterId,
                called("cited_by", Fixtures.object().put("id", id))
                        .at("/structuredContent/items/0/id")
                        .textValue());

        assertTrue(
                text(called("format_citation", Fixtures.object().put("id", doi).put("style", "bibtex")))
                        .startsWith("@article{"));
        assertTrue(text(called("format_citation", Fixtures.object().put("id", doi)))
                .contains("https://doi.org/" + doi));
        assertTrue(called("format_citation", Fixtures.object().put("id", doi).put("style", "no-style"))
                .path("isError")
                .booleanValue());

        JsonNode issues = called("list_issues", Fixtures.object().put("journal", journal.slug));
        assertEquals("7", issues.at("/structuredContent/items/0/volume").textValue());

        JsonNode match = called("match_reference", Fixtures.object().put("text", "Reed A. " + title + ". doi:" + doi));
        assertEquals(doi, match.at("/structuredContent/items/0/doi").textValue());
        assertTrue(match.at("/structuredContent/items/0/sure").booleanValue());
    }

    @Test
    void texts_about_a_retracted_article_begin_with_the_notice() {
        HarvestedJournal journal = new HarvestedJournal();
        String doi = "10.5555/" + Fixtures.unique("mcp").replace(' ', '.');
        String id = journal.published(withDoi(journal, doi));
        Client.here()
                .put(
                        "/v1/articles/" + id + "/retraction",
                        Fixtures.object()
                                .put("kind", "retraction")
                                .put("reason", "Fabricated data.")
                                .put("date", "2026-03-02"))
                .expect(200);
        String begin = "RETRACTED 2026-03-02: Fabricated data.\nDo not cite as valid.\n";
        assertTrue(text(called("get_full_text", Fixtures.object().put("id", id)))
                .startsWith(begin + "\nThe service has no full text"));
        for (String tool : List.of("get_article", "get_references", "cited_by", "format_citation")) {
            JsonNode result = called(tool, Fixtures.object().put("id", id));
            assertTrue(text(result).startsWith(begin), () -> tool + ": " + text(result));
            assertEquals(doi, result.at("/structuredContent/doi").textValue());
            assertEquals(1, result.at("/structuredContent/version").intValue());
            assertEquals(
                    "retraction",
                    result.at("/structuredContent/retraction/kind").textValue());
        }
        String title = given().get("/v1/articles/" + id).path("title");
        for (JsonNode listed : List.of(
                called("search_articles", Fixtures.object().put("query", "\"" + title + "\"")),
                called("match_reference", Fixtures.object().put("text", "Reed A. " + title + ". doi:" + doi)))) {
            assertTrue(
                    text(listed).contains("\n- RETRACTED 2026-03-02: Fabricated data. Do not cite as valid."),
                    () -> text(listed));
            assertEquals(
                    "retraction",
                    listed.at("/structuredContent/items/0/retraction/kind").textValue());
        }
        String slug = given().get("/v1/articles/" + id).path("slug");
        String uri = json(current("resources/templates/list", Fixtures.object(), null))
                .at("/result/resourceTemplates/0/uriTemplate")
                .textValue()
                .replace("{slug}", slug);
        assertTrue(json(current("resources/read", Fixtures.object().put("uri", uri), uri))
                .at("/result/contents/0/text")
                .textValue()
                .startsWith(begin));
    }

    @Test
    void the_advice_after_a_notice_depends_on_the_kind_of_the_notice() {
        assertEquals("", ArticleTools.warning(null));
        assertEquals(
                "EXPRESSION OF CONCERN: Doubts.\nMention the concern if you cite the article.\n\n",
                ArticleTools.warning(new Retraction(Retraction.Kind.EXPRESSION_OF_CONCERN, "Doubts.", null, null)));
        assertEquals(
                "PARTIALLY RETRACTED: Table 2 is wrong.\nDo not cite the retracted part as valid.\n\n",
                ArticleTools.warning(
                        new Retraction(Retraction.Kind.PARTIAL_RETRACTION, "Table 2\nis wrong.", null, null)));
    }

    @Test
    void the_lists_of_a_result_are_bounded() {
        HarvestedJournal journal = new HarvestedJournal();
        ObjectNode article = journal.article();
        for (int i = 0; i < 60; i++) {
            article.withArray("contributors")
                    .addObject()
                    .put("role", "author")
                    .put("kind", "person")
                    .put("family", "Reed" + i);
        }
        for (int i = 0; i < 101; i++) {
            article.withArray("references").addObject().put("text", "Work " + i + ".");
        }
        String id = journal.published(article);
        JsonNode first = called("get_references", Fixtures.object().put("id", id));
        assertEquals(50, first.at("/structuredContent/authors").size());
        assertEquals(60, first.at("/structuredContent/authorCount").intValue());
        assertEquals(100, first.at("/structuredContent/items").size());
        JsonNode second = called(
                "get_references",
                Fixtures.object()
                        .put("id", id)
                        .put("cursor", first.at("/structuredContent/cursor").textValue()));
        assertEquals("Work 100.", second.at("/structuredContent/items/0/text").textValue());
        assertEquals(1, second.at("/structuredContent/items").size());
        assertTrue(second.at("/structuredContent/cursor").isMissingNode());
    }

    @Test
    void a_section_ends_at_the_next_heading_outside_of_code() {
        String markdown = "# Title\n\n<a id=\"s1\"></a>\n## First\n\n````\n```\n# comment\n````\n\n### Deeper\n\n"
                + "<a id=\"s2\"></a>\n## Second\n\nLast.";
        assertEquals(
                "<a id=\"s1\"></a>\n## First\n\n````\n```\n# comment\n````\n\n### Deeper",
                ArticleTools.section(markdown, "s1"));
        assertEquals("<a id=\"s2\"></a>\n## Second\n\nLast.", ArticleTools.section(markdown, "s2"));
        assertNull(ArticleTools.section(markdown, "s3"));
    }

    @Test
    void web_pages_of_any_origin_may_send_the_headers_of_the_protocol() {
        Response preflight = given().header("Origin", "https://reader.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "mcp-protocol-version,mcp-method,mcp-name")
                .options("/mcp");
        assertTrue(preflight
                .header("Access-Control-Allow-Headers")
                .contains("MCP-Protocol-Version, Mcp-Method, Mcp-Name"));
        Response called = client().header("Origin", "https://reader.example")
                .body(message("ping", Fixtures.object()).toString())
                .post("/mcp");
        assertEquals(200, called.statusCode());
        assertEquals("*", called.header("Access-Control-Allow-Origin"));
    }

    @Test
    void the_full_text_is_returned_whole_by_section_and_in_parts() {
        String issn = Fixtures.issn();
        String jats = """
                <article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article" xml:lang="en">
                <front><journal-meta><journal-title-group><journal-title>Annals of %1$s</journal-title></journal-title-group>
                <issn pub-type="epub">%1$s</issn></journal-meta><article-meta>
                <title-group><article-title>Sections of %1$s</article-title></title-group>
                <pub-date pub-type="epub"><year>2024</year></pub-date></article-meta></front>
                <body><sec id="s1"><title>First</title><p>%2$s</p><sec id="s1a"><title>Deeper</title><p>Within.</p></sec></sec>
                <sec id="s2"><title>Second</title><p>Last words.</p></sec></body></article>
                """.formatted(issn, "reed ".repeat(1_000));
        JsonNode job = TestImports.done(
                Fixtures.asAdmin(), "?publish=true", "application/xml", jats.getBytes(StandardCharsets.UTF_8));
        String path = TestImports.outcomes(job).get(0).at("/links/self").textValue();
        String id = path.substring(path.lastIndexOf('/') + 1);

        JsonNode sections =
                called("get_article", Fixtures.object().put("id", id)).at("/structuredContent/sections");
        assertEquals("s1", sections.at("/0/section").textValue());
        assertEquals("s1a", sections.at("/0/parts/0/section").textValue());

        String first =
                text(called("get_full_text", Fixtures.object().put("id", id).put("section", "s1")));
        assertTrue(first.startsWith("<a id=\"s1\"></a>\n## First\n"), first);
        assertTrue(first.contains("Within."));
        assertFalse(first.contains("Second"));
        assertEquals(
                "<a id=\"s2\"></a>\n## Second\n\nLast words.",
                text(called("get_full_text", Fixtures.object().put("id", id).put("section", "s2"))));
        JsonNode none = called("get_full_text", Fixtures.object().put("id", id).put("section", "s9"));
        assertTrue(none.path("isError").booleanValue());
        assertEquals("The article has no section s9. Its sections are: s1, s2.", text(none));

        JsonNode part = called("get_full_text", Fixtures.object().put("id", id).put("maxCharacters", 1_000));
        assertEquals(1_000, part.at("/structuredContent/nextOffset").intValue());
        JsonNode rest = called("get_full_text", Fixtures.object().put("id", id).put("offset", 1_000));
        assertTrue(text(rest).contains("Last words."));
        assertTrue(rest.at("/structuredContent/nextOffset").isMissingNode());
    }

    @Test
    void translations_are_returned_in_the_requested_language() {
        String issn = Fixtures.issn();
        String jats = """
                <article article-type="research-article" xml:lang="en">
                <front><journal-meta><journal-title-group><journal-title>Annals of %1$s</journal-title></journal-title-group>
                <issn pub-type="epub">%1$s</issn></journal-meta><article-meta>
                <title-group><article-title>Reeds of %1$s</article-title>
                <trans-title-group xml:lang="es"><trans-title>Juncos de %1$s</trans-title></trans-title-group></title-group>
                <pub-date pub-type="epub"><year>2024</year></pub-date>
                <abstract><p>About reeds.</p></abstract>
                <trans-abstract xml:lang="es"><p>Sobre juncos.</p></trans-abstract></article-meta></front>
                <body><sec id="s1"><title>Beds</title><p>English words.</p></sec></body>
                <sub-article article-type="translation" xml:lang="es" id="t1">
                <front-stub><title-group><article-title>Juncos de %1$s</article-title></title-group></front-stub>
                <body><sec id="s1es"><title>Lechos</title><p>Palabras.</p></sec></body></sub-article></article>
                """.formatted(issn);
        JsonNode job = TestImports.done(
                Fixtures.asAdmin(), "?publish=true", "application/xml", jats.getBytes(StandardCharsets.UTF_8));
        String path = TestImports.outcomes(job).get(0).at("/links/self").textValue();
        String id = path.substring(path.lastIndexOf('/') + 1);

        JsonNode original =
                called("get_article", Fixtures.object().put("id", id)).path("structuredContent");
        assertEquals("[\"en\",\"es\"]", original.path("languages").toString());
        assertEquals("en", original.path("language").textValue());
        assertEquals("Reeds of " + issn, original.path("title").textValue());
        JsonNode translated = called(
                        "get_article", Fixtures.object().put("id", id).put("language", "ES"))
                .path("structuredContent");
        assertEquals("es", translated.path("language").textValue());
        assertEquals("Juncos de " + issn, translated.path("title").textValue());
        assertEquals("Sobre juncos.", translated.path("abstract").textValue());
        String section = translated.at("/sections/0/section").textValue();
        assertEquals("Lechos", translated.at("/sections/0/title").textValue());

        ObjectNode arguments = Fixtures.object().put("id", id).put("section", section);
        String spanish = text(called("get_full_text", arguments.deepCopy().put("language", "es")));
        assertTrue(spanish.endsWith("## Lechos\n\nPalabras."), spanish);
        JsonNode none = called("get_full_text", Fixtures.object().put("id", id).put("language", "zz"));
        assertTrue(none.path("isError").booleanValue());
        assertEquals("The article is not available in the language zz. Its languages are: en, es.", text(none));
    }

    @Test
    void unpublished_and_withdrawn_articles_are_not_readable() {
        HarvestedJournal journal = new HarvestedJournal();
        String draft = Client.here()
                .post("/v1/articles", journal.article())
                .expect(201)
                .body()
                .get("id")
                .textValue();
        String withdrawn = journal.published();
        String slug = given().get("/v1/articles/" + withdrawn).path("slug");
        journal.withdraw(withdrawn);
        for (String tool : List.of("get_article", "get_full_text", "get_references", "cited_by", "format_citation")) {
            for (String id : List.of(draft, withdrawn, slug, "10.5555/none", "no-such-article")) {
                JsonNode result = called(tool, Fixtures.object().put("id", id));
                assertTrue(result.path("isError").booleanValue(), () -> tool + " " + id + ": " + result);
                assertTrue(result.path("structuredContent").isMissingNode());
            }
        }
        assertEquals(
                0,
                called(
                                "search_articles",
                                Fixtures.object().put("query", "fields").put("journal", journal.slug))
                        .at("/structuredContent/total")
                        .intValue());
    }

    @Test
    void resources_are_the_markdown_of_articles() {
        HarvestedJournal journal = new HarvestedJournal();
        String slug = given().get("/v1/articles/" + journal.published()).path("slug");
        JsonNode templates = json(current("resources/templates/list", Fixtures.object(), null));
        String template =
                templates.at("/result/resourceTemplates/0/uriTemplate").textValue();
        assertTrue(template.endsWith("/articles/{slug}.md"), template);
        String uri = template.replace("{slug}", slug);
        Response read = current("resources/read", Fixtures.object().put("uri", uri), uri);
        assertEquals(200, read.statusCode(), read::asString);
        assertTrue(json(read).at("/result/contents/0/text").textValue().startsWith("---\n"));
        String none = template.replace("{slug}", "no-such-article");
        assertEquals(
                none,
                error(current("resources/read", Fixtures.object().put("uri", none), none), 400, -32602)
                        .at("/data/uri")
                        .textValue());
    }
}
