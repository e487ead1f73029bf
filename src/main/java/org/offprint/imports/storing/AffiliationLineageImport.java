package org.offprint.imports.storing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;
import org.offprint.imports.batch.Batch;
import org.offprint.imports.batch.RecordImport;
import org.offprint.imports.batch.ResolvedReferences;
import org.offprint.imports.keys.OrganizationKey;
import org.offprint.imports.resolving.BatchReferences;
import org.offprint.journal.affiliations.Affiliation;
import org.offprint.journal.affiliations.AffiliationReader;
import org.offprint.journal.affiliations.AffiliationView;
import org.offprint.journal.affiliations.Affiliations;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.JsonPatches;
import org.offprint.kernel.record.AffiliationBody;
import org.offprint.platform.changes.WriteContext;

/** Resolves parents and successors of organizations, during the import and again after all records have been read. */
@ApplicationScoped
class AffiliationLineageImport {

    private final AffiliationReader reader;
    private final Affiliations affiliations;

    AffiliationLineageImport(AffiliationReader reader, Affiliations affiliations) {
        this.reader = reader;
        this.affiliations = affiliations;
    }

    /**
     * Resolves a parent or successor that is identified by id, ROR id or name. If the record states several
     * organizations, the first one that exists after the whole import is used. An unknown organization is omitted and
     * reported, and looked up again at the end of the import.
     */
    static void resolve(RecordImport record, String member, Batch batch) {
        JsonNode named = record.body().get(member);
        if (named == null || !named.isContainerNode() && BatchReferences.idOf(named) == null) {
            return;
        }
        UUID held = mayComeLater(named, batch) ? null : held(named, batch.resolved);
        if (held == null) {
            record.defer(member, named);
            record.body().remove(member);
        } else {
            JsonNode rest = unusedNames(named, batch.resolved);
            if (rest != null) {
                record.reportEachUnplaced(member, rest);
            }
            record.body().put(member, held.toString());
        }
    }

    /**
     * Returns whether the record states several organizations, the first of which is unknown but may follow later in
     * the file.
     */
    private static boolean mayComeLater(JsonNode named, Batch batch) {
        return named.isArray() && held(named.path(0), batch.resolved) == null && !batch.request.validateOnly();
    }

    /**
     * Returns the stated organizations that are not used, because only the first existing organization is used. Returns
     * null if all stated organizations are used.
     */
    static JsonNode unusedNames(JsonNode named, ResolvedReferences resolved) {
        if (!named.isArray()) {
            return null;
        }
        ArrayNode rest = JsonNodeFactory.instance.arrayNode();
        boolean isTaken = false;
        for (JsonNode one : named) {
            if (!isTaken && held(one, resolved) != null) {
                isTaken = true;
            } else {
                rest.add(one);
            }
        }
        return rest.isEmpty() ? null : rest;
    }

    /** Returns the first stated organization that exists, or null if none exists. */
    private static UUID held(JsonNode named, ResolvedReferences resolved) {
        for (JsonNode one : named.isArray() ? named : List.of(named)) {
            UUID id = BatchReferences.idOf(one);
            UUID held = id != null && resolved.isAffiliation(id)
                    ? id
                    : resolved.affiliation(OrganizationKey.of(one)).orElse(null);
            if (held != null) {
                return held;
            }
        }
        return null;
    }

    /**
     * Sets the parent or successor of an affiliation that has none yet.
     *
     * @return whether the parent or successor exists and is set
     */
    boolean setDeferred(UUID id, String member, JsonNode named, ResolvedReferences resolved, WriteContext write) {
        UUID held = held(named, resolved);
        Affiliation affiliation = held == null ? null : Affiliation.findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (affiliation == null || affiliation.mergedInto != null) {
            return false;
        }
        ObjectNode present = (ObjectNode) Json.tree(AffiliationView.of(affiliation, true));
        if (present.hasNonNull(member)) {
            return held.toString().equals(present.get(member).textValue());
        }
        ObjectNode patch = present.objectNode().put(member, held.toString());
        AffiliationBody body = reader.read(JsonPatches.applyToRecord(present, patch, true), present, id);
        affiliations.change(affiliation, body, write);
        return true;
    }
}
