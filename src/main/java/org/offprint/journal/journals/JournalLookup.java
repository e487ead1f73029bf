package org.offprint.journal.journals;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.JournalBody;
import org.offprint.platform.database.sql.Sql;

/**
 * Looks up many journals with one SQL statement, for lists and the search index. The lookups use SQL to read only the
 * required columns without flushing the changes of the transaction.
 */
@ApplicationScoped
public class JournalLookup {

    private final Sql sql;

    JournalLookup(Sql sql) {
        this.sql = sql;
    }

    /** Returns the ids of the journals with the given current or former slugs, keyed by slug. */
    public Map<String, UUID> bySlug(Set<String> slugs) {
        Map<String, UUID> ids = new HashMap<>();
        sql.list(
                "select slug, journal from journal_slug where slug = any(?)",
                row -> ids.put(row.getString("slug"), Sql.uuid(row, "journal")),
                slugs);
        return ids;
    }

    /** Returns the journals that continue each of the given journals. Journals without a successor are omitted. */
    public Map<UUID, List<UUID>> continuations(Collection<UUID> continued) {
        Map<UUID, List<UUID>> continuations = new HashMap<>();
        if (!continued.isEmpty()) {
            sql.list(
                    "select continues, id from journal where continues = any(?) order by id",
                    row -> continuations
                            .computeIfAbsent(Sql.uuid(row, "continues"), id -> new ArrayList<>())
                            .add(Sql.uuid(row, "id")),
                    continued);
        }
        return continuations;
    }

    /** Returns the journals with the given ids, keyed by id, as displayed in their issues. */
    public Map<UUID, JournalRef> refs(Collection<UUID> ids) {
        Map<UUID, JournalRef> refs = new HashMap<>();
        if (!ids.isEmpty()) {
            sql.list(
                    "select id, slug, body from journal where id = any(?)",
                    row -> refs.put(
                            Sql.uuid(row, "id"),
                            JournalRef.of(
                                    Sql.uuid(row, "id"),
                                    row.getString("slug"),
                                    Json.read(row.getString("body"), JournalBody.class))),
                    ids);
        }
        return refs;
    }
}
