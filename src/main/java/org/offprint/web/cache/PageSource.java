package org.offprint.web.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.caching.DirectReply;
import org.offprint.platform.http.caching.Encoded;
import org.offprint.platform.http.streaming.LargeResponses;
import org.offprint.platform.jobs.Node;
import org.offprint.services.citations.CitationChanges;
import org.offprint.services.usage.UsedItem;

/**
 * Caches pages of the site in compressed form, keyed by URL. Any change to a journal, issue or affiliation makes all
 * pages outdated. A change to an article or its citations affects only the pages that show the article. A page with
 * lists is outdated after a change to any article. Clients without gzip support are served by the REST resource that
 * renders the page.
 *
 * <p>Pages are also stored in a temporary file, because only a part of the pages fits into memory. Changes that make a
 * page outdated in memory also make it outdated in the file.
 */
@Singleton
public class PageSource extends ResponseSource<String, PageSource.CachedPage> {

    /** Media type of all pages. */
    public static final String HTML = "text/html;charset=UTF-8";

    private static final DirectReply.SharedHeaders SHARED_HEADERS =
            new DirectReply.SharedHeaders(HTML, "Accept, Accept-Encoding");

    /** Maximum age of a cached page. The age is limited, because {@link RecentChanges} stores only recent changes. */
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    /** Maximum size of the page file, in bytes. The file contains about 16,000 pages with references. */
    private static final long FILE_CAPACITY = 128L << 20;

    private final RecentChanges changes;
    private final PublicUrl publicUrl;
    private final PageFile file;
    /** Number of times that the cache was cleared. */
    private final AtomicInteger clearings = new AtomicInteger();
    /** Time of the last citation change of each article, from {@link System#nanoTime}. */
    private final Cache<UUID, Long> citations =
            Caffeine.newBuilder().expireAfterWrite(RecentChanges.RETENTION).build();

    PageSource(
            RecentChanges changes,
            CitationChanges citationChanges,
            PublicUrl publicUrl,
            Node node,
            MeterRegistry registry) {
        super("offprint.ready.pages", 16, LIFETIME, registry);
        this.changes = changes;
        this.publicUrl = publicUrl;
        file = new PageFile(node.data().resolve("pages"), FILE_CAPACITY);
        citationChanges.addListener(articles -> articles.forEach(article -> citations.put(article, System.nanoTime())));
    }

    /**
     * State of the cache before a page is rendered. Shows later whether the page is outdated.
     *
     * @param position position in the change log
     * @param nanos time, from {@link System#nanoTime}
     * @param clearings number of times that the cache was cleared
     */
    public record Snapshot(long position, long nanos, int clearings) {}

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

    /** Returns the current state of the cache. Call this method before rendering a page. */
    public Snapshot snapshot() {
        return new Snapshot(changes.position(), System.nanoTime(), clearings.get());
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

    /** Returns the prepared response for a page, or null if the page is large. */
    public static DirectReply reply(Encoded html, String etag, String links) {
        return html.weight() < LargeResponses.MIN_SIZE
                ? new DirectReply(html, etag, null, links, SHARED_HEADERS)
                : null;
    }

    /** Caches a page in memory and, unless the page is large, in the page file. This method blocks. */
    public void store(String url, CachedPage page) {
        put(url, page);
        if (page.reply() != null) {
            file.write(url, StoredPage.write(url, page));
        }
    }

    /** Removes all pages from memory and from the page file. Pages that are being rendered are not stored. */
    public void clear() {
        clearings.incrementAndGet();
        removeAll();
        file.clear();
    }

    @PreDestroy
    void close() {
        file.close();
    }

    @Override
    Supplier<Optional<CachedPage>> loader(HttpServerRequest request) {
        String url = key(request);
        return file.contains(url) ? () -> findStored(url) : null;
    }

    private Optional<CachedPage> findStored(String url) {
        Optional<CachedPage> page =
                file.read(url).flatMap(stored -> StoredPage.read(url, stored)).filter(this::isFresh);
        page.ifPresent(found -> {
            put(url, found);
            countHit();
        });
        return page;
    }

    /**
     * Headers of a page in the page file. The file contains the length of the headers, the headers as JSON, and the
     * compressed page.
     *
     * @param url URL of the page, to detect that another page has overwritten the page
     */
    private record StoredPage(
            String url,
            String etag,
            String links,
            String securityPolicy,
            String route,
            UsedItem used,
            Set<UUID> articles,
            boolean showsLists,
            Snapshot snapshot) {

        static byte[] write(String url, CachedPage page) {
            byte[] headers = Json.write(new StoredPage(
                    url,
                    page.etag(),
                    page.links(),
                    page.securityPolicy().toString(),
                    page.route(),
                    page.used(),
                    page.articles(),
                    page.showsLists(),
                    page.snapshot()));
            byte[] html = page.html().gzip();
            return ByteBuffer.allocate(Integer.BYTES + headers.length + html.length)
                    .putInt(headers.length)
                    .put(headers)
                    .put(html)
                    .array();
        }

        /** Returns the page, or empty if the bytes contain the page of another URL. */
        static Optional<CachedPage> read(String url, byte[] stored) {
            ByteBuffer bytes = ByteBuffer.wrap(stored);
            byte[] headers = new byte[bytes.getInt()];
            bytes.get(headers);
            byte[] gzip = new byte[bytes.remaining()];
            bytes.get(gzip);
            StoredPage page = Json.read(headers, StoredPage.class);
            Encoded html = Encoded.ofGzip(gzip);
            return Optional.of(page)
                    .filter(found -> found.url().equals(url))
                    .map(found -> new CachedPage(
                            html,
                            found.etag(),
                            found.links(),
                            reply(html, found.etag(), found.links()),
                            found.securityPolicy(),
                            found.route(),
                            found.used(),
                            found.articles(),
                            found.showsLists(),
                            found.snapshot()));
        }
    }

    @Override
    boolean isFresh(CachedPage page) {
        long position = page.snapshot().position();
        if (page.snapshot().clearings() != clearings.get()
                || System.nanoTime() - page.snapshot().nanos() > LIFETIME.toNanos()) {
            return false;
        }
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
