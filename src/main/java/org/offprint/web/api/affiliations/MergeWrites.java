package org.offprint.web.api.affiliations;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.offprint.journal.affiliations.Affiliation;
import org.offprint.journal.affiliations.AffiliationView;
import org.offprint.journal.affiliations.DuplicateAffiliations;
import org.offprint.journal.affiliations.MergeReader;
import org.offprint.journal.affiliations.Merges;
import org.offprint.journal.publishing.Dependents;
import org.offprint.journal.publishing.typesetting.TypesetSize;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.platform.audit.Audit;
import org.offprint.platform.audit.AuditedObject;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.security.Caller;
import org.offprint.web.api.writes.EditRequest;
import org.offprint.web.api.writes.WriteResponse;

/** Merges affiliations and undoes merges within a transaction. */
@ApplicationScoped
class MergeWrites {

    private final AffiliationUses uses;
    private final MergeReader reader;
    private final Merges merges;
    private final DuplicateAffiliations duplicates;
    private final Dependents dependents;
    private final TypesetSize size;
    private final Audit audit;
    private final Caller caller;

    MergeWrites(
            AffiliationUses uses,
            MergeReader reader,
            Merges merges,
            DuplicateAffiliations duplicates,
            Dependents dependents,
            TypesetSize size,
            Audit audit,
            Caller caller) {
        this.uses = uses;
        this.reader = reader;
        this.merges = merges;
        this.duplicates = duplicates;
        this.dependents = dependents;
        this.size = size;
        this.audit = audit;
        this.caller = caller;
    }

    WriteResponse merge(String id, JsonNode body, WriteContext write) {
        Affiliation survivor = Affiliation.require(id);
        uses.requireEditorOfUsers(survivor.id);
        List<UUID> losers = reader.read(body, survivor.id);
        uses.requireEditorOfUsers(new HashSet<>(losers));
        merges.merge(survivor.id, losers, write);
        size.requireRoom(List.of(survivor.id));
        Affiliation.getEntityManager().refresh(survivor);
        losers.forEach(loser -> record("affiliation.merged", loser, null, survivor.id));
        return WriteResponse.ok(survivor.etag(), AffiliationView.of(survivor, true))
                .with("Articles-Affected", dependents.count(Change.Kind.AFFILIATION, survivor.id));
    }

    WriteResponse undo(String id, String loser, EditRequest request, WriteContext write) {
        Affiliation survivor = Affiliation.require(id);
        UUID undone = Affiliation.require(loser).id;
        uses.requireEditorOfUsers(new HashSet<>(List.of(survivor.id, undone)));
        request.requireMatch(survivor.etag());
        merges.undo(survivor.id, loser, write);
        record("affiliation.unmerged", undone, survivor.id, null);
        size.requireRoom(List.of(survivor.id, undone));
        return WriteResponse.deleted();
    }

    WriteResponse mergeDuplicates(WriteContext write) {
        if (!caller.editsAll()) {
            throw Problems.forbidden("Only admins and editors of all journals can merge all duplicates.");
        }
        DuplicateAffiliations.Report report = duplicates.merge(write);
        report.items().forEach(group -> group.from()
                .forEach(loser -> record("affiliation.merged", loser, null, group.survivor())));
        return new WriteResponse(200, Map.of(), Json.write(report));
    }

    private void record(String action, UUID loser, UUID before, UUID after) {
        audit.record(caller.asActor(), action, AuditedObject.of("affiliation", loser, null), before, after);
    }
}
