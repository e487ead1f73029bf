package org.offprint.web.api.files;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.as;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.asReader;
import static org.offprint.web.api.Fixtures.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.files.FileIntegrityScan;
import org.offprint.platform.files.UnreferencedFileCleanup;
import org.offprint.web.api.Fixtures;
import org.offprint.web.site.Browser;

@QuarkusTest
class FilesTest {

    private static final byte[] PDF = pdf("first");
    private static final byte[] LATER_PDF = pdf("second");

    @Inject
    UnreferencedFileCleanup sweep;

    @Inject
    FileIntegrityScan scrub;

    @ConfigProperty(name = "offprint.data-dir")
    String dataDirectory;

    @Inject
    Sql sql;

    private String journal;
    private String article;

    @BeforeEach
    void anArticle() {
        journal = Fixtures.journal();
        article = "/v1/articles/" + Fixtures.article(journal);
    }

    private static byte[] pdf(String words) {
        return ("%PDF-1.7\n% " + words + " " + Fixtures.unique("text") + "\n%%EOF\n").getBytes(StandardCharsets.UTF_8);
    }

    private static RequestSpecification editing(byte[] bytes, String type) {
        return asAdmin().header("If-Match", "*").contentType(type).body(bytes);
    }

    private static RequestSpecification creating(byte[] bytes, String type) {
        return asAdmin().header("If-None-Match", "*").contentType(type).body(bytes);
    }

    private String put(String name, byte[] bytes) {
        Response answer = creating(bytes, "application/octet-stream")
                .urlEncodingEnabled(false)
                .put(article + "/files/" + name);
        answer.then().statusCode(201);
        return body(answer).get("sha256").textValue();
    }

    private void publish() {
        asAdmin()
                .header("If-Match", "*")
                .contentType("application/json")
                .body("{}")
                .put(article + "/publication")
                .then()
                .statusCode(200);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode files(RequestSpecification caller) {
        return body(caller.get(article + "/files")).get("items");
    }

    @Test
    void an_article_file_can_be_uploaded_listed_and_downloaded() {
        Response answer = creating(PDF, "application/pdf").put(article + "/files/paper.pdf?label=PDF");

        answer.then()
                .statusCode(201)
                .header("Location", equalTo(article + "/files/paper.pdf"))
                .header("ETag", equalTo("\"r2\""))
                .body("role", equalTo("fulltext"))
                .body("mediaType", equalTo("application/pdf"))
                .body("size", equalTo(PDF.length))
                .body("sha256", equalTo(sha256(PDF)))
                .body("label", equalTo("PDF"))
                .body("href", equalTo(article + "/files/paper.pdf"));
        assertEquals("paper.pdf", files(asAdmin()).get(0).get("name").textValue());
        Response read = asAdmin().get(article + "/files/paper.pdf");
        assertArrayEquals(PDF, read.asByteArray());
        read.then()
                .header("Cache-Control", equalTo("no-store"))
                .header("Content-Type", equalTo("application/pdf"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Content-Security-Policy", startsWith("default-src 'none'"));
    }

    @Test
    void readers_can_download_a_file_only_after_the_article_is_published() {
        put("paper.pdf", PDF);
        asReader().get(article + "/files/paper.pdf").then().statusCode(404);
        publish();

        Response read = asReader().get(article + "/files/paper.pdf");

        read.then()
                .statusCode(200)
                .header("Accept-Ranges", equalTo("bytes"))
                .header("Content-Length", equalTo(Integer.toString(PDF.length)))
                .header("ETag", equalTo("\"" + sha256(PDF).substring(0, 32) + "\""))
                .header("Cache-Control", startsWith("public, max-age=60"))
                .header("Link", containsString("<" + article + ">; rel=\"collection\""));
        assertArrayEquals(PDF, read.asByteArray());
        JsonNode listed = files(asReader()).get(0);
        assertEquals(article + "/versions/1/files/paper.pdf", listed.get("href").textValue());
        assertArrayEquals(PDF, asReader().get(listed.get("href").textValue()).asByteArray());
        JsonNode document = body(asReader().get(article));
        String slug = document.get("slug").textValue();
        String saved = document.at("/journal/slug").textValue() + "-" + slug + ".pdf";
        asReader()
                .get("/articles/" + slug + ".pdf")
                .then()
                .statusCode(200)
                .header("Content-Disposition", equalTo("inline; filename=\"" + saved + "\""));
        assertArrayEquals(
                PDF, asReader().get("/articles/" + slug + "/files/paper.pdf").asByteArray());
    }

    @Test
    void each_article_version_keeps_its_published_file() {
        put("paper.pdf", PDF);
        publish();
        editing(LATER_PDF, "application/pdf")
                .put(article + "/files/paper.pdf")
                .then()
                .statusCode(200);
        assertArrayEquals(PDF, asReader().get(article + "/files/paper.pdf").asByteArray());
        publish();

        assertArrayEquals(
                LATER_PDF, asReader().get(article + "/files/paper.pdf").asByteArray());
        Response first = asReader().get(article + "/versions/1/files/paper.pdf");
        assertArrayEquals(PDF, first.asByteArray());
        first.then().header("Cache-Control", equalTo("public, max-age=31536000, s-maxage=86400, immutable"));
        assertArrayEquals(
                LATER_PDF,
                asReader().get(article + "/versions/2/files/paper.pdf").asByteArray());
        asReader().get(article + "/versions/3/files/paper.pdf").then().statusCode(404);
    }

    @Test
    void a_range_request_returns_the_requested_bytes_of_a_file() {
        put("paper.pdf", PDF);
        publish();
        String path = article + "/files/paper.pdf";

        asReader()
                .header("Range", "bytes=0-")
                .get(path)
                .then()
                .statusCode(206)
                .header("Content-Range", equalTo("bytes 0-" + (PDF.length - 1) + "/" + PDF.length));
        Response middle = asReader().header("Range", "bytes=2-5").get(path);
        middle.then().statusCode(206).header("Content-Length", equalTo("4"));
        assertArrayEquals(Arrays.copyOfRange(PDF, 2, 6), middle.asByteArray());
        Response end = asReader().header("Range", "bytes=-6").get(path);
        assertArrayEquals(Arrays.copyOfRange(PDF, PDF.length - 6, PDF.length), end.asByteArray());
        asReader()
                .header("Range", "bytes=" + PDF.length + "-")
                .get(path)
                .then()
                .statusCode(416)
                .header("Content-Range", equalTo("bytes */" + PDF.length));
        asReader().header("Range", "bytes=0-1,3-4").get(path).then().statusCode(200);
        asReader().header("Range", "lines=1-2").get(path).then().statusCode(200);
        asReader()
                .header("Range", "bytes=2-5")
                .header("If-Range", "\"another\"")
                .get(path)
                .then()
                .statusCode(200)
                .header("Content-Range", nullValue());
        String etag = asReader().get(path).header("ETag");
        asReader()
                .header("Range", "bytes=2-5")
                .header("If-Range", etag)
                .get(path)
                .then()
                .statusCode(206);
        asReader().header("If-None-Match", etag).get(path).then().statusCode(304);
        asReader()
                .header("Range", "bytes=2-5")
                .head(path)
                .then()
                .statusCode(200)
                .header("Content-Length", equalTo(Integer.toString(PDF.length)));
    }

    @Test
    void a_stored_pdf_precedes_an_external_pdf_in_meta_elements_and_on_the_page() {
        String external = "https://repository.example/paper.pdf";
        asAdmin()
                .header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body("{\"files\":[{\"role\":\"fulltext\",\"mediaType\":\"application/pdf\",\"url\":\"" + external
                        + "\"},{\"role\":\"fulltext\",\"mediaType\":\"application/pdf\",\"language\":\"pt\",\"url\":\""
                        + external + "?pt\"}]}")
                .patch(article)
                .then()
                .statusCode(200);
        put("paper.pdf", PDF);
        publish();

        Document page = Browser.page(asReader().get(article).path("links.landingPage"));

        List<String> urls = page.select("meta[name=citation_pdf_url]").eachAttr("content");
        assertEquals(2, urls.size(), urls.toString());
        assertTrue(urls.get(0).endsWith(".pdf") && !urls.get(0).startsWith("https://repository.example"), urls.get(0));
        assertEquals(external + "?pt", urls.get(1));
        String button = page.selectFirst("a.button.main").attr("href");
        assertFalse(button.startsWith("https://repository.example"), button);
    }

    @Test
    void an_empty_file_can_be_uploaded_and_downloaded() {
        put("empty.txt", new byte[0]);
        publish();

        asReader().get(article + "/files/empty.txt").then().statusCode(200).header("Content-Length", equalTo("0"));
        asReader()
                .header("Range", "bytes=0-")
                .get(article + "/files/empty.txt")
                .then()
                .statusCode(416);
    }

    @Test
    void downloading_a_file_of_a_withdrawn_article_returns_410() {
        put("paper.pdf", PDF);
        publish();
        asAdmin()
                .header("If-Match", "*")
                .contentType("application/json")
                .body("{\"reason\":\"It was published by mistake.\"}")
                .put(article + "/withdrawal")
                .then()
                .statusCode(200);

        asReader().get(article + "/files/paper.pdf").then().statusCode(410);
        asReader().get(article + "/versions/1/files/paper.pdf").then().statusCode(410);
        asReader().get(article + "/files").then().statusCode(410);
        asAdmin().header("If-Match", "*").delete(article + "/withdrawal").then().statusCode(200);
        asReader().get(article + "/files/paper.pdf").then().statusCode(200);
    }

    @Test
    void readers_cannot_list_asset_files_or_download_the_jats_source() {
        put("images/figure%201.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13});
        put("text.xml", "<article><front/></article>".getBytes(StandardCharsets.UTF_8));
        publish();

        assertEquals(0, files(asReader()).size());
        JsonNode own = files(asAdmin());
        assertEquals("asset", own.get(0).get("role").textValue());
        assertEquals("images/figure 1.png", own.get(0).get("name").textValue());
        assertEquals("jats", own.get(1).get("role").textValue());
        asReader()
                .urlEncodingEnabled(false)
                .get(article + "/files/images/figure%201.png")
                .then()
                .statusCode(200);
        asReader()
                .urlEncodingEnabled(false)
                .get(article + "/files/images%2Ffigure%201.png")
                .then()
                .statusCode(200);
        asReader().get(article + "/files/text.xml").then().statusCode(404);
        asReader().get(article + "/versions/1/files/text.xml").then().statusCode(404);
        asAdmin().get(article + "/files/text.xml").then().statusCode(200);
        assertFalse(asReader().get(article).asString().contains("text.xml"));
    }

    @Test
    void role_label_and_name_of_a_file_can_be_changed_but_not_its_hash() {
        put("data.csv", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));

        Response changed = asAdmin()
                .header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body("{\"role\":\"data\",\"label\":\"Table S1\",\"language\":\"pt-BR\",\"name\":\"table-s1.csv\"}")
                .patch(article + "/files/data.csv");

        changed.then()
                .statusCode(200)
                .body("role", equalTo("data"))
                .body("label", equalTo("Table S1"))
                .body("name", equalTo("table-s1.csv"));
        asAdmin().get(article + "/files/data.csv").then().statusCode(404);
        asAdmin().get(article + "/files/table-s1.csv").then().statusCode(200);
        asAdmin()
                .header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body("{\"sha256\":\"" + "0".repeat(64) + "\"}")
                .patch(article + "/files/table-s1.csv")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/files/0/sha256"));
    }

    @Test
    void a_removed_file_can_be_restored_by_its_hash() {
        String hash = put("paper.pdf", PDF);
        asAdmin()
                .header("If-Match", "*")
                .delete(article + "/files/paper.pdf")
                .then()
                .statusCode(204);
        assertEquals(0, files(asAdmin()).size());
        asAdmin()
                .header("If-Match", "*")
                .delete(article + "/files/paper.pdf")
                .then()
                .statusCode(404);

        Response back = asAdmin()
                .header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body("{\"files\":[{\"role\":\"fulltext\",\"name\":\"again.pdf\",\"sha256\":\"" + hash + "\"}]}")
                .patch(article);

        back.then().statusCode(200).body("files[0].size", equalTo(PDF.length));
        assertArrayEquals(PDF, asAdmin().get(article + "/files/again.pdf").asByteArray());
    }

    @Test
    void a_put_of_the_unmodified_get_response_does_not_change_an_article_with_files() {
        put("paper.pdf", PDF);
        JsonNode read = body(asAdmin().get(article));

        asAdmin()
                .header("If-Match", "*")
                .contentType("application/json")
                .body(read.toString())
                .put(article)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"r2\""));
    }

    @Test
    void a_file_entry_with_an_unknown_hash_or_invalid_members_returns_422() {
        String hash = put("paper.pdf", PDF);
        String other = Fixtures.article(journal);

        asAdmin()
                .header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body("{\"files\":[{\"role\":\"fulltext\",\"name\":\"paper.pdf\",\"sha256\":\"" + hash + "\"}]}")
                .patch("/v1/articles/" + other)
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("unknown-file"));
        asAdmin()
                .header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body("{\"files\":[{\"role\":\"fulltext\",\"name\":\"paper.pdf\"},"
                        + "{\"role\":\"fulltext\",\"name\":\"paper.pdf\",\"url\":\"https://example.org/a\"},"
                        + "{\"role\":\"asset\",\"url\":\"https://example.org/a\"},{\"role\":\"data\"}]}")
                .patch(article)
                .then()
                .statusCode(422)
                .body("errors.code", equalTo(List.of("duplicate", "not-both", "not-elsewhere", "required")))
                .body(
                        "errors.pointer",
                        equalTo(List.of("/files/1/name", "/files/1/url", "/files/2/role", "/files/3/url")));
    }

    @Test
    void a_file_name_is_converted_to_nfc_and_trimmed() {
        String decomposed = "re\u0301sume\u0301.pdf";

        Response added = creating(PDF, "application/pdf").put(article + "/files/" + decomposed);

        added.then().statusCode(201).body("name", equalTo("r\u00e9sum\u00e9.pdf"));
        asAdmin().get(article + "/files/" + decomposed).then().statusCode(200);
        asAdmin().get(article + "/files/r\u00e9sum\u00e9.pdf").then().statusCode(200);
        asAdmin()
                .header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body("{\"name\":\" paper.pdf \"}")
                .patch(article + "/files/" + decomposed)
                .then()
                .statusCode(200)
                .body("name", equalTo("paper.pdf"));
    }

    @Test
    void a_multipart_form_can_upload_several_files() {
        Response answer = asAdmin()
                .header("If-Match", "*")
                .multiPart("file", "paper.pdf", PDF, "application/pdf")
                .multiPart("file", "table.csv", "a,b\n".getBytes(StandardCharsets.UTF_8), "text/csv")
                .post(article + "/files");

        answer.then()
                .statusCode(201)
                .header("Location", equalTo(article + "/files"))
                .header("ETag", equalTo("\"r2\""))
                .body("items.name", equalTo(List.of("paper.pdf", "table.csv")))
                .body("items.role", equalTo(List.of("fulltext", "supplement")));
        asAdmin()
                .header("If-Match", "*")
                .multiPart("file", "paper.pdf", LATER_PDF, "application/pdf")
                .post(article + "/files")
                .then()
                .statusCode(200);
    }

    @Test
    void only_editors_of_the_journal_can_upload_files() {
        String path = article + "/files/paper.pdf";
        String other = Fixtures.editorOf(Fixtures.journal());

        asReader().header("If-Match", "*").body(PDF).put(path).then().statusCode(401);
        as(other).header("If-Match", "*").body(PDF).put(path).then().statusCode(404);
        publish();
        as(other).header("If-Match", "*").body(PDF).put(path).then().statusCode(403);
        as(other).header("If-Match", "*").delete(path).then().statusCode(403);
        asAdmin()
                .body(PDF)
                .put(path)
                .then()
                .statusCode(428)
                .body("detail", equalTo("To create the file, send If-None-Match: *."));
        asAdmin().header("If-Match", "\"r77\"").body(PDF).put(path).then().statusCode(412);
        creating(PDF, "application/pdf")
                .put("/v1/articles/" + UUID.randomUUID() + "/files/a.pdf")
                .then()
                .statusCode(404);
        creating(PDF, "application/pdf")
                .urlEncodingEnabled(false)
                .put(article + "/files/a%2F..%2Fb.pdf")
                .then()
                .statusCode(422);
    }

    @Test
    void a_file_is_created_only_if_it_does_not_exist() {
        String path = article + "/files/paper.pdf";
        asAdmin().header("If-None-Match", "*").body(PDF).put(path).then().statusCode(201);
        String own = asAdmin().get(path).header("ETag");
        byte[] other = pdf("other");

        for (String key : new String[] {"", "create-" + article}) {
            RequestSpecification again = asAdmin().header("If-None-Match", "*").body(other);
            (key.isEmpty() ? again : again.header("Idempotency-Key", key))
                    .put(path)
                    .then()
                    .statusCode(412)
                    .header("ETag", equalTo(own))
                    .body("title", equalTo("The file already exists"))
                    .body("detail", containsString("send If-Match: " + own));
        }
        asAdmin()
                .header("If-None-Match", own)
                .header("If-Match", "*")
                .body(other)
                .put(path)
                .then()
                .statusCode(412);
        asAdmin().header("If-None-Match", own).body(other).put(path).then().statusCode(428);
        asAdmin()
                .header("If-None-Match", "x")
                .header("If-Match", "*")
                .body(other)
                .put(path)
                .then()
                .statusCode(400);
        // A failed If-Match returns 412 even if the If-None-Match in the same request succeeds.
        asAdmin()
                .header("If-None-Match", "*")
                .header("If-Match", "\"r77\"")
                .body(other)
                .put(article + "/files/second.pdf")
                .then()
                .statusCode(412);
        asAdmin()
                .header("If-Match", "*")
                .body(other)
                .put(article + "/files/second.pdf")
                .then()
                .statusCode(412)
                .header("ETag", equalTo(asAdmin().get(article).header("ETag")))
                .body("title", equalTo("The file does not exist"))
                .body("detail", containsString("send If-None-Match: *"));
        assertEquals(1, files(asAdmin()).size());
        assertEquals(own, asAdmin().get(path).header("ETag"));
    }

    @Test
    void file_changes_accept_the_entity_tag_of_the_file_or_of_the_article() {
        String path = article + "/files/paper.pdf";
        put("paper.pdf", PDF);
        String own = asAdmin().get(path).header("ETag");
        byte[] other = pdf("other");
        asAdmin()
                .header("If-Match", own)
                .body(PDF)
                .put(article + "/files/new.pdf")
                .then()
                .statusCode(412);
        Response replaced =
                asAdmin().header("If-Match", "\"x\", " + own).body(other).put(path);
        replaced.then().statusCode(200);
        asAdmin()
                .header("If-Match", own)
                .body(PDF)
                .put(path)
                .then()
                .statusCode(412)
                .header("ETag", equalTo(replaced.header("ETag")));
        String current = asAdmin().get(path).header("ETag");
        assertFalse(current.equals(own));

        for (String tag : new String[] {replaced.header("ETag"), current}) {
            asAdmin()
                    .header("If-Match", tag)
                    .contentType("application/merge-patch+json")
                    .body("{\"label\":\"Reeds\"}")
                    .patch(path)
                    .then()
                    .statusCode(200);
        }
        asAdmin()
                .header("If-Match", own)
                .contentType("application/merge-patch+json")
                .body("{\"label\":\"x\"}")
                .patch(path)
                .then()
                .statusCode(412);
        asAdmin().header("If-Match", own).delete(path).then().statusCode(412);
        asAdmin().delete(path).then().statusCode(428);
        asAdmin().header("If-Match", current).delete(path).then().statusCode(204);
        asAdmin().header("If-Match", current).delete(path).then().statusCode(412);
    }

    @Test
    void uploading_an_oversized_file_returns_413_and_stores_nothing() {
        creating(new byte[(8 << 20) + 1], "application/octet-stream")
                .put(article + "/files/large.bin")
                .then()
                .statusCode(413);

        assertEquals(0, files(asAdmin()).size());
    }

    @Test
    void an_upload_repeated_with_its_idempotency_key_returns_the_first_response() {
        RequestSpecification first = asAdmin()
                .header("If-Match", "\"r1\"")
                .header("Idempotency-Key", "upload-" + article)
                .body(PDF);
        Response answer = first.put(article + "/files/paper.pdf");
        answer.then().statusCode(201);

        Response again = asAdmin()
                .header("If-Match", "\"r1\"")
                .header("Idempotency-Key", "upload-" + article)
                .body(PDF)
                .put(article + "/files/paper.pdf");

        again.then().statusCode(201);
        assertEquals(answer.asString(), again.asString());
        asAdmin()
                .header("If-Match", "\"r1\"")
                .header("Idempotency-Key", "upload-" + article)
                .body(LATER_PDF)
                .put(article + "/files/paper.pdf")
                .then()
                .statusCode(422);
    }

    @Test
    void an_idempotency_key_reused_with_another_file_role_returns_422() {
        RequestSpecification first = asAdmin()
                .header("If-Match", "\"r1\"")
                .header("Idempotency-Key", "role-" + article)
                .body(PDF);
        first.put(article + "/files/paper.pdf").then().statusCode(201);

        asAdmin()
                .header("If-Match", "\"r1\"")
                .header("Idempotency-Key", "role-" + article)
                .body(PDF)
                .put(article + "/files/paper.pdf?role=data")
                .then()
                .statusCode(422);
    }

    @Test
    void assigning_the_jats_role_to_an_oversized_file_returns_422() {
        String hash = put("words.txt", "words ".repeat(1_000_000).getBytes(StandardCharsets.UTF_8));
        sql.update("update file_content set size = ? where sha256 = ?", (32L << 20) + 1, hash);

        asAdmin()
                .header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body("{\"role\":\"jats\"}")
                .patch(article + "/files/words.txt")
                .then()
                .statusCode(422)
                .body("errors[0].code", equalTo("too-large"));
    }

    @Test
    void an_interrupted_upload_can_be_resumed() {
        Response begun = asAdmin()
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", PDF.length)
                .header("Upload-Metadata", "filename cGFwZXIucGRm,filetype YXBwbGljYXRpb24vcGRm")
                .post("/v1/uploads");
        begun.then().statusCode(201).header("Upload-Offset", equalTo("0"));
        String upload = begun.header("Location");
        patch(upload, 0, Arrays.copyOf(PDF, 7)).then().statusCode(204).header("Upload-Offset", equalTo("7"));
        patch(upload, 3, Arrays.copyOfRange(PDF, 3, 9)).then().statusCode(409).header("Upload-Offset", equalTo("7"));
        asAdmin()
                .header("Tus-Resumable", "1.0.0")
                .head(upload)
                .then()
                .statusCode(200)
                .header("Upload-Offset", equalTo("7"))
                .header("Upload-Length", equalTo(Integer.toString(PDF.length)));
        String id = upload.substring(upload.lastIndexOf('/') + 1);
        creating(new byte[0], "application/octet-stream")
                .put(article + "/files/paper.pdf?upload=" + id)
                .then()
                .statusCode(409);
        patch(upload, 7, Arrays.copyOfRange(PDF, 7, PDF.length)).then().statusCode(204);

        creating(new byte[0], "application/octet-stream")
                .put(article + "/files/paper.pdf?upload=" + id)
                .then()
                .statusCode(201)
                .body("sha256", equalTo(sha256(PDF)));

        asAdmin().get(upload).then().statusCode(200).body("offset", equalTo(PDF.length));
        assertArrayEquals(PDF, asAdmin().get(article + "/files/paper.pdf").asByteArray());
        creating(new byte[0], "application/octet-stream")
                .put(article + "/files/again.pdf?upload=" + id)
                .then()
                .statusCode(201);
    }

    private static Response patch(String upload, int offset, byte[] bytes) {
        return asAdmin()
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Offset", offset)
                .contentType("application/offset+octet-stream")
                .body(bytes)
                .patch(upload);
    }

    /**
     * A process may be killed between storing the hash and moving the file. The upload is then in one of the two states
     * that this test creates.
     */
    @Test
    void a_complete_upload_survives_a_crash_before_or_after_its_file_is_moved() {
        put("paper.pdf", PDF);
        String before = begun(LATER_PDF);
        patch(before, 0, LATER_PDF).then().statusCode(204);
        noteHash(before, LATER_PDF);
        String after = begun(PDF);
        noteHash(after, PDF);

        Map.of(before, LATER_PDF, after, PDF).forEach((upload, content) -> {
            asAdmin().head(upload).then().statusCode(200).header("Upload-Offset", Integer.toString(content.length));
            patch(upload, 0, content).then().statusCode(409).header("Upload-Offset", Integer.toString(content.length));
            asAdmin()
                    .header("If-Match", asAdmin().get(article).header("ETag"))
                    .put(article + "/files/moved.pdf?upload=" + upload.substring(upload.lastIndexOf('/') + 1))
                    .then()
                    .body("sha256", equalTo(sha256(content)));
            assertArrayEquals(
                    content, asAdmin().get(article + "/files/moved.pdf").asByteArray());
        });
    }

    private static String begun(byte[] content) {
        return asAdmin()
                .header("Upload-Length", content.length)
                .post("/v1/uploads")
                .header("Location");
    }

    private void noteHash(String upload, byte[] content) {
        sql.update(
                "update upload set sha256 = ?, media_type = 'application/pdf' where id = ?",
                sha256(content),
                UUID.fromString(upload.substring(upload.lastIndexOf('/') + 1)));
    }

    @Test
    void only_the_api_key_that_created_an_upload_can_read_and_delete_it() {
        String upload =
                asAdmin().header("Upload-Length", 10).post("/v1/uploads").header("Location");

        as(Fixtures.editorOf(journal)).get(upload).then().statusCode(404);
        asReader().get(upload).then().statusCode(401);
        asAdmin()
                .header("Tus-Resumable", "0.2.2")
                .header("Upload-Length", 10)
                .post("/v1/uploads")
                .then()
                .statusCode(412);
        asAdmin().header("Upload-Length", "many").post("/v1/uploads").then().statusCode(400);
        asAdmin().post("/v1/uploads").then().statusCode(400);
        asAdmin().header("Upload-Length", 9L << 20).post("/v1/uploads").then().statusCode(413);
        asAdmin().delete(upload).then().statusCode(204);
        asAdmin().get(upload).then().statusCode(404);
    }

    @Test
    void the_file_cleanup_deletes_only_unreferenced_files() {
        String published = put("paper.pdf", PDF);
        publish();
        editing(LATER_PDF, "application/pdf")
                .put(article + "/files/paper.pdf")
                .then()
                .statusCode(200);
        byte[] passing = pdf("passing");
        String gone = put("passing.pdf", passing);
        asAdmin()
                .header("If-Match", "*")
                .delete(article + "/files/passing.pdf")
                .then()
                .statusCode(204);

        sweep.cleanUp(Instant.now());
        assertTrue(isRestorable(gone));
        sweep.cleanUp(Instant.now().plus(8, ChronoUnit.DAYS));

        assertFalse(isRestorable(gone));
        assertArrayEquals(
                PDF, asReader().get(article + "/versions/1/files/paper.pdf").asByteArray());
        assertArrayEquals(LATER_PDF, asAdmin().get(article + "/files/paper.pdf").asByteArray());
        assertEquals(sha256(PDF), published);
    }

    @Test
    void the_integrity_scan_reports_a_damaged_file_until_the_file_is_repaired() throws Exception {
        byte[] bytes = pdf("rotten " + UUID.randomUUID());
        String hash = put("rotten.pdf", bytes);
        Path place = Path.of(dataDirectory, "files", hash.substring(0, 2), hash.substring(2, 4), hash);
        scrub.scan(hash.substring(0, 63));
        assertFalse(scrub.faults().containsKey(hash));

        byte[] rotten = bytes.clone();
        rotten[rotten.length - 3] ^= 1;
        Files.write(place, rotten);
        scrub.scan(hash.substring(0, 63));
        assertEquals("damaged", scrub.faults().get(hash));
        asReader().get("/q/health/well").then().statusCode(503);
        asAdmin().get("/q/metrics").then().body(containsString("offprint_files_damaged 1.0"));

        Files.delete(place);
        scrub.scan(hash.substring(0, 63));
        assertEquals("missing", scrub.faults().get(hash));

        assertEquals(hash, put("again.pdf", bytes));
        scrub.scan(hash.substring(0, 63));
        assertFalse(scrub.faults().containsKey(hash));
        asReader().get("/q/health/well").then().statusCode(200);
    }

    private boolean isRestorable(String hash) {
        ObjectNode patch = Fixtures.object();
        patch.set("files", body(asAdmin().get(article)).get("files").deepCopy());
        patch.withArray("files")
                .addObject()
                .put("role", "supplement")
                .put("name", "restored.pdf")
                .put("sha256", hash);
        int status = asAdmin()
                .queryParam("validateOnly", true)
                .header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body(patch.toString())
                .patch(article)
                .statusCode();
        return status == 200;
    }
}
