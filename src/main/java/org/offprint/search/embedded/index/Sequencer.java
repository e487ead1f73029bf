package org.offprint.search.embedded.index;

/**
 * Starts the tasks of several threads in the order of their sequence numbers, which begin at 0. Started tasks run in
 * parallel.
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
     * Signals that the next task has started or was skipped. Does nothing if {@code turn} is not the sequence number of
     * the next task.
     */
    synchronized void pass(long turn) {
        if (next == turn) {
            next++;
            notifyAll();
        }
    }
}
