package org.offprint.platform.http.streaming;

/**
 * Pace at which a client reads a streamed response, measured as the time for which the client has blocked writes in the
 * current window of 64 kB. The measurement restarts after each window. Time that the service spends on preparing data
 * is not counted.
 */
public final class ReadPace {

    private static final long WINDOW_BYTES = 64 * 1024;
    private static final long NOT_WRITING = Long.MIN_VALUE;

    private long startedAt = NOT_WRITING;
    private long blockedNanos;
    private long bytes;

    /** Records the start of a write, which the client may block. */
    public synchronized void begin() {
        startedAt = System.nanoTime();
    }

    /**
     * Records the end of the current write. Does nothing if no write is in progress.
     *
     * @param written number of bytes written
     */
    public synchronized void end(int written) {
        if (startedAt == NOT_WRITING) {
            return;
        }
        blockedNanos += System.nanoTime() - startedAt;
        startedAt = NOT_WRITING;
        bytes += written;
        if (bytes >= WINDOW_BYTES) {
            bytes = 0;
            blockedNanos = 0;
        }
    }

    /** Returns the duration of the current write in nanoseconds, or 0 if no write is in progress. */
    public synchronized long writingNanos() {
        return startedAt == NOT_WRITING ? 0 : System.nanoTime() - startedAt;
    }

    /** Returns how long the client has blocked writes in the current 64 kB window, in nanoseconds. */
    synchronized long blockedNanos() {
        return blockedNanos + writingNanos();
    }
}
