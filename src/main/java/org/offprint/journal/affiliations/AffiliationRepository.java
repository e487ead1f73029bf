package org.offprint.journal.affiliations;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.Json;
import org.offprint.platform.database.sql.Sql;

/** Stores affiliations, and ensures that ROR ids are unique. */
@ApplicationScoped
public class AffiliationRepository implements PanacheRepositoryBase<Affiliation, UUID> {

    private final Sql sql;

    AffiliationRepository(Sql sql) {
        this.sql = sql;
    }

    /** Returns the affiliation with this id. Throws 404 if it does not exist. */
    public Affiliation get(String id) {
        return found(id, Ids.isUuidShaped(id) ? findById(Ids.parse(id)) : null);
    }

    /** Returns the affiliation with this id, locked for update. Throws 404 if it does not exist. */
    public Affiliation lock(String id) {
        return found(id, Ids.isUuidShaped(id) ? findById(Ids.parse(id), LockModeType.PESSIMISTIC_WRITE) : null);
    }

    /**
     * Stores a new or changed affiliation.
     *
     * @throws org.offprint.kernel.faults.ProblemException 409 if another affiliation has its ROR id
     */
    public void store(Affiliation affiliation) {
        if (affiliation.ror != null) {
            lockRor(affiliation);
        }
        persistAndFlush(affiliation);
    }

    /**
     * Stores new affiliations with unused ROR ids. The statement fails if another writer has stored one of the ROR ids
     * in the meantime.
     */
    void addAll(Collection<Affiliation> affiliations) {
        lockRors(affiliations.stream()
                .map(affiliation -> affiliation.ror)
                .filter(Objects::nonNull)
                .toList());
        sql.batch(
                "insert into affiliation (id, body, ror, parent, successor, revision, sort_key, created_at, updated_at)"
                        + " values (?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?)",
                affiliations.stream()
                        .map(affiliation -> new Object[] {
                            affiliation.id,
                            new String(Json.write(affiliation.body), StandardCharsets.UTF_8),
                            affiliation.ror,
                            affiliation.parent,
                            affiliation.successor,
                            affiliation.revision,
                            affiliation.sortKey,
                            affiliation.createdAt,
                            affiliation.updatedAt
                        })
                        .toList());
    }

    private void lockRors(List<String> rors) {
        if (!rors.isEmpty()) {
            // All writers lock in the same order.
            sql.list(
                    "select pg_advisory_xact_lock(key) from (select hashtextextended(ror, 0) as key"
                            + " from unnest(?::text[]) as ror order by ror) keys",
                    row -> null,
                    rors);
        }
    }

    /** Locks a ROR id. Of two concurrent writers, the second waits here and then finds the record of the first. */
    void lockRor(Affiliation affiliation) {
        sql.list("select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> null, affiliation.ror);
        sql.first(
                        "select id from affiliation where ror = ? and id <> ? and merged_into is null",
                        row -> Sql.uuid(row, "id"),
                        affiliation.ror,
                        affiliation.id)
                .ifPresent(holder -> {
                    throw Problems.duplicate("/ror", "ROR id", "/v1/affiliations/" + holder);
                });
    }

    private static Affiliation found(String id, Affiliation affiliation) {
        if (affiliation == null) {
            throw Problems.notFound("affiliation", id);
        }
        return affiliation;
    }
}
