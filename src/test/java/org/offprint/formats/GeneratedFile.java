package org.offprint.formats;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/**
 * Input stream of a file that is generated while it is read. The file consists of a header, a number of records, and a
 * footer.
 */
final class GeneratedFile extends InputStream {

    private final IntFunction<String> parts;
    private final int count;
    private byte[] part = {};
    private int at;
    private int next;
    private long given;

    /** @param record returns the record with this index, starting at 0 */
    GeneratedFile(String begin, IntFunction<String> record, int records, String end) {
        this.count = records + 2;
        this.parts = part -> part == 0 ? begin : part == count - 1 ? end : record.apply(part - 1);
    }

    /** Returns the number of bytes read so far. */
    long given() {
        return given;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        while (at == part.length && next < count) {
            part = parts.apply(next++).getBytes(StandardCharsets.UTF_8);
            at = 0;
        }
        int some = Math.min(length, part.length - at);
        if (some == 0) {
            return length == 0 ? 0 : -1;
        }
        System.arraycopy(part, at, into, from, some);
        at += some;
        given += some;
        return some;
    }
}
