package org.offprint.journal.affiliations;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.RecordReader;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.database.sql.Sql;

/**
 * Merges duplicate records of an organization, and undoes merges. A merged affiliation keeps its database row, which
 * points to the surviving affiliation. When a reference to a merged affiliation is read, it is resolved to the end of
 * the merge chain.
 */
@ApplicationScoped
public class Merges {

    /** Reason recorded in the change log for a merged affiliation and its survivor. */
    private static final String MERGED = "merged";

    /** Reason recorded in the change log for a restored affiliation and its former survivor. */
    private static final String UNMERGED = "unmerged";

    private static final String PATH = "/v1/affiliations/";

    private final RorRegister rors;
    private final AffiliationParents parents;
    private final Sql sql;

    Merges(RorRegister rors, AffiliationParents parents, Sql sql) {
        this.rors = rors;
        this.parents = parents;
        this.sql = sql;
    }

    /**
     * Returns whether the change merged or restored an affiliation, so that references to it resolve to a different
     * affiliation than before.
     */
    public static boolean redirects(Change change) {
        return isOfMerges(change) && change.op() != Change.Op.UPDATED;
    }

    /**
     * Returns whether the change results from a merge or its reversal, for either the merged or the surviving
     * affiliation.
     */
    public static boolean isOfMerges(Change change) {
        return change.kind() == Change.Kind.AFFILIATION
                && (change.reason().equals(MERGED) || change.reason().equals(UNMERGED));
    }

    /**
     * Merges affiliations into a surviving affiliation, and locks all of them. Affiliations that are already merged
     * into the survivor are not changed.
     *
     * @param losers ids returned by {@link MergeReader}
     * @throws ProblemException 409 if the survivor or a loser is merged into another affiliation; 422 if a loser does
     *     not exist, or if the organization would become a part of itself
     */
    public void merge(UUID survivor, List<UUID> losers, WriteContext write) {
        List<UUID> all = new ArrayList<>(losers);
        all.add(survivor);
        TreeMap<UUID, Optional<UUID>> locked = lock(all);
        if (!locked.containsKey(survivor)) {
            // The surviving affiliation was deleted after the request read it.
            throw Problems.notFound("affiliation", survivor.toString());
        }
        locked.get(survivor).ifPresent(other -> {
            throw merged(survivor, other);
        });
        List<UUID> fresh = notYetMerged(survivor, losers, locked);
        if (fresh.isEmpty()) {
            return;
        }
        pointTo(fresh, survivor, write);
        if (parents.isCircular(survivor)) {
            RecordReader findings = new RecordReader();
            findings.add(
                    "/from",
                    "cycle",
                    "The merge would make this affiliation a part or a successor of itself. Change its"
                            + " parent or successor first.");
            findings.check("The merge");
        }
        fresh.forEach(loser -> write.log(change(loser, Change.Op.DELETED, MERGED)));
        write.log(change(survivor, Change.Op.UPDATED, MERGED));
    }

    /**
     * Merges locked affiliations with equal metadata. The merge cannot make an organization a part of itself, because a
     * loser and its survivor have the same parent and successor.
     *
     * @param survivors id of the surviving affiliation, keyed by the id of the merged affiliation
     */
    void mergeEqual(Map<UUID, UUID> survivors, WriteContext write) {
        List<UUID> losers = List.copyOf(survivors.keySet());
        sql.update(
                "update affiliation a set merged_into = m.survivor, revision = revision + 1, updated_at = ?"
                        + " from unnest(?::uuid[], ?::uuid[]) as m (loser, survivor) where a.id = m.loser",
                write.now(),
                losers,
                losers.stream().map(survivors::get).toList());
        losers.forEach(loser -> write.log(change(loser, Change.Op.DELETED, MERGED)));
        survivors.values().stream()
                .distinct()
                .forEach(survivor -> write.log(change(survivor, Change.Op.UPDATED, MERGED)));
    }

    /** Returns the affiliations that are not yet merged into the survivor. */
    private List<UUID> notYetMerged(UUID survivor, List<UUID> losers, Map<UUID, Optional<UUID>> locked) {
        RecordReader findings = new RecordReader();
        for (int i = 0; i < losers.size(); i++) {
            if (!locked.containsKey(losers.get(i))) {
                findings.add("/from/" + i, "unknown-affiliation", "There is no affiliation " + losers.get(i) + ".");
            }
        }
        findings.check("The merge");
        List<UUID> fresh = new ArrayList<>();
        for (UUID loser : losers) {
            Optional<UUID> other = locked.get(loser);
            if (other.isEmpty()) {
                fresh.add(loser);
            } else if (!other.get().equals(survivor)) {
                throw merged(loser, other.get());
            }
        }
        return fresh;
    }

    /**
     * Restores a merged affiliation as a separate record, and locks it and its former survivor. Affiliations that had
     * been merged into the restored affiliation remain merged into it.
     *
     * @throws ProblemException 404 if the affiliation is not merged into the survivor; 409 if another affiliation now
     *     has its ROR id, or if the affiliation would become a part of itself
     */
    public void undo(UUID survivor, String id, WriteContext write) {
        Affiliation loser = Affiliation.require(id);
        UUID into = lock(List.of(survivor, loser.id))
                .getOrDefault(loser.id, Optional.empty())
                .orElse(null);
        if (!survivor.equals(into)) {
            throw into != null && parents.isMergedInto(into, survivor)
                    ? merged(loser.id, into)
                    : Problems.notFound("affiliation merged into this affiliation with the id", id);
        }
        Affiliation.getEntityManager().refresh(loser);
        rors.claim(loser);
        pointTo(List.of(loser.id), null, write);
        if (parents.isCircular(loser.id)) {
            throw Problems.conflict(
                    "The affiliation would become a part of itself",
                    "The parent or successor of the affiliation has become a part or a successor of the"
                            + " affiliation since the merge. Change the parent or successor first.");
        }
        write.log(change(loser.id, Change.Op.CREATED, UNMERGED));
        write.log(change(end(survivor), Change.Op.UPDATED, UNMERGED));
    }

    /** Returns the id at the end of the affiliation's merge chain, or the given id if the affiliation is not merged. */
    public UUID end(UUID id) {
        return sql.first("select affiliation_end(?) as id", row -> Sql.uuid(row, "id"), id)
                .orElseThrow();
    }

    /**
     * Throws a 409 problem if the affiliation is merged. The problem links to the affiliation into which it was merged.
     */
    public static void requireUnmerged(Affiliation affiliation) {
        if (affiliation.mergedInto != null) {
            throw merged(affiliation.id, affiliation.mergedInto);
        }
    }

    private static ProblemException merged(UUID affiliation, UUID into) {
        return Problems.conflict(
                        "The affiliation is merged into another affiliation",
                        "Affiliation " + affiliation + " is merged into " + into
                                + ". Use that affiliation, or undo the merge with DELETE " + PATH + into + "/merges/"
                                + affiliation + ".")
                .with("existing", PATH + into);
    }

    /**
     * Locks the affiliations with the given ids. Returns the survivor's id for each affiliation, or empty if the
     * affiliation is not merged. Unknown ids are omitted.
     */
    TreeMap<UUID, Optional<UUID>> lock(Collection<UUID> ids) {
        TreeMap<UUID, Optional<UUID>> locked = new TreeMap<>();
        sql.list(
                "select id, merged_into from affiliation where id = any(?) order by id for no key update",
                row -> locked.put(Sql.uuid(row, "id"), Optional.ofNullable(Sql.uuid(row, "merged_into"))),
                ids);
        return locked;
    }

    private void pointTo(Collection<UUID> losers, UUID survivor, WriteContext write) {
        sql.update(
                "update affiliation set merged_into = ?::uuid, revision = revision + 1, updated_at = ? where id = any(?)",
                survivor,
                write.now(),
                losers);
    }

    private static Change change(UUID id, Change.Op op, String reason) {
        return Change.forReaders(Change.Kind.AFFILIATION, id, null, op, reason);
    }
}
