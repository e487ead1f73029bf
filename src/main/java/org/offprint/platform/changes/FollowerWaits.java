package org.offprint.platform.changes;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Followers of this process and other nodes for which a write waits, so that clients can read their own writes. */
@ApplicationScoped
public class FollowerWaits {

    private final List<Awaited> followers = new CopyOnWriteArrayList<>();
    private final List<Awaited> otherNodes = new CopyOnWriteArrayList<>();

    private record Awaited(AwaitedProgress follower, Duration longest) {}

    /**
     * Makes writes wait for this follower from now on.
     *
     * @param longest maximum time that a write waits for the follower
     */
    public void add(AwaitedProgress follower, Duration longest) {
        followers.add(new Awaited(follower, longest));
    }

    /**
     * Makes writes wait for the other nodes. The other nodes report progress when their own followers are up to date.
     */
    void addOthers(AwaitedProgress nodes, Duration longest) {
        otherNodes.add(new Awaited(nodes, longest));
    }

    /** Waits until all followers of this process have reached this position, for at most this time. */
    void awaitOwn(long position, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        await(followers, position, each -> deadline);
    }

    private static void await(List<Awaited> all, long position, ToLongFunction<Awaited> deadline) {
        // The wait is announced to all followers before the first wait.
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
     * Returns the position that all followers of this process have reached. If no follower is behind the end, returns
     * the end.
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
     * Waits until all followers have reached this position. Waits for each follower at most the maximum time of the
     * follower. Occupies neither a connection nor a lock while waiting.
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
