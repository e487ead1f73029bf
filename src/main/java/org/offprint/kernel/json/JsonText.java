package org.offprint.kernel.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;

/**
 * The text of a JSON document as a client sends it, looked at while it comes: what no parser would take is not kept. It is held
 * in blocks, because the collector of garbage has to find one piece of the heap for a large array, and compacts all of it
 * where there is none.
 */
public final class JsonText {

    /** Bytes of a block: smaller than what the collector takes for a large array in the smallest heap. */
    static final int BLOCK = 64 << 10;

    /** Bytes that are passed over between two pauses. */
    private static final int PAUSED_AFTER = 64 << 10;

    private static final long PAUSE_NANOS = 2_000_000;

    private final List<byte[]> blocks = new ArrayList<>();
    private final Utf8 utf8 = new Utf8();
    private final ValueCount values = new ValueCount();
    private boolean fits = true;
    private long length;

    private JsonText() {}

    /** An empty text. */
    public static JsonText empty() {
        return new JsonText();
    }

    /**
     * Reads a text to its end. A huge one takes its room when it turns out to be: one that is announced and does not come keeps
     * nobody waiting, and what is small is not asked how long it is.
     *
     * @param longest the bytes that it has, or may have where that is not known
     * @throws ProblemException 400 where it is not UTF-8 or has more than {@link Json#MOST_TOKENS} values, after the rest was read
     *     and passed over; 503 where there is no room for a while
     */
    public static JsonText read(InputStream in, long longest) throws IOException {
        JsonText text = new JsonText();
        byte[] block = new byte[8_000];
        int filled = 0;
        long passedOver = 0;
        for (int read = in.read(block, 0, block.length);
                read >= 0;
                read = in.read(block, filled, block.length - filled)) {
            text.look(block, filled, read);
            if (text.length >= DocumentMemory.HUGE || text.isRefused()) {
                DocumentMemory.requireForBody(Math.max(longest, text.length));
            }
            // What is refused is read without being kept, so that the client gets to read why; and slowly, because
            // receiving
            // costs processors too.
            filled = text.isRefused() ? 0 : filled + read;
            if (text.isRefused()) {
                passedOver += read;
                LockSupport.parkNanos(passedOver / PAUSED_AFTER > (passedOver - read) / PAUSED_AFTER ? PAUSE_NANOS : 0);
            }
            if (filled == block.length) {
                text.blocks.add(block);
                block = new byte[BLOCK];
                filled = 0;
            }
        }
        if (text.isRefused()) {
            throw text.refusal();
        }
        if (filled > 0) {
            text.blocks.add(Arrays.copyOf(block, filled));
        }
        return text;
    }

    private void look(byte[] bytes, int offset, int count) {
        if (!isRefused()) {
            length += count;
            fits = utf8.take(bytes, offset, count);
            values.take(bytes, offset, count);
            if (isRefused()) {
                blocks.clear();
            }
        }
    }

    private boolean isRefused() {
        return !fits || values.least() > Json.MOST_TOKENS;
    }

    private ProblemException refusal() {
        return Problems.malformedJson(
                fits
                        ? "The body has more than " + Json.MOST_TOKENS + " names, values, braces and brackets."
                        : "The body is not UTF-8 text.");
    }

    /** Returns the number of bytes. */
    public long length() {
        return length;
    }

    /**
     * Parses the text, each time anew.
     *
     * @throws ProblemException 400 as {@link Json#parse} does
     */
    public JsonNode tree() {
        return Json.parse(length, new Blocks());
    }

    /** Adds all bytes to a digest. */
    public void addTo(MessageDigest digest) {
        blocks.forEach(digest::update);
    }

    /** Counts names, values, braces and brackets at least: each comma and colon of a JSON text has one behind it. */
    private static final class ValueCount {

        private long least;
        private boolean isInString;
        private boolean isEscaped;

        long least() {
            return least;
        }

        void take(byte[] bytes, int offset, int count) {
            for (int i = offset; i < offset + count; i++) {
                byte next = bytes[i];
                if (isInString) {
                    isInString = isEscaped || next != '"';
                    isEscaped = !isEscaped && next == '\\';
                } else if (next == '"') {
                    isInString = true;
                } else if (next == ',' || next == ':' || next == '{' || next == '[' || next == '}' || next == ']') {
                    least++;
                }
            }
        }
    }

    private final class Blocks extends InputStream {

        private int block;
        private int at;

        @Override
        public int read() {
            return hasMore() ? blocks.get(block)[at++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] into, int offset, int wanted) {
            if (!hasMore()) {
                return -1;
            }
            byte[] from = blocks.get(block);
            int given = Math.min(wanted, from.length - at);
            System.arraycopy(from, at, into, offset, given);
            at += given;
            return given;
        }

        private boolean hasMore() {
            if (block < blocks.size() && at == blocks.get(block).length) {
                block++;
                at = 0;
            }
            return block < blocks.size();
        }
    }
}
