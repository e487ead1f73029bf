package org.offprint.formats;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.offprint.formats.writing.Format;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.writing.Rendering;
import org.offprint.kernel.faults.Finding;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.database.sql.SqlException;

/**
 * Persistent cache of published articles rendered in export formats. A rendering is cached until the article changes or
 * the space is needed for newer renderings. Harvests of unchanged records are therefore answered from the cache. The
 * cache also records that an article cannot be written in a format.
 * <p>Cached renderings are read and sent as UTF-8 bytes, without a conversion to strings.
 */
@ApplicationScoped
public class RenderingCache {

    private static final Logger LOG = Logger.getLogger(RenderingCache.class);

    /**
     * SQL join of {@code published_article p} with the cached renderings {@code r} in one format. Requires the
     * parameters from {@link #joinParameters}.
     */
    public static final String JOIN =
            " left join rendering r on r.article = p.article and r.format = ? and r.version = ?"
                    + " and r.etag = p.etag";

    /** Number of added renderings after which the oldest renderings are deleted. */
    private static final int EVICTION_INTERVAL = 1_000;

    private final Sql sql;
    private final long maxStored;
    private final AtomicLong stored = new AtomicLong();

    RenderingCache(Sql sql, @ConfigProperty(name = "offprint.export.stored-renderings") long most) {
        this.sql = sql;
        this.maxStored = most;
    }

    /** Returns the query parameters for {@link #JOIN}. */
    public static List<Object> joinParameters(Format format) {
        return List.of(format.name(), format.version());
    }

    private record Document(UUID article, String etag, Instant modifiedAt, byte[] bytes) {}

    /** Returns one article in an export format. On a cache miss, renders the article from {@code document}. */
    public Rendering of(Format format, UUID article, String etag, Instant modifiedAt, byte[] document) {
        Optional<Rendering> present = sql.first(
                "select content from rendering where article = ? and format = ? and etag = ? and version = ?",
                row -> new Rendering(article, etag, modifiedAt, row.getBytes("content"), List.of()),
                article,
                format.name(),
                etag,
                format.version());
        if (present.filter(Rendering::isPossible).isPresent()) {
            return present.get();
        }
        // If the cache records that the article cannot be written, render it again to determine the missing fields,
        // which are not cached.
        Rendering made = render(format, new Document(article, etag, modifiedAt, document));
        if (present.isEmpty()) {
            store(format, List.of(made));
        }
        return made;
    }

    /**
     * Returns many articles in an export format, keyed by article id. Unknown and withdrawn articles are omitted. The
     * rendering of an article that cannot be written may not list the missing fields. Executes one SQL statement if all
     * renderings are cached, otherwise at most three.
     */
    public Map<UUID, Rendering> of(Format format, Collection<UUID> articles) {
        Map<UUID, Rendering> renderings = new HashMap<>();
        if (articles.isEmpty()) {
            return renderings;
        }
        List<UUID> missing = new ArrayList<>();
        sql.list(
                "select p.article, p.etag, p.modified_at, r.article is not null present, r.content from published_article p"
                        + JOIN + " where p.article = any(?) and not p.withdrawn",
                row -> row.getBoolean("present")
                        ? renderings.put(Sql.uuid(row, "article"), present(row))
                        : missing.add(Sql.uuid(row, "article")),
                format.name(),
                format.version(),
                articles);
        List<Rendering> made = documents(missing).stream()
                .map(document -> render(format, document))
                .toList();
        made.forEach(rendering -> renderings.put(rendering.article(), rendering));
        store(format, made);
        return renderings;
    }

    /**
     * Returns the public JSON documents of the articles, keyed by article id. Unknown and withdrawn articles are
     * omitted.
     */
    public Map<UUID, byte[]> documentsOf(Collection<UUID> articles) {
        Map<UUID, byte[]> found = new HashMap<>();
        documents(List.copyOf(articles)).forEach(document -> found.put(document.article(), document.bytes()));
        return found;
    }

    private static Rendering present(ResultSet row) throws SQLException {
        return new Rendering(
                Sql.uuid(row, "article"),
                row.getString("etag"),
                Sql.instant(row, "modified_at"),
                row.getBytes("content"),
                List.of());
    }

    private List<Document> documents(List<UUID> articles) {
        return articles.isEmpty()
                ? List.of()
                : sql.list(
                        "select article, etag, modified_at, document from published_article"
                                + " where article = any(?) and not withdrawn",
                        row -> new Document(
                                Sql.uuid(row, "article"),
                                row.getString("etag"),
                                Sql.instant(row, "modified_at"),
                                row.getBytes("document")),
                        articles);
    }

    /** Renders one article in an export format from {@code document}, without using the cache. */
    public static Rendering uncached(Format format, UUID article, String etag, Instant modifiedAt, byte[] document) {
        return render(format, new Document(article, etag, modifiedAt, document));
    }

    private static Rendering render(Format format, Document document) {
        PublishedRecord record = PublishedRecord.read(document.bytes(), document.etag());
        List<Finding> missing = format.writer().missing(record);
        return new Rendering(
                document.article(),
                document.etag(),
                document.modifiedAt(),
                missing.isEmpty() ? format.writer().write(record).getBytes(StandardCharsets.UTF_8) : null,
                missing);
    }

    /**
     * Stores renderings sorted by article id, so that concurrent transactions lock rows in the same order. Failures are
     * only logged, because callers already have the renderings.
     */
    private void store(Format format, List<Rendering> made) {
        Map<UUID, Object[]> rows = new TreeMap<>(Comparator.comparing(UUID::toString));
        // An article may be rejected by a format outside OAI-PMH because of a missing setting. Such rejections are not
        // cached, because the setting may be added before the next start.
        made.stream()
                .filter(rendering -> rendering.isPossible() || format.oai() != null)
                .forEach(rendering -> rows.put(rendering.article(), new Object[] {
                    rendering.article(), format.name(), rendering.etag(), format.version(), rendering.text()
                }));
        if (rows.isEmpty() || maxStored <= 0) {
            return;
        }
        try {
            sql.batch(
                    "insert into rendering (article, format, etag, version, content) values (?, ?, ?, ?, ?)"
                            + " on conflict (article, format) do update set etag = excluded.etag,"
                            + " version = excluded.version, content = excluded.content, ordinal = excluded.ordinal",
                    rows.values());
            if (stored.addAndGet(rows.size()) >= EVICTION_INTERVAL) {
                stored.set(0);
                sql.update(
                        "delete from rendering where ordinal <= (select max(ordinal) from rendering) - ?", maxStored);
            }
        } catch (SqlException e) {
            LOG.warnf(
                    "Could not cache renderings in the format %s: SQLSTATE %s", format.name(), SqlException.stateOf(e));
        }
    }
}
