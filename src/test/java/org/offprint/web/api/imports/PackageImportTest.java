package org.offprint.web.api.imports;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.offprint.web.api.Fixtures;

@QuarkusTest
class PackageImportTest {

    private static final byte[] PDF = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] PNG = {
        (byte) 0x89,
        'P',
        'N',
        'G',
        13,
        10,
        26,
        10,
        0,
        0,
        0,
        13,
        'I',
        'H',
        'D',
        'R',
        0,
        0,
        0,
        1,
        0,
        0,
        0,
        1,
        8,
        0,
        0,
        0,
        0
    };

    private final String issn = Fixtures.issn();

    private byte[] jats(String key, String figure) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article" xml:lang="en">
                  <front>
                    <journal-meta>
                      <journal-title-group><journal-title>Annals of %1$s</journal-title></journal-title-group>
                      <issn pub-type="epub">%1$s</issn>
                    </journal-meta>
                    <article-meta>
                      <article-id pub-id-type="doi">10.5555/%2$s.%1$s</article-id>
                      <title-group><article-title>Reeds of %2$s</article-title></title-group>
                      <pub-date pub-type="epub"><year>2024</year></pub-date>
                    </article-meta>
                  </front>
                  <body>
                    <sec><title>Beds</title><p>They grow.</p>
                    <fig id="f1"><label>Figure 1</label><caption><title>A bed.</title></caption>
                    <graphic xlink:href="%3$s"/></fig>
                    <supplementary-material xlink:href="counts.csv"><label>Data</label></supplementary-material></sec>
                  </body>
                </article>
                """.formatted(issn, key, figure).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static List<String> texts(JsonNode items, String member) {
        List<String> texts = new ArrayList<>();
        items.forEach(item -> texts.add(item.path(member).textValue()));
        return texts;
    }

    private static List<JsonNode> imported(String query, byte[] zip) {
        return TestImports.outcomes(TestImports.done(asAdmin(), query, "application/zip", zip));
    }

    @Test
    void a_jats_zip_is_imported_with_the_files_of_its_article() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("reeds/reeds.xml", jats("one", "images/bed"));
        files.put("reeds/images/bed.png", PNG);
        files.put("reeds/counts.csv", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        files.put("reeds/reeds.pdf", PDF);
        files.put("reeds/notes.docx", new byte[] {1, 2, 3});
        files.put("__MACOSX/reeds/._reeds.xml", new byte[] {0});

        List<JsonNode> outcomes = imported("?publish=true", zip(files));

        assertEquals(1, outcomes.size());
        JsonNode outcome = outcomes.get(0);
        assertEquals("created", outcome.path("outcome").textValue(), outcome.toString());
        assertTrue(outcome.path("unplaced").toString().contains("notes.docx"), outcome.toString());
        String article = outcome.at("/links/self").textValue();
        JsonNode own = body(asAdmin().get(article + "/files")).get("items");
        assertEquals(List.of("images/bed.png", "counts.csv", "reeds.pdf", "article.xml"), texts(own, "name"));
        assertEquals(List.of("asset", "supplement", "fulltext", "jats"), texts(own, "role"));
        assertArrayEquals(
                PNG,
                asReader()
                        .urlEncodingEnabled(false)
                        .get(article + "/files/images/bed.png")
                        .asByteArray());
        asReader()
                .accept("application/json")
                .get(article + "/full-text")
                .then()
                .body("figures[0].image", equalTo(article + "/versions/1/files/images/bed.png"));
        assertEquals(2, body(asReader().get(article)).get("files").size());
    }

    @Test
    void a_meca_manifest_determines_the_roles_of_imported_files() {
        String manifest = """
                <?xml version="1.0" encoding="UTF-8"?>
                <manifest xmlns="http://manuscriptexchange.org" version="1.0">
                  <item type="article"><instance media-type="application/xml" href="content/30.xml"/>
                    <instance media-type="application/pdf" href="content/30_main.pdf"/></item>
                  <item item-type="figure"><instance media-type="image/png" href="content/bed"/></item>
                  <item type="supplement"><instance media-type="text/csv" href="supplements/more%20counts.csv"/></item>
                  <item type="supplement"><instance media-type="text/csv" href="content/counts.csv"/></item>
                  <item type="review-metadata"><instance media-type="application/xml" href="reviews.xml"/></item>
                  <item type="figure"><instance media-type="image/png" href="content/lost.png"/></item>
                </manifest>
                """;
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("mimetype", "application/zip".getBytes(StandardCharsets.UTF_8));
        files.put("manifest.xml", manifest.getBytes(StandardCharsets.UTF_8));
        files.put("transfer.xml", "<transfer/>".getBytes(StandardCharsets.UTF_8));
        files.put("reviews.xml", "<reviews><reviewer>Secret</reviewer></reviews>".getBytes(StandardCharsets.UTF_8));
        files.put("content/30.xml", jats("meca", "bed"));
        files.put("content/30_main.pdf", PDF);
        files.put("content/bed", PNG);
        files.put("content/counts.csv", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        files.put("supplements/more counts.csv", "a,b\n3,4\n".getBytes(StandardCharsets.UTF_8));

        List<JsonNode> outcomes = imported("?publish=true", zip(files));

        assertEquals(1, outcomes.size(), outcomes.toString());
        String reported = outcomes.get(0).path("unplaced").toString();
        assertTrue(reported.contains("transfer.xml") && reported.contains("reviews.xml"), reported);
        assertTrue(!reported.contains("mimetype") && !reported.contains("manifest"), reported);
        String article = outcomes.get(0).at("/links/self").textValue();
        JsonNode own = body(asAdmin().get(article + "/files")).get("items");
        assertEquals(
                List.of("bed", "counts.csv", "30_main.pdf", "supplements/more counts.csv", "article.xml"),
                texts(own, "name"));
        assertEquals(List.of("asset", "supplement", "fulltext", "supplement", "jats"), texts(own, "role"));
        assertEquals("image/png", own.get(0).path("mediaType").textValue());
        asReader()
                .accept("application/json")
                .get(article + "/full-text")
                .then()
                .body("figures[0].image", equalTo(article + "/versions/1/files/bed"));
    }

    @Test
    void importing_a_package_whose_manifest_names_no_article_returns_422() {
        byte[] manifest = "<manifest xmlns='http://manuscriptexchange.org'><item type='figure'/></manifest>"
                .getBytes(StandardCharsets.UTF_8);
        Response refused = TestImports.send(asAdmin(), "", "application/zip", zip(Map.of("manifest.xml", manifest)));
        assertEquals(422, refused.statusCode());
        assertTrue(refused.asString().contains("lists no XML file"), refused.asString());
    }

    @Test
    void files_embedded_in_an_ojs_export_are_imported_with_the_article() {
        String pdf = Base64.getMimeEncoder().encodeToString(PDF);
        String html = Base64.getEncoder()
                .encodeToString("<!DOCTYPE html><p>Reeds <img src='bed.png'></p>".getBytes(StandardCharsets.UTF_8));
        String export = """
                <?xml version="1.0" encoding="utf-8"?>
                <article xmlns="http://pkp.sfu.ca" locale="en" stage="production" current_publication_id="7">
                  <id type="internal" advice="ignore">%1$s</id>
                  <submission_file id="1" stage="submission" genre="Article Text"><name locale="en">secret.docx</name>
                    <file id="1" filesize="3" extension="docx"><embed encoding="base64">QUJD</embed></file></submission_file>
                  <submission_file id="2" stage="proof" genre="Article Text"><name locale="en">reeds.pdf</name>
                    <file id="2" filesize="40" extension="pdf"><embed encoding="base64">%2$s</embed></file></submission_file>
                  <submission_file id="3" stage="proof" genre="Article Text"><name locale="en">reeds</name>
                    <file id="3" filesize="40" extension="html"><embed encoding="base64">%3$s</embed></file></submission_file>
                  <submission_file id="4" stage="dependent" genre="Image"><name locale="en">bed.png</name>
                    <submission_file_ref id="3"/>
                    <file id="4" filesize="33" extension="png"><embed encoding="base64">%4$s</embed></file></submission_file>
                  <submission_file id="5" stage="proof" genre="Article Text"><name locale="en">broken.pdf</name>
                    <file id="5" filesize="9" extension="pdf"><embed encoding="base64">no base64!</embed></file></submission_file>
                  <publication version="1" status="3" date_published="2024-03-05" section_ref="ART">
                    <id type="internal" advice="ignore">7</id><title locale="en">Reeds within</title>
                    <article_galley locale="en"><name locale="en">PDF</name><seq>0</seq><submission_file_ref id="2"/></article_galley>
                    <article_galley locale="en"><name locale="en">HTML</name><seq>1</seq><submission_file_ref id="3"/></article_galley>
                    <article_galley locale="en"><name locale="en">EPUB</name><seq>2</seq><submission_file_ref id="5"/></article_galley>
                  </publication>
                </article>
                """.formatted(issn, pdf, html, Base64.getEncoder().encodeToString(PNG));
        String query = "?publish=true&mode=upsert&journal=" + Fixtures.journal();
        byte[] bytes = export.getBytes(StandardCharsets.UTF_8);

        JsonNode outcome = TestImports.outcomes(TestImports.done(asAdmin(), query, "application/xml", bytes))
                .get(0);

        assertEquals("created", outcome.path("outcome").textValue(), outcome.toString());
        String reported = outcome.path("unplaced").toString();
        assertTrue(
                reported.contains("secret.docx") && reported.contains("The embedded file EPUB was not imported"),
                reported);
        assertTrue(reported.contains("The file is not valid Base64."), reported);
        String article = outcome.at("/links/self").textValue();
        JsonNode own = body(asAdmin().get(article + "/files")).get("items");
        assertEquals(List.of("reeds.pdf", "reeds.html", "bed.png"), texts(own, "name"));
        assertEquals(List.of("fulltext", "fulltext", "asset"), texts(own, "role"));
        assertEquals("PDF", own.get(0).path("label").textValue());
        assertArrayEquals(PDF, asReader().get(article + "/files/reeds.pdf").asByteArray());
        assertArrayEquals(PNG, asReader().get(article + "/files/bed.png").asByteArray());
        JsonNode again = TestImports.outcomes(TestImports.done(asAdmin(), query, "application/xml", bytes))
                .get(0);
        assertEquals("unchanged", again.path("outcome").textValue(), again.toString());
    }

    @Test
    void files_in_one_folder_are_assigned_to_articles_by_file_name() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("1-25.xml", jats("first", "1-25-gf01.tif"));
        files.put("1-2.xml", jats("second", "1-2-gf01"));
        files.put("1-25.pdf", PDF);
        files.put("1-2-gf01.png", PNG);
        files.put("es_1-2.pdf", PDF);

        List<JsonNode> outcomes = imported("", zip(files));

        String first = outcomes.get(0).at("/links/self").textValue();
        String second = outcomes.get(1).at("/links/self").textValue();
        assertEquals(
                List.of("1-25.pdf", "article.xml"),
                texts(body(asAdmin().get(first + "/files")).get("items"), "name"));
        JsonNode own = body(asAdmin().get(second + "/files")).get("items");
        assertEquals(List.of("1-2-gf01.png", "es_1-2.pdf", "article.xml"), texts(own, "name"));
        assertEquals("es", own.get(1).get("language").textValue());
        String reported = outcomes.get(0).path("unplaced").toString();
        assertTrue(reported.contains("missing-file") && reported.contains("1-25-gf01.tif"), reported);
    }

    @Test
    void importing_a_package_again_changes_nothing_and_keeps_uploaded_files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("reeds.xml", jats("again", "bed"));
        files.put("bed.png", PNG);
        String article = imported("", zip(files)).get(0).at("/links/self").textValue();
        asAdmin()
                .header("If-None-Match", "*")
                .contentType("application/pdf")
                .body(PDF)
                .put(article + "/files/paper.pdf")
                .then()
                .statusCode(201);

        JsonNode again = imported("?mode=upsert", zip(files)).get(0);

        assertEquals("unchanged", again.path("outcome").textValue(), again.toString());
        assertEquals(3, body(asAdmin().get(article + "/files")).get("items").size());
    }

    @Test
    void real_packages_are_imported_with_their_files() throws IOException {
        Path folder = Path.of("../shared/data/packages");
        Assumptions.assumeTrue(Files.isDirectory(folder), "There are no packages to import.");

        List<JsonNode> outcomes =
                imported("?publish=true", Files.readAllBytes(folder.resolve("package_with_subdir.zip")));

        assertEquals(4, outcomes.size());
        for (JsonNode outcome : outcomes) {
            assertEquals("created", outcome.path("outcome").textValue(), outcome.toString());
            String article = outcome.at("/links/self").textValue();
            List<String> roles = texts(body(asAdmin().get(article + "/files")).get("items"), "role");
            assertTrue(roles.contains("jats") && roles.contains("fulltext"), roles.toString());
            asReader().accept("text/html").get(article + "/full-text").then().statusCode(200);
        }
    }
}
