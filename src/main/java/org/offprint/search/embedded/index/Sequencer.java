package org.offprint.search.embedded.index;

/** Starts work of many threads in the order of their numbers, from 0 on; all continue in parallel. */
public final class Sequencer {

    private long next;

    /** Waits until all lower numbers have started. */
    synchronized void await(long turn) {
        boolean interrupted = false;
        while (next < turn) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reports that the next number has started, or never will; other numbers are ignored. */
    synchronized void pass(long turn) {
        if (next == turn) {
            next++;
            notifyAll();
        }
    }
}
