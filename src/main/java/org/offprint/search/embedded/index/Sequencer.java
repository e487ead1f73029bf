package org.offprint.search.embedded.index;

/**
 * Starts the tasks of several threads in the order of their sequence numbers, starting at 0. Tasks that have started
 * run in parallel.
 */
public final class Sequencer {

    private long next;

    /** Waits until all tasks with lower sequence numbers have started. */
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

    /**
     * Signals that the task with the next sequence number has started, or never will. Calls with any other sequence
     * number are ignored.
     */
    synchronized void pass(long turn) {
        if (next == turn) {
            next++;
            notifyAll();
        }
    }
}
