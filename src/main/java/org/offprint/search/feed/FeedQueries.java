package org.offprint.search.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.offprint.journal.affiliations.Affiliation;
import org.offprint.journal.issues.Issue;
import org.offprint.journal.issues.IssueSeries;
import org.offprint.journal.journals.Journal;
import org.offprint.journal.journals.JournalLookup;
import org.offprint.journal.journals.JournalRef;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.AffiliationBody;
import org.offprint.kernel.record.JournalBody;
import org.offprint.platform.database.sql.Sql;
import org.offprint.search.schema.RecordKind;

/** Reads journals, issues and affiliations in bulk for the search index. */
@ApplicationScoped
class FeedQueries {

    /** SQL expression for the ids of the given affiliations and of all affiliations merged into them. */
    static final String WITH_MERGED = "any(array(select each.id from affiliation n"
            + " cross join lateral affiliation_with_merged(n.id) as each (id) where n.id = any(?)))";

    /**
     * SQL condition that is true if the newest change of record {@code r} is visible only to editors. Readers see an
     * older update time for such a record. The placeholder {@code %s} must be replaced with the kind of the record.
     */
    static final String LAST_CHANGED_FOR_EDITORS =
            " (select c.visibility from change c where c.kind = '%s' and c.id = r.id"
                    + " order by c.position desc limit 1) = 'editors'";

    /** SQL condition that is true if issue {@code r} differs from its published state. */
    static final String UNPUBLISHED_ISSUE =
            "(r.status <> 'published' or" + LAST_CHANGED_FOR_EDITORS.formatted("issue") + ")";

    private final Sql sql;
    private final JournalLookup journals;
    private final UnreadableRecords unreadable;

    FeedQueries(Sql sql, JournalLookup journals, UnreadableRecords unreadable) {
        this.sql = sql;
        this.journals = journals;
        this.unreadable = unreadable;
    }

    List<IndexRecord> journals(Collection<UUID> ids) {
        Map<UUID, List<String>> slugs = new HashMap<>();
        sql.list(
                "select journal, slug from journal_slug where journal = any(?) order by slug",
                row -> slugs.computeIfAbsent(Sql.uuid(row, "journal"), absent -> new ArrayList<>())
                        .add(row.getString("slug")),
                ids);
        Map<UUID, List<UUID>> continuations = journals.continuations(ids);
        return entries(
                RecordKind.JOURNAL,
                "select r.*, " + changedAt("journal", "r.id", false, "r.updated_at")
                        + " from journal r where id = any(?)",
                row -> {
                    Journal journal = journal(row);
                    return IndexRecords.journal(
                            journal,
                            slugs.getOrDefault(journal.id, List.of(journal.slug)),
                            continuations.getOrDefault(journal.id, List.of()),
                            Sql.instant(row, "changed_at"));
                },
                ids);
    }

    List<IndexRecord> affiliations(Collection<UUID> ids) {
        Map<UUID, List<Affiliation>> merged = merged(ids);
        return entries(
                RecordKind.AFFILIATION,
                "select r.*, affiliation_end(r.parent) parent_end, "
                        + changedAt("affiliation", "r.id", false, "r.updated_at")
                        + " from affiliation r where id = any(?) and merged_into is null",
                row -> {
                    Affiliation affiliation = affiliation(row);
                    return IndexRecords.affiliation(
                            affiliation,
                            Sql.uuid(row, "parent_end"),
                            merged.getOrDefault(affiliation.id, List.of()),
                            Sql.instant(row, "changed_at"));
                },
                ids);
    }

    /** Returns the affiliations merged into each of the given affiliations. */
    private Map<UUID, List<Affiliation>> merged(Collection<UUID> ids) {
        Map<UUID, List<Affiliation>> merged = new HashMap<>();
        sql.list(
                "select n.id survivor, m.* from affiliation n"
                        + " cross join lateral affiliation_with_merged(n.id) as each (id)"
                        + " join affiliation m on m.id = each.id and m.id <> n.id"
                        + " where n.id = any(?) and exists (select from affiliation l where l.merged_into = n.id)"
                        + " order by m.id",
                row -> unreadable.orNull(RecordKind.AFFILIATION, Sql.uuid(row, "id"), () -> merged.computeIfAbsent(
                                Sql.uuid(row, "survivor"), absent -> new ArrayList<>())
                        .add(affiliation(row))),
                ids);
        return merged;
    }

    /**
     * Returns the ids of the organizations whose parent is a given organization or an organization merged into it. The
     * ids are in ascending order.
     */
    List<UUID> childIds(Collection<UUID> wholes, UUID after, int limit) {
        return sql.list(
                "select id from affiliation where parent = " + WITH_MERGED
                        + " and (?::uuid is null or id > ?::uuid) order by id limit ?",
                row -> Sql.uuid(row, "id"),
                wholes,
                after,
                after,
                limit);
    }

    List<IndexRecord> issues(Collection<UUID> ids, boolean forEditors) {
        record Read(Issue issue, java.time.Instant changedAt) {}
        List<Read> read = sql.list(
                "select r.*, " + changedAt("issue", "r.id", !forEditors, "r.updated_at")
                        + " from issue r where id = any(?)"
                        + (forEditors ? " and " + UNPUBLISHED_ISSUE : " and status = 'published'"),
                row -> unreadable.orNull(
                        RecordKind.ISSUE,
                        Sql.uuid(row, "id"),
                        () -> new Read(IssueSeries.row(row), Sql.instant(row, "changed_at"))),
                ids);
        read.removeIf(Objects::isNull);
        Map<UUID, JournalRef> refs =
                journals.refs(read.stream().map(each -> each.issue().journal).collect(Collectors.toSet()));
        return read.stream()
                .map(each -> unreadable.orNull(
                        RecordKind.ISSUE,
                        each.issue().id,
                        () -> IndexRecords.issue(
                                each.issue(), refs.get(each.issue().journal), each.changedAt(), forEditors)))
                .filter(Objects::nonNull)
                .toList();
    }

    private List<IndexRecord> entries(
            RecordKind kind, String statement, Sql.RowReader<IndexRecord> reader, Collection<UUID> ids) {
        List<IndexRecord> records =
                sql.list(statement, row -> unreadable.orNull(kind, Sql.uuid(row, "id"), () -> reader.read(row)), ids);
        records.removeIf(Objects::isNull);
        return records;
    }

    /**
     * Returns the indexed data (names, ROR id and country) of the given organizations. For a merged organization,
     * returns the data of the surviving organization.
     */
    Map<UUID, IndexedOrganization> organizations(Set<UUID> ids) {
        Map<UUID, IndexedOrganization> organizations = new HashMap<>();
        if (!ids.isEmpty()) {
            sql.list(
                    "select n.id named, a.id, a.body from affiliation n join affiliation a on a.id ="
                            + " case when n.merged_into is null then n.id else affiliation_end(n.id) end"
                            + " where n.id = any(?)",
                    row -> unreadable.orNull(
                            RecordKind.AFFILIATION,
                            Sql.uuid(row, "id"),
                            () -> organizations.put(Sql.uuid(row, "named"), IndexedOrganization.read(row))),
                    ids);
        }
        return organizations;
    }

    /** Returns at most {@code limit} record ids of a table in ascending order, starting after {@code after}. */
    List<UUID> idsAfter(String table, UUID after, int limit) {
        return sql.list(
                "select id from " + table + " where ?::uuid is null or id > ?::uuid order by id limit ?",
                row -> Sql.uuid(row, "id"),
                after,
                after,
                limit);
    }

    /** Returns the ids of the issues or journals that display data of the given journals. */
    List<UUID> idsShowing(Collection<UUID> journals, RecordKind kind, UUID after, int limit) {
        String statement = kind == RecordKind.ISSUE
                ? "select id from issue where journal = any(?)"
                // A journal record displays the journals that continue it.
                : "select distinct continues id from journal where continues is not null and id = any(?)";
        return sql.list(
                "select * from (" + statement + ") s where ?::uuid is null or id > ?::uuid order by id limit ?",
                row -> Sql.uuid(row, "id"),
                journals,
                after,
                after,
                limit);
    }

    /**
     * Returns the SQL column {@code changed_at} with the time of a record's newest change in the change log. If the
     * change log contains no change of the record, the column contains {@code otherwise}.
     */
    static String changedAt(String kind, String id, boolean publicOnly, String otherwise) {
        return "coalesce((select c.at from change c where c.kind = '" + kind + "' and c.id = " + id
                + (publicOnly ? " and c.visibility = 'public'" : "") + " order by c.position desc limit 1), "
                + otherwise
                + ") changed_at";
    }

    /** Returns the SQL column {@code citations} with the number of articles that cite an article. */
    static String citations(String id) {
        return "coalesce((select c.citations from cited_article c where c.article = " + id + "), 0) citations";
    }

    private static Journal journal(ResultSet row) throws SQLException {
        Journal journal = new Journal();
        journal.id = Sql.uuid(row, "id");
        journal.slug = row.getString("slug");
        journal.body = Json.read(row.getString("body"), JournalBody.class);
        journal.continues = Sql.uuid(row, "continues");
        journal.revision = row.getInt("revision");
        journal.createdAt = Sql.instant(row, "created_at");
        journal.updatedAt = Sql.instant(row, "updated_at");
        return journal;
    }

    private static Affiliation affiliation(ResultSet row) throws SQLException {
        Affiliation affiliation = new Affiliation();
        affiliation.id = Sql.uuid(row, "id");
        affiliation.body = Json.read(row.getString("body"), AffiliationBody.class);
        affiliation.parent = Sql.uuid(row, "parent");
        affiliation.revision = row.getInt("revision");
        affiliation.createdAt = Sql.instant(row, "created_at");
        affiliation.updatedAt = Sql.instant(row, "updated_at");
        return affiliation;
    }
}
