package org.offprint.web.api.articles;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.offprint.web.api.Fixtures.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.offprint.platform.database.sql.Sql;
import org.offprint.web.api.BackgroundWork;
import org.offprint.web.api.Fixtures;

/**
 * Tests the compressed JSON document that readers receive. The document is compressed once, when an article is typeset,
 * and always matches the stored uncompressed document.
 */
@QuarkusTest
class CompressedDocumentsTest {

    @Inject
    Sql sql;

    /** Stored compressed document: entity tag, compressed bytes and Link header. */
    private record Form(String etag, byte[] content, String links) {}

    @Test
    void readers_receive_the_stored_compressed_bytes_of_an_article() throws IOException {
        String path = ArticleEditing.published(article());
        Form form = form(path);

        Response answer = get(path, "gzip");

        assertEquals("gzip", answer.header("Content-Encoding"));
        assertArrayEquals(form.content(), answer.asByteArray());
        assertEquals(form.links(), answer.header("Link"));
        assertArrayEquals(document(path), inflated(form.content()));
    }

    @Test
    void a_client_without_gzip_support_receives_the_uncompressed_document() {
        String path = ArticleEditing.published(article());
        for (int i = 0; i < 2; i++) {
            Response answer = get(path, "identity");

            assertEquals(null, answer.header("Content-Encoding"));
            assertArrayEquals(document(path), answer.asByteArray());
            assertEquals(form(path).etag(), answer.header("ETag"));
            int length = document(path).length;
            assertEquals(Integer.toString(length), answer.header("Content-Length"));
            Response head =
                    Fixtures.asReader().header("Accept-Encoding", "identity").head(path);
            assertEquals(Integer.toString(length), head.header("Content-Length"));
        }
    }

    @Test
    void a_missing_compressed_document_is_created_on_the_first_request() {
        String path = ArticleEditing.published(article());
        Form made = form(path);
        sql.update("delete from compressed_document where article = ?::uuid", id(path));

        assertArrayEquals(document(path), get(path, "identity").asByteArray());

        assertArrayEquals(made.content(), form(path).content());
        assertEquals(made.links(), form(path).links());
    }

    @Test
    void a_link_header_stored_by_an_older_release_is_rebuilt() {
        String path = ArticleEditing.published(article());
        Form made = form(path);
        sql.update(
                "update compressed_document set making = making + 1, links = 'old' where article = ?::uuid", id(path));

        assertEquals(made.links(), get(path, "gzip").header("Link"));
        assertEquals(made.links(), form(path).links());
    }

    @Test
    void publishing_a_change_replaces_the_compressed_document_and_a_withdrawal_deletes_it() {
        String path = ArticleEditing.published(article());
        String before = form(path).etag();

        ArticleEditing.patch(path, object().put("title", "Another"));
        ArticleEditing.publish(path, object());

        assertNotEquals(before, form(path).etag());
        assertArrayEquals(document(path), get(path, "identity").asByteArray());
        ArticleEditing.withdraw(path, object().put("reason", "Sent twice."));
        assertEquals(List.of(), forms(path));
        Fixtures.asReader().get(path).then().statusCode(410);
        assertEquals(List.of(), forms(path));
    }

    @Test
    void a_compressed_document_is_discarded_if_the_article_changes_concurrently() {
        String path = ArticleEditing.published(article());
        sql.update("delete from compressed_document where article = ?::uuid", id(path));
        sql.update("update published_article set etag = '\"other\"' where article = ?::uuid", id(path));

        get(path, "gzip").then().statusCode(200);

        assertEquals("\"other\"", form(path).etag());
    }

    private static ObjectNode article() {
        BackgroundWork.awaitIdle();
        ObjectNode article =
                ArticleEditing.minimal(Fixtures.journal()).put("abstract", "Words of some length. ".repeat(60));
        article.putArray("contributors").addObject().put("family", "Lovelace").put("given", "Ada");
        return article;
    }

    private static Response get(String path, String encoding) {
        Response answer =
                Fixtures.asReader().header("Accept-Encoding", encoding).get(path);
        assertEquals(200, answer.statusCode());
        return answer;
    }

    private byte[] document(String path) {
        return sql.first(
                        "select document from published_article where article = ?::uuid",
                        row -> row.getBytes("document"),
                        id(path))
                .orElseThrow();
    }

    private Form form(String path) {
        return forms(path).get(0);
    }

    private List<Form> forms(String path) {
        return sql.list(
                "select etag, content, links from compressed_document where article = ?::uuid",
                row -> new Form(row.getString("etag"), row.getBytes("content"), row.getString("links")),
                id(path));
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static byte[] inflated(byte[] gzip) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return in.readAllBytes();
        }
    }
}
