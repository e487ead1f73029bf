package org.offprint.web.harvest.bulk;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.offprint.NightlyOnly;
import org.offprint.kernel.json.Json;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.Client;
import org.offprint.web.api.Fixtures;
import org.offprint.web.harvest.HarvestedJournal;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

@QuarkusTest
class BulkResourceTest {

    private static final String LINES = "/v1/exports/articles.jsonl.gz";
    private static final String JATS = "/v1/exports/articles.xml.gz";

    @Inject
    Sql sql;

    @Inject
    MeterRegistry registry;

    private final Client reader = Client.here().anonymous();

    @Test
    void a_bulk_export_contains_each_published_article_once_ordered_by_id() throws IOException {
        HarvestedJournal stock = new HarvestedJournal();
        String article = stock.published();
        String draft = Fixtures.article(stock.journal);
        String withdrawn = stock.published();
        stock.withdraw(withdrawn);
        String second = stock.published();
        Client.Reply reply = reader.get(LINES).expect(200);
        assertEquals("application/gzip", reply.header("Content-Type"));
        assertEquals("attachment; filename=\"articles.jsonl.gz\"", reply.header("Content-Disposition"));
        assertEquals("no-store", reply.header("Cache-Control"));
        List<JsonNode> lines = lines(unzipped(reply.bytes()));
        assertEquals(published().size(), lines.size());
        // Copies that other tests create contain the document of the copied article.
        List<String> ids = lines.stream()
                .filter(line -> line.at("/journal/id").textValue().equals(stock.journal))
                .map(line -> line.get("id").textValue())
                .toList();
        assertEquals(List.of(article, second), ids);
        assertFalse(ids.contains(draft) || ids.contains(withdrawn));
        JsonNode line = lines.stream()
                .filter(each -> each.get("id").textValue().equals(article))
                .findFirst()
                .orElseThrow();
        assertEquals(reader.get("/v1/articles/" + article).body(), line);
    }

    @Test
    void a_bulk_export_has_gzip_members_of_one_thousand_records_and_can_be_resumed() throws IOException {
        HarvestedJournal stock = new HarvestedJournal();
        stock.copies(sql, stock.published(), 1_050);
        List<String> all = published();
        // Copies contain the document of the copied article, so the test can only count lines.
        byte[] whole = reader.get(LINES).expect(200).bytes();
        List<Integer> members = members(whole);
        assertEquals(all.size(), members.stream().mapToInt(Integer::intValue).sum());
        members.subList(0, members.size() - 1).forEach(size -> assertEquals(1_000, size));
        byte[] rest = reader.get(LINES + "?after=" + all.get(999)).expect(200).bytes();
        assertEquals(all.size() - 1_000, lines(unzipped(rest)).size());
        // Bypasses the contract filter, which treats an empty file as a missing response.
        URL none =
                new URL("http://localhost:" + RestAssured.port + LINES + "?after=ffffffff-ffff-7fff-bfff-ffffffffffff");
        try (InputStream end = none.openStream()) {
            assertEquals("", unzipped(end.readAllBytes()));
        }
    }

    @Test
    void changes_during_a_bulk_export_are_listed_in_the_linked_change_feed() {
        HarvestedJournal stock = new HarvestedJournal();
        String earlier = stock.published();
        String link = reader.get(LINES).expect(200).header("Link");
        assertTrue(link.matches("</v1/changes\\?after=[0-9]+>; rel=\"monitor\""), link);
        String later = stock.published();
        String changes = reader.get(link.substring(1, link.indexOf('>')))
                .expect(200)
                .body()
                .toString();
        assertTrue(changes.contains(later));
        assertFalse(changes.contains(earlier));
    }

    @Test
    void the_jats_bulk_export_contains_a_comment_for_each_article_with_missing_data() throws Exception {
        HarvestedJournal bare = new HarvestedJournal();
        String without = bare.published();
        HarvestedJournal stock = new HarvestedJournal();
        var issns = Fixtures.object();
        issns.putArray("issns").addObject().put("type", "electronic").put("value", Fixtures.issn());
        stock.patchJournal(issns);
        var article = stock.article().put("title", "Fields & <barns>");
        stock.published(article);
        Client.Reply reply = reader.get(JATS).expect(200);
        String text = unzipped(reply.bytes());
        assertTrue(text.contains("<!-- " + without + " lacks data that JATS requires -->"));
        Document document = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        assertEquals("articles", document.getDocumentElement().getTagName());
        List<String> titles = new ArrayList<>();
        var found = document.getElementsByTagName("article-title");
        for (int i = 0; i < found.getLength(); i++) {
            titles.add(((Element) found.item(i)).getTextContent());
        }
        assertTrue(titles.contains("Fields & <barns>"), titles::toString);
    }

    @Test
    void an_invalid_start_position_of_a_bulk_export_returns_400() {
        for (String path : List.of(LINES, JATS)) {
            JsonNode problem = reader.get(path + "?after=x").expect(400).body();
            assertEquals("after", problem.at("/errors/0/parameter").textValue());
            reader.get(path + "?limit=5").expect(400);
        }
        reader.get("/v1/exports/articles.csv.gz").expect(404);
    }

    @Test
    void a_head_request_for_a_bulk_export_returns_its_headers() {
        for (String path : List.of(LINES, JATS)) {
            var head = RestAssured.given().head(path);
            assertEquals(200, head.statusCode());
            assertEquals("application/gzip", head.contentType());
            assertTrue(head.header("Link").contains("rel=\"monitor\""));
            assertTrue(head.header("Content-Disposition").contains(path.substring(path.lastIndexOf('/') + 1)));
        }
    }

    @NightlyOnly
    @Test
    void concurrent_bulk_exports_are_limited_and_slow_clients_time_out() throws Exception {
        HarvestedJournal stock = new HarvestedJournal();
        var large = stock.article().put("abstract", words(90_000));
        stock.copies(sql, stock.published(large), 130);
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                slow.add(slow(null));
            }
            for (int i = 0; i < 3; i++) {
                slow.add(slow("admin-key-for-tests-0123456789"));
            }
            Client.Reply tooMany = reader.get(LINES).expect(429);
            assertEquals("60", tooMany.header("Retry-After"));
            assertEquals(
                    "/problems/too-many-requests", tooMany.body().path("type").asText());
            // The last slot is free for another client.
            Fixtures.asAdmin().get(LINES).then().statusCode(503).header("Retry-After", "60");
            slow.add(slow(editorKey()));
            // The slowest export is aborted.
            given().header("Authorization", "Bearer " + editorKey())
                    .get(LINES)
                    .then()
                    .statusCode(200);
            assertTrue(running() <= 7, () -> running() + " exports");
            // The service processes other requests during the exports.
            reader.get("/v1/articles?journal=" + stock.journal).expect(200);
            for (Socket socket : slow.subList(0, 4)) {
                socket.close();
            }
            Fixtures.await(() -> running() <= 4);
            // The remaining clients read no data, so their exports time out.
            Fixtures.await(() -> running() == 0, Duration.ofSeconds(40));
            Socket ended = slow.get(7);
            ended.setSoTimeout(10_000);
            byte[] buffer = new byte[1 << 16];
            // The client receives the data in transit before the connection ends.
            assertThrows(SocketException.class, () -> {
                while (ended.getInputStream().read(buffer) >= 0) {
                    // Reads until the connection ends.
                }
                throw new SocketException("the end");
            });
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        // Hides the large articles from other tests.
        sql.update("update published_article set withdrawn = true where journal = ?::uuid", stock.journal);
        reader.get(LINES).expect(200);
    }

    /** Requests an export and reads only one byte of the response. */
    private static Socket slow(String key) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(1_024);
        socket.connect(new InetSocketAddress("localhost", RestAssured.port));
        OutputStream out = socket.getOutputStream();
        String authorization = key == null ? "" : "Authorization: Bearer " + key + "\r\n";
        out.write(("GET " + LINES + " HTTP/1.1\r\nHost: localhost\r\n" + authorization + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        socket.getInputStream().read();
        return socket;
    }

    private static String editorKey() {
        return Fixtures.asAdmin()
                .contentType("application/json")
                .body("{\"name\": \"Another client\", \"role\": \"editor\"}")
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .path("key");
    }

    private double running() {
        return registry.get("offprint.export.streams").gauge().value();
    }

    /** Returns random words, which compress poorly. */
    private static String words(int length) {
        StringBuilder words = new StringBuilder();
        Random random = new Random(7);
        while (words.length() < length) {
            words.append(Integer.toString(random.nextInt() & 0x7fffffff, 36)).append(' ');
        }
        return words.toString().strip();
    }

    private List<String> published() {
        return sql.list(
                "select article::text a from published_article where not withdrawn order by article",
                row -> row.getString("a"));
    }

    private static String unzipped(byte[] bytes) throws IOException {
        return new String(new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(), StandardCharsets.UTF_8);
    }

    private static List<JsonNode> lines(String text) {
        return text.lines()
                .map(line -> Json.parse(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** Returns the number of lines in each gzip member. */
    private static List<Integer> members(byte[] bytes) throws IOException {
        List<Integer> sizes = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            Inflater inflater = new Inflater(true);
            inflater.setInput(bytes, at + 10, bytes.length - at - 10);
            byte[] buffer = new byte[1 << 16];
            int lines = 0;
            try {
                while (!inflater.finished()) {
                    int read = inflater.inflate(buffer);
                    for (int i = 0; i < read; i++) {
                        lines += buffer[i] == '\n' ? 1 : 0;
                    }
                }
            } catch (DataFormatException e) {
                throw new IOException(e);
            }
            sizes.add(lines);
            at = bytes.length - inflater.getRemaining() + 8;
            inflater.end();
        }
        return sizes;
    }

    @Test
    void an_export_can_be_limited_to_one_journal() throws IOException {
        HarvestedJournal stock = new HarvestedJournal();
        List<String> articles = List.of(stock.published(), stock.published());
        new HarvestedJournal().published();
        String query = "?journal=" + stock.journal;
        Client.Reply reply = reader.get(LINES + query).expect(200);
        assertEquals(
                articles,
                lines(unzipped(reply.bytes())).stream()
                        .map(line -> line.get("id").textValue())
                        .toList());
        assertTrue(reply.header("Link").contains("&journal=" + stock.journal + ">; rel=\"monitor\""));
        reader.get(reply.header("Link").replaceFirst("<([^>]*)>.*", "$1")).expect(200);
        Client.Reply rest =
                reader.get(LINES + query + "&after=" + articles.get(0)).expect(200);
        assertEquals(1, lines(unzipped(rest.bytes())).size());
        String jats = unzipped(reader.get(JATS + query).expect(200).bytes());
        assertEquals(2, jats.split("<article |<!-- ", -1).length - 1);
        String empty = Fixtures.journal();
        assertEquals(
                0,
                lines(unzipped(reader.get(LINES + "?journal=" + empty)
                                .expect(200)
                                .bytes()))
                        .size());
        for (String wrong : List.of("x", "00000000-0000-7000-8000-000000000000")) {
            Client.Reply refused = reader.get(LINES + "?journal=" + wrong).expect(400);
            assertEquals("journal", refused.body().at("/errors/0/parameter").textValue());
        }
    }
}
