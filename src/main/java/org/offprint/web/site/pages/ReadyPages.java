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
 * Cache of rendered pages, keyed by URL. A page that shows only certain articles is invalidated if one of them changes,
 * or if its citations change. Any other page is invalidated if any article changes. All pages are invalidated if a
 * journal, an issue or an affiliation changes. If this node has not reached the end of the change log for two seconds,
 * nothing is returned from the cache.
 */
@ApplicationScoped
public class ReadyPages {

    private static final Duration TOO_LONG = Duration.ofSeconds(2);
    private static final Duration KEPT = Duration.ofMinutes(10);
    /** Maximum size of the cache in bytes: a sixteenth of the heap. */
    private static final long CAPACITY = Runtime.getRuntime().maxMemory() / 16;

    private final LocalFollowers followers;
    private final Cache<String, ReadyPage> pages = Caffeine.newBuilder()
            .maximumWeight(CAPACITY)
            .weigher(ReadyPages::weight)
            .expireAfterWrite(KEPT)
            .build();
    /** Position of the newest change of each article. Entries are kept longer than any page. */
    private final Cache<UUID, Long> changed =
            Caffeine.newBuilder().expireAfterWrite(KEPT.plusMinutes(1)).build();

    /**
     * Time of the newest change of the references' links or the citing articles of an article. Entries are kept longer
     * than any page.
     */
    private final Cache<UUID, Long> cited =
            Caffeine.newBuilder().expireAfterWrite(KEPT.plusMinutes(1)).build();

    private final HitCounts counts;
    private volatile long anyArticle = -1;
    private volatile long anySource = -1;

    ReadyPages(LocalFollowers followers, CitationChanges citations, Theme theme, MeterRegistry registry) {
        this.followers = followers;
        followers.listen(this::onChange);
        citations.addListener(articles -> {
            long now = System.nanoTime();
            articles.forEach(article -> cited.put(article, now));
        });
        theme.addLastListener(pages::invalidateAll);
        counts = new HitCounts("offprint.ready.pages", "Requested pages, by whether they were in the cache", registry);
    }

    /**
     * Rendered page in the form in which it is sent.
     *
     * @param html only the compressed content
     * @param links {@code Link} header; null if there is none
     * @param reply prepared response for direct sending; null for a large page, which is sent in pieces
     * @param articles articles that the page shows
     * @param showsLists whether the page shows lists to which any article may be added
     * @param route template of its path
     * @param used item counted for usage statistics; null if there is none
     * @param position position in the change log before the page was created
     * @param begun start time of its creation, by {@link System#nanoTime}
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

    /** Returns the page if it is cached and current. Never blocks. */
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

    /** Adds a new page to the cache. */
    void keep(String address, ReadyPage made) {
        counts.miss();
        if (made.position() >= 0 && followers.sinceEnd().compareTo(TOO_LONG) <= 0) {
            pages.put(address, made);
        }
    }

    /** Returns the position in the change log up to which all changes were received. */
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
