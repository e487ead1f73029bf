package org.offprint.web.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.caching.DirectReply;
import org.offprint.platform.http.caching.Encoded;
import org.offprint.services.citations.CitationChanges;
import org.offprint.services.usage.UsedItem;

/**
 * Caches pages of the site in compressed form, keyed by URL. Any change to a journal, issue or affiliation makes all
 * pages outdated. A change to an article or its citations affects only the pages that show the article. A page with
 * lists is outdated after a change to any article. Clients without gzip support are served by the REST resource that
 * renders the page.
 */
@Singleton
public class PageSource extends ResponseSource<String, PageSource.CachedPage> {

    private final RecentChanges changes;
    private final PublicUrl publicUrl;
    /** Time of the last citation change of each article, from {@link System#nanoTime}. */
    private final Cache<UUID, Long> citations =
            Caffeine.newBuilder().expireAfterWrite(RecentChanges.RETENTION).build();

    PageSource(RecentChanges changes, CitationChanges citationChanges, PublicUrl publicUrl, MeterRegistry registry) {
        super("offprint.ready.pages", 16, Duration.ofMinutes(10), registry);
        this.changes = changes;
        this.publicUrl = publicUrl;
        citationChanges.addListener(articles -> articles.forEach(article -> citations.put(article, System.nanoTime())));
    }

    /**
     * Position in the change log and time, taken before a page is rendered.
     *
     * @param position position in the change log
     * @param nanos time, from {@link System#nanoTime}
     */
    public record Snapshot(long position, long nanos) {}

    /**
     * Page of the site in the cache.
     *
     * @param links value of the {@code Link} header; null for none
     * @param reply prepared response; null if the page is large
     * @param used item for which usage is counted; null if usage is not counted
     * @param articles ids of the articles that the page shows
     * @param showsLists whether the page has lists in which any article may appear
     */
    public record CachedPage(
            Encoded html,
            String etag,
            String links,
            DirectReply reply,
            CharSequence securityPolicy,
            String route,
            UsedItem used,
            Set<UUID> articles,
            boolean showsLists,
            Snapshot snapshot)
            implements CachedResponse {

        public CachedPage {
            securityPolicy = HttpHeaders.createOptimized(securityPolicy.toString());
            articles = Set.copyOf(articles);
        }

        @Override
        public int bytes() {
            return 500 + 50 * articles.size() + html.weight();
        }
    }

    /**
     * Returns the current position in the change log and the current time. Call this method before rendering a page.
     */
    public Snapshot snapshot() {
        return new Snapshot(changes.position(), System.nanoTime());
    }

    @Override
    boolean serves(String target) {
        return (target.startsWith("/articles/") || target.startsWith("/journals/") || target.equals("/"))
                && (target.indexOf('?') < 0 || target.indexOf("?lang=") == target.indexOf('?'));
    }

    @Override
    boolean accepts(HttpServerRequest request) {
        String accept = request.headers().get(HttpHeaders.ACCEPT);
        return accept == null || accept.equals("*/*") || accept.equals("text/html") || accept.startsWith("text/html,");
    }

    @Override
    String key(HttpServerRequest request) {
        return publicUrl.base(request) + request.uri();
    }

    @Override
    boolean isFresh(CachedPage page) {
        long position = page.snapshot().position();
        if (!changes.areKnownSince(position)
                || changes.includeAnySource(position)
                || page.showsLists() && changes.includeAnyArticle(position)) {
            return false;
        }
        for (UUID article : page.articles()) {
            Long cited = citations.getIfPresent(article);
            if (changes.includeArticle(article, position)
                    || cited != null && cited - page.snapshot().nanos() >= 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    DirectReply reply(CachedPage page, boolean gzip) {
        return gzip ? page.reply() : null;
    }
}
