package org.offprint.platform.http.caching;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CompressionTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TestHTTPResource("/")
    URI root;

    @ParameterizedTest
    @ValueSource(ints = {2_000, 2_001})
    void a_large_response_is_compressed_and_has_an_etag_with_a_gzip_suffix(int size) throws Exception {
        HttpResponse<byte[]> answer = get(size, "gzip", null);
        assertEquals(200, answer.statusCode());
        assertEquals("gzip", header(answer, "Content-Encoding"));
        assertEquals("\"v1-gzip\"", header(answer, "ETag"));
        assertEquals("Authorization, Accept, Accept-Encoding", header(answer, "Vary"));
        assertEquals(Integer.toString(answer.body().length), header(answer, "Content-Length"));
        assertEquals(size, unzipped(answer.body()).length);
        assertTrue(answer.body().length < 200);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "gzip;q=0, false",
                "identity, false",
                "*;q=0, false",
                "gzip;q=0|*, false",
                "br|gzip;q=0.5, true",
                "*, true",
                "identity;q=0|gzip, true",
                "gzip;q=x, false",
                "GZIP, true"
            })
    void responses_are_compressed_with_gzip_only_if_the_client_accepts_gzip(String accepted, boolean compressed)
            throws Exception {
        HttpResponse<byte[]> answer = get(2_000, accepted.replace('|', ','), null);
        assertEquals(compressed ? "gzip" : null, header(answer, "Content-Encoding"));
        assertEquals(compressed ? "\"v1-gzip\"" : "\"v1\"", header(answer, "ETag"));
        assertEquals("Authorization, Accept, Accept-Encoding", header(answer, "Vary"));
    }

    @Test
    void a_small_response_is_not_compressed_but_has_a_vary_header() throws Exception {
        HttpResponse<byte[]> answer = get(998, "gzip", null);
        assertNull(header(answer, "Content-Encoding"));
        assertEquals("\"v1\"", header(answer, "ETag"));
        assertEquals("Authorization, Accept, Accept-Encoding", header(answer, "Vary"));
    }

    @ParameterizedTest
    @CsvSource({
        "2000, gzip, \"v1\", \"v1-gzip\"",
        "2000, gzip, \"v1-gzip\", \"v1-gzip\"",
        "2000, identity, \"v1-gzip\", \"v1\"",
        "2001, gzip, W/\"v1\", \"v1-gzip\"",
        "500, gzip, \"v1\", \"v1\""
    })
    void a_304_response_has_the_same_etag_as_the_full_response(int size, String accepted, String sent, String expected)
            throws Exception {
        HttpResponse<byte[]> answer = get(size, accepted, sent);
        assertEquals(304, answer.statusCode());
        assertEquals(expected, header(answer, "ETag"));
        assertEquals(0, answer.body().length);
        assertNull(header(answer, "Content-Encoding"));
        assertEquals("Authorization, Accept, Accept-Encoding", header(answer, "Vary"));
    }

    @Test
    void a_head_response_has_the_headers_of_the_compressed_get_response() throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve("/v1/manners/documents/2000"))
                .header("Accept-Encoding", "gzip");
        HttpResponse<byte[]> get = CLIENT.send(request.GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        HttpResponse<byte[]> head = CLIENT.send(
                request.method("HEAD", HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        for (String name : new String[] {"ETag", "Content-Encoding", "Content-Length", "Vary", "Content-Type"}) {
            assertEquals(header(get, name), header(head, name), name);
        }
        assertEquals(0, head.body().length);
    }

    @ParameterizedTest
    @CsvSource({"\"v1\", 204", "\"v1-gzip\", 204", "*, 204", "W/\"v1\", 412", "\"v0\", 412", "v1, 400"})
    void the_if_match_header_accepts_an_etag_with_or_without_the_gzip_suffix(String ifMatch, int status) {
        given().header("If-Match", ifMatch)
                .put("/v1/manners/documents/12")
                .then()
                .statusCode(status);
    }

    @Test
    void a_put_request_without_an_if_match_header_returns_428() {
        given().put("/v1/manners/documents/12").then().statusCode(428);
    }

    private HttpResponse<byte[]> get(int size, String accepted, String ifNoneMatch) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve("/v1/manners/documents/" + size))
                .header("Accept-Encoding", accepted);
        if (ifNoneMatch != null) {
            request.header("If-None-Match", ifNoneMatch);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    private static byte[] unzipped(byte[] body) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    }
}
