package org.offprint.formats.fulltext.stored;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.offprint.formats.fulltext.FullText;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.changes.FollowerLoop;
import org.offprint.platform.database.sql.Sql;

/**
 * Renders the full texts of newly published article versions, so that no reader waits for the rendering. Each node
 * renders one version at a time, and pauses during imports. A database trigger adds each version with a full text to
 * the queue in the table {@code full_text_work}.
 */
@Startup
@ApplicationScoped
class FullTextWorker {

    private static final Logger LOG = Logger.getLogger(FullTextWorker.class);

    /**
     * Maximum number of attempts to render a full text. After the last attempt, the full text is rendered when the
     * first reader requests it.
     */
    private static final int MAX_ATTEMPTS = 15;

    /**
     * Lease duration of an article version that a node is rendering. The lease is longer than any rendering takes. If
     * the node fails, another node takes over when the lease expires.
     */
    private static final Duration LEASE = Duration.ofMinutes(5);

    /**
     * Delay before the second attempt to render a full text. The delay doubles with each attempt, up to {@code
     * MAX_DELAY}.
     */
    private static final Duration FIRST_DELAY = Duration.ofSeconds(2);

    private static final Duration MAX_DELAY = Duration.ofMinutes(10);

    private final Sql sql;
    private final FullTexts texts;
    private final FollowerLoop loop;
    private boolean hasQueuedOutdated;

    FullTextWorker(Sql sql, ChangeLog log, FullTexts texts) {
        this.sql = sql;
        this.texts = texts;
        loop = FollowerLoop.yielding("full-texts", log, this::step);
        loop.start();
    }

    /** Stops the rendering worker before the data source is closed. */
    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    /** Article version whose full texts are queued for rendering. */
    private record QueuedVersion(UUID article, int number, int attempts) {}

    private boolean step() {
        if (!hasQueuedOutdated) {
            queueOutdated();
            hasQueuedOutdated = true;
        }
        Optional<QueuedVersion> next = claim();
        next.ifPresent(this::render);
        return next.isPresent();
    }

    /** Queues the newest article versions whose full texts were rendered by an earlier version of the renderer. */
    private void queueOutdated() {
        sql.update(
                "insert into full_text_work (article, number) select t.article, t.number from full_text t"
                        + " join published_article p on p.article = t.article and p.version = t.number"
                        + " where t.language = '' and t.making < ? and not p.withdrawn on conflict do nothing",
                FullText.VERSION);
    }

    private Optional<QueuedVersion> claim() {
        return sql.first(
                "update full_text_work set attempts = attempts + 1, next_at = now() + make_interval(secs => ?)"
                        + " where (article, number) = (select article, number from full_text_work"
                        + " where next_at <= now() order by next_at for update skip locked limit 1)"
                        + " returning article, number, attempts",
                row -> new QueuedVersion(Sql.uuid(row, "article"), row.getInt("number"), row.getInt("attempts")),
                LEASE.toSeconds());
    }

    private void render(QueuedVersion version) {
        boolean isDone = version.attempts() > MAX_ATTEMPTS;
        if (!isDone) {
            try {
                isDone = texts.prepare(version.article(), version.number());
            } catch (RuntimeException e) {
                LOG.warnf(
                        "Rendering the full text of version %d of article %s failed and will be retried: %s",
                        version.number(), version.article(), e);
            }
        }
        if (isDone) {
            sql.update(
                    "delete from full_text_work where article = ? and number = ?", version.article(), version.number());
        } else {
            long delay = Math.min(MAX_DELAY.toSeconds(), FIRST_DELAY.toSeconds() << version.attempts() - 1);
            sql.update(
                    "update full_text_work set next_at = now() + make_interval(secs => ?) where article = ? and number = ?",
                    delay,
                    version.article(),
                    version.number());
        }
    }
}
