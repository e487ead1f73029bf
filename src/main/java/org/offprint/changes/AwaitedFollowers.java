package org.offprint.changes;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The followers of this process that a write waits for, so that people read what they wrote. */
@ApplicationScoped
public class AwaitedFollowers {

    private static final long LONGEST_WAIT_MILLIS = 2_000;

    private final List<Progress> followers = new CopyOnWriteArrayList<>();

    /** Writes wait for this one from now on. */
    public void add(Progress follower) {
        followers.add(follower);
    }

    /**
     * Waits until all have everything up to this position, at most 2 s; holds nothing meanwhile.
     *
     * @return whether they have it, apart from those that no write waits for
     */
    boolean await(long position) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_WAIT_MILLIS);
        followers.forEach(follower -> follower.await(position, deadline));
        return followers.stream().allMatch(follower -> follower.has(position));
    }
}
