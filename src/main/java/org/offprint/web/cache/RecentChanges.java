package org.offprint.web.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.LocalFollowers;

/** Recent public changes, up to the position in the change log that this node has read. */
@Singleton
class RecentChanges {

    /** Retention period of the change log positions at which articles changed. */
    static final Duration RETENTION = Duration.ofMinutes(11);

    private static final Duration MAX_LAG = Duration.ofSeconds(2);

    private final LocalFollowers followers;
    private final List<Consumer<UUID>> listeners = new CopyOnWriteArrayList<>();
    /** Position in the change log of each article's last change. */
    private final Cache<UUID, Long> articles =
            Caffeine.newBuilder().expireAfterWrite(RETENTION).build();

    private volatile long lastArticle = -1;
    private volatile long lastSource = -1;

    RecentChanges(LocalFollowers followers) {
        this.followers = followers;
        followers.listen(this::onChange);
    }

    private void onChange(List<Change> changes) {
        for (Change change : changes) {
            if (change.isPublic() && change.kind() == Change.Kind.ARTICLE) {
                lastArticle = change.position();
                articles.put(change.id(), change.position());
                listeners.forEach(listener -> listener.accept(change.id()));
            } else if (change.isPublic()) {
                lastSource = change.position();
            }
        }
    }

    /**
     * Adds a listener that receives the id of each changed article after the change is recorded. Listeners must not
     * block.
     */
    void addListener(Consumer<UUID> listener) {
        listeners.add(listener);
    }

    /**
     * Returns the position in the change log up to which this node has read all changes, or -1 if it has not read any
     * yet.
     */
    long position() {
        return followers.position();
    }

    /**
     * Returns whether all changes after the given position in the change log are known, except those in the last two
     * seconds.
     */
    boolean areKnownSince(long position) {
        return position >= 0 && followers.sinceEnd().compareTo(MAX_LAG) <= 0;
    }

    /**
     * Returns whether the article changed after the given position in the change log, which must be at most ten minutes
     * old.
     */
    boolean includeArticle(UUID article, long position) {
        Long changed = articles.getIfPresent(article);
        return changed != null && changed > position;
    }

    /** Returns whether any article changed after the given position in the change log. */
    boolean includeAnyArticle(long position) {
        return lastArticle > position;
    }

    /** Returns whether any journal, issue or affiliation changed after the given position in the change log. */
    boolean includeAnySource(long position) {
        return lastSource > position;
    }
}
