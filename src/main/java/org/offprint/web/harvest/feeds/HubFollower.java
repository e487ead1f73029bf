package org.offprint.web.harvest.feeds;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.offprint.kernel.text.PercentEncoding;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.changes.FollowerLoop;
import org.offprint.platform.changes.FollowerProgress;
import org.offprint.platform.changes.LocalFollowers;
import org.offprint.platform.changes.Writes;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.webhooks.sending.ReceiverClient;
import org.offprint.platform.webhooks.sending.ReceiverResponse;

/**
 * Notifies a WebSub hub that the feeds of a journal have changed. The follower is woken whenever this process reads
 * changes from the change log. Without a configured hub, the follower does nothing. If the hub does not accept a
 * notification, the follower keeps its position and repeats the notification, at first after a second and then with
 * increasing delays up to a minute. A notification that the hub rejects with a client error is not repeated, so that it
 * does not block the notifications of other feeds. If several nodes run, the hub may be notified several times.
 */
@Startup
@ApplicationScoped
class HubFollower {

    private static final Logger LOG = Logger.getLogger(HubFollower.class);

    private static final int CHANGES_PER_STEP = 500;

    /** Poll interval for changes that this process has not read, for example after startup. */
    private static final long POLL_MILLIS = 10_000;

    private static final long MAX_DELAY_SECONDS = 60;

    private final Sql sql;
    private final ChangeLog log;
    private final LocalFollowers followers;
    private final Writes writes;
    private final ReceiverClient client;
    private final PublicUrl publicUrl;
    private final String hub;
    private final FollowerProgress<Long> progress;
    private final FollowerLoop loop;

    private boolean wasRejected;
    private int failures;
    /** Time before which a notification is not repeated, from {@link System#nanoTime}. */
    private long nextAttempt = System.nanoTime();

    HubFollower(
            Sql sql,
            ChangeLog log,
            LocalFollowers followers,
            Writes writes,
            ReceiverClient client,
            PublicUrl publicUrl,
            @ConfigProperty(name = "offprint.feeds.hub") Optional<String> hub) {
        this.sql = sql;
        this.log = log;
        this.followers = followers;
        this.writes = writes;
        this.client = client;
        this.publicUrl = publicUrl;
        this.hub = hub.orElse(null);
        progress = FollowerProgress.ofPosition(sql, "feeds");
        loop = new FollowerLoop("feeds", POLL_MILLIS, this::step);
        if (this.hub != null) {
            followers.listen(some -> loop.wake());
            loop.start();
        }
    }

    /** Stops the follower before the data source is closed. */
    void stop(@Observes ShutdownEvent event) {
        if (hub != null) {
            loop.close();
        }
    }

    private boolean step() {
        if (System.nanoTime() - nextAttempt < 0) {
            return false;
        }
        Optional<Long> position = progress.read();
        if (position.isEmpty()) {
            writes.run(write -> progress.claimOrBeginAtEnd());
            return true;
        }
        // The hub reads the feeds, and must not receive outdated copies from a cache of this node.
        long end = log.end();
        followers.await(end);
        List<Change> changes = log.after(position.get(), CHANGES_PER_STEP).stream()
                .filter(change -> change.position() <= end)
                .toList();
        if (changes.isEmpty()) {
            return false;
        }
        Set<UUID> journals = new LinkedHashSet<>();
        changes.stream().filter(Change::isPublic).map(Change::journal).forEach(journals::add);
        journals.remove(null);
        Optional<String> problem = journals.isEmpty() ? Optional.empty() : notifyHub(journals);
        if (problem.isPresent()) {
            delay(problem.get());
            return false;
        }
        failures = 0;
        long last = changes.get(changes.size() - 1).position();
        writes.run(write -> progress.storeIfUnchanged(position.get(), () -> {
            progress.moveTo(last);
            return true;
        }));
        return true;
    }

    /** Notifies the hub of the feeds of these journals. Returns the reason of the first failure; empty if none. */
    private Optional<String> notifyHub(Collection<UUID> journals) {
        return sql
                .list(
                        "select slug from journal where id = any(?) order by slug",
                        row -> row.getString("slug"),
                        journals)
                .stream()
                .flatMap(slug -> Stream.of(FeedFormat.values()).map(format -> format.pathOfJournal(slug)))
                .map(this::send)
                .filter(response -> !response.isAccepted() && !isRejected(response))
                .map(ReceiverResponse::problem)
                .findFirst();
    }

    private ReceiverResponse send(String feed) {
        String body = "hub.mode=publish&hub.url=" + PercentEncoding.component(publicUrl.absolute(feed));
        ReceiverResponse response = client.post(
                hub,
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                body.getBytes(StandardCharsets.US_ASCII));
        // Only the first of several rejections is logged, so that a wrong hub URL does not fill the log.
        if (isRejected(response) && !wasRejected) {
            LOG.warnf("The WebSub hub rejected the notification of %s: %s", feed, response.problem());
        }
        wasRejected = isRejected(response);
        return response;
    }

    /** Returns whether the hub rejected a notification with a client error, which repetitions would not change. */
    private static boolean isRejected(ReceiverResponse response) {
        Integer status = response.status();
        return status != null
                && status >= 400
                && status < 500
                && status != Response.Status.REQUEST_TIMEOUT.getStatusCode()
                && status != Response.Status.TOO_MANY_REQUESTS.getStatusCode();
    }

    private void delay(String problem) {
        long seconds = Math.min(1L << Math.min(failures, 6), MAX_DELAY_SECONDS);
        nextAttempt = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        // Only the first failure is logged, so that an unreachable hub does not fill the log.
        if (failures++ == 0) {
            LOG.warnf("The WebSub hub was not notified. The notification is repeated: %s", problem);
        }
    }
}
