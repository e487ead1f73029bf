package org.offprint.search.lucene.index;

/** Lets many threads begin something in the order of their numbers, from 0 on, while each goes on with it beside the others. */
public final class Sequencer {

    private long next;

    /** Waits until all before this one have begun. */
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

    /** This one has begun, or never will, which only the one whose turn it is may say. */
    synchronized void pass(long turn) {
        if (next == turn) {
            next++;
            notifyAll();
        }
    }
}
