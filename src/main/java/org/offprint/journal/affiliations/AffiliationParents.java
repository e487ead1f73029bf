package org.offprint.journal.affiliations;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.offprint.platform.database.sql.Sql;

/**
 * Follows the parent and successor links of organizations, including merges. All visited affiliations are locked
 * against changes until the transaction ends; the affiliation being edited is locked for update. If two concurrent
 * writers would create a cycle together, their locks deadlock and the database aborts one writer. The aborted writer is
 * retried and then sees the other writer's change.
 */
@ApplicationScoped
class AffiliationParents {

    private final Sql sql;

    AffiliationParents(Sql sql) {
        this.sql = sql;
    }

    private record StoredLinks(UUID parent, UUID successor, UUID mergedInto) {}

    /** Locks an affiliation against changes until the transaction ends, and returns whether it exists. */
    boolean lock(UUID id) {
        return readLinks(id).isPresent();
    }

    /** Returns whether organization {@code part} is {@code whole} or a direct or indirect part of it. */
    boolean isWithin(UUID part, UUID whole) {
        return reaches(part, whole, StoredLinks::parent);
    }

    /** Returns whether organization {@code later} is a direct or indirect successor of {@code earlier}. */
    boolean isSucceededBy(UUID earlier, UUID later) {
        return reaches(earlier, later, StoredLinks::successor);
    }

    /** Returns whether the stored affiliation is, directly or indirectly, a part or successor of itself. */
    boolean isCircular(UUID id) {
        StoredLinks held = readLinks(id).orElseThrow();
        return held.parent() != null && isWithin(held.parent(), id)
                || held.successor() != null && isSucceededBy(held.successor(), id);
    }

    /**
     * Returns whether affiliation {@code loser} is merged, directly or through other affiliations, into {@code
     * survivor}.
     */
    boolean isMergedInto(UUID loser, UUID survivor) {
        return reaches(loser, survivor, held -> null);
    }

    private boolean reaches(UUID from, UUID to, Function<StoredLinks, UUID> next) {
        Set<UUID> passed = new HashSet<>();
        UUID at = from;
        while (at != null && !at.equals(to) && passed.add(at)) {
            at = readLinks(at)
                    .map(held -> held.mergedInto() == null ? next.apply(held) : held.mergedInto())
                    .orElse(null);
        }
        return to.equals(at);
    }

    private Optional<StoredLinks> readLinks(UUID id) {
        return sql.first(
                "select parent, successor, merged_into from affiliation where id = ? for share",
                row -> new StoredLinks(
                        Sql.uuid(row, "parent"), Sql.uuid(row, "successor"), Sql.uuid(row, "merged_into")),
                id);
    }
}
