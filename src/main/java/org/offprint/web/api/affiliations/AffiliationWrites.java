package org.offprint.web.api.affiliations;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.offprint.journal.affiliations.Affiliation;
import org.offprint.journal.affiliations.AffiliationReader;
import org.offprint.journal.affiliations.AffiliationView;
import org.offprint.journal.affiliations.Affiliations;
import org.offprint.journal.affiliations.Merges;
import org.offprint.journal.publishing.Dependents;
import org.offprint.journal.publishing.typesetting.TypesetSize;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.AffiliationBody;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.WriteContext;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.EditRequest;
import org.offprint.web.api.writes.WriteResponse;

/** Creates, changes and deletes affiliations within a transaction. */
@ApplicationScoped
class AffiliationWrites {

    private final AffiliationReader reader;
    private final Affiliations edits;
    private final AffiliationUses uses;
    private final Dependents dependents;
    private final TypesetSize size;

    AffiliationWrites(
            AffiliationReader reader,
            Affiliations edits,
            AffiliationUses uses,
            Dependents dependents,
            TypesetSize size) {
        this.reader = reader;
        this.edits = edits;
        this.uses = uses;
        this.dependents = dependents;
        this.size = size;
    }

    WriteResponse create(JsonNode body, WriteContext write) {
        Affiliation affiliation = edits.create(reader.read(body, null, null), Ids.next(), write);
        return WriteResponse.created(
                "/v1/affiliations/" + affiliation.id, affiliation.etag(), AffiliationView.of(affiliation, true));
    }

    /** Changes the affiliation, as described in {@link ClientWrites.RecordChange}. */
    WriteResponse change(
            String id, EditRequest request, JsonNode stated, UnaryOperator<JsonNode> changed, WriteContext write) {
        Affiliation affiliation = Affiliation.lock(id);
        uses.requireEditorOfUsers(affiliation.id);
        Merges.requireUnmerged(affiliation);
        request.requireMatch(affiliation.etag(), affiliation.revision, EditRequest.statedRevision(stated));
        JsonNode present = Json.tree(AffiliationView.of(affiliation, true));
        AffiliationBody body = reader.read(changed.apply(present), present, affiliation.id);
        if (!Arrays.equals(Json.write(body), Json.write(affiliation.body))) {
            edits.change(affiliation, body, write);
            size.requireRoom(List.of(affiliation.id));
        }
        return WriteResponse.ok(affiliation.etag(), AffiliationView.of(affiliation, true))
                .with("Articles-Affected", dependents.count(Change.Kind.AFFILIATION, affiliation.id));
    }

    WriteResponse delete(String id, EditRequest request, WriteContext write) {
        Affiliation affiliation = Affiliation.lock(id);
        uses.requireEditorOfUsers(affiliation.id);
        Merges.requireUnmerged(affiliation);
        request.requireMatch(affiliation.etag());
        uses.requireUnused(affiliation.id);
        edits.delete(affiliation, write);
        return WriteResponse.deleted();
    }
}
