package org.offprint.web.api.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.offprint.kernel.faults.Problems;

/**
 * Request body of an upload. Read errors are reported as client errors. If the client sends too slowly, the request is
 * aborted, because it occupies a thread.
 */
public final class TimedBody extends FilterInputStream {

    /** Minimum number of bytes that the client must send per timeout period. */
    private static final long MIN_BYTES = 64 << 10;

    private final long timeoutNanos;
    private long periodStart = System.nanoTime();
    private long read;

    public TimedBody(InputStream body, Duration timeout) {
        super(body);
        this.timeoutNanos = timeout.toNanos();
    }

    @Override
    public int read(byte[] bytes) throws IOException {
        return read(bytes, 0, bytes.length);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count;
        try {
            count = super.read(bytes, offset, length);
        } catch (IOException e) {
            throw new BodyException("The connection was closed before the whole body was received.", e);
        }
        read += Math.max(0, count);
        if (System.nanoTime() - periodStart > timeoutNanos) {
            if (count >= 0 && read < MIN_BYTES) {
                throw Problems.tooSlow(timeoutNanos / 1_000_000_000);
            }
            periodStart = System.nanoTime();
            read = 0;
        }
        return count;
    }
}
