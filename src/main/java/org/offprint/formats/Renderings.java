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
 * Published articles in other formats. What was made once is stored until its document changes or newer renderings need
 * the room, so that a harvester's unchanged record is not made twice; that it cannot be made is stored too. What is stored
 * is read and sent as bytes: the driver hands out a text as it came from the server, in UTF-8.
 */
@ApplicationScoped
public class Renderings {

    private static final Logger LOG = Logger.getLogger(Renderings.class);

    /** Joins what is stored in one format, as {@code r}, to {@code published_article p}; takes {@link #joinedBy}. */
    public static final String JOIN =
            " left join rendering r on r.article = p.article and r.format = ? and r.version = ?"
                    + " and r.etag = p.etag";

    /** The number of new renderings before the oldest are looked for. */
    private static final int BETWEEN_CLEANINGS = 1_000;

    private final Sql sql;
    private final long most;
    private final AtomicLong stored = new AtomicLong();

    Renderings(Sql sql, @ConfigProperty(name = "offprint.export.stored-renderings") long most) {
        this.sql = sql;
        this.most = most;
    }

    /** The parameters of {@link #JOIN}. */
    public static List<Object> joinedBy(Format format) {
        return List.of(format.name(), format.version());
    }

    private record Document(UUID article, String etag, Instant modifiedAt, byte[] bytes) {}

    /** One article in one format, of the document that the caller has. */
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
        // Also where it is known that something is missing: what that is, is not stored.
        Rendering made = make(format, new Document(article, etag, modifiedAt, document));
        if (present.isEmpty()) {
            store(format, List.of(made));
        }
        return made;
    }

    /**
     * Many articles in one format, by id; unknown and withdrawn ones are left out. Those that cannot be written need not
     * say what is missing. One statement where all are stored, and three at most, however many they are.
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
                .map(document -> make(format, document))
                .toList();
        made.forEach(rendering -> renderings.put(rendering.article(), rendering));
        store(format, made);
        return renderings;
    }

    /** The documents that readers get of these articles, by id; unknown and withdrawn ones are left out. */
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

    /** One article in one format that is not stored, of the document that the caller has. */
    public static Rendering unstored(Format format, UUID article, String etag, Instant modifiedAt, byte[] document) {
        return make(format, new Document(article, etag, modifiedAt, document));
    }

    private static Rendering make(Format format, Document document) {
        PublishedRecord record = PublishedRecord.read(document.bytes(), document.etag());
        List<Finding> missing = format.writer().missing(record);
        return new Rendering(
                document.article(),
                document.etag(),
                document.modifiedAt(),
                missing.isEmpty() ? format.writer().write(record).getBytes(StandardCharsets.UTF_8) : null,
                missing);
    }

    /** In the order of their ids, as whoever else locks several of them does. Whoever asked has an answer anyway. */
    private void store(Format format, List<Rendering> made) {
        Map<UUID, Object[]> rows = new TreeMap<>(Comparator.comparing(UUID::toString));
        // What a format of other uses is missing may be missing in the configuration, and come with the next start.
        made.stream()
                .filter(rendering -> rendering.isPossible() || format.oai() != null)
                .forEach(rendering -> rows.put(rendering.article(), new Object[] {
                    rendering.article(), format.name(), rendering.etag(), format.version(), rendering.text()
                }));
        if (rows.isEmpty() || most <= 0) {
            return;
        }
        try {
            sql.batch(
                    "insert into rendering (article, format, etag, version, content) values (?, ?, ?, ?, ?)"
                            + " on conflict (article, format) do update set etag = excluded.etag,"
                            + " version = excluded.version, content = excluded.content, ordinal = excluded.ordinal",
                    rows.values());
            if (stored.addAndGet(rows.size()) >= BETWEEN_CLEANINGS) {
                stored.set(0);
                sql.update("delete from rendering where ordinal <= (select max(ordinal) from rendering) - ?", most);
            }
        } catch (SqlException e) {
            LOG.warnf("Renderings as %s are not stored: SQLSTATE %s", format.name(), SqlException.stateOf(e));
        }
    }
}
