package org.offprint.changes;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * The followers of this process, and the other nodes, that a write waits for, so that people read what they wrote.
 */
@ApplicationScoped
public class AwaitedFollowers {

    private final List<Awaited> followers = new CopyOnWriteArrayList<>();
    private final List<Awaited> otherNodes = new CopyOnWriteArrayList<>();

    private record Awaited(FollowerProgress follower, Duration longest) {}

    /**
     * Writes wait for this one from now on.
     *
     * @param longest how long a write waits for it
     */
    public void add(FollowerProgress follower, Duration longest) {
        followers.add(new Awaited(follower, longest));
    }

    /** Writes wait for other nodes too, which are done when their own followers are. */
    void addOthers(FollowerProgress nodes, Duration longest) {
        otherNodes.add(new Awaited(nodes, longest));
    }

    /** Waits until all followers of this process have everything up to this position, for so long at most. */
    void awaitOwn(long position, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        followers.forEach(each -> each.follower().await(position, deadline));
    }

    /** Returns the position up to which all followers of this process have everything; the end where none is awaited. */
    long reached(long end) {
        return followers.stream()
                .map(Awaited::follower)
                .filter(follower -> !follower.has(end))
                .mapToLong(FollowerProgress::position)
                .min()
                .orElse(end);
    }

    /**
     * Waits until all have everything up to this position, for none longer than it may; holds nothing meanwhile.
     *
     * @return whether they have it, apart from those that no write waits for
     */
    boolean await(long position) {
        long began = System.nanoTime();
        List<Awaited> all =
                Stream.concat(followers.stream(), otherNodes.stream()).toList();
        // All of them know before the first one is waited for.
        all.forEach(each -> each.follower().beginWait());
        try {
            all.forEach(each ->
                    each.follower().await(position, began + each.longest().toNanos()));
        } finally {
            all.forEach(each -> each.follower().endWait());
        }
        return all.stream().allMatch(each -> each.follower().has(position));
    }
}
