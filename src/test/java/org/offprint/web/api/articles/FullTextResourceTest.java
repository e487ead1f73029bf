package org.offprint.web.api.articles;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.files.UnreferencedFileCleanup;
import org.offprint.platform.files.images.ImageVersions;
import org.offprint.platform.files.types.FileFormat;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;
import org.offprint.web.api.imports.TestImports;
import org.offprint.web.site.Browser;

@QuarkusTest
@Order(1) // This test rebuilds all indexes, so it runs first, while the service has few records.
class FullTextResourceTest {

    private static final byte[] PNG = {
        (byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 1, 0, 0, 0, 1
    };

    @Inject
    UnreferencedFileCleanup sweep;

    @Inject
    Sql sql;

    private final String issn = Fixtures.issn();

    private byte[] jats(String words) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article" xml:lang="en">
                  <front>
                    <journal-meta>
                      <journal-title-group><journal-title>Annals of %1$s</journal-title></journal-title-group>
                      <issn pub-type="epub">%1$s</issn>
                    </journal-meta>
                    <article-meta>
                      <article-id pub-id-type="doi">10.5555/text.%1$s</article-id>
                      <title-group><article-title>Reeds</article-title></title-group>
                      <pub-date pub-type="epub"><year>2024</year></pub-date>
                    </article-meta>
                  </front>
                  <body>
                    <sec id="s1"><title>Beds</title><p>%2$s Write to <email>reed@example.org</email>.</p>
                    <fig id="f1"><label>Figure 1</label><caption><title>A bed.</title></caption>
                    <graphic xlink:href="reeds-f1"/></fig></sec>
                  </body>
                  <sub-article article-type="translation" xml:lang="es">
                    <front-stub><title-group><article-title>Juncos</article-title></title-group></front-stub>
                    <body><sec><title>Lechos</title><p>Palabras.</p></sec></body>
                  </sub-article>
                </article>
                """.formatted(issn, words).getBytes(StandardCharsets.UTF_8);
    }

    private String imported(String query, String words) {
        JsonNode job = TestImports.done(asAdmin(), query, "application/xml", jats(words));
        return TestImports.outcomes(job).get(0).at("/links/self").textValue();
    }

    @Test
    void an_imported_full_text_is_available_as_html_plain_text_and_outline() {
        String article = imported("?publish=true", "They grow.");

        Response html = asReader().accept("text/html").get(article + "/full-text");

        html.then()
                .statusCode(200)
                .header("Content-Type", equalTo("text/html;charset=UTF-8"))
                .header("Cache-Control", containsString("public"))
                .body(containsString("They grow."))
                .body(not(containsString("reed@example.org")));
        asReader()
                .accept("text/html")
                .header("If-None-Match", html.header("ETag"))
                .get(article + "/full-text")
                .then()
                .statusCode(304);
        asReader()
                .accept("text/plain")
                .get(article + "/full-text")
                .then()
                .header("Content-Type", equalTo("text/plain;charset=UTF-8"))
                .body(containsString("They grow."));
        asReader()
                .accept("application/json")
                .get(article + "/full-text")
                .then()
                .body("language", equalTo("en"))
                .body("languages", equalTo(List.of("es")))
                .body("contents.text", hasItem("Beds"))
                .body("figures[0].label", equalTo("Figure 1"));
        asReader()
                .accept("text/plain")
                .get(article + "/full-text?language=es")
                .then()
                .body(containsString("Palabras."))
                .body(not(containsString("They grow.")));
        asReader().get(article + "/full-text?language=fr").then().statusCode(404);
        asReader().accept("image/png").get(article + "/full-text").then().statusCode(406);
    }

    /**
     * Returns the state of the stored texts of an article, keyed by language. A state contains the id of the last
     * transaction, whether HTML is stored, and the error message.
     */
    private Map<String, String> stored(String article) {
        Map<String, String> rows = new LinkedHashMap<>();
        sql.list(
                "select language, xmin::text || ' ' || (html is not null) || ' ' || coalesce(problem, '') as state"
                        + " from full_text where article = ?::uuid order by language",
                row -> rows.put(row.getString("language"), row.getString("state")),
                article.substring(article.lastIndexOf('/') + 1));
        return rows;
    }

    @Test
    void a_full_text_is_available_as_markdown_with_front_matter() {
        String article = imported("?publish=true", "They *grow*.");
        String slug = asReader().get(article).path("slug");

        Response markdown = asReader().accept("text/markdown").get(article + "/full-text");

        markdown.then()
                .statusCode(200)
                .header("Content-Type", equalTo("text/markdown;charset=UTF-8;variant=GFM"))
                .header("Vary", containsString("Accept"))
                .body(startsWith("---\ntitle: \"Reeds\"\n"))
                .body(containsString("\ndoi: \"10.5555/text."))
                .body(containsString("\nversion: 1\n"))
                .body(containsString("\nretraction: null\n"))
                .body(containsString("<a id=\"s1\"></a>\n## Beds\n\nThey \\*grow\\*."))
                .body(not(containsString("reed@example.org")));
        asReader()
                .accept("text/markdown")
                .header("If-None-Match", markdown.header("ETag"))
                .get(article + "/full-text")
                .then()
                .statusCode(304);
        asReader()
                .accept("text/markdown")
                .get(article + "/versions/1/full-text")
                .then()
                .statusCode(200)
                .body(containsString("\nversion: 1\n"))
                .body(containsString("## Beds"));
        asReader()
                .accept("text/markdown")
                .get(article + "/full-text?language=es")
                .then()
                .body(containsString("\nlanguage: \"es\"\n"))
                .body(containsString("Palabras."));
        asReader()
                .get("/articles/" + slug + ".md")
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo("text/markdown;charset=UTF-8;variant=GFM"))
                .header("Link", equalTo("</articles/" + slug + ">; rel=\"canonical\""))
                .body(containsString("## Beds"));
        asReader()
                .accept("text/markdown, text/html;q=0.9")
                .redirects()
                .follow(false)
                .get("/articles/" + slug)
                .then()
                .statusCode(303)
                .header("Location", equalTo("/articles/" + slug + ".md"));

        Client.here()
                .put(
                        article + "/retraction",
                        Fixtures.object()
                                .put("kind", "retraction")
                                .put("reason", "The reeds were *drawn*.")
                                .put("date", "2026-03-02"))
                .expect(200);
        asReader()
                .get("/articles/" + slug + ".md")
                .then()
                .body(containsString("\n> RETRACTED 2026-03-02: The reeds were \\*drawn\\*.\n"))
                .body(containsString("\"kind\":\"retraction\""));
    }

    @Test
    void an_unpublished_or_withdrawn_article_has_no_markdown() {
        String draft = imported("", "Not public.");
        String slug = asAdmin().get(draft).path("slug");
        asReader().accept("text/markdown").get(draft + "/full-text").then().statusCode(404);
        asReader().get("/articles/" + slug + ".md").then().statusCode(404);
        asAdmin()
                .accept("text/markdown")
                .get(draft + "/full-text")
                .then()
                .statusCode(200)
                .body(containsString("Not public."));
    }

    @Test
    void texts_in_all_languages_are_rendered_after_publication_without_a_request() {
        String article = imported("?publish=true", "They grow.");

        Fixtures.await(() -> stored(article).keySet().equals(Set.of("", "es")));
        Fixtures.await(() -> sql.list(
                        "select 1 from full_text_work where article = ?::uuid",
                        row -> true,
                        article.substring(article.lastIndexOf('/') + 1))
                .isEmpty());
        Map<String, String> rendered = stored(article);
        asReader().accept("text/plain").get(article + "/full-text").then().body(containsString("They grow."));
        assertEquals(rendered, stored(article));
    }

    @Test
    void a_request_for_a_missing_language_is_answered_from_the_stored_outline() {
        String article = imported("?publish=true", "They grow.");
        Fixtures.await(() -> stored(article).size() == 2);
        Map<String, String> rendered = stored(article);
        // Any attempt to render the text again would fail.
        sql.update(
                "update file_content set text = 'no XML' where sha256 = (select sha256 from version_file"
                        + " where article = ?::uuid and role = 'jats')",
                article.substring(article.lastIndexOf('/') + 1));

        for (String language : List.of("zz", "fr", "es-MX", "en")) {
            asReader().get(article + "/full-text?language=" + language).then().statusCode(404);
        }

        asReader().accept("text/plain").get(article + "/full-text").then().statusCode(200);
        asReader()
                .accept("text/plain")
                .get(article + "/full-text?language=es")
                .then()
                .statusCode(200);
        assertEquals(rendered, stored(article));
    }

    @Test
    void rendering_is_attempted_only_once_for_a_text_that_cannot_be_rendered() {
        String targets = IntStream.range(0, 60)
                .mapToObj(i -> "<fig id='g" + i + "'><label>" + i + "</label></fig>")
                .collect(Collectors.joining());
        String ids = IntStream.range(0, 60).mapToObj(i -> "g" + i).collect(Collectors.joining(" "));
        String article = imported(
                "?publish=true",
                "Reeds.</p>" + targets + "<p>" + ("<xref rid='" + ids + "'>all</xref> ").repeat(6_000));
        Fixtures.await(() -> !stored(article).isEmpty(), Duration.ofSeconds(60));
        Map<String, String> tried = stored(article);
        assertEquals(Set.of(""), tried.keySet());
        assertTrue(tried.get("").contains(" false The full text is too long."), tried.toString());

        asReader().accept("text/html").get(article + "/full-text").then().statusCode(404);
        asReader()
                .get(article + "/full-text?language=es")
                .then()
                .statusCode(404)
                .body("detail", containsString("no full text in the language es"));
        asReader().get(article + "/versions/1/full-text").then().statusCode(404);
        String page = asReader().get(article).path("links.landingPage");
        assertEquals("Reeds", Browser.page(page).selectFirst("h1").text());
        assertTrue(Browser.page(page).select(".text p").isEmpty());
        asAdmin()
                .get(article + "/full-text")
                .then()
                .statusCode(409)
                .body("detail", containsString("The full text is too long."));
        assertEquals(tried, stored(article));
    }

    @Test
    void the_full_text_of_a_working_copy_reflects_each_change_of_its_files() {
        String article = imported("", "They grow.");
        for (int read = 0; read < 2; read++) {
            Response first = asAdmin().accept("application/json").get(article + "/full-text");
            assertEquals(false, first.path("assets[0].isFound"));
        }
        put(article, "reeds-f1.png", PNG);
        Response second = asAdmin().accept("application/json").get(article + "/full-text");
        assertEquals(true, second.path("assets[0].isFound"));
        assertEquals(article, imported("?mode=upsert", "They grew."));
        asAdmin().accept("text/plain").get(article + "/full-text").then().body(containsString("They grew."));
    }

    @Test
    void a_published_version_keeps_its_full_text_when_the_working_copy_changes() {
        String article = imported("?publish=true", "They grow.");
        String later = imported("?mode=upsert", "They grew.");
        assertEquals(article, later);

        asReader().accept("text/plain").get(article + "/full-text").then().body(containsString("They grow."));
        Response own = asAdmin().accept("application/json").get(article + "/full-text");
        own.then().header("Cache-Control", equalTo("no-store")).body("assets[0].href", equalTo("reeds-f1"));
        assertEquals(false, own.path("assets[0].isFound"));
        imported("?mode=upsert&publish=true", "They grew.");

        asReader().accept("text/plain").get(article + "/full-text").then().body(containsString("They grew."));
        asReader()
                .accept("text/plain")
                .get(article + "/versions/1/full-text")
                .then()
                .body(containsString("They grow."));
    }

    @Test
    void a_figure_links_to_the_image_file_of_the_published_version() {
        String article = imported("", "They grow.");
        asAdmin()
                .header("If-None-Match", "*")
                .contentType("image/png")
                .body(PNG)
                .put(article + "/files/reeds-f1.png")
                .then()
                .statusCode(201);
        asAdmin()
                .header("If-Match", "*")
                .contentType("application/json")
                .body("{}")
                .put(article + "/publication")
                .then()
                .statusCode(200);

        String image = asReader()
                .accept("application/json")
                .get(article + "/full-text")
                .path("figures[0].image");

        assertTrue(image.endsWith("/versions/1/files/reeds-f1.png"), image);
        asReader().get(image).then().statusCode(200);
    }

    private static String put(String article, String name, byte[] bytes) {
        return asAdmin()
                .header("If-None-Match", "*")
                .contentType("application/octet-stream")
                .body(bytes)
                .put(article + "/files/" + name)
                .then()
                .statusCode(201)
                .extract()
                .path("sha256");
    }

    private static byte[] tiff(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        // A random colour ensures that no other test stores the same bytes.
        image.setRGB(0, 0, ThreadLocalRandom.current().nextInt(1 << 24));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, "tiff", bytes));
        return bytes.toByteArray();
    }

    @Test
    void an_image_in_a_format_unsupported_by_browsers_is_converted_for_display() throws IOException {
        String article = imported("", "They grow.");
        byte[] tiff = tiff(2_000, 100);
        put(article, "reeds-f1.tif", tiff);
        byte[] damaged = Arrays.copyOf(tiff, 200);
        damaged[199] = (byte) ThreadLocalRandom.current().nextInt(1, 128);
        String unreadable = put(article, "damaged.tif", damaged);
        put(article, "table.csv", "a,b\n".getBytes(StandardCharsets.UTF_8));
        Fixtures.publish(article.substring("/v1/articles/".length()));
        String original = article + "/versions/1/files/reeds-f1.tif";
        String before =
                asReader().accept("text/html").get(article + "/full-text").header("ETag");

        Fixtures.await(
                () -> !asReader()
                        .accept("text/html")
                        .get(article + "/full-text")
                        .header("ETag")
                        .contains("waiting"),
                Duration.ofSeconds(60));

        Response html = asReader().accept("text/html").get(article + "/full-text");
        html.then()
                .body(containsString("src=\"" + original + "?size=web-1600\""))
                .body(containsString("width=\"1600\" height=\"80\""))
                .body(containsString("href=\"" + original + "\""));
        assertNotEquals(before, html.header("ETag"));
        asAdmin().accept("text/html").get(article + "/full-text").then().body(containsString("?size=web-1600\""));
        sweep.cleanUp(Instant.now().plus(8, ChronoUnit.DAYS));
        Response shown = asReader().get(original + "?size=web-1600");
        shown.then()
                .statusCode(200)
                .header("Content-Type", startsWith("image/"))
                .header("Content-Disposition", containsString("reeds-f1-web-1600."))
                .header("Cache-Control", containsString("immutable"));
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(shown.asByteArray()));
        assertEquals(1_600, read.getWidth());
        assertEquals(80, read.getHeight());
        Response thumbnail = asReader().get(article + "/files/reeds-f1.tif?size=thumbnail-320");
        assertEquals(
                320,
                ImageIO.read(new ByteArrayInputStream(thumbnail.asByteArray())).getWidth());
        assertArrayEquals(tiff, asReader().get(original).asByteArray());
        asReader().get(original + "?size=huge").then().statusCode(400);
        asReader()
                .get(article + "/versions/1/files/table.csv?size=web-800")
                .then()
                .statusCode(404);
        asReader()
                .get(article + "/versions/1/files/damaged.tif?size=web-800")
                .then()
                .statusCode(404);
        assertEquals(
                List.of(true),
                sql.list(
                        "select problem is not null from image where sha256 = ?",
                        row -> row.getBoolean(1),
                        unreadable));
    }

    @Test
    void image_versions_are_created_only_for_supported_image_formats() {
        for (FileFormat format : FileFormat.values()) {
            assertEquals(
                    ImageVersions.supports(format),
                    sql.first("select has_image_versions(?, 'asset')", row -> row.getBoolean(1), format.mediaType())
                            .orElseThrow(),
                    format.name());
        }
    }

    @Test
    void an_html_file_is_the_searchable_full_text_of_an_article_without_jats() {
        String article = "/v1/articles/" + Fixtures.article(Fixtures.journal());
        String word = "sedge" + issn.substring(0, 4);
        asAdmin()
                .header("If-None-Match", "*")
                .contentType("text/html")
                .body("<!doctype html><html><body><h1>Reeds</h1><h2>Beds</h2><script>alert(1)</script><p>They hold "
                        + word + ".</p></body></html>")
                .put(article + "/files/text.html?role=fulltext")
                .then()
                .statusCode(201);
        publish(article);

        asReader()
                .accept("text/html")
                .get(article + "/full-text")
                .then()
                .statusCode(200)
                .body(equalTo("<h2 id=\"x-h1\">Beds</h2><p>They hold " + word + ".</p>"));
        asReader().accept("application/json").get(article + "/full-text").then().body("contents.text", hasItem("Beds"));
        Fixtures.await(() -> asReader().get("/v1/articles?q=fulltext:" + word).<Integer>path("total") == 1);
        String page = asReader().get(article).path("links.landingPage");
        assertEquals(
                "They hold " + word + ".",
                Browser.page(page).selectFirst(".text p").text());
    }

    @Test
    void requesting_the_full_text_of_an_article_without_full_text_returns_404() {
        String journal = Fixtures.journal();
        String article = "/v1/articles/" + Fixtures.article(journal);

        asReader().get(article + "/full-text").then().statusCode(404);
        asAdmin().get(article + "/full-text").then().statusCode(404);
        Fixtures.publish(article.substring("/v1/articles/".length()));
        asReader().get(article + "/full-text").then().statusCode(404);
        assertEquals(
                "Not found",
                body(asReader().get(article + "/versions/7/full-text"))
                        .get("title")
                        .textValue());
    }

    private void publish(String article) {
        asAdmin()
                .header("If-Match", "*")
                .contentType("application/json")
                .body("{}")
                .put(article + "/publication")
                .then()
                .statusCode(200);
    }

    private static void put(String file, byte[] bytes) {
        asAdmin()
                .header("If-None-Match", "*")
                .contentType("application/octet-stream")
                .body(bytes)
                .urlEncodingEnabled(false)
                .put(file)
                .then()
                .statusCode(201);
    }

    @Test
    void a_jats_export_contains_the_full_text_and_links_to_files_of_the_version() {
        String article = imported("", "They grow.");
        put(article + "/files/reeds-f1.png", PNG);
        publish(article);

        Response export = asReader().get(article + "/exports/jats");

        export.then()
                .statusCode(200)
                .header("Content-Disposition", containsString(".jats.xml"))
                .body(containsString("Journal Publishing DTD with MathML3 v1.3 20210610//EN"))
                .body(containsString("<p>They grow. Write to .</p>"))
                .body(containsString(article + "/versions/1/files/reeds-f1.png\""))
                .body(containsString("<sub-article article-type=\"translation\" xml:lang=\"es\">"))
                .body(not(containsString("reed@example.org")));
        assertEquals(1, export.asString().split("<article-title>Reeds</article-title>", -1).length - 1);
        asReader()
                .header("If-None-Match", export.header("ETag"))
                .get(article + "/exports/jats")
                .then()
                .statusCode(304);
        asReader()
                .accept("application/vnd.jats+xml")
                .get(article)
                .then()
                .statusCode(200)
                .header("ETag", equalTo(export.header("ETag")))
                .body(equalTo(export.asString()));
        imported("?mode=upsert&publish=true", "They grew.");
        Response later = asReader().get(article + "/exports/jats");
        later.then().body(containsString("They grew."));
        assertTrue(!later.header("ETag").equals(export.header("ETag")));
    }

    @Test
    void an_oai_pmh_jats_record_contains_only_the_front_matter() {
        String article = imported("?publish=true", "They grow.");
        String id = article.substring(article.lastIndexOf('/') + 1);

        asReader()
                .get("/oai?verb=ListRecords&metadataPrefix=jats&set=journal:" + slugOfJournal(article))
                .then()
                .statusCode(200)
                .body(containsString(id))
                .body(not(containsString("They grow.")));
    }

    private static String slugOfJournal(String article) {
        return body(asReader().get(article)).at("/journal/slug").textValue();
    }

    @Test
    void an_article_package_contains_all_files_and_can_be_imported_again() throws Exception {
        String article = imported("", "They grow.");
        put(article + "/files/images/reeds-f1.png", PNG);
        put(article + "/files/50%25.txt?role=supplement", "Half.".getBytes(StandardCharsets.UTF_8));
        publish(article);
        String slug = body(asReader().get(article)).get("slug").textValue();

        Response answer = asReader().get(article + "/package");

        answer.then()
                .statusCode(200)
                .header("Content-Type", equalTo("application/zip"))
                .header("Cache-Control", containsString("public"))
                .header("Content-Disposition", equalTo("attachment; filename=\"" + slug + ".zip\""));
        Map<String, byte[]> files = unzipped(answer.asByteArray(), slug + "/");
        assertEquals(
                Set.of(
                        "bagit.txt",
                        "bag-info.txt",
                        "manifest-sha256.txt",
                        "tagmanifest-sha256.txt",
                        "data/article.json",
                        "data/article.xml",
                        "data/files/images/reeds-f1.png",
                        "data/files/50%.txt"),
                files.keySet());
        Set<String> listed = new HashSet<>(Set.of("tagmanifest-sha256.txt"));
        for (String manifest : List.of("manifest-sha256.txt", "tagmanifest-sha256.txt")) {
            for (String line : text(files, manifest).lines().toList()) {
                String name = line.substring(66).replace("%25", "%");
                assertEquals(line.substring(0, 64), sha256(files.get(name)), name);
                listed.add(name);
            }
        }
        assertEquals(files.keySet(), listed);
        long size = files.entrySet().stream()
                .filter(file -> file.getKey().startsWith("data/"))
                .mapToLong(file -> file.getValue().length)
                .sum();
        assertTrue(text(files, "bag-info.txt").contains("Payload-Oxum: " + size + ".4\n"));
        assertEquals(asReader().get(article).asString(), text(files, "data/article.json"));
        assertTrue(text(files, "data/article.xml").contains("<graphic xlink:href=\"files/images/reeds-f1.png\">"));
        assertTrue(!text(files, "data/article.xml").contains("reed@example.org"));
        asReader()
                .header("If-None-Match", answer.header("ETag"))
                .get(article + "/package")
                .then()
                .statusCode(304);
        assertEquals(0, asReader().head(article + "/package").asByteArray().length);
        asReader().accept("image/png").get(article + "/package").then().statusCode(406);

        JsonNode before = body(asAdmin().get(article + "/files"));
        JsonNode job = TestImports.done(asAdmin(), "?mode=upsert", "application/zip", answer.asByteArray());
        List<JsonNode> outcomes = TestImports.outcomes(job);
        assertEquals(1, outcomes.size());
        assertEquals(article, outcomes.get(0).at("/links/self").textValue());
        JsonNode after = body(asAdmin().get(article + "/files"));
        assertEquals(
                before.get("items").findValuesAsText("name"), after.get("items").findValuesAsText("name"));
        asAdmin().accept("text/plain").get(article + "/full-text").then().body(containsString("They grow."));
        assertArrayEquals(
                PNG, asAdmin().get(article + "/files/images/reeds-f1.png").asByteArray());
        assertEquals(
                "Half.",
                asAdmin()
                        .urlEncodingEnabled(false)
                        .get(article + "/files/50%25.txt")
                        .asString());
    }

    @Test
    void an_article_package_is_available_only_while_the_article_is_published() {
        String journal = Fixtures.journal();
        String id = Fixtures.article(journal);
        String article = "/v1/articles/" + id;
        asReader().get(article + "/package").then().statusCode(404);
        asReader().get("/v1/articles/no-such-thing/package").then().statusCode(404);
        Fixtures.publish(id);
        asReader().get(article + "/package").then().statusCode(200);
        asAdmin()
                .header("If-Match", "*")
                .contentType("application/json")
                .body("{\"reason\":\"It was published by mistake.\"}")
                .put(article + "/withdrawal")
                .then()
                .statusCode(200);
        asReader().get(article + "/package").then().statusCode(410);
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> unzipped(byte[] zip, String folder) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                assertTrue(entry.getName().startsWith(folder), entry.getName());
                files.put(entry.getName().substring(folder.length()), entries.readAllBytes());
            }
        }
        return files;
    }

    private static List<String> found(RequestSpecification caller, String query) {
        return caller.queryParam("q", query)
                .get("/v1/articles")
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
    }

    private static String id(String article) {
        return article.substring("/v1/articles/".length());
    }

    private static String titled(String title) {
        String article = Fixtures.created(
                        asAdmin(),
                        "/v1/articles",
                        Fixtures.object()
                                .put("journal", Fixtures.journal())
                                .put("title", title)
                                .put("language", "en")
                                .put("type", "research-article"))
                .get("id")
                .textValue();
        Fixtures.publish(article);
        return article;
    }

    private static String word() {
        return Fixtures.unique("Rush").replace(" ", "") + "x";
    }

    @Test
    void articles_with_a_search_term_in_the_full_text_rank_below_title_matches() {
        String word = word();
        String article = id(imported(
                "?publish=true",
                "Few " + word + " beds <italic>last</italic> & more. Others do not.".replace("&", "&amp;")));
        String titled = titled("On " + word);

        assertEquals(List.of(titled, article), found(asReader(), word));
        assertEquals(List.of(article), found(asReader(), "fulltext:" + word));
        assertEquals(List.of(article), found(asReader(), "fulltext:" + word + " fulltext:lasting"));
        assertEquals(List.of(article), found(asReader(), "\"" + word + " beds last\""));
        assertEquals(List.of(article), found(asReader(), "fulltext:\"" + word + " beds\""));
        assertEquals(List.of(), found(asReader(), "\"beds " + word + "\""));
        assertEquals(List.of(), found(asReader(), "title:" + word + " -" + word));
        assertEquals(List.of(titled), found(asReader(), "title:" + word));
        assertEquals(List.of(article), found(asReader(), word + " palabras"));
        assertEquals(List.of(), found(asReader(), word + " \"reed@example.org\""));
        asReader()
                .queryParam("q", "\"" + word + " beds\"")
                .queryParam("highlight", true)
                .get("/v1/articles")
                .then()
                .body(
                        "items[0].highlights.fulltext",
                        equalTo(List.of("Few <mark>" + word + "</mark> <mark>beds</mark> last &amp; more.")));
        asReader()
                .queryParam("q", "title:" + word)
                .queryParam("highlight", true)
                .get("/v1/articles")
                .then()
                .body("items[0].highlights.fulltext", equalTo(null));
    }

    @Test
    void readers_search_published_full_texts_and_editors_search_working_copies() {
        String first = word();
        String second = word();
        String path = imported("?publish=true", first + " stand.");
        String article = id(path);
        imported("?mode=upsert", second + " stand.");

        Workers.await(Duration.ofSeconds(60), "editors find the working copy", () -> found(asAdmin(), second)
                .equals(List.of(article)));
        // A cluster adds the working copy to one index before it removes the published version from the other index.
        Workers.await(
                Duration.ofSeconds(60), "editors no longer find the published version", () -> found(asAdmin(), first)
                        .equals(List.of()));
        assertEquals(List.of(article), found(asReader(), first));
        assertEquals(List.of(), found(asReader(), second));

        Fixtures.publish(article);
        assertEquals(List.of(), found(asReader(), first));
        assertEquals(List.of(article), found(asReader(), "fulltext:" + second));

        asAdmin().post("/v1/search-index/rebuilds").then().statusCode(202);
        Workers.await(Duration.ofSeconds(60), "the index is built", () -> !asAdmin()
                .get("/v1/search-index")
                .<List<Boolean>>path("indexes.building")
                .contains(true));
        assertEquals(List.of(), found(asReader(), first));
        assertEquals(List.of(article), found(asReader(), "fulltext:" + second));

        asAdmin()
                .header("If-Match", "*")
                .contentType("application/json")
                .body("{\"reason\":\"wrong\"}")
                .put(path + "/withdrawal")
                .then()
                .statusCode(200);
        assertEquals(List.of(), found(asReader(), second));
        assertEquals(List.of(article), found(asAdmin(), second));
    }

    @Test
    void the_text_of_a_pdf_is_searchable_and_a_damaged_pdf_is_ignored() throws IOException {
        String word = word();
        String article = titled("In print");
        String broken = titled("Torn " + word);
        for (var pdf : Map.of(article, pdf("Many " + word + " in", "print"), broken, "%PDF-1.7 no".getBytes())
                .entrySet()) {
            asAdmin()
                    .header("If-None-Match", "*")
                    .contentType("application/pdf")
                    .body(pdf.getValue())
                    .put("/v1/articles/" + pdf.getKey() + "/files/paper.pdf?role=fulltext")
                    .then()
                    .statusCode(201);
            Fixtures.publish(pdf.getKey());
        }

        Workers.await(
                Duration.ofSeconds(60), "the article is found", () -> found(asReader(), "\"" + word + " in print\"")
                        .equals(List.of(article)));
        assertEquals(List.of(broken, article), found(asReader(), word));
    }

    private static byte[] pdf(String... lines) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.setLeading(15);
                content.newLineAtOffset(72, 700);
                for (String line : lines) {
                    content.showText(line);
                    content.newLine();
                }
                content.endText();
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }
}
