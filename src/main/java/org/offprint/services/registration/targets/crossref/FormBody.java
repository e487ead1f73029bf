package org.offprint.services.registration.targets.crossref;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes HTML form bodies for HTTP requests. */
final class FormBody {

    private static final String LINE = "\r\n";

    private FormBody() {}

    /** Writes form fields as {@code application/x-www-form-urlencoded}. */
    static HttpRequest.Builder fields(HttpRequest.Builder request, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return request.header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    /** Writes form fields and a file as {@code multipart/form-data} (RFC 7578). */
    static HttpRequest.Builder multipart(
            HttpRequest.Builder request, Map<String, String> fields, String field, String fileName, byte[] file) {
        String boundary = "offprint-" + UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> write(
                body,
                "--" + boundary + LINE + "Content-Disposition: form-data; name=\"" + name + "\"" + LINE + LINE + value
                        + LINE));
        write(
                body,
                "--" + boundary + LINE + "Content-Disposition: form-data; name=\"" + field + "\"; filename=\""
                        + fileName + "\"" + LINE + "Content-Type: application/xml" + LINE + LINE);
        body.writeBytes(file);
        write(body, LINE + "--" + boundary + "--" + LINE);
        return request.header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
    }

    private static void write(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
