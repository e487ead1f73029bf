package org.offprint.journal.affiliations;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.offprint.platform.database.sql.Sql;

/**
 * Follows the parents and successors of organizations, through merges. All that is passed on the way is kept as it is
 * until the transaction ends, so that no other writer can change it at the same time: with the row that a circle would
 * come back to locked for a change, one of two writers that would close a circle together ends in a deadlock, is tried
 * again, and then sees what the other wrote.
 */
@ApplicationScoped
class AffiliationParents {

    private final Sql sql;

    AffiliationParents(Sql sql) {
        this.sql = sql;
    }

    private record Held(UUID parent, UUID successor, UUID mergedInto) {}

    /** Keeps this affiliation as it is until the transaction ends; false where there is none. */
    boolean hold(UUID id) {
        return held(id).isPresent();
    }

    /** Reports whether an organization is this one or a part of it, however far down. */
    boolean isWithin(UUID part, UUID whole) {
        return leadsTo(part, whole, Held::parent);
    }

    /** Reports whether an organization went on as this one, however long after. */
    boolean wentOnAs(UUID earlier, UUID later) {
        return leadsTo(earlier, later, Held::successor);
    }

    /** Reports whether this one is, as it stands now, a part of itself or went on as itself. */
    boolean isCircular(UUID id) {
        Held held = held(id).orElseThrow();
        return held.parent() != null && isWithin(held.parent(), id)
                || held.successor() != null && wentOnAs(held.successor(), id);
    }

    /** Reports whether the chain of merges from this one leads to another. */
    boolean isMergedInto(UUID loser, UUID survivor) {
        return leadsTo(loser, survivor, held -> null);
    }

    private boolean leadsTo(UUID from, UUID to, Function<Held, UUID> next) {
        Set<UUID> passed = new HashSet<>();
        UUID at = from;
        while (at != null && !at.equals(to) && passed.add(at)) {
            at = held(at).map(held -> held.mergedInto() == null ? next.apply(held) : held.mergedInto())
                    .orElse(null);
        }
        return to.equals(at);
    }

    private Optional<Held> held(UUID id) {
        return sql.first(
                "select parent, successor, merged_into from affiliation where id = ? for share",
                row -> new Held(Sql.uuid(row, "parent"), Sql.uuid(row, "successor"), Sql.uuid(row, "merged_into")),
                id);
    }
}
