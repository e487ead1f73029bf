package org.offprint.platform.webhooks;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.changes.FollowerLoop;
import org.offprint.platform.changes.FollowerProgress;
import org.offprint.platform.changes.LocalFollowers;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.database.sql.Sql;

/**
 * Creates webhook events for public changes. The follower is woken whenever this process reads changes from the change
 * log, so an idle service causes no database load. If there are no webhooks, each change costs one SQL statement.
 * Events, deliveries and the follower's log position are stored in one transaction, which locks the row with the
 * position.
 */
@Startup
@ApplicationScoped
class WebhookFollower {

    private static final int CHANGES_A_LOOK = 500;

    /** Poll interval, in milliseconds, for changes that this process has not read, for example after startup. */
    private static final long POLL_MILLIS = 60_000;

    private final Sql sql;
    private final ChangeLog log;
    private final LocalFollowers followers;
    private final Writes writes;
    private final Webhooks webhooks;
    private final Event<Webhooks.DeliveriesDue> told;
    private final FollowerProgress<Long> progress;
    private final FollowerLoop loop;

    /** Last position of the change log that this process has read. */
    private final AtomicLong heard = new AtomicLong();

    WebhookFollower(
            Sql sql,
            ChangeLog log,
            LocalFollowers followers,
            Writes writes,
            Webhooks webhooks,
            Event<Webhooks.DeliveriesDue> told) {
        this.sql = sql;
        this.log = log;
        this.followers = followers;
        this.writes = writes;
        this.webhooks = webhooks;
        this.told = told;
        progress = FollowerProgress.ofPosition(sql, "webhooks");
        loop = new FollowerLoop("webhooks", POLL_MILLIS, this::step);
        followers.listen(some -> {
            heard.set(some.get(some.size() - 1).position());
            loop.wake();
        });
        loop.start();
    }

    /** Stops the webhook follower before the data source is closed. */
    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    private boolean step() {
        if (passedWithoutWebhooks()) {
            return false;
        }
        // Receivers of events read the changed records, and must not receive outdated copies from a cache of this node.
        long end = log.end();
        followers.await(end);
        int events = writes.run(write -> processNextChanges(end));
        if (events > 0) {
            told.fire(new Webhooks.DeliveriesDue());
        }
        return events >= 0;
    }

    /**
     * Advances the follower's log position without reading changes if there are no webhooks. The SQL statement sees all
     * webhooks created before it. Returns whether the position was advanced.
     */
    private boolean passedWithoutWebhooks() {
        return sql.update(
                        "update follower set position = greatest(position, ?) where name = 'webhooks'"
                                + " and not exists (select from webhook)",
                        heard.get())
                > 0;
    }

    /**
     * Creates events for the next changes up to a log position. Returns the number of events, or -1 if no changes are
     * left.
     */
    private int processNextChanges(long end) {
        Optional<Long> position = progress.claimOrBeginAtEnd();
        List<Change> changes = position.stream()
                .flatMap(from -> log.after(from, CHANGES_A_LOOK).stream())
                .filter(change -> change.position() <= end)
                .toList();
        if (changes.isEmpty()) {
            return -1;
        }
        List<Webhooks.LoggedEvent> events = events(changes);
        if (!events.isEmpty()) {
            webhooks.store(events);
        }
        progress.moveTo(changes.get(changes.size() - 1).position());
        return events.size();
    }

    private List<Webhooks.LoggedEvent> events(List<Change> changes) {
        Set<EventType> wanted = new HashSet<>();
        Webhook.newestFirst().forEach(webhook -> wanted.addAll(webhook.types()));
        Set<ArticleVersionKey> corrections = corrections(changes);
        List<Webhooks.LoggedEvent> events = new ArrayList<>();
        for (Change change : changes) {
            type(change, corrections)
                    .filter(wanted::contains)
                    .ifPresent(type -> events.add(new Webhooks.LoggedEvent(type, change.at(), subject(change))));
        }
        return events;
    }

    private static EventSubject subject(Change change) {
        String kind = change.kind().name().toLowerCase(Locale.ROOT);
        return new EventSubject(
                change.id(),
                kind,
                change.journal(),
                change.version(),
                change.reason(),
                change.position(),
                "/v1/" + kind + "s/" + change.id());
    }

    private static Optional<EventType> type(Change change, Set<ArticleVersionKey> corrections) {
        if (!change.isPublic()) {
            return Optional.empty();
        }
        return switch (change.kind()) {
            case ARTICLE -> Optional.of(ofArticle(change, corrections));
            case ISSUE ->
                Stream.of(EventType.ISSUE_PUBLISHED)
                        .filter(type -> change.op() == Change.Op.CREATED)
                        .findFirst();
            case JOURNAL -> Optional.of(EventType.JOURNAL_CHANGED);
            case AFFILIATION -> Optional.empty();
        };
    }

    private static EventType ofArticle(Change change, Set<ArticleVersionKey> corrections) {
        if (change.op() == Change.Op.DELETED) {
            return EventType.ARTICLE_WITHDRAWN;
        }
        return switch (change.reason()) {
            case "reinstated" -> EventType.ARTICLE_REINSTATED;
            case "retracted" -> EventType.ARTICLE_RETRACTED;
            case "published" ->
                corrections.contains(new ArticleVersionKey(change.id(), change.version()))
                        ? EventType.ARTICLE_CORRECTED
                        : publishedOrUpdated(change);
            default -> publishedOrUpdated(change);
        };
    }

    private static EventType publishedOrUpdated(Change change) {
        return change.op() == Change.Op.CREATED ? EventType.ARTICLE_PUBLISHED : EventType.ARTICLE_UPDATED;
    }

    /** Id and version number of an article. */
    private record ArticleVersionKey(UUID article, Integer number) {}

    /** Returns the corrections among the article versions that were published in the given changes. */
    private Set<ArticleVersionKey> corrections(List<Change> changes) {
        Map<UUID, Integer> published = new HashMap<>();
        for (Change change : changes) {
            if (change.kind() == Change.Kind.ARTICLE
                    && change.op() == Change.Op.UPDATED
                    && change.reason().equals("published")) {
                published.put(change.id(), change.version());
            }
        }
        return published.isEmpty()
                ? Set.of()
                : new HashSet<>(sql.list(
                        "select article, number from article_version where article = any(?) and kind = 'correction'",
                        row -> new ArticleVersionKey(Sql.uuid(row, "article"), row.getInt("number")),
                        published.keySet()));
    }
}
