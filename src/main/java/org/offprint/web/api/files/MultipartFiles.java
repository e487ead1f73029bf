package org.offprint.web.api.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.imports.files.Upload;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;

/**
 * Streaming reader for the files of a {@code multipart/form-data} body (RFC 7578). Files are never loaded completely
 * into memory.
 */
public final class MultipartFiles {

    private static final int BUFFER = 1 << 16;
    private static final int MAX_HEADER_BYTES = 8_192;
    private static final String FILE_NAME = "filename=\"";
    private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary=(?:\"([^\"]{1,70})\"|([^\\s;]{1,70}))");

    private final InputStream body;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;

    /**
     * Creates a reader for a multipart form.
     *
     * @param contentType value of the {@code Content-Type} header
     * @throws ProblemException 400 if the header has no boundary
     */
    public MultipartFiles(InputStream body, String contentType) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw malformed("The Content-Type header has no boundary parameter.");
        }
        String text = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
        this.body = body;
        this.delimiter = ("\r\n--" + text).getBytes(StandardCharsets.ISO_8859_1);
        // Start with the line break of the delimiter, so that a boundary at the start of the body is found. The
        // preamble before the first boundary is skipped like a part.
        buffer[0] = '\r';
        buffer[1] = '\n';
        end = 2;
    }

    /**
     * Advances to the next part of the form.
     *
     * @return file name of the part, or an empty string if the part has no file name; null after the last part
     */
    public String next() throws IOException {
        byte[] skipped = new byte[BUFFER];
        while (read(skipped) >= 0) {
            // Skip the unread bytes of the previous part.
        }
        at += delimiter.length;
        fill(2);
        if (end - at < 2) {
            throw cutOff();
        }
        if (buffer[at] == '-' && buffer[at + 1] == '-') {
            return null;
        }
        return fileName(headers());
    }

    private String headers() throws IOException {
        StringBuilder headers = new StringBuilder();
        while (!isEnd(headers)) {
            fill(1);
            if (at == end) {
                throw cutOff();
            }
            headers.append((char) (buffer[at++] & 0xFF));
            if (headers.length() > MAX_HEADER_BYTES) {
                throw malformed("The headers of a form part have more than " + MAX_HEADER_BYTES + " bytes.");
            }
        }
        return new String(headers.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static boolean isEnd(StringBuilder headers) {
        int length = headers.length();
        return length >= 4 && headers.charAt(length - 1) == '\n' && headers.indexOf("\r\n\r\n", length - 4) >= 0;
    }

    private static String fileName(String headers) {
        int start = 0;
        while (start < headers.length() && !headers.regionMatches(true, start, FILE_NAME, 0, FILE_NAME.length())) {
            start++;
        }
        String path = quoted(headers, start + FILE_NAME.length());
        return Upload.reportedName(path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1));
    }

    /**
     * Returns the quoted string that starts at the given index, with escape sequences resolved (RFC 9110, section
     * 5.6.4). If the closing quote is missing, the result is an empty string.
     */
    private static String quoted(String headers, int start) {
        StringBuilder text = new StringBuilder();
        for (int i = start; i < headers.length(); i++) {
            char c = headers.charAt(i);
            if (c == '"') {
                return text.toString();
            }
            if (c == '\\' && i + 1 < headers.length()) {
                i++;
            }
            text.append(headers.charAt(i));
        }
        return "";
    }

    /** Reads bytes of the current form part. Returns -1 at the end of the part. */
    public int read(byte[] bytes) throws IOException {
        fill(delimiter.length);
        int stop = find();
        boolean isEnd = stop >= 0;
        if (!isEnd && end - at < delimiter.length) {
            throw cutOff();
        }
        int length = Math.min(bytes.length, (isEnd ? stop : end - delimiter.length + 1) - at);
        if (length == 0 && isEnd) {
            return -1;
        }
        System.arraycopy(buffer, at, bytes, 0, length);
        at += length;
        return length;
    }

    /** Returns the index of the part delimiter in the buffer, or -1 if it is not in the buffer. */
    private int find() {
        for (int i = at; i + delimiter.length <= end; i++) {
            int matched = 0;
            while (matched < delimiter.length && buffer[i + matched] == delimiter[matched]) {
                matched++;
            }
            if (matched == delimiter.length) {
                return i;
            }
        }
        return -1;
    }

    /** Fills the buffer until it contains at least the given number of bytes or the body ends. */
    private void fill(int wanted) throws IOException {
        if (end - at >= wanted) {
            return;
        }
        System.arraycopy(buffer, at, buffer, 0, end - at);
        end -= at;
        at = 0;
        while (end < wanted) {
            int read = body.read(buffer, end, buffer.length - end);
            if (read < 0) {
                return;
            }
            end += read;
        }
    }

    private static BodyException cutOff() {
        return new BodyException("The request body ends before the closing boundary of the form.", null);
    }

    /** Returns a 400 problem with the given detail for an invalid multipart form. */
    public static ProblemException malformed(String detail) {
        return Problems.of(400, "bad-request", "The body is not valid multipart/form-data", detail);
    }
}
