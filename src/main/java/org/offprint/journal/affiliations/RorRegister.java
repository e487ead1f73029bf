package org.offprint.journal.affiliations;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.database.sql.Sql;

/** Enforces the uniqueness of ROR ids among affiliations. */
@ApplicationScoped
class RorRegister {

    private final Sql sql;

    RorRegister(Sql sql) {
        this.sql = sql;
    }

    /**
     * Checks that the ROR id of a new or changed affiliation is unused, and locks the ROR id until the transaction
     * ends.
     *
     * @throws org.offprint.kernel.faults.ProblemException 409 if another affiliation has the same ROR id
     */
    void claim(Affiliation affiliation) {
        if (affiliation.ror == null) {
            return;
        }
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

    /** Locks ROR ids until the transaction ends. The lock order is fixed, which prevents deadlocks. */
    void lock(Collection<String> rors) {
        if (!rors.isEmpty()) {
            sql.list(
                    "select pg_advisory_xact_lock(key) from (select hashtextextended(ror, 0) as key"
                            + " from unnest(?::text[]) as ror order by ror) keys",
                    row -> null,
                    rors);
        }
    }
}
