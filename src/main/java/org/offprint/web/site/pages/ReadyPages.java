package org.offprint.web.site.pages;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.LocalFollowers;
import org.offprint.platform.http.caching.DirectReply;
import org.offprint.platform.http.caching.Encoded;
import org.offprint.platform.http.caching.HitCounts;
import org.offprint.services.citations.CitationChanges;
import org.offprint.services.usage.UsedItem;
import org.offprint.web.site.theme.Theme;

/**
 * Keeps pages in memory as they are sent. A page that shows some articles alone is made anew when one of these changes, or
 * what it cites or is cited by, every other page when any article does, and all when a journal, an issue or an affiliation does. Where this node has not
 * reached the log's end for two seconds, nothing is answered from memory.
 */
@ApplicationScoped
public class ReadyPages {

    private static final Duration TOO_LONG = Duration.ofSeconds(2);
    private static final Duration KEPT = Duration.ofMinutes(10);
    /** A sixteenth of the heap, in bytes. */
    private static final long CAPACITY = Runtime.getRuntime().maxMemory() / 16;

    private final LocalFollowers followers;
    private final Cache<String, ReadyPage> pages = Caffeine.newBuilder()
            .maximumWeight(CAPACITY)
            .weigher(ReadyPages::weight)
            .expireAfterWrite(KEPT)
            .build();
    /** The position of the newest change of each article; kept for longer than any page. */
    private final Cache<UUID, Long> changed =
            Caffeine.newBuilder().expireAfterWrite(KEPT.plusMinutes(1)).build();

    /** When it was heard that links of an article's references, or what cites it, are others; kept as long. */
    private final Cache<UUID, Long> cited =
            Caffeine.newBuilder().expireAfterWrite(KEPT.plusMinutes(1)).build();

    private final HitCounts counts;
    private volatile long anyArticle = -1;
    private volatile long anySource = -1;

    ReadyPages(LocalFollowers followers, CitationChanges citations, Theme theme, MeterRegistry registry) {
        this.followers = followers;
        followers.listen(this::onChange);
        citations.listen(articles -> {
            long now = System.nanoTime();
            articles.forEach(article -> cited.put(article, now));
        });
        theme.listenLast(pages::invalidateAll);
        counts = new HitCounts(
                "offprint.ready.pages", "Pages that readers asked for, by whether they were ready in memory", registry);
    }

    /**
     * A page as it is sent.
     *
     * @param html compressed alone
     * @param links the {@code Link} header; null for none
     * @param reply the same as it is sent directly; null for a large one, which is sent by pieces
     * @param articles those that it shows
     * @param showsLists whether it shows lists that any article can come into
     * @param route the template of its path
     * @param used what is counted when it is opened; null for nothing
     * @param position of the change log before it was made
     * @param begun when it was begun to be made, by {@link System#nanoTime}
     */
    record ReadyPage(
            Encoded html,
            String etag,
            String links,
            DirectReply reply,
            Set<UUID> articles,
            boolean showsLists,
            String route,
            UsedItem used,
            long position,
            long begun) {}

    /** Returns the page if it is in memory and as it would be made now; never waits. */
    Optional<ReadyPage> kept(String address) {
        ReadyPage page = followers.sinceEnd().compareTo(TOO_LONG) > 0 ? null : pages.getIfPresent(address);
        if (page == null || isOutdated(page)) {
            return Optional.empty();
        }
        counts.hit();
        return Optional.of(page);
    }

    private boolean isOutdated(ReadyPage page) {
        if (anySource > page.position() || page.showsLists() && anyArticle > page.position()) {
            return true;
        }
        for (UUID article : page.articles()) {
            Long at = changed.getIfPresent(article);
            Long citedAt = cited.getIfPresent(article);
            if (at != null && at > page.position() || citedAt != null && citedAt - page.begun() >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Keeps a page that was made. */
    void keep(String address, ReadyPage made) {
        counts.miss();
        if (made.position() >= 0 && followers.sinceEnd().compareTo(TOO_LONG) <= 0) {
            pages.put(address, made);
        }
    }

    /** Returns the position of the change log up to which everything was heard. */
    long position() {
        return followers.position();
    }

    private void onChange(List<Change> changes) {
        for (Change change : changes) {
            if (!change.isPublic()) {
                continue;
            }
            if (change.kind() == Change.Kind.ARTICLE) {
                changed.put(change.id(), change.position());
                anyArticle = change.position();
            } else {
                anySource = change.position();
            }
        }
    }

    private static int weight(String address, ReadyPage page) {
        return 500
                + 2 * address.length()
                + 50 * page.articles().size()
                + page.html().weight();
    }
}
