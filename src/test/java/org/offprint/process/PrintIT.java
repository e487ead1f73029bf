package org.offprint.process;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.embedded.Records;
import org.offprint.platform.database.embedded.ServiceProcess;
import org.offprint.platform.database.embedded.TestDatabase;
import org.offprint.web.api.Client;
import org.offprint.web.api.Client.Reply;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

/**
 * Tests the PDFs of a service with a typesetting program. {@code .ci/run} installs the program in {@code target/print}.
 */
class PrintIT {

    private static final Path TYPST = Path.of("target/print").toAbsolutePath();
    private static final String PDF = "application/pdf";
    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final String JATS = """
            <article xml:lang="en"><front><article-meta><title-group><article-title>Tides</article-title></title-group>
            </article-meta></front><body><sec><title>Methods</title><p>We measured %s at the harbour.</p></sec></body>
            </article>""";

    private final Path data = TestDatabase.temporaryDirectory();
    private ServiceProcess service;
    private Client editor;
    private String id;
    private String slug;

    @BeforeAll
    static void requireTypesettingProgram() {
        assumeTrue(
                Files.isDirectory(TYPST.resolve("node_modules/@myriaddreamin/typst-ts-node-compiler")),
                "Skipped, because the typesetting program is not installed in target/print.");
    }

    @AfterEach
    void stopService() {
        if (service != null) {
            service.close();
        }
        TestDatabase.deleteTree(data);
    }

    private void start() {
        start(TYPST);
    }

    private void start(Path typst) {
        service = Records.service(data, Map.of("OFFPRINT_PRINT_TYPST", typst.toString()));
        editor = Client.at(service.url());
    }

    private RequestSpecification uploading(String type, byte[] body) {
        return given().baseUri(service.url())
                .header("Authorization", "Bearer " + Client.ADMIN_KEY)
                .header("If-None-Match", "*")
                .contentType(type)
                .body(body);
    }

    private void createArticle() {
        id = Records.id(editor.post("/v1/articles", Records.article(Records.journal(editor))));
        slug = editor.get("/v1/articles/" + id).expect(200).body().path("slug").textValue();
        uploading("application/xml", JATS.formatted("water levels").getBytes(StandardCharsets.UTF_8))
                .put("/v1/articles/" + id + "/files/text.xml?role=jats")
                .then()
                .statusCode(201);
    }

    private void publish() {
        editor.put("/v1/articles/" + id + "/publication", null).expect(200);
    }

    private Reply pdf(String... headers) {
        return editor.anonymous().get("/v1/articles/" + id + "/exports/pdf", headers);
    }

    private static String text(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until the text of the generated PDF matches the condition, and returns the response. */
    private Reply awaitPdf(String text, Predicate<String> condition) {
        AtomicReference<Reply> last = new AtomicReference<>();
        Workers.await(TIMEOUT, "the PDF contains " + text, () -> {
            Reply reply = pdf();
            last.set(reply);
            assertTrue(List.of(200, 503).contains(reply.status()), reply::toString);
            return reply.status() == 200 && condition.test(text(reply.bytes()));
        });
        return last.get();
    }

    private Reply awaitPdf(String text) {
        return awaitPdf(text, found -> found.contains(text));
    }

    @Test
    void the_pdf_of_a_full_text_is_generated_again_after_each_publication() {
        start();
        createArticle();
        pdf().expect(404);
        publish();

        Reply first = awaitPdf("water levels at the harbour");
        assertEquals(PDF, first.header("Content-Type"));
        assertTrue(text(first.bytes()).replace("\n", "").contains(service.url() + "/articles/" + slug));
        pdf("If-None-Match", first.header("ETag")).expect(304);
        assertEquals("%PDF-", new String(pdf("Range", "bytes=0-4").expect(206).bytes(), StandardCharsets.US_ASCII));
        Client reader = editor.anonymous();
        assertArrayEquals(
                first.bytes(),
                reader.get("/articles/" + slug + ".pdf").expect(200).bytes());
        String page = new String(reader.get("/articles/" + slug).expect(200).bytes(), StandardCharsets.UTF_8);
        assertTrue(page.contains(
                "<meta name=\"citation_pdf_url\" content=\"" + service.url() + "/articles/" + slug + ".pdf\">"));
        assertTrue(page.contains("href=\"/articles/" + slug + ".pdf\""));
        assertEquals("pass", outcome("gs-03"));

        // An unpublished change does not change the PDF.
        editor.patch("/v1/articles/" + id, Fixtures.object().put("title", "Secret title"))
                .expect(200);
        assertEquals(first.header("ETag"), pdf().expect(200).header("ETag"));
        publish();
        awaitPdf("Secret title");

        editor.put(
                        "/v1/articles/" + id + "/retraction",
                        Fixtures.object().put("kind", "retraction").put("reason", "The tide gauge was broken."))
                .expect(200);
        publish();
        awaitPdf("The tide gauge was broken.");
    }

    private String outcome(String rule) {
        for (JsonNode each : editor.get("/v1/articles/" + id + "/readiness?view=public")
                .expect(200)
                .body()
                .path("rules")) {
            if (each.path("rule").textValue().equals(rule)) {
                return each.path("outcome").textValue();
            }
        }
        return null;
    }

    @Test
    void generated_pdfs_survive_a_restart_and_are_replaced_by_uploaded_ones() {
        start();
        createArticle();
        publish();
        Reply generated = awaitPdf("water levels");
        service.kill9();
        start();
        assertArrayEquals(generated.bytes(), pdf().expect(200).bytes());

        byte[] uploaded = "%PDF-1.4\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
        uploading(PDF, uploaded)
                .put("/v1/articles/" + id + "/files/paper.pdf?role=fulltext")
                .then()
                .statusCode(201);
        assertArrayEquals(generated.bytes(), pdf().expect(200).bytes());
        publish();
        Client reader = editor.anonymous();
        Workers.await(TIMEOUT, "the uploaded PDF replaces the generated PDF", () -> pdf().status() == 303);
        assertArrayEquals(
                uploaded, reader.get("/articles/" + slug + ".pdf").expect(200).bytes());

        editor.put("/v1/articles/" + id + "/withdrawal", Fixtures.object().put("reason", "Published twice."))
                .expect(200);
        Workers.await(TIMEOUT, "the withdrawn article has no PDF", () -> pdf().status() == 410);
        assertNull(pdf().header("ETag"));
    }

    @Test
    void after_three_failed_attempts_the_error_is_reported_until_the_service_restarts()
            throws IOException, SQLException {
        Path program = Files.writeString(data.resolve("typst"), "#!/no/such/program\n");
        assertTrue(program.toFile().setExecutable(true));
        start(program);
        createArticle();
        publish();
        try (Connection connection = service.login().connect("offprint")) {
            Workers.await(
                    TIMEOUT,
                    "the first attempt has failed",
                    () -> Records.number(connection, "select count(*) from pdf_work where attempts = 1") == 1
                            && Records.number(connection, "select count(*) from pdf_work where next_at > now()") == 1);
            pdf().expect(503);
            Records.execute(connection, List.of("update pdf_work set attempts = 2, next_at = now()"));
        }
        Workers.await(TIMEOUT, "the error is reported", () -> pdf().status() == 409);
        assertEquals(
                "pdf-failed", pdf().body().path("errors").path(0).path("code").textValue());
        service.close();
        start();
        Workers.await(TIMEOUT, "the PDF is generated again", () -> pdf().status() == 200);
        awaitPdf("water levels");
    }

    @Test
    void an_article_without_full_text_has_no_pdf() {
        start();
        String path = Records.published(editor, Records.journal(editor));
        Reply reply = editor.anonymous().get(path + "/exports/pdf").expect(409);
        assertEquals(
                "full-text-required",
                reply.body().path("errors").path(0).path("code").textValue());
    }
}
