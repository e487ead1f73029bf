package org.offprint.platform.changes;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToLongFunction;
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
        await(followers, position, each -> deadline);
    }

    private static void await(List<Awaited> all, long position, ToLongFunction<Awaited> deadline) {
        // All of them know before the first one is waited for.
        List<FollowerProgress> begun = all.stream()
                .map(Awaited::follower)
                .filter(follower -> follower.beginWait(position))
                .toList();
        try {
            all.forEach(each -> each.follower().await(position, deadline.applyAsLong(each)));
        } finally {
            begun.forEach(FollowerProgress::endWait);
        }
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
        await(all, position, each -> began + each.longest().toNanos());
        return all.stream().allMatch(each -> each.follower().has(position));
    }
}
