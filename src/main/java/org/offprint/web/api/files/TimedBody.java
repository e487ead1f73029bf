package org.offprint.web.api.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.offprint.kernel.faults.Problems;

/**
 * Request body of an upload. Read errors are reported as client errors. If the client sends too slowly, the request is
 * aborted, because it occupies a thread. Only the time that is spent waiting for the client counts.
 */
public final class TimedBody extends FilterInputStream {

    /** Minimum number of bytes that the client must send before the waiting time reaches the timeout. */
    private static final long MIN_BYTES = 64 << 10;

    private final long timeoutNanos;
    private long waitedNanos;
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
        long start = System.nanoTime();
        try {
            count = super.read(bytes, offset, length);
        } catch (IOException e) {
            throw new BodyException("The connection was closed before the whole body was received.", e);
        }
        read += Math.max(0, count);
        waitedNanos += System.nanoTime() - start;
        if (waitedNanos > timeoutNanos) {
            if (count >= 0 && read < MIN_BYTES) {
                throw Problems.tooSlow(timeoutNanos / 1_000_000_000);
            }
            waitedNanos = 0;
            read = 0;
        }
        return count;
    }
}
