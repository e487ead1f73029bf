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
 * Persistent cache of published articles rendered in export formats. A rendering is cached until its document changes
 * or newer renderings need the space, so a harvester that requests unchanged records causes no repeated rendering. The
 * fact that an article cannot be written in a format is cached, too.
 *
 * <p>Cached content is read and sent as bytes, because the driver returns a text as received from the server, in UTF-8.
 */
@ApplicationScoped
public class RenderingCache {

    private static final Logger LOG = Logger.getLogger(RenderingCache.class);

    /**
     * SQL join of the cached renderings in one format, as {@code r}, to {@code published_article p}. Requires the
     * parameters of {@link #joinParameters}.
     */
    public static final String JOIN =
            " left join rendering r on r.article = p.article and r.format = ? and r.version = ?"
                    + " and r.etag = p.etag";

    /** Number of new renderings between two deletions of the oldest renderings. */
    private static final int EVICTION_INTERVAL = 1_000;

    private final Sql sql;
    private final long maxStored;
    private final AtomicLong stored = new AtomicLong();

    RenderingCache(Sql sql, @ConfigProperty(name = "offprint.export.stored-renderings") long most) {
        this.sql = sql;
        this.maxStored = most;
    }

    /** Returns the parameters of the SQL join {@link #JOIN}. */
    public static List<Object> joinParameters(Format format) {
        return List.of(format.name(), format.version());
    }

    private record Document(UUID article, String etag, Instant modifiedAt, byte[] bytes) {}

    /** Returns one article in one format, rendered from the document that the caller passes. */
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
        // Render the article again if a cached result says that it cannot be written, because the missing values are
        // not cached.
        Rendering made = render(format, new Document(article, etag, modifiedAt, document));
        if (present.isEmpty()) {
            store(format, List.of(made));
        }
        return made;
    }

    /**
     * Returns many articles in one format, keyed by id. Unknown and withdrawn articles are omitted. If an article
     * cannot be written, its rendering may not list the missing values. This method executes one SQL statement if all
     * renderings are cached, otherwise at most three statements.
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

    /** Returns the public documents of the articles, keyed by id. Unknown and withdrawn articles are omitted. */
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

    /** Returns one article in one format without using the cache, rendered from the document that the caller passes. */
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
     * Stores renderings in the order of their ids, so that concurrent transactions lock rows in the same order. A
     * failure to store renderings is only logged, because callers already have the renderings.
     */
    private void store(Format format, List<Rendering> made) {
        Map<UUID, Object[]> rows = new TreeMap<>(Comparator.comparing(UUID::toString));
        // A format that is not offered in OAI-PMH may be impossible because of a missing setting, which can be added
        // before the next start. Therefore the result of a format that is not offered in OAI-PMH is not cached.
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
                    "Failed to store renderings in the format %s: SQLSTATE %s", format.name(), SqlException.stateOf(e));
        }
    }
}
