package org.offprint.web.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.offprint.journal.publishing.DocumentLoader;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.platform.http.caching.DirectReply;
import org.offprint.platform.http.streaming.LargeResponses;

/**
 * Caches published articles in compressed form until they change. On a cache miss, an article is loaded with one SQL
 * statement. The uncompressed form is cached only after a client without gzip support has requested it.
 */
@Singleton
public class ArticleSource extends ResponseSource<UUID, ArticleSource.CachedArticle> {

    private static final String PREFIX = "/v1/articles/";
    private static final Pattern ID_OR_SLUG = Pattern.compile("[a-z0-9-]{1,200}");
    private static final int MAX_SLUGS = 100_000;

    private final DocumentLoader loader;
    private final RecentChanges changes;
    /** Article ids, keyed by slug. The slug of a published article never changes. */
    private final Cache<String, UUID> ids =
            Caffeine.newBuilder().maximumSize(MAX_SLUGS).build();

    ArticleSource(DocumentLoader loader, RecentChanges changes, MeterRegistry registry) {
        super("offprint.ready.documents", 8, null, registry);
        this.loader = loader;
        this.changes = changes;
        changes.addListener(this::remove);
    }

    /**
     * Published article in the cache.
     *
     * @param reply prepared response; null if the article is large or was withdrawn
     * @param position position in the change log at which the article was loaded
     */
    record CachedArticle(PublishedDocument document, DirectReply reply, long position) implements CachedResponse {

        static CachedArticle of(PublishedDocument document, long position) {
            boolean isDirect =
                    document.withdrawal() == null && document.content().length() < LargeResponses.MIN_SIZE;
            return new CachedArticle(document, isDirect ? document.reply() : null, position);
        }

        @Override
        public String route() {
            return "/v1/articles/{id}";
        }

        @Override
        public int bytes() {
            return document.withdrawal() != null
                    ? 500
                    : 500 + 2 * document.links().length() + document.content().weight();
        }
    }

    /**
     * Returns the published article with the given id or slug, even if it was withdrawn; empty if it does not exist.
     */
    public Optional<PublishedDocument> find(String idOrSlug) {
        return findOrLoad(idOrSlug).map(CachedArticle::document);
    }

    /**
     * Returns the published article with the given id or slug.
     *
     * @throws org.offprint.kernel.faults.ProblemException 404 if the article does not exist; 410 with the tombstone if
     *     it was withdrawn
     */
    public PublishedDocument published(String idOrSlug) {
        return find(idOrSlug)
                .orElseThrow(() -> Problems.notFound("article", idOrSlug))
                .orGone();
    }

    @Override
    boolean serves(String target) {
        return target.startsWith(PREFIX);
    }

    @Override
    UUID key(HttpServerRequest request) {
        return id(idOrSlug(request));
    }

    @Override
    boolean isFresh(CachedArticle article) {
        return changes.areKnownSince(article.position())
                && !changes.includeArticle(article.document().id(), article.position());
    }

    @Override
    Supplier<Optional<CachedArticle>> loader(HttpServerRequest request) {
        String idOrSlug = idOrSlug(request);
        return ID_OR_SLUG.matcher(idOrSlug).matches() ? () -> findOrLoad(idOrSlug) : null;
    }

    @Override
    DirectReply reply(CachedArticle article, boolean gzip) {
        if (gzip || article.reply() == null || article.document().content().hasPlain()) {
            return article.reply();
        }
        CachedArticle inflated = CachedArticle.of(article.document().withPlain(), article.position());
        replace(article.document().id(), article, inflated);
        return inflated.reply();
    }

    private static String idOrSlug(HttpServerRequest request) {
        return request.uri().substring(PREFIX.length());
    }

    private UUID id(String idOrSlug) {
        return Ids.isUuidShaped(idOrSlug) ? UUID.fromString(idOrSlug) : ids.getIfPresent(idOrSlug);
    }

    private Optional<CachedArticle> findOrLoad(String idOrSlug) {
        return find(id(idOrSlug)).or(() -> load(idOrSlug));
    }

    private Optional<CachedArticle> load(String idOrSlug) {
        long position = changes.position();
        Optional<CachedArticle> loaded = loader.load(idOrSlug).map(document -> CachedArticle.of(document, position));
        countMiss();
        loaded.ifPresent(article -> {
            PublishedDocument document = article.document();
            ids.put(document.slug(), document.id());
            put(document.id(), article);
        });
        return loaded;
    }
}
