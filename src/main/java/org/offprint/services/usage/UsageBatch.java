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
 * Batch of usage events to store, without robots and without double clicks that do not affect any usage count. Checks
 * each visitor for robots only once. Not thread-safe.
 * <p>If a visitor clicks on the same item three times within 30 seconds, the middle click is dropped. The middle click
 * does not count, because the last click follows within 30 seconds (COUNTER 5.1, section 7.2). Dropping the middle
 * click does not change whether earlier clicks count. Every click that it follows within 30 seconds is also followed by
 * the first or last click within 30 seconds. The decision to drop a click does not depend on other batches, hours or
 * nodes. The usage counts are therefore the same as if all clicks were stored.
 */
final class UsageBatch {

    private final RobotDetection robots;
    /** Client address of each connection, formatted once and cached. */
    private final Map<SocketAddress, String> addresses = new IdentityHashMap<>();

    private final Map<String, Boolean> robotAgents = new HashMap<>();
    private final Map<Visitor, KnownVisitor> visitors = new HashMap<>();
    private final List<StoredClick> kept = new ArrayList<>();
    private int ofRobots;
    private int doubleClicks;

    UsageBatch(RobotDetection robots) {
        this.robots = robots;
    }

    /**
     * Usage event to store.
     *
     * @param at time in microseconds since 1970-01-01 UTC
     */
    record StoredClick(long at, UsedItem item, AccessMethod method, KnownVisitor visitor) {}

    /** Visitor with the items that the visitor has opened. */
    static final class KnownVisitor {

        private final Visitor visitor;
        private final boolean isRobot;

        /** First item that the visitor opened. Most visitors open only one item. */
        private UsedItem firstItem;

        private Clicks first;

        /** Clicks on further items; null if the visitor has opened only one item. */
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

        /** Returns the hash of the visitor with the given day's salt. Only the most recent result is cached. */
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

    /** Clicks of a visitor on one item: the last stored click, and the newest click, which may still be dropped. */
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

    /** Adds the first click of a view of one of this service's own pages or files. */
    void addFirst(RecordedView view) {
        add(view.at(), view.item(), view.method(), visitor(view));
    }

    /** Adds the last click of a closed view if the view was repeated. */
    void addLast(RecordedView view) {
        int between = view.repetitions();
        if (between == 0) {
            return;
        }
        KnownVisitor visitor = visitor(view);
        long latest = view.latest();
        if (latest > view.at()) {
            add(latest, view.item(), view.method(), visitor);
            between--;
        }
        if (visitor.isRobot) {
            ofRobots += between;
        } else {
            doubleClicks += between;
        }
    }

    private KnownVisitor visitor(RecordedView view) {
        String address = addresses.computeIfAbsent(view.connection(), ClientAddress::of);
        return visitors.computeIfAbsent(new Visitor(null, address, view.userAgent()), this::known);
    }

    /** Adds a usage event reported by a front end. */
    void add(UsageEvent event) {
        add(micros(event.at()), event.item(), event.method(), visitors.computeIfAbsent(event.visitor(), this::known));
    }

    /** Converts a time to microseconds since 1970-01-01 UTC. PostgreSQL stores times with the same precision. */
    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private KnownVisitor known(Visitor visitor) {
        // Treat a visitor with a session but without a user agent as a person. The front end is trusted to report only
        // people in sessions.
        boolean isRobot = !(visitor.hasSession() && visitor.userAgent() == null)
                && robotAgents.computeIfAbsent(visitor.userAgent(), robots::include);
        return new KnownVisitor(visitor, isRobot);
    }

    private void add(long at, UsedItem item, AccessMethod method, KnownVisitor visitor) {
        if (visitor.isRobot) {
            ofRobots++;
            return;
        }
        // COUNTER does not remove double clicks for searches.
        Clicks clicks = item.article() == null ? null : visitor.clicks(item);
        if (clicks != null && at >= clicks.keptAt) {
            follow(clicks, at, item, method, visitor);
            return;
        }
        kept.add(new StoredClick(at, item, method, visitor));
        if (clicks == null && item.article() != null) {
            visitor.begin(item, new Clicks(at));
        }
    }

    /** Adds a click that is not earlier than the visitor's last stored click on the item. */
    private void follow(Clicks clicks, long at, UsedItem item, AccessMethod method, KnownVisitor visitor) {
        if (!clicks.hasNewest) {
            clicks.putNewest(at, method);
        } else if (Math.max(at, clicks.newestAt) - clicks.keptAt <= UsedItem.DOUBLE_CLICK_MICROS) {
            // Drop the middle one of three clicks within 30 seconds. Clicks arrive only roughly in chronological order.
            doubleClicks++;
            if (at >= clicks.newestAt) {
                clicks.putNewest(at, method);
            }
        } else if (at < clicks.newestAt) {
            kept.add(new StoredClick(at, item, method, visitor));
        } else {
            kept.add(new StoredClick(clicks.newestAt, item, clicks.newestMethod, visitor));
            clicks.keptAt = clicks.newestAt;
            clicks.putNewest(at, method);
        }
    }

    /** Completes the batch and returns the usage events to store. No events can be added afterwards. */
    List<StoredClick> kept() {
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
            kept.add(new StoredClick(clicks.newestAt, item, clicks.newestMethod, visitor));
        }
    }

    /** Returns the number of usage events by robots, which are not stored. */
    int ofRobots() {
        return ofRobots;
    }

    /** Returns the number of dropped double clicks. */
    int doubleClicks() {
        return doubleClicks;
    }
}
