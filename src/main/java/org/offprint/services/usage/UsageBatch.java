package org.offprint.services.usage;

import io.vertx.core.net.SocketAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.offprint.platform.http.requests.ClientAddress;
import org.offprint.services.usage.UsageEvent.AccessMethod;
import org.offprint.services.usage.UsageEvent.Visitor;

/**
 * Events that are stored together: without robots, and without double clicks that no figure depends on. Each visitor is
 * looked at once. For one thread.
 *
 * <p>A click is dropped when one visitor has opened the same thing before and after it, and these two are within 30 seconds
 * of each other. It does not count, as the later one follows (COUNTER 5.1, section 7.2), and it decides of no other click
 * whether that counts: what it follows within 30 seconds, the later one or the earlier one follows within 30 seconds too.
 * That holds whatever other batches, hours and nodes have, so that the figures are the same as with all clicks stored.
 */
final class UsageBatch {

    private final Robots robots;
    /** Of each connection, so that its address is made a text once. */
    private final Map<SocketAddress, String> addresses = new IdentityHashMap<>();

    private final Map<String, Boolean> robotAgents = new HashMap<>();
    private final Map<Visitor, KnownVisitor> visitors = new HashMap<>();
    private final List<Kept> kept = new ArrayList<>();
    private int ofRobots;
    private int doubleClicks;

    UsageBatch(Robots robots) {
        this.robots = robots;
    }

    /**
     * An event that is stored.
     *
     * @param at in microseconds since 1970
     */
    record Kept(long at, UsedItem item, AccessMethod method, KnownVisitor visitor) {}

    /** A visitor, and what it opened. */
    static final class KnownVisitor {

        private final Visitor visitor;
        private final boolean isRobot;

        /** The first thing that was opened, most often the only one. */
        private UsedItem firstItem;

        private Clicks first;

        /** Of all other things; null for none. */
        private Map<UsedItem, Clicks> others;

        private long hashedDay;
        private UUID hash;

        private KnownVisitor(Visitor visitor, boolean isRobot) {
            this.visitor = visitor;
            this.isRobot = isRobot;
        }

        boolean hasSession() {
            return visitor.hasSession();
        }

        /** Returns the hash of the visitor under the salt of a day, which is kept until another day is asked for. */
        UUID hash(long day, DailySalts.Salt salt) {
            if (hash == null || day != hashedDay) {
                hash = salt.hash(visitor);
                hashedDay = day;
            }
            return hash;
        }

        private Clicks clicks(UsedItem item) {
            if (item.equals(firstItem)) {
                return first;
            }
            return others == null ? null : others.get(item);
        }

        private void begin(UsedItem item, Clicks clicks) {
            if (firstItem == null) {
                firstItem = item;
                first = clicks;
                return;
            }
            if (others == null) {
                others = new HashMap<>();
            }
            others.put(item, clicks);
        }
    }

    /** The clicks of a visitor on one thing: the last one that is kept, and the newest one, which may be dropped yet. */
    private static final class Clicks {

        private long keptAt;
        private boolean hasNewest;
        private long newestAt;
        private AccessMethod newestMethod;

        private Clicks(long keptAt) {
            this.keptAt = keptAt;
        }

        private void putNewest(long at, AccessMethod method) {
            hasNewest = true;
            newestAt = at;
            newestMethod = method;
        }
    }

    /** Adds the first click of a view of this service's own pages and files. */
    void addFirst(NotedView view) {
        add(view.at(), view.item(), AccessMethod.REGULAR, visitor(view));
    }

    /** Adds the last click of a view that is closed, where there are more than the first one. */
    void addLast(NotedView view) {
        int between = view.more();
        if (between == 0) {
            return;
        }
        KnownVisitor visitor = visitor(view);
        long latest = view.latest();
        if (latest > view.at()) {
            add(latest, view.item(), AccessMethod.REGULAR, visitor);
            between--;
        }
        if (visitor.isRobot) {
            ofRobots += between;
        } else {
            doubleClicks += between;
        }
    }

    private KnownVisitor visitor(NotedView view) {
        String address = addresses.computeIfAbsent(view.connection(), ClientAddress::of);
        return visitors.computeIfAbsent(new Visitor(null, address, view.userAgent()), this::known);
    }

    /** Adds an event that a front end reports. */
    void add(UsageEvent event) {
        add(micros(event.at()), event.item(), event.method(), visitors.computeIfAbsent(event.visitor(), this::known));
    }

    /** Returns a time in microseconds since 1970, as PostgreSQL has it. */
    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private KnownVisitor known(Visitor visitor) {
        // A visitor with a session of whom no browser is known is taken for a person, because a front end knows.
        boolean isRobot = !(visitor.hasSession() && visitor.userAgent() == null)
                && robotAgents.computeIfAbsent(visitor.userAgent(), robots::include);
        return new KnownVisitor(visitor, isRobot);
    }

    private void add(long at, UsedItem item, AccessMethod method, KnownVisitor visitor) {
        if (visitor.isRobot) {
            ofRobots++;
            return;
        }
        // Searches have no double clicks.
        Clicks clicks = item.article() == null ? null : visitor.clicks(item);
        if (clicks != null && at >= clicks.keptAt) {
            follow(clicks, at, item, method, visitor);
            return;
        }
        kept.add(new Kept(at, item, method, visitor));
        if (clicks == null && item.article() != null) {
            visitor.begin(item, new Clicks(at));
        }
    }

    /** Adds a click that is not before the last one of these that is kept. */
    private void follow(Clicks clicks, long at, UsedItem item, AccessMethod method, KnownVisitor visitor) {
        if (!clicks.hasNewest) {
            clicks.putNewest(at, method);
        } else if (Math.max(at, clicks.newestAt) - clicks.keptAt <= UsedItem.DOUBLE_CLICK_MICROS) {
            // The one in the middle is dropped. Threads note in about the order of time.
            doubleClicks++;
            if (at >= clicks.newestAt) {
                clicks.putNewest(at, method);
            }
        } else if (at < clicks.newestAt) {
            kept.add(new Kept(at, item, method, visitor));
        } else {
            kept.add(new Kept(clicks.newestAt, item, clicks.newestMethod, visitor));
            clicks.keptAt = clicks.newestAt;
            clicks.putNewest(at, method);
        }
    }

    /** Ends the batch, and returns what is stored of it; nothing is added any more. */
    List<Kept> kept() {
        addresses.clear();
        visitors.values().forEach(visitor -> {
            keepNewest(visitor, visitor.firstItem, visitor.first);
            if (visitor.others != null) {
                visitor.others.forEach((item, clicks) -> keepNewest(visitor, item, clicks));
            }
        });
        visitors.clear();
        return kept;
    }

    private void keepNewest(KnownVisitor visitor, UsedItem item, Clicks clicks) {
        if (clicks != null && clicks.hasNewest) {
            kept.add(new Kept(clicks.newestAt, item, clicks.newestMethod, visitor));
        }
    }

    /** Returns how many events of robots were added. */
    int ofRobots() {
        return ofRobots;
    }

    /** Returns how many double clicks are dropped. */
    int doubleClicks() {
        return doubleClicks;
    }
}
