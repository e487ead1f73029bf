package org.offprint.web.api;

import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Returns response bodies as text, for tests that search responses for forbidden terms. */
public final class ResponseTexts {

    private static final Pattern LOC = Pattern.compile("<loc>https?://[^/<]+([^<]+)</loc>");

    private ResponseTexts() {}

    /** Returns the body of a response as text. Decompresses the body if it is a gzip file. */
    public static String of(Response answer) {
        return of(answer.asByteArray());
    }

    /** Returns the body of a response as text. Decompresses the body if it is a gzip file. */
    public static String of(Client.Reply answer) {
        return of(answer.bytes());
    }

    private static String of(byte[] bytes) {
        try {
            boolean isZipped = bytes.length > 2 && bytes[0] == 0x1f && (bytes[1] & 0xff) == 0x8b;
            return new String(
                    isZipped ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes,
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the paths of {@code robots.txt}, the sitemap index, and all sitemaps that it lists. */
    public static List<String> sitemaps() {
        String index = of(Fixtures.asReader().get("/sitemap.xml"));
        return Stream.concat(
                        Stream.of("/sitemap.xml", "/robots.txt"),
                        LOC.matcher(index).results().map(part -> part.group(1)))
                .toList();
    }
}
