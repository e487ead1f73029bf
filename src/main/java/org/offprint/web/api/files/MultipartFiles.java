package org.offprint.web.api.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.imports.files.Upload;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;

/** The files of a body of type multipart/form-data (RFC 7578), one after another, none of them in memory. */
public final class MultipartFiles {

    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_HEADER = 8_192;
    private static final String FILE_NAME = "filename=\"";
    private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary=(?:\"([^\"]{1,70})\"|([^\\s;]{1,70}))");

    private final InputStream body;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;

    /** @param contentType with its boundary; 400 where it has none */
    public MultipartFiles(InputStream body, String contentType) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw malformed("Its boundary is missing.");
        }
        String text = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
        this.body = body;
        this.delimiter = ("\r\n--" + text).getBytes(StandardCharsets.ISO_8859_1);
        // What comes before the first boundary is passed over as if it were a part.
        buffer[0] = '\r';
        buffer[1] = '\n';
        end = 2;
    }

    /**
     * Goes to the next part.
     *
     * @return the name of its file, an empty text where it has none; null behind the last part
     */
    public String next() throws IOException {
        byte[] skipped = new byte[BUFFER];
        while (read(skipped) >= 0) {
            // what was not read of the part before
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
            if (headers.length() > LONGEST_HEADER) {
                throw malformed("The headers of a part are too long.");
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
        return Upload.shown(path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1));
    }

    /** The string in quotes that begins here, without its escapes (RFC 9110, section 5.6.4); empty where it has no end. */
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

    /** Reads some of the part; -1 at its end. */
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

    /** Returns where the delimiter begins in what is in the buffer; -1 where it is not. */
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

    /** Reads on until there are so many bytes in the buffer, or the body ends. */
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
        return new BodyException("The body ends before its last boundary.", null);
    }

    /** 400 with this detail. */
    public static ProblemException malformed(String detail) {
        return Problems.of(400, "bad-request", "The body is no multipart/form-data", detail);
    }
}
