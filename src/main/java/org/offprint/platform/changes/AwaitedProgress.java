package org.offprint.platform.changes;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Progress of a change log follower in this process. Writes wait until the follower has processed their changes. */
public final class AwaitedProgress {

    private final Lock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private volatile long position = -1;
    private volatile boolean awaited = true;
    private volatile int waiting;
    private volatile Runnable whenAwaited = () -> {};

    /** Sets the position in the change log up to which the follower has processed all changes. */
    public void moveTo(long reached) {
        lock.lock();
        try {
            position = reached;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sets whether writes wait for this follower of the change log. Writes should not wait if the follower is far
     * behind.
     */
    public void setAwaited(boolean wanted) {
        lock.lock();
        try {
            awaited = wanted;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Sets a callback, which must be fast, to run whenever a write begins to wait for this follower. */
    public void onWait(Runnable action) {
        whenAwaited = action;
    }

    /** Returns whether any write is waiting for this follower. */
    public boolean isWaitedFor() {
        return waiting > 0;
    }

    /**
     * Returns the position in the change log up to which the follower has processed all changes. Returns -1 before the
     * follower's first step.
     */
    public long position() {
        return position;
    }

    /**
     * Returns true if the follower has processed all changes up to log position {@code wanted}, or if writes do not
     * wait for this follower.
     */
    boolean has(long wanted) {
        return !awaited || position >= wanted;
    }

    /**
     * Announces that a write will wait for a log position. The caller must call {@link #endWait} after the wait.
     *
     * @return false if no wait is necessary; in this case, {@link #endWait} must not be called
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

    /**
     * Waits until the follower has processed all changes up to log position {@code wanted}, or until the deadline.
     *
     * @param deadline deadline in terms of {@link System#nanoTime}
     */
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
