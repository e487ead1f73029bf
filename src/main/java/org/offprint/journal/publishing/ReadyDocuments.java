package org.offprint.journal.publishing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.offprint.journal.articles.notices.Withdrawal;
import org.offprint.journal.publishing.typesetting.CompressedDocuments;
import org.offprint.journal.publishing.typesetting.CompressedDocuments.LinkedDocument;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.Json;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.LocalFollowers;
import org.offprint.platform.database.sql.ReplicaReads;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.http.caching.DirectReply;
import org.offprint.platform.http.caching.Encoded;
import org.offprint.platform.http.caching.HitCounts;
import org.offprint.platform.http.streaming.LargeResponses;

/**
 * Cache of the documents of published articles, in the form in which they are sent. Normally only the compressed form
 * is cached, so that twice as many documents fit. Both forms are cached for large documents, and for documents
 * requested by a client that does not accept gzip. A document is only cached if no change of its article has been
 * received since the document was read. If this node has not reached the end of the change log for two seconds, nothing
 * is cached.
 */
@Startup
@ApplicationScoped
public class ReadyDocuments {

    private static final Duration TOO_LONG = Duration.ofSeconds(2);
    private static final int MOST_SLUGS = 100_000;
    /** Capacity of the cache, in bytes: an eighth of the heap. */
    private static final long CAPACITY = Runtime.getRuntime().maxMemory() / 8;

    private final ReplicaReads reads;
    private final LocalFollowers followers;
    private final CompressedDocuments compressed;
    private final String selectById;
    private final String selectBySlug;
    private final Cache<UUID, Ready> ready = Caffeine.newBuilder()
            .maximumWeight(CAPACITY)
            .weigher(ReadyDocuments::weight)
            .build();
    /** Ids of articles by slug. The slug of a published article never changes. */
    private final Cache<String, UUID> slugs =
            Caffeine.newBuilder().maximumSize(MOST_SLUGS).build();
    /**
     * Positions of the recent changes that were received, by article. Entries live longer than a read of the database
     * takes.
     */
    private final Cache<UUID, Long> heard =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(2)).build();

    private final HitCounts counts;

    ReadyDocuments(
            ReplicaReads reads, LocalFollowers followers, CompressedDocuments compressed, MeterRegistry registry) {
        this.reads = reads;
        this.followers = followers;
        this.compressed = compressed;
        String select = StoredDocument.statement(
                "coalesce(c.content, p.document)",
                "select p.article, a.slug, %s, c.links, p.etag, p.modified_at, p.withdrawn"
                        + " from published_article p join article a on a.id = p.article" + compressed.join());
        selectById = select + " where p.article = ?";
        selectBySlug = select + " where a.slug = ?";
        followers.listen(this::onChange);
        counts = new HitCounts(
                "offprint.ready.documents",
                "Requests of readers for articles, by whether the article was cached",
                registry);
    }

    /**
     * Document of one article, as sent to readers.
     *
     * @param document document in its encoded forms; null for a withdrawn article
     * @param links {@code Link} header; null for a withdrawn article
     * @param reply response that is sent to most clients; null for a withdrawn article, and for a large one, which is
     *     sent in pieces
     * @param withdrawal tombstone; null if the article is not withdrawn
     */
    public record Ready(
            UUID id,
            String slug,
            Encoded document,
            String links,
            DirectReply reply,
            String etag,
            Instant modifiedAt,
            Withdrawal withdrawal) {

        private static Ready of(UUID id, String slug, LinkedDocument linked, String etag, Instant modifiedAt) {
            boolean isSmall = linked.document().length() < LargeResponses.MIN_SIZE;
            DirectReply reply = isSmall ? new DirectReply(linked.document(), etag, modifiedAt, linked.links()) : null;
            return new Ready(id, slug, linked.document(), linked.links(), reply, etag, modifiedAt, null);
        }
    }

    /**
     * Returns the document of the article with this id or slug from the cache or the database. Returns empty if readers
     * do not see the article.
     */
    public Optional<Ready> find(String idOrSlug) {
        Optional<Ready> kept = kept(idOrSlug);
        if (kept.isPresent()) {
            return kept;
        }
        long before = followers.position();
        Optional<Ready> read = read(idOrSlug);
        counts.miss();
        read.ifPresent(document -> keep(document, before));
        return read;
    }

    /**
     * Returns the document of the article with this id or slug for readers.
     *
     * @throws org.offprint.kernel.faults.ProblemException 404 if readers do not see the article; 410 with the tombstone
     *     if the article was withdrawn
     */
    public Ready published(String idOrSlug) {
        Ready found = find(idOrSlug).orElseThrow(() -> Problems.notFound("article", idOrSlug));
        if (found.withdrawal() != null) {
            throw found.withdrawal().gone();
        }
        return found;
    }

    /** Returns the document if it is cached. Never blocks. */
    public Optional<Ready> kept(String idOrSlug) {
        if (followers.sinceEnd().compareTo(TOO_LONG) > 0) {
            ready.invalidateAll();
            return Optional.empty();
        }
        UUID id = Ids.isUuidShaped(idOrSlug) ? UUID.fromString(idOrSlug) : slugs.getIfPresent(idOrSlug);
        Ready kept = id == null ? null : ready.getIfPresent(id);
        if (kept != null) {
            counts.hit();
        }
        return Optional.ofNullable(kept);
    }

    /**
     * Returns a cached document with its uncompressed form, and caches that form too. Clients that do not accept gzip
     * are rare, but they repeat their requests.
     */
    public Ready inflated(Ready kept) {
        if (kept.document().hasPlain()) {
            return kept;
        }
        LinkedDocument linked = new LinkedDocument(kept.document().withPlain(), kept.links());
        Ready both = Ready.of(kept.id(), kept.slug(), linked, kept.etag(), kept.modifiedAt());
        ready.asMap().replace(kept.id(), kept, both);
        return both;
    }

    private void keep(Ready document, long before) {
        if (followers.sinceEnd().compareTo(TOO_LONG) > 0) {
            return;
        }
        slugs.put(document.slug(), document.id());
        ready.asMap().compute(document.id(), (id, present) -> {
            Long changed = heard.getIfPresent(id);
            return changed == null || changed <= before ? document : present;
        });
    }

    private void onChange(List<Change> changes) {
        for (Change change : changes) {
            if (change.kind() == Change.Kind.ARTICLE && change.isPublic()) {
                heard.put(change.id(), change.position());
                ready.invalidate(change.id());
            }
        }
    }

    private Optional<Ready> read(String idOrSlug) {
        boolean isId = Ids.isUuidShaped(idOrSlug);
        return reads.read(sql -> StoredDocument.first(
                        sql, isId ? selectById : selectBySlug, Published::read, isId ? Ids.parse(idOrSlug) : idOrSlug))
                .map(this::ready);
    }

    /**
     * Published article as stored.
     *
     * @param document document, compressed if there are links
     */
    private record Published(
            UUID id, String slug, byte[] document, String links, String etag, Instant modifiedAt, boolean withdrawn) {

        static Published read(ResultSet row) throws SQLException {
            return new Published(
                    Sql.uuid(row, "article"),
                    row.getString("slug"),
                    row.getBytes("document"),
                    row.getString("links"),
                    row.getString("etag"),
                    Sql.instant(row, "modified_at"),
                    row.getBoolean("withdrawn"));
        }
    }

    private Ready ready(Published article) {
        if (article.withdrawn()) {
            Withdrawal withdrawal = Json.read(article.document(), Withdrawal.class);
            return new Ready(
                    article.id(), article.slug(), null, null, null, article.etag(), article.modifiedAt(), withdrawal);
        }
        LinkedDocument linked = article.links() == null
                ? compressed.make(article.id(), article.document(), article.etag())
                : new LinkedDocument(Encoded.ofGzip(article.document()), article.links());
        return Ready.of(article.id(), article.slug(), linked, article.etag(), article.modifiedAt());
    }

    private static int weight(UUID id, Ready document) {
        Encoded encoded = document.document();
        return 500
                + (document.links() == null ? 0 : 2 * document.links().length())
                + (encoded == null ? 0 : encoded.weight());
    }
}
