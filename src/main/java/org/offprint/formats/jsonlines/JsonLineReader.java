package org.offprint.formats.jsonlines;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.offprint.formats.reading.UnreadableException;

/** Reads the non-blank lines of a file, one line at a time to limit memory use. */
final class JsonLineReader {

    /** Maximum length of a line in a JSON lines file, in bytes. The maximum equals the size limit of a request body. */
    static final int MAX_LENGTH = 10_000_000;

    private static final int BUFFER = 1 << 16;

    private final InputStream file;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private long number;
    private byte[] line = new byte[BUFFER];

    JsonLineReader(InputStream file) {
        this.file = file;
    }

    /**
     * Line of a JSON lines file.
     *
     * @param number line number, starting at 1
     * @param bytes content of the line; null if the line is too long
     */
    record Line(long number, byte[] bytes) {}

    /** Returns the next non-blank line, or null at the end of the file. */
    Line next() {
        while (true) {
            int length = read();
            if (length < 0) {
                return null;
            }
            number++;
            if (number == 1) {
                requireUtf8(length);
            }
            if (length > MAX_LENGTH) {
                return new Line(number, null);
            }
            int from = number == 1 && length >= 3 && (line[0] & 0xFF) == 0xEF ? 3 : 0;
            if (!isBlank(from, length)) {
                return new Line(number, Arrays.copyOfRange(line, from, length));
            }
        }
    }

    /**
     * Reads a line into the buffer and returns its length, or -1 at the end of the file. If the line is too long, the
     * rest of it is skipped.
     */
    private int read() {
        int length = 0;
        boolean any = false;
        while (fill()) {
            any = true;
            int stop = at;
            while (stop < end && buffer[stop] != '\n') {
                stop++;
            }
            int piece = stop - at;
            if (length <= MAX_LENGTH) {
                length = add(length, piece);
            }
            boolean ended = stop < end;
            at = ended ? stop + 1 : stop;
            if (ended) {
                return length;
            }
        }
        return any ? length : -1;
    }

    private int add(int length, int piece) {
        int longer = length + piece;
        if (longer > line.length) {
            line = Arrays.copyOf(line, Math.max(longer, Math.min(2 * line.length, MAX_LENGTH + BUFFER)));
        }
        System.arraycopy(buffer, at, line, length, piece);
        return longer;
    }

    private boolean fill() {
        if (at < end) {
            return true;
        }
        try {
            at = 0;
            end = Math.max(0, file.read(buffer, 0, BUFFER));
            return end > 0;
        } catch (IOException e) {
            throw UnreadableException.of(e, number + 1);
        }
    }

    private void requireUtf8(int length) {
        if (length >= 2 && (line[0] == 0 || line[1] == 0 || (line[0] & 0xFE) == 0xFE && (line[1] & 0xFE) == 0xFE)) {
            throw new UnreadableException("The file is encoded in UTF-16 or UTF-32. Convert it to UTF-8.", 1);
        }
    }

    private boolean isBlank(int from, int length) {
        for (int i = from; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
