package org.offprint.platform.webhooks.sending;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads an HTTP/1.1 response (RFC 9112) of up to 64 KiB. Only the first KiB of the body is returned. */
final class ReceiverResponseReader {

    private static final int MAX_BYTES = 64 * 1024;
    private static final int MOST_OF_HEADERS = 16 * 1024;
    private static final int MAX_BODY_BYTES = 1024;
    private static final int MOST_INTERIM = 10;
    private static final Duration LONGEST_RETRY = Duration.ofHours(24);

    private final InputStream in;
    private int read;

    ReceiverResponseReader(InputStream in) {
        this.in = in;
    }

    /** Thrown if an HTTP response exceeds the maximum length. */
    private static final class LimitReachedException extends IOException {}

    /**
     * Reads an HTTP response, either completely or up to the maximum length.
     *
     * @throws IOException if the response is truncated or not HTTP
     */
    ReceiverResponse read() throws IOException {
        for (int interim = 0; interim <= MOST_INTERIM; interim++) {
            int status = status(line());
            Map<String, String> headers = headers();
            if (status >= 200) {
                return answer(status, headers);
            }
        }
        throw new IOException("too many interim responses");
    }

    private static int status(String line) throws IOException {
        boolean isHttp = line.startsWith("HTTP/1.")
                && line.length() >= 12
                && line.charAt(8) == ' '
                && line.substring(9, 12).chars().allMatch(c -> c >= '0' && c <= '9');
        int status = isHttp ? Integer.parseInt(line.substring(9, 12)) : 0;
        if (status < 100) {
            throw new IOException("the response is not HTTP");
        }
        return status;
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private ReceiverResponse answer(int status, Map<String, String> headers) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            if (status != 204 && status != 304) {
                readBody(headers, body);
            }
        } catch (LimitReachedException e) {
            // The rest of the response body is not needed, because the status is already known.
        }
        String beginning = text(body.toByteArray());
        Duration retryAfter = retryAfter(headers.get("retry-after"));
        String problem = status < 300
                ? null
                : status < 400 ? "Redirects are not followed. Use the final URL." : "The receiver rejected the event.";
        return new ReceiverResponse(status, beginning, retryAfter, problem);
    }

    private void readBody(Map<String, String> headers, ByteArrayOutputStream body) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .endsWith("chunked")) {
            readChunks(body);
        } else if (headers.containsKey("content-length")) {
            copy(number(headers.get("content-length"), 10), body);
        } else {
            for (int next = next(); next >= 0; next = next()) {
                keep(next, body);
            }
        }
    }

    private void readChunks(ByteArrayOutputStream body) throws IOException {
        while (true) {
            String line = line();
            int end = line.indexOf(';');
            long size = number((end < 0 ? line : line.substring(0, end)).strip(), 16);
            if (size == 0) {
                return;
            }
            copy(size, body);
            if (!line().isEmpty()) {
                throw new IOException("a chunk has the wrong length");
            }
        }
    }

    private void copy(long bytes, ByteArrayOutputStream body) throws IOException {
        for (long i = 0; i < bytes; i++) {
            keep(required(), body);
        }
    }

    private static void keep(int next, ByteArrayOutputStream body) {
        if (body.size() < MAX_BODY_BYTES) {
            body.write(next);
        }
    }

    private static long number(String text, int radix) throws IOException {
        // Fifteen decimal or hexadecimal digits fit into 60 bits.
        boolean isNumber =
                !text.isEmpty() && text.length() <= 15 && text.chars().allMatch(c -> Character.digit(c, radix) >= 0);
        if (!isNumber) {
            throw new IOException("the response has an invalid length");
        }
        return Long.parseLong(text, radix);
    }

    /** Returns a line of the HTTP response without its line break. */
    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = required();
            if (next == '\n') {
                int length = line.length();
                return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
            }
            if (line.length() >= MOST_OF_HEADERS) {
                throw new IOException("a header line is too long");
            }
            line.append((char) next);
        }
    }

    private int required() throws IOException {
        int next = next();
        if (next < 0) {
            throw new EOFException("the response ended too early");
        }
        return next;
    }

    private int next() throws IOException {
        if (++read > MAX_BYTES) {
            throw new LimitReachedException();
        }
        return in.read();
    }

    /**
     * Returns the beginning of the response body as a string that PostgreSQL can store. The last character may be
     * incomplete, and NUL is replaced.
     */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).replace('\0', '\ufffd');
    }

    /**
     * Returns the delay requested by a {@code Retry-After} header, limited to one day, or null if there is none. The
     * header contains seconds or a date (RFC 9110, section 10.2.3).
     */
    private static Duration retryAfter(String value) {
        if (value == null) {
            return null;
        }
        Duration wanted;
        if (!value.isEmpty() && value.length() <= 9 && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            wanted = Duration.ofSeconds(Long.parseLong(value));
        } else {
            try {
                Instant at = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                wanted = Duration.between(Instant.now(), at);
            } catch (DateTimeException e) {
                return null;
            }
        }
        return wanted.isNegative() ? Duration.ZERO : wanted.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : wanted;
    }
}
