package org.offprint.web.api.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.offprint.kernel.faults.Problems;

/**
 * Request body of an upload. Read errors are reported as client errors. A body that arrives too slowly is aborted,
 * because a thread is waiting for it.
 */
public final class PatientBody extends FilterInputStream {

    /** Minimum number of bytes that must arrive within the timeout. */
    private static final long LEAST = 64 << 10;

    private final long patienceNanos;
    private long since = System.nanoTime();
    private long read;

    public PatientBody(InputStream body, Duration patience) {
        super(body);
        this.patienceNanos = patience.toNanos();
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
        if (System.nanoTime() - since > patienceNanos) {
            if (count >= 0 && read < LEAST) {
                throw Problems.tooSlow(patienceNanos / 1_000_000_000);
            }
            since = System.nanoTime();
            read = 0;
        }
        return count;
    }
}
