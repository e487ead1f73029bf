package org.offprint.formats.text;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import org.offprint.formats.reading.FileHead;
import org.offprint.formats.reading.UnreadableException;

/** Reads lines or single characters of a text file in UTF-8 or UTF-16. */
public final class TextLines implements AutoCloseable {

    private static final int MAX_LINE_LENGTH = 10_000_000;

    private final BufferedReader text;
    private long line = 1;

    public TextLines(InputStream file) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(file, 1 << 16);
        bytes.mark(4);
        byte[] head = bytes.readNBytes(2);
        bytes.reset();
        text = new BufferedReader(
                new InputStreamReader(
                        bytes,
                        new FileHead(head, null)
                                .charset()
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)),
                1 << 16);
        text.mark(1);
        if (read(text) != 0xFEFF) {
            text.reset();
        }
    }

    /**
     * Returns the next character of the file, or -1 at the end of the file. Any line break is returned as a line feed.
     *
     * @throws UnreadableException if the bytes are invalid in the encoding
     */
    public int read() {
        int c = read(text);
        if (c == '\r') {
            c = '\n';
            skipIfNext('\n');
        }
        line += c == '\n' ? 1 : 0;
        return c;
    }

    /** Skips the next character if it equals {@code wanted}. */
    private void skipIfNext(char wanted) {
        try {
            text.mark(1);
            if (text.read() != wanted) {
                text.reset();
            }
        } catch (IOException e) {
            throw UnreadableException.of(e, line);
        }
    }

    /**
     * Returns the next characters of the file without consuming them. Returns fewer characters at the end of the file.
     */
    public String ahead(int count) {
        try {
            text.mark(count);
            char[] next = new char[count];
            int read = 0;
            for (int more = 0; more >= 0 && read < count; read += Math.max(0, more)) {
                more = text.read(next, read, count - read);
            }
            text.reset();
            return new String(next, 0, read);
        } catch (IOException e) {
            throw UnreadableException.of(e, line);
        }
    }

    /** Returns the next line of the file without its line break, or null after the last line. */
    public String next() {
        StringBuilder next = new StringBuilder();
        int c = read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n') {
            next.append((char) c);
            if (next.length() > MAX_LINE_LENGTH) {
                throw new UnreadableException("A line has more than " + MAX_LINE_LENGTH + " characters.", line);
            }
            c = read();
        }
        return next.toString();
    }

    /** Returns the current line number, starting at 1. */
    public long line() {
        return line;
    }

    @Override
    public void close() {
        try {
            text.close();
        } catch (IOException e) {
            throw new UnreadableException("The file cannot be closed: " + e.getMessage(), line);
        }
    }

    private int read(BufferedReader reader) {
        try {
            return reader.read();
        } catch (IOException e) {
            throw UnreadableException.of(e, line);
        }
    }
}
