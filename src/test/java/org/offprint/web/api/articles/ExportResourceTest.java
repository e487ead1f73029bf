package org.offprint.web.api.articles;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.formats.ExportFormats;
import org.offprint.formats.RenderingCache;
import org.offprint.formats.writing.Rendering;
import org.offprint.platform.database.CountingDriver;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.BackgroundWork;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.imports.TestImports;

@QuarkusTest
class ExportResourceTest {

    private static final String RIS = "application/x-research-info-systems";

    @Inject
    ExportFormats formats;

    @Inject
    RenderingCache renderings;

    @Inject
    Sql sql;

    private FullArticle full;

    @BeforeEach
    void makeWhatItRefersTo() {
        full = new FullArticle();
    }

    @Test
    void a_reader_can_list_the_export_formats_of_an_article() {
        String path = ArticleEditing.published(full.json());

        given().get(path + "/exports")
                .then()
                .statusCode(200)
                .header("ETag", notNullValue())
                .header("Last-Modified", notNullValue())
                .body(
                        "items.name",
                        equalTo(Stream.concat(formats.names().stream(), Stream.of("epub", "pdf"))
                                .toList()))
                .body("items.find { it.name == 'ris' }.mediaType", equalTo(RIS))
                .body("items.find { it.name == 'ris' }.href", equalTo(path + "/exports/ris"))
                .body("items.find { it.name == 'ris' }.possible", equalTo(true))
                .body("items.find { it.name == 'ris' }.missing", equalTo(List.of()));
    }

    @Test
    void an_export_with_missing_fields_returns_409_with_the_missing_fields() {
        String path = ArticleEditing.published(ArticleEditing.minimal(Fixtures.journal()));

        JsonNode list = ArticleEditing.read(path + "/exports");
        for (JsonNode export : list.get("items")) {
            Response answer = given().get(export.get("href").textValue());
            if (export.get("possible").booleanValue()) {
                assertEquals(200, answer.statusCode(), answer.asString());
            } else {
                answer.then()
                        .statusCode(409)
                        .body("type", equalTo("/problems/incomplete"))
                        .body("errors", not(empty()));
                assertEquals(export.get("missing"), Fixtures.body(answer).get("errors"));
            }
        }
    }

    @Test
    void a_crossref_export_error_names_the_missing_journal_settings() {
        String journal = Fixtures.journal();
        String jats = """
                <article article-type="research-article" xml:lang="en"><front><article-meta>
                <article-id pub-id-type="doi">10.5555/%s</article-id>
                <title-group><article-title>Of reeds</article-title></title-group>
                <pub-date pub-type="epub"><year>2024</year></pub-date>
                </article-meta></front></article>""".formatted(journal);
        JsonNode job = TestImports.done(
                asAdmin(),
                "?publish=true&journal=" + journal,
                "application/xml",
                jats.getBytes(StandardCharsets.UTF_8));
        String path = TestImports.outcomes(job).get(0).at("/links/self").textValue();

        asReader()
                .get(path + "/exports/crossref")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/incomplete"))
                .body("errors.code", equalTo(List.of("issn-missing", "depositor-missing")))
                .body("errors.pointer", equalTo(List.of("/journal/issns", "")))
                .body(
                        "detail",
                        equalTo(
                                "2 requirements are not met: A print or electronic ISSN is required for this format. Add it to"
                                        + " the journal. The settings offprint.crossref.depositor-name and"
                                        + " offprint.crossref.depositor-email are required. Ask the operator of the service to set"
                                        + " them."));
    }

    @Test
    void an_export_is_returned_as_a_file_with_caching_headers() {
        String path = ArticleEditing.published(full.json());
        String slug = ArticleEditing.read(path).get("slug").textValue();

        Response answer = asReader().get(path + "/exports/ris");

        answer.then()
                .statusCode(200)
                .header("Content-Type", equalTo(RIS + ";charset=UTF-8"))
                .header("Content-Disposition", equalTo("attachment; filename=\"" + slug + ".ris\""))
                .header("Cache-Control", startsWith("public"))
                .header("Link", allOf(containsString("rel=\"describes\""), containsString("rel=\"linkset\"")));
        String etag = answer.header("ETag");
        asReader()
                .header("If-None-Match", "W/" + etag)
                .get(path + "/exports/ris")
                .then()
                .statusCode(304);
        asReader()
                .header("If-Modified-Since", answer.header("Last-Modified"))
                .get(path + "/exports/ris")
                .then()
                .statusCode(304);
        asReader()
                .head(path + "/exports/ris")
                .then()
                .statusCode(200)
                .header("ETag", equalTo(etag))
                .header("Content-Length", equalTo(Integer.toString(answer.asByteArray().length)));
        asReader()
                .header("Accept-Encoding", "gzip")
                .get(path + "/exports/ris")
                .then()
                .header("ETag", answer.asByteArray().length < 1_000 ? equalTo(etag) : endsWith("-gzip\""));
    }

    @Test
    void urls_in_an_export_contain_the_requested_host() {
        String path = ArticleEditing.published(ArticleEditing.minimal(Fixtures.journal()));
        String slug = ArticleEditing.read(path).get("slug").textValue();

        for (String host : List.of("one.example", "two.example:8080")) {
            given().header("Host", host)
                    .get(path + "/exports/ris")
                    .then()
                    .statusCode(200)
                    .body(containsString("UR  - http://" + host + "/articles/" + slug));
        }
        for (String host : List.of("a&b", "a".repeat(256))) {
            given().header("Host", host).get(path + "/exports/ris").then().statusCode(400);
        }
    }

    @Test
    void an_export_format_can_be_requested_by_media_type() {
        String path = ArticleEditing.published(full.json());

        Response asked =
                asReader().header("Accept", RIS + ", application/json;q=0.9").get(path);

        assertArrayEquals(asReader().get(path + "/exports/ris").asByteArray(), asked.asByteArray());
        asked.then()
                .header("Content-Type", startsWith(RIS))
                .header("Vary", containsString("Accept,"))
                .header("Content-Disposition", equalTo(null));
        for (String accept : List.of("*/*", "application/json", "text/html,*/*;q=0.8", RIS + ";q=0.1,*/*;q=0.5")) {
            asReader()
                    .header("Accept", accept)
                    .get(path)
                    .then()
                    .header("Content-Type", equalTo("application/json"))
                    .header("Vary", containsString("Accept,"));
        }
        assertNotEquals(asked.header("ETag"), asReader().get(path).header("ETag"));
    }

    @Test
    void an_unsupported_media_type_returns_406_with_the_supported_media_types() {
        String path = ArticleEditing.published(full.json());

        given().header("Accept", "image/png")
                .get(path)
                .then()
                .statusCode(406)
                .header("Vary", containsString("Accept"))
                .body("alternatives", hasItems("application/json", RIS));
        given().header("Accept", "*/*;q=0").get(path).then().statusCode(406);
        given().header("Accept", "image/png").get(path + "/exports/ris").then().statusCode(406);
        given().header("Accept", "*/*;q=0").get(path + "/exports/ris").then().statusCode(406);
    }

    @Test
    void the_export_format_in_the_path_overrides_the_accept_header() {
        String path = ArticleEditing.published(full.json());

        // Clients generated from the contract always send the first media type of the operation in the Accept header.
        given().header("Accept", "application/vnd.doaj+json")
                .get(path + "/exports/ris")
                .then()
                .statusCode(200)
                .contentType(startsWith(RIS));
    }

    @Test
    void an_unknown_export_format_returns_404_with_a_suggestion() {
        String path = ArticleEditing.published(full.json());

        given().get(path + "/exports/rsi")
                .then()
                .statusCode(404)
                .body("detail", containsString("did you mean ris?"))
                .body("alternatives", hasItem("ris"));
        given().get(path + "/exports/x%2Fy").then().statusCode(404);
    }

    @Test
    void an_export_for_an_editor_contains_the_published_version() {
        String path = ArticleEditing.published(
                ArticleEditing.minimal(Fixtures.journal()).put("title", "Before"));
        ArticleEditing.patch(path, object().put("title", "After")).statusCode(200);

        asAdmin().get(path).then().body("title", equalTo("After"));
        asAdmin()
                .header("Accept", RIS)
                .get(path)
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body(containsString("TI  - Before"));
    }

    @Test
    void exporting_a_draft_returns_404_and_exporting_a_withdrawn_article_returns_410() {
        String draft = ArticleEditing.draft(ArticleEditing.minimal(Fixtures.journal()));
        String withdrawn = ArticleEditing.published(ArticleEditing.minimal(Fixtures.journal()));
        given().get(withdrawn + "/exports/ris").then().statusCode(200);
        ArticleEditing.withdraw(withdrawn, object().put("reason", "Printed twice."))
                .statusCode(200);

        for (String below : List.of("/exports", "/exports/ris", "/linkset")) {
            given().get(draft + below).then().statusCode(404);
            asAdmin().get(draft + below).then().statusCode(404);
            given().get(withdrawn + below).then().statusCode(410);
            given().get("/v1/articles/" + ArticleEditing.UNKNOWN + below).then().statusCode(404);
        }
        given().header("Accept", RIS).get(draft).then().statusCode(404);
        given().header("Accept", RIS).get(withdrawn).then().statusCode(410);
        assertEquals(0, stored(ArticleEditing.id(withdrawn)));
    }

    @Test
    void a_rendered_export_is_stored_until_the_article_changes() {
        String path = ArticleEditing.published(full.json());
        String id = ArticleEditing.id(path);
        assertEquals(0, stored(id));

        String first = given().get(path + "/exports/ris").asString();
        assertEquals(1, stored(id));
        given().get(path + "/exports/ris").then().statusCode(200);
        assertEquals(1, stored(id));

        ArticleEditing.retract(path, object().put("kind", "retraction").put("reason", "It was wrong."))
                .statusCode(200);
        assertEquals(0, stored(id));
        String second = given().get(path + "/exports/ris").asString();
        assertNotEquals(first, second);
        assertEquals(1, stored(id));
    }

    @Test
    void a_stored_export_does_not_contain_the_host_name() {
        String path = ArticleEditing.published(ArticleEditing.minimal(Fixtures.journal()));
        given().header("Host", "one.example").get(path + "/exports/ris").then().statusCode(200);

        List<String> contents = sql.list(
                "select content from rendering where article = ?",
                row -> row.getString("content"),
                UUID.fromString(ArticleEditing.id(path)));

        assertEquals(1, contents.size());
        assertEquals(-1, contents.get(0).indexOf("one.example"));
    }

    @Test
    void the_number_of_sql_statements_does_not_depend_on_the_number_of_exported_articles() {
        String journal = Fixtures.journal();
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ids.add(UUID.fromString(ArticleEditing.id(ArticleEditing.published(ArticleEditing.minimal(journal)))));
        }
        ids.add(UUID.fromString(ArticleEditing.UNKNOWN));
        BackgroundWork.awaitIdle();
        var ris = formats.named("ris").orElseThrow();

        assertEquals(3, statements(() -> renderings.of(ris, ids.subList(0, 2))));
        assertEquals(
                3, statements(() -> assertEquals(12, renderings.of(ris, ids).size())));
        assertEquals(1, statements(() -> renderings.of(ris, ids)));
        Rendering one = renderings.of(ris, ids).get(ids.get(0));
        assertEquals(
                new String(one.at("http://localhost:1"), StandardCharsets.UTF_8),
                given().get("/v1/articles/" + ids.get(0) + "/exports/ris")
                        .asString()
                        .replaceAll("http://localhost:\\d+", "http://localhost:1"));
    }

    @Test
    void the_link_header_of_an_article_contains_its_doi_author_license_and_formats() {
        String path = ArticleEditing.published(full.json());

        given().get(path)
                .then()
                .header(
                        "Link",
                        allOf(
                                containsString("<https://doi.org/" + full.doi + ">; rel=\"cite-as\""),
                                containsString("<https://orcid.org/0000-0002-1825-0097>; rel=\"author\""),
                                containsString("<https://creativecommons.org/licenses/by/4.0/>; rel=\"license\""),
                                containsString("<https://schema.org/ScholarlyArticle>; rel=\"type\""),
                                containsString("<" + path + "/exports/ris>; rel=\"alternate describedby\"; type=\""
                                        + RIS + "\""),
                                containsString(
                                        "<" + path + "/linkset>; rel=\"linkset\"; type=\"application/linkset+json\"")));
        given().get(ArticleEditing.published(ArticleEditing.minimal(Fixtures.journal())))
                .then()
                .header("Link", not(containsString("cite-as")));
    }

    @Test
    void the_link_set_of_an_article_contains_absolute_urls_of_page_files_and_formats() {
        String path = ArticleEditing.published(full.json());
        String slug = ArticleEditing.read(path).get("slug").textValue();

        given().header("Host", "api.example")
                .get(path + "/linkset")
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo("application/linkset+json"))
                .body("linkset[0].anchor", equalTo("http://api.example/articles/" + slug))
                .body("linkset[0].'cite-as'.href", equalTo(List.of("https://doi.org/" + full.doi)))
                .body("linkset[0].author.href", equalTo(List.of("https://orcid.org/0000-0002-1825-0097")))
                .body("linkset[0].item[0].href", equalTo("https://example.org/full.pdf"))
                .body("linkset[0].item[0].type", equalTo("application/pdf"))
                .body("linkset[0].describedby.href", hasItem("http://api.example" + path + "/exports/ris"))
                .body("linkset[1].collection[0].href", equalTo("http://api.example/articles/" + slug))
                .body("linkset[2].describes[0].href", equalTo("http://api.example/articles/" + slug));
    }

    private long stored(String article) {
        return sql.first(
                        "select count(*) from rendering where article = ?",
                        row -> row.getLong(1),
                        UUID.fromString(article))
                .orElseThrow();
    }

    private static long statements(Runnable work) {
        long before = CountingDriver.statements();
        work.run();
        return CountingDriver.since(before).stream()
                .filter(statement -> statement.contains("rendering") || statement.contains("document"))
                .count();
    }
}
