package org.offprint.web.harvest.oai.items;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.offprint.formats.RenderingCache;
import org.offprint.formats.writing.Format;
import org.offprint.formats.writing.Rendering;
import org.offprint.platform.database.sql.ReplicaReads;
import org.offprint.platform.database.sql.Sql;

/** Queries OAI-PMH items in the order of their datestamps. */
@ApplicationScoped
public class OaiItems {

    /** Maximum total size of the documents on a list page, in bytes. */
    public static final long MAX_PAGE_BYTES = 4_000_000;

    private static final String SHOWN = "select i.article, i.stamp, i.deleted, i.changed, j.slug, i.issue, i.section,"
            + " i.type, coalesce(octet_length(p.document), 0) size";

    /**
     * SQL query for listed items with their cached renderings. {@link RenderingCache#JOIN} describes its parameters.
     */
    private static final String LISTED =
            SHOWN + ", p.article is not null and not p.withdrawn live, p.etag, p.modified_at,"
                    + " r.article is not null rendered, %s content from (%s order by stamp, article limit %d) i"
                    + " join journal j on j.id = i.journal left join published_article p on p.article = i.article"
                    + RenderingCache.JOIN
                    + " window before as (order by i.stamp, i.article rows unbounded preceding) order by i.stamp,"
                    + " i.article";

    /**
     * SQL expression that selects the content of an item only if it still fits on the page, so that no other content is
     * read.
     */
    private static final String CONTENT = "case when row_number() over before = 1"
            + " or coalesce(sum(octet_length(p.document)) over before, 0) <= " + MAX_PAGE_BYTES
            + " then r.content end";

    /** SQL expression that selects an empty string instead of the content, or null if there is no content. */
    private static final String NO_CONTENT = "case when r.content is not null then '' end";

    private static final String JOINED = " i join journal j on j.id = i.journal"
            + " left join published_article p on p.article = i.article order by i.stamp, i.article limit ?";

    private static final String CURRENT = "select i.article, i.stamp, i.deleted, i.stamp > i.first_stamp changed,"
            + " i.journal, i.issue, i.section, i.type from oai_item i where ";

    private static final String FORMER = "select i.article, i.stamp, n.deleted, true, i.journal, i.issue, i.section,"
            + " i.type from %s i join oai_item n on n.article = i.article where i.superseded > ? and ";

    /**
     * SQL condition that selects the next page. The page size is not a parameter, so that the database can reuse its
     * query plan.
     */
    private static final String AFTER =
            " and (i.stamp, i.article) > (?, ?) and i.stamp <= ? order by i.stamp, i.article limit %d";

    /**
     * Maximum number of changed items that are sorted for each page. If more items have changed, all items are read in
     * order and unchanged ones are skipped.
     */
    private static final int MAX_SORTED = 5_000;

    /** UUID below all article ids. */
    private static final UUID LOWEST = new UUID(0, 0);

    private final Sql sql;
    private final ReplicaReads reads;

    /**
     * Caches whether many items have changed since the start of a list. The value may be outdated, because it affects
     * only how a page is read, and not its content.
     */
    private final Cache<Instant, Boolean> manyChangedSince = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofSeconds(10))
            .build();

    OaiItems(Sql sql, ReplicaReads reads) {
        this.sql = sql;
        this.reads = reads;
    }

    /** Position in a list of items, after the item with the given datestamp and id. */
    public record ListPosition(Instant stamp, UUID article) {

        /** Returns the list position before all items that changed at the given instant or later. */
        public static ListPosition before(Instant instant) {
            return new ListPosition(instant, LOWEST);
        }
    }

    /**
     * Item of a list, with its current state.
     *
     * @param live whether the article is currently public
     * @param rendered whether a rendering in the format is cached
     * @param rendering cached rendering; null if none is cached; without content if only headers are needed
     */
    public record ListedItem(OaiItem item, boolean live, boolean rendered, Rendering rendering) {

        private static ListedItem read(ResultSet row) throws SQLException {
            OaiItem item = OaiItem.read(row);
            boolean rendered = row.getBoolean("rendered");
            Rendering rendering = rendered
                    ? new Rendering(
                            item.article(),
                            row.getString("etag"),
                            Sql.instant(row, "modified_at"),
                            row.getBytes("content"),
                            List.of())
                    : null;
            return new ListedItem(item, row.getBoolean("live"), rendered, rendering);
        }
    }

    /**
     * Returns at most {@code limit} items after the given list position, sorted by their datestamps at the time {@code
     * asked}. An item that has changed since then is returned at its former position. The same SQL statement reads the
     * cached renderings.
     *
     * @param until last datestamp; must not be after {@code asked}
     * @param written position in the write-ahead log that includes everything up to {@code asked}
     * @param withContents false if only headers are needed
     */
    public List<ListedItem> after(
            SetSelection selection,
            ListPosition place,
            Instant until,
            Instant asked,
            long written,
            int limit,
            Format format,
            boolean withContents) {
        List<Object> range = new ArrayList<>(selection.parameters());
        range.addAll(List.of(place.stamp(), place.article(), until));
        List<Object> parameters = new ArrayList<>(range);
        String some = selection.condition() + AFTER.formatted(limit);
        // Read former item states even if no item has changed so far, because an item could change before the SQL
        // statement runs.
        String former = manyChangedSince.get(asked, this::hasManyChangedSince)
                ? "(select * from oai_former where ? <= 'infinity'::timestamptz)"
                : "(select * from oai_former where superseded > ? offset 0)";
        String both = "((" + CURRENT + some + ") union all (" + FORMER.formatted(former) + some + "))";
        parameters.add(asked);
        parameters.add(asked);
        parameters.addAll(range);
        parameters.addAll(RenderingCache.joinParameters(format));
        String listed =
                LISTED.formatted(withContents ? CONTENT : NO_CONTENT, "select * from " + both + " listed", limit);
        return reads.read(written, any -> any.list(listed, ListedItem::read, parameters.toArray()));
    }

    private boolean hasManyChangedSince(Instant asked) {
        return sql.first(
                        "select count(*) from (select from oai_former where superseded > ? limit ?) changed",
                        row -> row.getLong(1) == MAX_SORTED,
                        asked,
                        MAX_SORTED)
                .orElseThrow();
    }

    /** Counts the items between two datestamps, as of the instant {@code asked}. */
    public long count(SetSelection selection, Instant from, Instant until, Instant asked) {
        List<Object> range = new ArrayList<>(selection.parameters());
        range.addAll(List.of(from, until));
        List<Object> parameters = new ArrayList<>(range);
        parameters.addAll(range);
        parameters.add(asked);
        String condition = selection.condition() + " and i.stamp >= ? and i.stamp <= ?";
        return sql.first(
                        "select (select count(*) from oai_item i where " + condition
                                + ") + (select count(*) from oai_former i where " + condition
                                + " and i.superseded > ?)",
                        row -> row.getLong(1),
                        parameters.toArray())
                .orElseThrow();
    }

    /** Returns the item of the given article, or empty if the selection does not contain it. */
    public Optional<OaiItem> find(SetSelection selection, UUID article) {
        List<Object> parameters = new ArrayList<>(selection.parameters());
        parameters.add(article);
        parameters.add(1);
        return sql.first(
                SHOWN + " from (" + CURRENT + selection.condition() + " and i.article = ?)" + JOINED,
                OaiItem::read,
                parameters.toArray());
    }

    /** Returns the item with the earliest datestamp, or empty if the selection contains no items. */
    public Optional<OaiItem> earliest(SetSelection selection) {
        List<Object> parameters = new ArrayList<>(selection.parameters());
        parameters.add(1);
        return sql.first(
                SHOWN + " from (" + CURRENT + selection.condition() + " order by i.stamp, i.article limit 1)" + JOINED,
                OaiItem::read,
                parameters.toArray());
    }

    /** Deletes former item states that were replaced longer ago than the given age. */
    void deleteFormer(Duration age) {
        sql.update(
                "delete from oai_former where superseded < clock_timestamp() - make_interval(secs => ?)",
                age.toSeconds());
    }
}
