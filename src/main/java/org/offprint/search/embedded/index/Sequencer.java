package org.offprint.search.embedded.index;

/** Starts tasks of many threads in the order of their numbers, from 0. After the start, the tasks run in parallel. */
public final class Sequencer {

    private long next;

    /** Waits until all tasks with lower numbers have started. */
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

    /** Notifies that the task with the next number has started, or never will. Different numbers are ignored. */
    synchronized void pass(long turn) {
        if (next == turn) {
            next++;
            notifyAll();
        }
    }
}
