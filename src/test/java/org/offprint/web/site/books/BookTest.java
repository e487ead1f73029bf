package org.offprint.web.site.books;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.CountingDriver;
import org.offprint.web.api.Fixtures;
import org.offprint.web.site.Browser;

@QuarkusTest
class BookTest {

    private static final String EPUB = "application/epub+zip";

    private static final String JATS = """
            <article xmlns:mml="http://www.w3.org/1998/Math/MathML" xmlns:xlink="http://www.w3.org/1999/xlink"
            xml:lang="en"><front><article-meta/></front><body>
            <sec id="s1"><title>Method &amp; place</title><p>See <xref ref-type="bibr" rid="r1">1</xref> and
            <xref ref-type="sec" rid="none">nothing</xref>.<fn><p>A note.</p></fn></p>
            <sec id="s1a"><title>Detail</title><p><inline-formula><mml:math><mml:mi>x</mml:mi></mml:math></inline-formula></p></sec>
            <fig id="f1"><label>Figure 1</label><caption><p>A tide.</p></caption><alt-text>Water rises</alt-text>
            <graphic xlink:href="tide.png"/></fig>
            <fig id="f2"><label>Figure 2</label><caption><p>Lost.</p></caption><graphic xlink:href="lost.png"/></fig>
            <table-wrap id="t1"><label>Table 1</label><caption><title>Stakes</title></caption>
            <table><thead><tr><th>Place</th></tr></thead><tbody><tr><td>Here</td></tr></tbody></table></table-wrap></sec>
            </body><back><ref-list><ref id="r1"><mixed-citation>A work.</mixed-citation></ref></ref-list></back></article>""";

    private static String draft(String journal, String title, ObjectNode changes) {
        String article = Fixtures.article(journal);
        Fixtures.patch(asAdmin(), "/v1/articles/" + article, changes.put("title", title))
                .then()
                .statusCode(200);
        return article;
    }

    private static void put(String article, String name, String role, String type, byte[] content) {
        asAdmin()
                .header("If-None-Match", "*")
                .contentType(type)
                .body(content)
                .put("/v1/articles/" + article + "/files/" + name + "?role=" + role)
                .then()
                .statusCode(201);
    }

    private static void addText(String article) {
        put(article, "text.xml", "jats", "application/xml", JATS.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] picture() {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", png);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return png.toByteArray();
    }

    private static String epub(String article) {
        return "/v1/articles/" + article + "/exports/epub";
    }

    /** Returns the files of an e-book in their order, keyed by name. */
    private static Map<String, byte[]> files(byte[] book) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(book))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private static Document xml(Map<String, byte[]> files, String name) {
        return Jsoup.parse(new String(files.get("EPUB/" + name), StandardCharsets.UTF_8), Parser.xmlParser());
    }

    @Test
    void the_epub_of_an_article_contains_its_text_images_and_metadata() throws IOException {
        ObjectNode changes = Fixtures.object();
        changes.put("abstract", "Of tides.");
        changes.putArray("keywords").add("tide");
        changes.putObject("license").put("url", "https://creativecommons.org/licenses/by/4.0/");
        changes.putObject("translations").putObject("es").put("title", "Mareas").put("abstract", "De mareas.");
        String journal = Fixtures.journal();
        String article = draft(journal, "Tides < stakes", changes);
        addText(article);
        byte[] picture = picture();
        put(article, "tide.png", "asset", "image/png", picture);
        Fixtures.publish(article);

        Response response = given().get(epub(article));
        response.then()
                .statusCode(200)
                .contentType(EPUB)
                .header("Cache-Control", containsString("public"))
                .header("tdm-reservation", "0")
                .header("Content-Disposition", containsString(".epub\""));
        byte[] book = response.asByteArray();
        assertEquals("mimetypeapplication/epub+zip", new String(book, 30, 28, StandardCharsets.US_ASCII));
        Map<String, byte[]> files = files(book);
        assertEquals(
                List.of(
                        "mimetype",
                        "META-INF/container.xml",
                        "EPUB/style.css",
                        "EPUB/article-1.xhtml",
                        "EPUB/images/article-1-1.png",
                        "EPUB/nav.xhtml",
                        "EPUB/package.opf"),
                List.copyOf(files.keySet()));
        assertArrayEquals(picture, files.get("EPUB/images/article-1-1.png"));

        Document chapter = xml(files, "article-1.xhtml");
        assertEquals("Tides < stakes", chapter.selectFirst("h1").text());
        assertEquals("Of tides.", chapter.selectFirst(".abstract p").text());
        assertEquals("Mareas", chapter.selectFirst("section[lang=es] h2").text());
        assertEquals("De mareas.", chapter.selectFirst("section[lang=es] p").text());
        assertEquals("Method & place", chapter.selectFirst("#s1 > h2").text());
        assertEquals("images/article-1-1.png", chapter.selectFirst("#f1 img").attr("src"));
        assertEquals("Water rises", chapter.selectFirst("#f1 img").attr("alt"));
        assertEquals(0, chapter.select("#f2 img, button, script, nav, a.anchor").size());
        assertEquals(
                "http://www.w3.org/1998/Math/MathML",
                chapter.selectFirst("math").attr("xmlns"));
        assertEquals("noteref", chapter.selectFirst("[role=doc-noteref]").attr("epub:type"));
        for (String target : chapter.select("a[href^=#]").eachAttr("href")) {
            assertEquals(1, chapter.select("[id=" + target.substring(1) + "]").size(), target);
        }
        for (String target : chapter.select("a[href]").eachAttr("href")) {
            assertTrue(target.startsWith("#") || target.startsWith("http"), target);
        }
        assertEquals(
                List.of("article-1.xhtml", "article-1.xhtml#s1", "article-1.xhtml#s1a"),
                xml(files, "nav.xhtml").select("nav a").eachAttr("href").subList(0, 3));

        Document metadata = xml(files, "package.opf");
        String doi = asAdmin().get("/v1/articles/" + article).path("doi");
        assertEquals(
                doi == null ? "urn:uuid:" + article : "doi:" + doi,
                metadata.selectFirst("dc|identifier").text());
        assertEquals("Tides < stakes", metadata.selectFirst("dc|title").text());
        assertEquals("tide", metadata.selectFirst("dc|subject").text());
        assertEquals("mathml", metadata.selectFirst("#chapter-1").attr("properties"));
        assertEquals("image/png", metadata.selectFirst("#image-1").attr("media-type"));
        assertEquals("0", metadata.selectFirst("meta[property=tdm:reservation]").text());
        assertEquals(
                "textual",
                metadata.selectFirst("meta[property=schema:accessModeSufficient]")
                        .text());
        assertArrayEquals(book, given().get(epub(article)).asByteArray(), "The same article has the same bytes.");
    }

    @Test
    void an_epub_has_a_validator_and_is_found_by_slug_and_by_the_extension_of_the_page() {
        String article = draft(Fixtures.journal(), Fixtures.unique("Slug"), Fixtures.object());
        addText(article);
        Fixtures.publish(article);
        String slug = given().get("/v1/articles/" + article).path("slug");
        Response response = given().get(epub(slug));
        String etag = response.header("ETag");
        given().header("If-None-Match", etag).get(epub(article)).then().statusCode(304);
        given().head(epub(article)).then().statusCode(200).header("ETag", etag).contentType(EPUB);
        given().redirects()
                .follow(false)
                .get("/articles/" + slug + ".epub")
                .then()
                .statusCode(303)
                .header("Location", containsString(epub(article)));
        Document page = Browser.page("/articles/" + slug);
        assertEquals(
                "/articles/" + slug + ".epub",
                page.selectFirst(".actions a[href$=.epub]").attr("href"));
        assertEquals(1, page.select("link[rel=alternate][type=" + EPUB + "]").size());
        given().get("/v1/articles/" + article + "/exports")
                .then()
                .body("items.find { it.name == 'epub' }.possible", equalTo(true))
                .body("items.find { it.name == 'epub' }.href", equalTo(epub(article)));

        Fixtures.patch(asAdmin(), "/v1/articles/" + article, Fixtures.object().put("title", "Newer"));
        Fixtures.publish(article);
        given().header("If-None-Match", etag).get(epub(article)).then().statusCode(200);
    }

    @Test
    void an_epub_is_available_only_for_published_articles_with_a_full_text() {
        String journal = Fixtures.journal();
        String article = draft(journal, Fixtures.unique("Draft"), Fixtures.object());
        addText(article);
        given().get(epub(article)).then().statusCode(404);
        asAdmin().get(epub(article)).then().statusCode(404);
        Fixtures.publish(article);
        given().accept("text/html").get(epub(article)).then().statusCode(406);
        given().get(epub(article) + "?page=2").then().statusCode(400).body("errors.parameter", contains("page"));
        given().post(epub(article)).then().statusCode(405);
        Fixtures.withdraw(article);
        given().get(epub(article)).then().statusCode(410);
        given().get(epub("019e2383-0000-7000-8000-000000000000")).then().statusCode(404);

        String plain = draft(journal, Fixtures.unique("Plain"), Fixtures.object());
        Fixtures.publish(plain);
        given().get(epub(plain))
                .then()
                .statusCode(409)
                .body("errors.code", contains("full-text-required"))
                .body("title", equalTo("The article cannot be exported as EPUB 3.3"));
        given().get("/v1/articles/" + plain + "/exports")
                .then()
                .body("items.find { it.name == 'epub' }.missing.code", contains("full-text-required"));
        given().get("/v1/articles/" + plain + "/exports/ebook")
                .then()
                .statusCode(404)
                .body("alternatives", hasItem("epub"));
        assertEquals(
                0,
                Browser.page("/articles/" + given().get("/v1/articles/" + plain).path("slug"))
                        .select("[href$=.epub]")
                        .size());
    }

    @Test
    void the_epub_of_a_retracted_article_begins_with_the_notice() throws IOException {
        String article = draft(Fixtures.journal(), Fixtures.unique("Wrong"), Fixtures.object());
        addText(article);
        Fixtures.publish(article);
        asAdmin()
                .header("If-Match", "*")
                .contentType("application/json")
                .body(Fixtures.object()
                        .put("kind", "retraction")
                        .put("reason", "The data were wrong.")
                        .toString())
                .put("/v1/articles/" + article + "/retraction")
                .then()
                .statusCode(200);
        Document chapter = xml(files(given().get(epub(article)).asByteArray()), "article-1.xhtml");
        assertTrue(chapter.selectFirst(".notice").text().contains("The data were wrong."));
        assertEquals(
                ".notice", "." + chapter.selectFirst("article > header > *").className());
    }

    @Test
    void the_epub_of_an_issue_contains_its_published_articles_by_section() throws IOException {
        String journal = Fixtures.journal();
        ObjectNode section = Fixtures.object();
        section.putArray("sections").addObject().put("title", "Essays");
        Fixtures.patch(asAdmin(), "/v1/journals/" + journal, section).then().statusCode(200);
        String essays = given().get("/v1/journals/" + journal).path("sections[0].id");
        ObjectNode wanted =
                Fixtures.object().put("journal", journal).put("volume", "7").put("number", "2");
        String issue =
                Fixtures.created(asAdmin(), "/v1/issues", wanted).path("id").textValue();
        String path = "/v1/issues/" + issue + "/exports/epub";
        given().get(path).then().statusCode(404);
        asAdmin()
                .header("If-Match", "*")
                .put("/v1/issues/" + issue + "/publication")
                .then()
                .statusCode(200);
        given().get(path).then().statusCode(409).body("title", equalTo("The issue has no published articles"));

        String essay =
                draft(journal, "An essay", Fixtures.object().put("issue", issue).put("section", essays));
        addText(essay);
        String plain = draft(journal, "Without text", Fixtures.object().put("issue", issue));
        String unpublished = draft(journal, "Not yet", Fixtures.object().put("issue", issue));
        Fixtures.publish(essay);
        Fixtures.publish(plain);

        Response response = given().get(path);
        response.then().statusCode(200).contentType(EPUB).header("Content-Disposition", containsString(".epub\""));
        Map<String, byte[]> files = files(response.asByteArray());
        assertFalse(new String(response.asByteArray(), StandardCharsets.ISO_8859_1).contains(unpublished));
        Document contents = xml(files, "nav.xhtml");
        assertEquals(
                List.of("An essay", "Method & place", "Detail", "References", "Without text"),
                contents.select("nav a").eachText());
        assertEquals("Essays", contents.selectFirst("nav span").text());
        assertEquals(
                "Without text", xml(files, "article-2.xhtml").selectFirst("h1").text());
        assertEquals(
                List.of("nav", "chapter-1", "chapter-2"),
                xml(files, "package.opf").select("itemref").eachAttr("idref"));
        given().header("If-None-Match", response.header("ETag"))
                .get(path)
                .then()
                .statusCode(304);
        Fixtures.publish(unpublished);
        given().header("If-None-Match", response.header("ETag"))
                .get(path)
                .then()
                .statusCode(200);

        given().accept("text/html").get(path).then().statusCode(406);
        given().get(path + "?page=2").then().statusCode(400);
        given().get("/v1/issues/nothing/exports/epub").then().statusCode(404);
        given().get("/v1/issues/019e2383-0000-7000-8000-000000000000/exports/epub")
                .then()
                .statusCode(404);
        String page = given().get("/v1/articles/" + essay).path("issue.id");
        assertEquals(issue, page);
    }

    @Test
    void the_number_of_sql_statements_does_not_depend_on_the_number_of_images() {
        String journal = Fixtures.journal();
        String few = draft(journal, Fixtures.unique("Few"), Fixtures.object());
        addText(few);
        Fixtures.publish(few);
        String many = draft(journal, Fixtures.unique("Many"), Fixtures.object());
        addText(many);
        for (int i = 0; i < 20; i++) {
            put(many, "image" + i + ".png", "asset", "image/png", picture());
        }
        Fixtures.publish(many);
        given().get(epub(few));
        given().get(epub(many));
        int expected = statements(few);
        assertTrue(expected <= 8, expected + " statements");
        assertEquals(expected, statements(many));
    }

    private static int statements(String article) {
        Response response = given().get(epub(article));
        assertEquals(200, response.statusCode());
        response.asByteArray();
        return CountingDriver.ofRequest(response.header("X-Request-Id")).size();
    }
}
