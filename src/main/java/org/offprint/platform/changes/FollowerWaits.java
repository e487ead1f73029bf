package org.offprint.platform.changes;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Change log followers of this process and other nodes for which a write waits, so that clients can read their own
 * writes.
 */
@ApplicationScoped
public class FollowerWaits {

    private final List<Awaited> followers = new CopyOnWriteArrayList<>();
    private final List<Awaited> otherNodes = new CopyOnWriteArrayList<>();

    private record Awaited(AwaitedProgress follower, Duration longest) {}

    /**
     * Registers a change log follower for which all later writes wait.
     *
     * @param longest maximum time that a write waits for the follower
     */
    public void add(AwaitedProgress follower, Duration longest) {
        followers.add(new Awaited(follower, longest));
    }

    /** Makes writes wait for the other nodes. Another node reports progress when its own followers are up to date. */
    void addOthers(AwaitedProgress nodes, Duration longest) {
        otherNodes.add(new Awaited(nodes, longest));
    }

    /**
     * Waits until all followers of this process have reached this log position.
     *
     * @param longest maximum total wait
     */
    void awaitOwn(long position, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        await(followers, position, each -> deadline);
    }

    private static void await(List<Awaited> all, long position, ToLongFunction<Awaited> deadline) {
        // A write announces its wait to all followers before it waits for the first follower.
        List<AwaitedProgress> begun = all.stream()
                .map(Awaited::follower)
                .filter(follower -> follower.beginWait(position))
                .toList();
        try {
            all.forEach(each -> each.follower().await(position, deadline.applyAsLong(each)));
        } finally {
            begun.forEach(AwaitedProgress::endWait);
        }
    }

    /**
     * Returns the log position that all followers of this process have reached. Returns {@code end} if all followers
     * have reached the end of the log.
     */
    long reached(long end) {
        return followers.stream()
                .map(Awaited::follower)
                .filter(follower -> !follower.has(end))
                .mapToLong(AwaitedProgress::position)
                .min()
                .orElse(end);
    }

    /**
     * Waits until all followers have reached this log position. The call waits for each follower no longer than the
     * maximum time set for it. The call uses neither a connection nor a lock during the wait.
     *
     * @return whether all awaited followers have reached the position
     */
    boolean await(long position) {
        long began = System.nanoTime();
        List<Awaited> all =
                Stream.concat(followers.stream(), otherNodes.stream()).toList();
        await(all, position, each -> began + each.longest().toNanos());
        return all.stream().allMatch(each -> each.follower().has(position));
    }
}
