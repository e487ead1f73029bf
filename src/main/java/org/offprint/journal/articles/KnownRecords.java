package org.offprint.journal.articles;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.offprint.kernel.record.rules.ReferencedRecords;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.security.Visibility;

/** Database lookup of the records that an article may reference. */
@ApplicationScoped
public class KnownRecords implements ReferencedRecords {

    private final Sql sql;
    private final Visibility visibility;

    KnownRecords(Sql sql, Visibility visibility) {
        this.sql = sql;
        this.visibility = visibility;
    }

    /** Returns the given ids for which an article exists, published or not. */
    public Set<UUID> existing(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Set.of()
                : new HashSet<>(sql.list("select id from article where id = any(?)", row -> Sql.uuid(row, "id"), ids));
    }

    /** Returns whether the article with the given id has ever been published. Withdrawn articles count as published. */
    public boolean isPublished(UUID id) {
        return sql.first("select version > 0 from article where id = ?", row -> row.getBoolean(1), id)
                .orElse(false);
    }

    @Override
    public Set<UUID> known(Collection<UUID> ids, Collection<UUID> named) {
        Optional<Set<UUID>> journals = visibility.known();
        return ids.isEmpty() || journals.isEmpty()
                ? existing(ids)
                : new HashSet<>(sql.list(
                        "select id from article where id = any(?)"
                                + " and (version > 0 or journal = any(?::uuid[]) or id = any(?::uuid[]))",
                        row -> Sql.uuid(row, "id"),
                        ids,
                        texts(journals.get()),
                        texts(named)));
    }

    private static List<String> texts(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }

    @Override
    public Map<String, UUID> affiliations(Collection<UUID> ids, Collection<String> rors) {
        Map<String, UUID> held = new HashMap<>();
        if (ids.isEmpty() && rors.isEmpty()) {
            return held;
        }
        sql.list(
                // Merged affiliations can share a ROR id. The unmerged affiliation is sorted last, so it takes
                // precedence.
                "select id, ror, affiliation_end(id) as end_id from affiliation"
                        + " where id = any(?::uuid[]) or ror = any(?::text[]) order by merged_into nulls last",
                row -> {
                    UUID id = Sql.uuid(row, "id");
                    held.put(id.toString(), id);
                    if (row.getString("ror") != null) {
                        held.put(row.getString("ror"), Sql.uuid(row, "end_id"));
                    }
                    return null;
                },
                texts(ids),
                rors);
        return held;
    }

    @Override
    public OwningJournals place(UUID journal, UUID issue, UUID section) {
        Optional<Set<UUID>> journals = visibility.known();
        return sql.first(
                        "select (select id from journal where id = ?::uuid) journal,"
                                + " (select journal from issue where id = ?::uuid"
                                + " and (status = 'published' or ? or journal = any(?::uuid[]))) issue,"
                                + " (select journal from section where id = ?::uuid) section",
                        row -> new OwningJournals(
                                Sql.uuid(row, "journal"), Sql.uuid(row, "issue"), Sql.uuid(row, "section")),
                        journal,
                        issue,
                        journals.isEmpty(),
                        texts(journals.orElse(Set.of())),
                        section)
                .orElseThrow();
    }
}
