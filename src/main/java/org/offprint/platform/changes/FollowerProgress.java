package org.offprint.platform.changes;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The position of a follower of this process; writes wait here until it has what they wrote. */
public final class FollowerProgress {

    private final Lock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private volatile long position = -1;
    private volatile boolean awaited = true;
    private volatile int waiting;
    private volatile Runnable whenAwaited = () -> {};

    /** Everything up to this position is done. */
    public void moveTo(long reached) {
        lock.lock();
        try {
            position = reached;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Sets whether writes wait; they do not for a follower that has far to go. */
    public void setAwaited(boolean wanted) {
        lock.lock();
        try {
            awaited = wanted;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Runs this from now on when somebody begins to wait; must be quick. */
    public void onWait(Runnable action) {
        whenAwaited = action;
    }

    /** Reports whether anybody waits for it now. */
    public boolean isWaitedFor() {
        return waiting > 0;
    }

    /** Everything up to it is done; -1 before the first look. */
    public long position() {
        return position;
    }

    /** Reports whether everything up to this position is done, or nobody waits for it. */
    boolean has(long wanted) {
        return !awaited || position >= wanted;
    }

    /**
     * Begins to wait for a position, before others are waited for; {@link #endWait} ends that.
     *
     * @return false where there is nothing to wait for, nor to end
     */
    boolean beginWait(long wanted) {
        if (has(wanted)) {
            return false;
        }
        lock.lock();
        try {
            waiting++;
            whenAwaited.run();
            return true;
        } finally {
            lock.unlock();
        }
    }

    void endWait() {
        lock.lock();
        try {
            waiting--;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything up to this position is done, not beyond this time of {@link System#nanoTime}. */
    void await(long wanted, long deadline) {
        if (has(wanted)) {
            return;
        }
        lock.lock();
        try {
            long left = deadline - System.nanoTime();
            while (awaited && position < wanted && left > 0) {
                left = moved.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
