package org.offprint.platform.changes;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Change log followers, in this process and on other nodes, for which each write waits. The wait ensures that clients
 * can read their own writes.
 */
@ApplicationScoped
public class FollowerWaits {

    private final List<Awaited> followers = new CopyOnWriteArrayList<>();
    private final List<Awaited> otherNodes = new CopyOnWriteArrayList<>();

    private record Awaited(AwaitedProgress follower, Duration longest) {}

    /**
     * Registers a change log follower for which all later writes wait.
     *
     * @param longest maximum time for which a write waits for the follower
     */
    public void add(AwaitedProgress follower, Duration longest) {
        followers.add(new Awaited(follower, longest));
    }

    /**
     * Makes writes also wait for the other nodes. Each node reports the log position that all its followers have
     * reached.
     */
    void addOthers(AwaitedProgress nodes, Duration longest) {
        otherNodes.add(new Awaited(nodes, longest));
    }

    /**
     * Waits until all followers in this process have reached log position {@code position}.
     *
     * @param longest maximum total wait
     */
    void awaitOwn(long position, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        await(followers, position, each -> deadline);
    }

    private static void await(List<Awaited> all, long position, ToLongFunction<Awaited> deadline) {
        // The wait is announced to all followers before the first one is awaited, so that they catch up in parallel.
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
     * Returns the log position that all followers in this process have reached, or {@code end} if all of them are up to
     * date.
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
     * Waits until all followers have reached log position {@code position}, waiting at most the configured maximum time
     * for each follower. No database connection or lock is used during the wait.
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
