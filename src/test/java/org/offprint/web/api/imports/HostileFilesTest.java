package org.offprint.web.api.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.offprint.web.api.Fixtures.asAdmin;
import static org.offprint.web.api.Fixtures.journal;
import static org.offprint.web.api.Fixtures.unique;
import static org.offprint.web.api.imports.TestImports.JSONL;
import static org.offprint.web.api.imports.TestImports.outcomes;
import static org.offprint.web.api.imports.TestImports.send;
import static org.offprint.web.api.imports.TestImports.summary;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offprint.web.api.Fixtures;
import org.offprint.web.api.Workers;

/** Tests small files designed to cause harm. Each file must be rejected quickly with a reason, or imported safely. */
@QuarkusTest
@Timeout(60)
class HostileFilesTest {

    private static final String OCTETS = "application/octet-stream";
    private static final int LOCAL_NAME = 30;

    @ConfigProperty(name = "offprint.data-dir")
    Path data;

    private String journal;

    @BeforeEach
    void makeJournal() {
        journal = journal();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] good() {
        return utf8("{\"title\":\"" + unique("Good") + "\",\"language\":\"en\",\"type\":\"editorial\"}\n");
    }

    private JsonNode done(String query, byte[] file) {
        return TestImports.done(asAdmin(), "?journal=" + journal + query, OCTETS, file);
    }

    /** Returns the pointer, code and message of the first problem of the first failed record or file. */
    private static String reason(JsonNode job) {
        return outcomes(job).stream()
                .filter(outcome -> outcome.get("outcome").textValue().equals("failed"))
                .map(outcome -> outcome.at("/problems/0/pointer").asText() + " "
                        + outcome.at("/problems/0/code").textValue() + " "
                        + outcome.at("/problems/0/message").textValue())
                .findFirst()
                .orElse("nothing failed");
    }

    private static byte[] zip(Object... namesAndFiles) throws IOException {
        return zip(StandardCharsets.UTF_8, namesAndFiles);
    }

    private static byte[] zip(Charset names, Object... namesAndFiles) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, names)) {
            for (int i = 0; i < namesAndFiles.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndFiles[i]));
                zip.write((byte[]) namesAndFiles[i + 1]);
            }
        }
        return out.toByteArray();
    }

    /** Returns a ZIP file whose central directory has this number of entries, each with a file name of this length. */
    private static byte[] directory(int count, int nameLength) {
        int length = 46 + nameLength;
        ByteBuffer zip = ByteBuffer.allocate(LOCAL_NAME + nameLength + count * length + 98)
                .order(ByteOrder.LITTLE_ENDIAN);
        zip.putInt(0x04034b50).position(26);
        zip.putShort((short) nameLength).position(LOCAL_NAME + nameLength);
        for (int i = 0; i < count; i++) {
            int begin = zip.position();
            zip.putInt(0x02014b50).putShort((short) 20).putShort((short) 20).position(begin + 28);
            zip.putShort((short) nameLength).position(begin + length);
        }
        int end = zip.position();
        int from = LOCAL_NAME + nameLength;
        zip.putInt(0x06064b50)
                .putLong(44)
                .putShort((short) 45)
                .putShort((short) 45)
                .putInt(0)
                .putInt(0);
        zip.putLong(count).putLong(count).putLong(end - from).putLong(from);
        zip.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
        zip.putInt(0x06054b50)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) -1)
                .putShort((short) -1);
        zip.putInt(end - from).putInt(from).putShort((short) 0);
        return zip.array();
    }

    private static String refusal(byte[] file) {
        var refused = send(asAdmin(), "", OCTETS, file);
        assertEquals(422, refused.statusCode(), refused.asString());
        return Fixtures.body(refused).at("/errors/0/message").textValue();
    }

    /** Returns this number of empty gzip members (RFC 1952), each of 20 bytes. */
    private static byte[] emptyMembers(int count) throws IOException {
        ByteArrayOutputStream one = new ByteArrayOutputStream();
        new GZIPOutputStream(one).close();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            all.write(one.toByteArray());
        }
        return all.toByteArray();
    }

    @Test
    void a_gzip_file_of_thousands_of_empty_members_is_rejected_as_empty() throws IOException {
        Response refused = send(asAdmin(), "?journal=" + journal, OCTETS, emptyMembers(20_000));
        assertEquals(422, refused.statusCode());
        assertEquals("The decompressed file is empty.", refused.path("errors[0].message"));
    }

    @Test
    void empty_gzip_members_before_an_imported_record_are_skipped() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(emptyMembers(20_000));
        try (GZIPOutputStream gzip = new GZIPOutputStream(file)) {
            gzip.write(good());
        }
        assertEquals("done 1 0 0 0", summary(done("", file.toByteArray())));
    }

    @Test
    void a_zip_with_gzip_files_of_empty_members_is_imported_completely() throws IOException {
        byte[] empty = emptyMembers(20_000);
        JsonNode job = done("", zip("a.jsonl.gz", empty, "b.jsonl.gz", empty, "c.jsonl", good()));
        assertEquals(1, job.get("created").intValue());
        assertEquals(2, job.get("failed").intValue());
    }

    @Test
    void an_import_reports_at_most_one_hundred_errors_of_a_record() {
        StringBuilder record =
                new StringBuilder("{\"title\":\"T\",\"language\":\"en\",\"type\":\"editorial\",\"keywords\":[");
        for (int i = 0; i < 900; i++) {
            record.append(i == 0 ? "1" : ",1");
        }
        JsonNode job = done("", utf8(record + "]}\n"));
        JsonNode problems = outcomes(job).get(0).get("problems");
        assertEquals(101, problems.size());
        assertEquals("more-problems", problems.get(100).get("code").textValue());
    }

    @Test
    void a_record_with_unstorable_characters_fails_and_the_next_record_is_imported() {
        byte[] file = utf8("{\"title\":\"T\",\"language\":\"en\",\"type\":\"editorial\",\"keywords\":[\"a\\u0000b\"]}\n"
                + new String(good(), StandardCharsets.UTF_8));
        assertEquals("done 1 0 0 1", summary(done("", file)));
    }

    @Test
    void a_zip_with_too_many_entries_or_names_is_rejected_before_reading() {
        assertTrue(refusal(directory(100_001, 1)).contains("more than 100000 files"));
        assertTrue(refusal(directory(400, 60_000)).contains("names"), "names");
    }

    @Test
    void importing_an_encrypted_unsupported_or_truncated_zip_returns_422_with_the_reason() throws IOException {
        byte[] encrypted = zip("a", good());
        int entry = new String(encrypted, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        encrypted[entry + 8] |= 1;
        assertTrue(refusal(encrypted).contains("encrypted"));
        // This case changes the first file, because another record may be compressed to a different length.
        byte[] packed = encrypted.clone();
        packed[entry + 8] &= ~1;
        packed[entry + 10] = 14;
        assertTrue(refusal(packed).contains("unsupported compression method"));
        byte[] cut = zip("a", good());
        assertTrue(refusal(java.util.Arrays.copyOf(cut, cut.length - 30)).contains("incomplete"));
    }

    @Test
    void a_wrong_checksum_in_an_imported_zip_is_reported_with_the_file_name() throws IOException {
        byte[] file = zip("a", good(), "b", good());
        int entry = new String(file, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        file[entry + 16] ^= 1;
        JsonNode job = done("", file);
        assertEquals("done", job.get("status").textValue());
        assertEquals(
                "a: The compressed file is damaged: its checksum does not match. Compress the data again.",
                job.get("problem").textValue());
    }

    @Test
    void file_names_in_an_imported_zip_may_have_any_encoding_and_up_to_1000_bytes() throws IOException {
        // Older programs write file names that are not UTF-8 without naming the encoding.
        byte[] old = zip(StandardCharsets.ISO_8859_1, "\u00B1\u00B1\u00B1", good(), "b".repeat(1_000), good());
        JsonNode job = done("", old);
        assertEquals("done 2 0 0 0", summary(job));
        assertEquals("\u00B1\u00B1\u00B1", outcomes(job).get(0).get("file").textValue());
        assertEquals(201, outcomes(job).get(1).get("file").textValue().length());
    }

    @Test
    void a_zip_with_a_file_name_of_more_than_1000_bytes_is_rejected() throws IOException {
        assertEquals(
                "The zip contains a file name of more than 1000 bytes. The name begins: " + "b".repeat(60) + "…",
                refusal(zip("a", good(), "b".repeat(1_001), good())));
        assertTrue(refusal(zip("\u00E9".repeat(501), good())).contains("more than 1000 bytes"));
        assertEquals("done 1 0 0 0", summary(done("", zip("\u00E9".repeat(500), good()))));
    }

    @Test
    void a_zip_with_thousands_of_long_names_of_dots_is_imported() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : List.of("a.xml", "b.xml")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(utf8("<article><front><article-meta><title-group><article-title>" + unique("Dots")
                        + "</article-title></title-group></article-meta></front></article>"));
            }
            for (int i = 0; i < 10_000; i++) {
                zip.putNextEntry(new ZipEntry("es_" + ".".repeat(980) + i + ".png"));
            }
        }
        assertEquals("done 2 0 0 0", summary(done("&validateOnly=true", bytes.toByteArray())));
    }

    @Test
    void an_article_in_a_zip_is_imported_without_images_if_its_text_is_too_long_to_render() throws IOException {
        String ids = IntStream.range(0, 50).mapToObj(i -> "g" + i).collect(Collectors.joining(" "));
        String targets = IntStream.range(0, 50)
                .mapToObj(i -> "<fig id='g" + i + "'><label>" + i + "</label></fig>")
                .collect(Collectors.joining());
        byte[] article = utf8("<article><front><article-meta><title-group><article-title>" + unique("Links")
                + "</article-title></title-group></article-meta></front><body>" + targets + "<p>"
                + ("<xref rid='" + ids + "'>all</xref> ").repeat(6_000) + "</p></body></article>");
        JsonNode job = done("&validateOnly=true", zip("a.xml", article, "image.png", new byte[] {1}));
        assertEquals("done 1 0 0 0", summary(job));
        String unplaced = outcomes(job).get(0).get("unplaced").toString();
        assertTrue(unplaced.contains("{\"where\":\"file\",\"text\":\"image.png\"}"), unplaced);
    }

    @Test
    void file_names_in_an_imported_form_may_contain_any_characters() {
        String name = "\u0000\u0001" + "x\\\"".repeat(2_000);
        String part = "--b\r\nContent-Disposition: form-data; filename=\"" + name + "\"\r\n\r\n"
                + new String(good(), StandardCharsets.UTF_8) + "\r\n--b--";
        JsonNode job =
                TestImports.done(asAdmin(), "?journal=" + journal, "multipart/form-data; boundary=b", utf8(part));
        assertEquals("done 1 0 0 0", summary(job));
        assertTrue(outcomes(job).get(0).get("file").textValue().startsWith("x\"x\""), job.toString());
    }

    @Test
    void a_record_with_too_many_values_fails_without_affecting_other_records() {
        String many = "{\"title\":\"x\",\"keywords\":[" + "{},".repeat(300_000) + "{}]}\n";
        JsonNode job = done("", utf8(many + new String(good(), StandardCharsets.UTF_8)));
        assertEquals("done 1 0 0 1", summary(job));
        assertEquals(" malformed-json Token count (500001) exceeds the maximum allowed (500000).", reason(job));
        String work = "[{\"DOI\":\"10.5555/a\",\"reference-count\":1,\"title\":[\"x\"],\"author\":["
                + "{},".repeat(300_000) + "{}]}]";
        assertEquals(" unreadable A record has more than 500000 values.", reason(done("", utf8(work))));
    }

    @Test
    void an_imported_file_with_invalid_utf8_bytes_is_rejected() {
        byte[] line = "{\"title\":\"G\u00C0\u00AFx\"}\n".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(" malformed-json The body is not UTF-8 text.", reason(done("", line)));
        byte[] work = "[{\"DOI\":\"10.5555/a\",\"reference-count\":1,\"title\":[\"\u00ED\u00A0\u0080\"]}]"
                .getBytes(StandardCharsets.ISO_8859_1);
        assertTrue(reason(done("", work)).contains("invalid in its encoding"));
    }

    @Test
    void unstorable_characters_in_an_imported_record_are_reported_with_their_json_pointer() {
        String nul = "\\u0000";
        JsonNode job = done(
                "",
                utf8("{\"kind\":\"issue\",\"journal\":{\"title\":\"" + nul + "\"},\"volume\":\"1\"}\n"
                        + "{\"title\":\"x\",\"identifiers\":[{\"type\":\"pmid\",\"value\":\"" + nul + "\"}]}\n"
                        + "{\"kind\":\"affiliation\",\"name\":\"x\",\"parent\":{\"name\":\"\\ud800\"}}\n"
                        + "{\"kind\":\"journal\",\"title\":\"x\",\"slug\":\"" + nul + "\"}\n"));
        List<String> pointers = outcomes(job).stream()
                .map(outcome -> outcome.at("/problems/0/code").textValue() + " "
                        + outcome.at("/problems/0/pointer").textValue())
                .toList();
        assertEquals(
                List.of(
                        "text-not-storable /journal/title",
                        "text-not-storable /identifiers/0/value",
                        "text-not-storable /parent/name",
                        "text-not-storable /slug"),
                pointers);
    }

    @Test
    void importing_an_article_with_too_many_repeated_affiliations_fails() {
        String group = "<contrib><collab>C</collab></contrib>".repeat(2_000) + "<aff>University</aff>".repeat(2_000);
        String article = "<article><front><article-meta><title-group><article-title>T</article-title></title-group>"
                + "<contrib-group>" + group + "</contrib-group></article-meta></front></article>";
        assertTrue(reason(done("", utf8(article))).contains("affiliations of all contributors together"));
    }

    @Test
    void files_with_extremely_long_values_are_imported_or_rejected_quickly() {
        String blanks = " ".repeat(2_000_000);
        JsonNode lines = done(
                "",
                utf8("TY  - JOUR\nTI  - x\nAU  - A" + blanks + "B\nSP  - 1" + blanks + "2\nKW  - k"
                        + "\nl".repeat(300_000) + "\nER  - \n"));
        assertEquals("done 1 0 0 0", summary(lines));
        JsonNode names = done("", utf8("@article{a, title={x}, author={" + "A B and ".repeat(200_000) + "C D}}"));
        assertEquals("done 1 0 0 0", summary(names));
        JsonNode elements = done(
                "",
                utf8("<article><front><article-meta><title-group><article-title>T</article-title></title-group><aff>"
                        + ",".repeat(1_000_000) + "x</aff>" + "<zz>k</zz>".repeat(200_000)
                        + "</article-meta></front></article>"));
        assertEquals("done 1 0 0 0", summary(elements));
        JsonNode cells = done("", utf8("name,country\n" + "x,".repeat(1_000_000) + "\nGood,NL\n"));
        assertTrue(reason(cells).contains("1000 cells"), reason(cells));
        assertEquals(
                415,
                send(asAdmin(), "", OCTETS, utf8("Dear name," + "ab,".repeat(5_000)))
                        .statusCode());
    }

    @Test
    void a_very_slow_upload_returns_408() throws Exception {
        try (Socket socket = open("Content-Length: 100000\r\n")) {
            // The test stops writing when the response arrives.
            // Writing to a closed connection would reset the connection and lose the response.
            for (int i = 0; i < 300 && socket.getInputStream().available() == 0; i++) {
                socket.getOutputStream().write(' ');
                Thread.sleep(200);
            }
            byte[] answer = socket.getInputStream().readNBytes(12);
            assertEquals("HTTP/1.1 408", new String(answer, StandardCharsets.US_ASCII));
        }
    }

    @Test
    void an_upload_rejected_before_its_body_arrives_closes_the_connection() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(utf8("POST /v1/imports HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90000000\r\n\r\nxx"));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 401"), answer);
            assertTrue(answer.toLowerCase(java.util.Locale.ROOT).contains("connection: close"), answer);
        }
    }

    @Test
    void an_empty_content_type_header_is_treated_as_missing() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(utf8("PATCH /v1/journals/" + journal
                            + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + Fixtures.ADMIN_KEY
                            + "\r\nContent-Type: \r\nIf-Match: *\r\nContent-Length: 2\r\n\r\n{}"));
            byte[] answer = socket.getInputStream().readNBytes(12);
            assertEquals("HTTP/1.1 415", new String(answer, StandardCharsets.US_ASCII));
        }
    }

    @Test
    void an_aborted_upload_leaves_no_files() throws Exception {
        Path uploads = data.resolve("imports");
        // Files of earlier imports may still exist.
        // The service deletes the files of an import shortly after it reports the end of the import.
        Set<Path> before = in(uploads);
        Set<Path> own = new HashSet<>();
        try (Socket socket = open("Transfer-Encoding: chunked\r\n")) {
            socket.getOutputStream().write(utf8("fffff\r\n" + "x".repeat(100_000)));
            Workers.await(Duration.ofSeconds(60), "the upload is being received", () -> {
                own.addAll(in(uploads));
                own.removeAll(before);
                return !own.isEmpty();
            });
        }
        Workers.await(Duration.ofSeconds(60), "the upload is deleted", () -> own.stream()
                .noneMatch(Files::exists));
    }

    private static Set<Path> in(Path directory) {
        try (var files = Files.list(directory)) {
            return files.collect(Collectors.toSet());
        } catch (IOException none) {
            return Set.of();
        }
    }

    private static Socket open(String length) throws IOException {
        Socket socket = new Socket("127.0.0.1", RestAssured.port);
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(utf8("POST /v1/imports HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                        + Fixtures.ADMIN_KEY + "\r\nContent-Type: " + JSONL + "\r\n" + length + "\r\n"));
        return socket;
    }
}
