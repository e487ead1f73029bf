package org.offprint.journal.affiliations;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.offprint.platform.database.sql.Sql;

/**
 * Follows the parents and successors of organizations, including merges. Every affiliation row of a chain of parents or
 * successors is locked against changes until the transaction ends. The row to which a cycle would return is locked for
 * update. If two writers would close a cycle together, a deadlock therefore aborts one writer. The aborted writer is
 * retried and then sees the change of the other writer.
 */
@ApplicationScoped
class AffiliationParents {

    private final Sql sql;

    AffiliationParents(Sql sql) {
        this.sql = sql;
    }

    private record StoredLinks(UUID parent, UUID successor, UUID mergedInto) {}

    /**
     * Locks an affiliation against changes until the transaction ends. Returns false if the affiliation does not exist.
     */
    boolean lock(UUID id) {
        return readLinks(id).isPresent();
    }

    /**
     * Returns whether the organization {@code part} is the organization {@code whole}, or is a direct or indirect part
     * of {@code whole}.
     */
    boolean isWithin(UUID part, UUID whole) {
        return reaches(part, whole, StoredLinks::parent);
    }

    /** Returns whether the later organization is a direct or indirect successor of the earlier organization. */
    boolean isSucceededBy(UUID earlier, UUID later) {
        return reaches(earlier, later, StoredLinks::successor);
    }

    /** Returns whether the stored affiliation is a part of itself or is its own successor. */
    boolean isCircular(UUID id) {
        StoredLinks held = readLinks(id).orElseThrow();
        return held.parent() != null && isWithin(held.parent(), id)
                || held.successor() != null && isSucceededBy(held.successor(), id);
    }

    /** Returns whether the merge chain of the affiliation {@code loser} contains the affiliation {@code survivor}. */
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
