package org.offprint.changes;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The followers of this process that a write waits for, so that people read what they wrote. */
@ApplicationScoped
public class AwaitedFollowers {

    private final List<Awaited> followers = new CopyOnWriteArrayList<>();

    private record Awaited(FollowerProgress follower, Duration longest) {}

    /**
     * Writes wait for this one from now on.
     *
     * @param longest how long a write waits for it
     */
    public void add(FollowerProgress follower, Duration longest) {
        followers.add(new Awaited(follower, longest));
    }

    /**
     * Waits until all have everything up to this position, for none longer than it may; holds nothing meanwhile.
     *
     * @return whether they have it, apart from those that no write waits for
     */
    boolean await(long position) {
        long began = System.nanoTime();
        followers.forEach(
                each -> each.follower().await(position, began + each.longest().toNanos()));
        return followers.stream().allMatch(each -> each.follower().has(position));
    }
}
