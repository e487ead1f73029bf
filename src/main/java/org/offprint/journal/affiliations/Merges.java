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
import org.offprint.platform.changes.Write;
import org.offprint.platform.database.sql.Sql;

/**
 * Makes several records of one organization one again, and undoes that. What is merged keeps its row and leads to its
 * survivor; whatever names it is resolved to the end of the chain when it is read.
 */
@ApplicationScoped
public class Merges {

    /** The reason in the log for a merged affiliation, and for its survivor. */
    private static final String MERGED = "merged";

    /** The reason in the log for an affiliation that is there again. */
    private static final String UNMERGED = "unmerged";

    private static final String PATH = "/v1/affiliations/";

    private final AffiliationRepository affiliations;
    private final AffiliationParents parents;
    private final Sql sql;

    Merges(AffiliationRepository affiliations, AffiliationParents parents, Sql sql) {
        this.affiliations = affiliations;
        this.parents = parents;
        this.sql = sql;
    }

    /**
     * Reports whether an affiliation was merged or is one of its own again: what names it shows another one from now
     * on.
     */
    public static boolean redirects(Change change) {
        return isOfMerges(change) && change.op() != Change.Op.UPDATED;
    }

    /** Reports whether an affiliation was merged, is one of its own again, or got or lost one that leads to it. */
    public static boolean isOfMerges(Change change) {
        return change.kind() == Change.Kind.AFFILIATION
                && (change.reason().equals(MERGED) || change.reason().equals(UNMERGED));
    }

    /**
     * Merges these into this one, which exists. Locks all of them. What is merged into it already stays so.
     *
     * @param losers as {@link MergeReader} read them
     * @throws ProblemException 409 where it, or one of them, is merged into another; 422 where one of them is not here or
     *     the organization would become a part of itself
     */
    public void merge(UUID survivor, List<UUID> losers, Write write) {
        List<UUID> all = new ArrayList<>(losers);
        all.add(survivor);
        TreeMap<UUID, Optional<UUID>> locked = lock(all);
        if (!locked.containsKey(survivor)) {
            // Deleted since it was read.
            throw Problems.notFound("affiliation", survivor.toString());
        }
        locked.get(survivor).ifPresent(other -> {
            throw merged(survivor, other);
        });
        List<UUID> fresh = fresh(survivor, losers, locked);
        if (fresh.isEmpty()) {
            return;
        }
        lead(fresh, survivor, write);
        if (parents.isCircular(survivor)) {
            RecordReader findings = new RecordReader();
            findings.add(
                    "/from",
                    "cycle",
                    "This affiliation would be a part of itself or go on as itself; change its parent or successor first.");
            findings.check("The merge");
        }
        fresh.forEach(loser -> write.log(change(loser, Change.Op.DELETED, MERGED)));
        write.log(change(survivor, Change.Op.UPDATED, MERGED));
    }

    /** Returns those of the losers that are not merged into the survivor yet. */
    private List<UUID> fresh(UUID survivor, List<UUID> losers, Map<UUID, Optional<UUID>> locked) {
        RecordReader findings = new RecordReader();
        for (int i = 0; i < losers.size(); i++) {
            if (!locked.containsKey(losers.get(i))) {
                findings.add(
                        "/from/" + i, "unknown-affiliation", "There is no affiliation " + losers.get(i) + " here.");
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
     * Makes a merged affiliation one of its own again, and with it what was merged into it before. Locks both.
     *
     * @throws ProblemException 404 where it is not merged into the other; 409 where another has its ROR id by now, or it
     *     would be a part of itself
     */
    public void undo(UUID survivor, String id, Write write) {
        Affiliation loser = affiliations.get(id);
        UUID into = lock(List.of(survivor, loser.id))
                .getOrDefault(loser.id, Optional.empty())
                .orElse(null);
        if (!survivor.equals(into)) {
            throw into != null && parents.isMergedInto(into, survivor)
                    ? merged(loser.id, into)
                    : Problems.notFound("merge into this affiliation of", id);
        }
        affiliations.getEntityManager().refresh(loser);
        if (loser.ror != null) {
            affiliations.takeRor(loser);
        }
        lead(List.of(loser.id), null, write);
        if (parents.isCircular(loser.id)) {
            throw Problems.conflict(
                    "The affiliation would be a part of itself",
                    "Since it was merged, its parent or successor has come under it; change that first.");
        }
        write.log(change(loser.id, Change.Op.CREATED, UNMERGED));
        write.log(change(end(survivor), Change.Op.UPDATED, UNMERGED));
    }

    /** Returns the id at the end of the chain of merges; its own where it is not merged. */
    public UUID end(UUID id) {
        return sql.first("select affiliation_end(?) as id", row -> Sql.uuid(row, "id"), id)
                .orElseThrow();
    }

    /** 409 for an affiliation that is merged into another, with that one. */
    public static void requireUnmerged(Affiliation affiliation) {
        if (affiliation.mergedInto != null) {
            throw merged(affiliation.id, affiliation.mergedInto);
        }
    }

    private static ProblemException merged(UUID affiliation, UUID into) {
        return Problems.conflict(
                        "The affiliation is merged into another",
                        "Affiliation " + affiliation + " is merged into " + into + ": use that one, or undo the merge"
                                + " with DELETE " + PATH + into + "/merges/" + affiliation + ".")
                .with("existing", PATH + into);
    }

    /** Locks affiliations by id, each with what it is merged into; those that are not here are not among them. */
    private TreeMap<UUID, Optional<UUID>> lock(Collection<UUID> ids) {
        TreeMap<UUID, Optional<UUID>> locked = new TreeMap<>();
        sql.list(
                "select id, merged_into from affiliation where id = any(?) order by id for no key update",
                row -> locked.put(Sql.uuid(row, "id"), Optional.ofNullable(Sql.uuid(row, "merged_into"))),
                ids);
        return locked;
    }

    private void lead(Collection<UUID> losers, UUID survivor, Write write) {
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
