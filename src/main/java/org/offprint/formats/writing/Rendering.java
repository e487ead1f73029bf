package org.offprint.formats.writing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.offprint.kernel.faults.Finding;

/**
 * Published article rendered in one export format, without its envelope.
 *
 * @param etag entity tag of the rendered article version
 * @param modifiedAt time of the last change to the article
 * @param stored UTF-8 text with {@link PublishedRecord#BASE_URL} instead of the base URL of Offprint; null if the
 *     article cannot be written in this format
 * @param missing required values that the article lacks, if it cannot be written
 */
@SuppressWarnings("java:S6218") // Instances of this record are never compared.
public record Rendering(UUID article, String etag, Instant modifiedAt, byte[] stored, List<Finding> missing) {

    private static final byte[] PLACEHOLDER = PublishedRecord.BASE_URL.getBytes(StandardCharsets.US_ASCII);

    /**
     * Number of bytes by which the search for the placeholder can advance (Horspool's algorithm). The array index is
     * the value of the last compared byte.
     */
    private static final int[] SHIFTS = steps();

    /** Returns whether the article can be written in this export format. */
    public boolean isPossible() {
        return stored != null;
    }

    /**
     * Writes the rendered article, using the given base URL of Offprint.
     *
     * @param baseUrl base URL without a trailing slash
     */
    public void writeTo(ByteArrayOutputStream out, String baseUrl) {
        writeFrom(0, out, baseUrl.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the rendered article, starting at the given byte offset. */
    void writeFrom(int start, ByteArrayOutputStream out, byte[] baseUrl) {
        int from = start;
        for (int at = find(from); at >= 0; at = find(from)) {
            out.write(stored, from, at - from);
            out.write(baseUrl, 0, baseUrl.length);
            from = at + PLACEHOLDER.length;
        }
        out.write(stored, from, stored.length - from);
    }

    /** Returns the rendered article, using the given base URL of Offprint. */
    public byte[] at(String baseUrl) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(stored.length + 64);
        writeTo(out, baseUrl);
        return out.toByteArray();
    }

    /** Returns the stored rendering as a string, or null if the article cannot be written. */
    public String text() {
        return stored == null ? null : new String(stored, StandardCharsets.UTF_8);
    }

    /** Returns the byte offset of the next placeholder, or a negative number if there is none. */
    private int find(int from) {
        int last = PLACEHOLDER.length - 1;
        for (int end = from + last; end < stored.length; end += SHIFTS[stored[end] & 0xFF]) {
            int begin = end - last;
            int at = last;
            while (at >= 0 && stored[begin + at] == PLACEHOLDER[at]) {
                at--;
            }
            if (at < 0) {
                return begin;
            }
        }
        return -1;
    }

    private static int[] steps() {
        int[] steps = new int[256];
        Arrays.fill(steps, PLACEHOLDER.length);
        for (int i = 0; i < PLACEHOLDER.length - 1; i++) {
            steps[PLACEHOLDER[i] & 0xFF] = PLACEHOLDER.length - 1 - i;
        }
        return steps;
    }
}
