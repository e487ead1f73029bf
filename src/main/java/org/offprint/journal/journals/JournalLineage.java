package org.offprint.journal.journals;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.offprint.platform.database.sql.Sql;

/**
 * Protects the chains of journals that continue earlier journals. Only one transaction at a time can change a
 * continuation chain.
 */
@ApplicationScoped
public class JournalLineage {

    private static final long LINEAGE = 0x6a6f75726e616cL; // ASCII codes of "journal"

    private final Sql sql;

    JournalLineage(Sql sql) {
        this.sql = sql;
    }

    /**
     * Locks the continuation chains of all journals until the transaction ends. Call this method before locking any
     * journal. While the chains are locked, they can be read without row locks. The lock prevents concurrent writers
     * from creating a cycle together, and from deadlocking on each other's journals.
     */
    public void lock() {
        sql.list("select pg_advisory_xact_lock(?)", row -> null, LINEAGE);
    }

    /**
     * Returns the journal with the given id or slug, locked for update. Also locks the journals that this journal
     * continues or will continue, in id order, because their public views change too. Throws a 404 problem if the
     * journal does not exist.
     *
     * @param continued ids of journals that the journal will continue; unknown ids are ignored
     */
    public Journal lock(String idOrSlug, Collection<UUID> continued) {
        Journal.idOf(idOrSlug)
                .ifPresent(id -> sql.list(
                        "select id from journal where id = ? or id = any(?::uuid[])"
                                + " or id = (select continues from journal where id = ?) order by id for no key update",
                        row -> null,
                        id,
                        continued.stream().map(UUID::toString).toList(),
                        id));
        return Journal.lock(idOrSlug);
    }

    /** Locks a continued journal for update until the transaction ends, and returns whether the journal exists. */
    boolean lockContinued(UUID id) {
        return sql.first("select id from journal where id = ? for no key update", row -> Sql.uuid(row, "id"), id)
                .isPresent();
    }

    /**
     * Returns whether journal {@code from} continues {@code journal}, directly or through other journals. The chain of
     * continued journals cannot change while the {@linkplain #lock() lock} is in effect.
     */
    boolean reaches(UUID from, UUID journal) {
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
