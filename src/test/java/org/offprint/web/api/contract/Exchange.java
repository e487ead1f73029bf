package org.offprint.web.api.contract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.offprint.kernel.json.Json;

/**
 * HTTP request and its response.
 *
 * @param target path and query of the request, as sent
 * @param sent request body; empty if there is none
 * @param headers response headers, keyed by lower-case name
 */
public record Exchange(
        String method, String target, byte[] sent, int status, Map<String, String> headers, byte[] body) {

    private static final int MAX_PRINTED_LENGTH = 2_000;

    /**
     * Returns the exchange of a response from the JDK's HTTP client.
     *
     * @param sent request body; null if there is none
     */
    public static Exchange of(byte[] sent, HttpResponse<byte[]> answer) {
        URI uri = answer.request().uri();
        Map<String, String> headers = new TreeMap<>();
        answer.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new Exchange(
                answer.request().method(),
                uri.getRawPath() + query,
                sent == null ? new byte[0] : sent,
                answer.statusCode(),
                headers,
                answer.body());
    }

    String path() {
        return target.replaceFirst("\\?.*", "");
    }

    /** Returns the names of the query parameters of the request. */
    Set<String> parameters() {
        Set<String> names = new TreeSet<>();
        int query = target.indexOf('?');
        if (query >= 0) {
            Arrays.stream(target.substring(query + 1).split("&"))
                    .map(pair -> pair.replaceFirst("=.*", ""))
                    .filter(name -> !name.isEmpty())
                    .forEach(names::add);
        }
        return names;
    }

    /** Returns whether the request selects members of the response with {@code fields} in its query or its body. */
    boolean selectsMembers() {
        return parameters().contains("fields")
                || status == 200
                        && method.equals("POST")
                        && path().endsWith("/batch-get")
                        && Json.parse(sent).has("fields");
    }

    /** Returns the response body without content encoding. The content of a gzip file is not decompressed. */
    byte[] plainBody() {
        boolean isFile = headers.getOrDefault("content-type", "").startsWith("application/gzip");
        boolean isGzip = !isFile && body.length > 1 && (body[0] & 0xff) == 0x1f && (body[1] & 0xff) == 0x8b;
        if (!isGzip) {
            return body;
        }
        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return plain.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        String text = new String(plainBody(), StandardCharsets.UTF_8);
        return method + " " + target + " -> " + status + " " + headers + " "
                + (text.length() > MAX_PRINTED_LENGTH ? text.substring(0, MAX_PRINTED_LENGTH) + "…" : text);
    }
}
