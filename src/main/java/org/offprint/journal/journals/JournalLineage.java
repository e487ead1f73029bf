package org.offprint.journal.journals;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.offprint.platform.database.sql.Sql;

/** Guards the chains of journals that continue each other: changes go one transaction at a time. */
@ApplicationScoped
public class JournalLineage {

    private static final long LINEAGE = 0x6a6f75726e616cL; // "journal"

    private final Sql sql;
    private final JournalRepository journals;

    JournalLineage(Sql sql, JournalRepository journals) {
        this.sql = sql;
        this.journals = journals;
    }

    /**
     * Keeps others, until the transaction ends, from changing which journal continues which; comes before any lock of a
     * journal. With it a chain can be walked without locks, and two writers can neither close a circle together nor wait
     * for each other's journals.
     */
    public void lock() {
        sql.list("select pg_advisory_xact_lock(?)", row -> null, LINEAGE);
    }

    /**
     * The journal with this id or slug, locked for a change together with those that it continues now or is to continue,
     * in the order of their ids: what is continued changes, too. 404 where there is none.
     *
     * @param continued what the journal is to continue; ids of no journal are passed over
     */
    public Journal lock(String idOrSlug, Collection<UUID> continued) {
        journals.idOf(idOrSlug)
                .ifPresent(id -> sql.list(
                        "select id from journal where id = ? or id = any(?::uuid[])"
                                + " or id = (select continues from journal where id = ?) order by id for no key update",
                        row -> null,
                        id,
                        continued.stream().map(UUID::toString).toList(),
                        id));
        return journals.lock(idOrSlug);
    }

    /** Keeps this journal for a change of it until the transaction ends; false where there is none. */
    boolean hold(UUID id) {
        return sql.first("select id from journal where id = ? for no key update", row -> Sql.uuid(row, "id"), id)
                .isPresent();
    }

    /**
     * Reports whether the chain of journals that {@code from} continues leads to this one. It stays as it is under the
     * {@linkplain #lock() lock}.
     */
    boolean leadsTo(UUID from, UUID journal) {
        Set<UUID> passed = new HashSet<>();
        Optional<UUID> at = Optional.of(from);
        while (at.isPresent() && !at.get().equals(journal) && passed.add(at.get())) {
            at =
                    sql
                            .list(
                                    "select continues from journal where id = ?",
                                    row -> Sql.uuid(row, "continues"),
                                    at.get())
                            .stream()
                            .filter(Objects::nonNull)
                            .findFirst();
        }
        return at.filter(journal::equals).isPresent();
    }
}
