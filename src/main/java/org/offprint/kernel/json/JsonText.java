package org.offprint.kernel.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;

/**
 * Text of a JSON document sent by a client, validated while it arrives. Text that no JSON parser would accept is not
 * stored. The text is stored in blocks, because a large array requires a contiguous region of the heap. To create such
 * a region, the garbage collector may have to compact the whole heap.
 */
public final class JsonText {

    /**
     * Size of a block of JSON text, in bytes. Even in the smallest supported heap, the garbage collector does not treat
     * arrays of this size as large.
     */
    static final int BLOCK_BYTES = 64 << 10;

    /** Number of bytes of a rejected body that are discarded between two pauses. */
    private static final int BYTES_PER_PAUSE = 64 << 10;

    private static final long PAUSE_NANOS = 2_000_000;

    private final List<byte[]> blocks = new ArrayList<>();
    private final Utf8Validator utf8 = new Utf8Validator();
    private final ValueCount values = new ValueCount();
    private boolean fits = true;
    private long length;

    private JsonText() {}

    /** Returns the JSON text of a value that this service has created. */
    public static JsonText of(Object value) {
        byte[] written = Json.write(value);
        try {
            return read(new ByteArrayInputStream(written), written.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns an empty JSON text. */
    public static JsonText empty() {
        return new JsonText();
    }

    /**
     * Reads a JSON text to its end. Memory is acquired only after {@link DocumentMemoryLimit#HUGE_BYTES} bytes have
     * arrived, so that a body that is announced but never arrives does not block other requests. The length of a small
     * body need not be checked in advance.
     *
     * @param longest length of the text in bytes, or its maximum if the length is unknown
     * @throws ProblemException 400 if the text is not UTF-8 or has more than {@link Json#MAX_TOKENS} tokens, after the
     *     remaining bytes were read and discarded; 503 if no memory becomes available in time
     */
    public static JsonText read(InputStream in, long longest) throws IOException {
        JsonText text = new JsonText();
        byte[] block = new byte[8_000];
        int filled = 0;
        long passedOver = 0;
        for (int read = in.read(block, 0, block.length);
                read >= 0;
                read = in.read(block, filled, block.length - filled)) {
            text.inspect(block, filled, read);
            if (text.length >= DocumentMemoryLimit.HUGE_BYTES || text.isRejected()) {
                DocumentMemoryLimit.acquireForBody(Math.max(longest, text.length));
            }
            // A rejected body is read to its end without being stored, so that the client receives the reason for the
            // rejection. The remaining bytes are read slowly, because receiving them uses CPU time.
            filled = text.isRejected() ? 0 : filled + read;
            if (text.isRejected()) {
                passedOver += read;
                LockSupport.parkNanos(
                        passedOver / BYTES_PER_PAUSE > (passedOver - read) / BYTES_PER_PAUSE ? PAUSE_NANOS : 0);
            }
            if (filled == block.length) {
                text.blocks.add(block);
                block = new byte[BLOCK_BYTES];
                filled = 0;
            }
        }
        if (text.isRejected()) {
            throw text.rejection();
        }
        if (filled > 0) {
            text.blocks.add(Arrays.copyOf(block, filled));
        }
        return text;
    }

    private void inspect(byte[] bytes, int offset, int count) {
        if (!isRejected()) {
            length += count;
            fits = utf8.take(bytes, offset, count);
            values.take(bytes, offset, count);
            if (isRejected()) {
                blocks.clear();
            }
        }
    }

    private boolean isRejected() {
        return !fits || values.least() > Json.MAX_TOKENS;
    }

    private ProblemException rejection() {
        return Problems.malformedJson(
                fits
                        ? "The body has more than " + Json.MAX_TOKENS + " names, values, braces and brackets."
                        : "The body is not UTF-8 text.");
    }

    /** Returns the length of the JSON text in bytes. */
    public long length() {
        return length;
    }

    /**
     * Parses the JSON text. The JSON tree is not cached, so each call parses the text again.
     *
     * @throws ProblemException 400 under the same conditions as {@link Json#parse}
     */
    public JsonNode tree() {
        return Json.parse(length, new BlockInputStream());
    }

    /** Adds all bytes of the JSON text to a digest. */
    public void addTo(MessageDigest digest) {
        blocks.forEach(digest::update);
    }

    /**
     * Counts a lower bound of the names, values, braces and brackets in a JSON text. Every comma and every colon is
     * followed by one of these tokens.
     */
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

    private final class BlockInputStream extends InputStream {

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
