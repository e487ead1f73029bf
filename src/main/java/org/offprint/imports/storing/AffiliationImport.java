package org.offprint.imports.storing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.offprint.imports.batch.Batch;
import org.offprint.imports.batch.ImportMode;
import org.offprint.imports.batch.RecordImport;
import org.offprint.imports.keys.OrganizationKey;
import org.offprint.journal.affiliations.Affiliation;
import org.offprint.journal.affiliations.AffiliationReader;
import org.offprint.journal.affiliations.AffiliationView;
import org.offprint.journal.affiliations.Affiliations;
import org.offprint.journal.affiliations.Merges;
import org.offprint.journal.publishing.typesetting.TypesetSize;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.identifiers.RorId;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.JsonPatches;
import org.offprint.kernel.record.AffiliationBody;
import org.offprint.platform.jobs.RecordOutcome;

/** Imports affiliation records, and organizations in the affiliations of contributors. */
@ApplicationScoped
class AffiliationImport {

    private static final List<String> READ_ONLY_MEMBERS =
            List.of("revision", "mergedInto", "createdAt", "updatedAt", "links", "highlights");

    private final AffiliationReader reader;
    private final Affiliations affiliations;
    private final TypesetSize size;

    AffiliationImport(AffiliationReader reader, Affiliations affiliations, TypesetSize size) {
        this.reader = reader;
        this.affiliations = affiliations;
        this.size = size;
    }

    /** Checks the affiliation records of a batch. */
    void check(Batch batch) {
        for (RecordImport record : batch.open("affiliation")) {
            try {
                record.body().remove(READ_ONLY_MEMBERS);
                AffiliationLineageImport.resolve(record, "parent", batch);
                AffiliationLineageImport.resolve(record, "successor", batch);
                check(record, batch);
            } catch (ProblemException e) {
                record.reject(e);
            }
        }
    }

    private void check(RecordImport record, Batch batch) {
        OrganizationKey key = OrganizationKey.of(record.body());
        Optional<UUID> byId = Optional.ofNullable(record.id()).filter(batch.resolved::isAffiliation);
        Optional<UUID> held = byId.isPresent() ? byId : byName(record, key, batch);
        if (held.isEmpty()) {
            AffiliationBody body = reader.read(record.body(), null, null, batch.resolved::isAffiliation);
            UUID id = record.id() == null ? Ids.next() : record.id();
            record.setId(id);
            record.needs(id);
            record.end(RecordOutcome.CREATED);
            batch.affiliations.put(id, body);
            batch.resolved.addAffiliation(id, key);
        } else if (batch.request.mode() == ImportMode.CREATE) {
            throw Problems.duplicate("", key.ror() == null ? "name" : "ROR id", "/v1/affiliations/" + held.get());
        } else {
            record.setId(held.get());
            change(record, held.get(), batch);
        }
    }

    /**
     * Finds an organization by ROR id or name. For a record with an id, only the ROR id is used, because organizations
     * with different ids may have the same name.
     */
    private static Optional<UUID> byName(RecordImport record, OrganizationKey key, Batch batch) {
        OrganizationKey wanted = record.id() == null ? key : new OrganizationKey(key.ror(), null, "");
        return batch.resolved.affiliation(wanted);
    }

    private void change(RecordImport record, UUID id, Batch batch) {
        if (batch.affiliations.containsKey(id) || batch.request.validateOnly() && Affiliation.findById(id) == null) {
            record.end(RecordOutcome.UNCHANGED);
            return;
        }
        Affiliation affiliation = Affiliation.lock(id.toString());
        requireItself(affiliation, record);
        JsonNode present = Json.tree(AffiliationView.of(affiliation, true));
        AffiliationBody body = reader.read(JsonPatches.applyToRecord(present, record.body(), true), present, id);
        boolean isSame = Arrays.equals(Json.write(body), Json.write(affiliation.body));
        if (!isSame && !batch.request.by().editsAll()) {
            throw Problems.forbidden("Only admins and editors of all journals can change existing affiliations.");
        }
        record.end(isSame ? RecordOutcome.UNCHANGED : RecordOutcome.UPDATED);
        if (!isSame) {
            batch.changes.add(() -> change(affiliation, body, batch));
        }
    }

    private void change(Affiliation affiliation, AffiliationBody body, Batch batch) {
        affiliations.change(affiliation, body, batch.write);
        size.requireRoom(List.of(affiliation.id));
    }

    /**
     * Rejects the record of an organization that was merged into the given affiliation. Such a record does not describe
     * the surviving organization.
     */
    private static void requireItself(Affiliation affiliation, RecordImport record) {
        Merges.requireUnmerged(affiliation);
        String ror = OrganizationKey.of(record.body()).ror();
        if (ror != null && affiliation.ror != null && !ror.equals(affiliation.ror)) {
            throw Problems.conflict(
                    "The affiliation was merged",
                    "The affiliation with the ROR id " + ror + " was merged into /v1/affiliations/" + affiliation.id
                            + ", which has a different ROR id.");
        }
    }

    /**
     * Returns the organization in a contributor's affiliation. The organization is found by its ROR id or by its exact
     * name and country. If the organization does not exist, it is added to the batch for creation.
     *
     * @param given id for a new organization, which is used if it is free; null for a generated id
     * @return id of the organization; empty if it cannot be created, which is reported
     */
    Optional<UUID> resolve(RecordImport record, ObjectNode organization, UUID given, String where, Batch batch) {
        OrganizationKey key = OrganizationKey.of(organization);
        Optional<UUID> held = batch.resolved.affiliation(key);
        if (held.isPresent()) {
            held.filter(batch.affiliations::containsKey).ifPresent(record::needs);
            if (batch.resolved.isWithoutRor(key)) {
                addRor(record, held.get(), key, where, batch);
            }
            return held;
        }
        if (key.name() == null) {
            record.reportUnplaced(where + "/ror", organization.path("ror"));
            return Optional.empty();
        }
        if (key.ror() == null) {
            organization.remove("ror");
        }
        try {
            AffiliationBody body = reader.read(organization, null, null, batch.resolved::isAffiliation);
            UUID id = given == null || batch.resolved.isAffiliation(given) ? Ids.next() : given;
            batch.affiliations.put(id, body);
            batch.resolved.addAffiliation(id, key);
            record.needs(id);
            return Optional.of(id);
        } catch (ProblemException e) {
            record.reportUnplaced(where, organization);
            return Optional.empty();
        }
    }

    /**
     * Adds the missing ROR id of an organization. If the importer may not change the organization, the ROR id is
     * reported as not imported.
     */
    private void addRor(RecordImport record, UUID id, OrganizationKey key, String where, Batch batch) {
        AffiliationBody created = batch.affiliations.get(id);
        if (created == null && !batch.request.by().editsAll()) {
            record.reportUnplaced(where + "/ror", JsonNodeFactory.instance.textNode(key.ror()));
            return;
        }
        RorId ror = RorId.parse(key.ror());
        if (created != null) {
            batch.affiliations.put(id, created.withRor(ror));
        } else if (!batch.request.validateOnly()) {
            batch.changes.add(() -> {
                Affiliation affiliation = Affiliation.lock(id.toString());
                if (affiliation.ror == null && record.isOpen()) {
                    change(affiliation, affiliation.body.withRor(ror), batch);
                }
            });
        }
        batch.resolved.addRor(key, id);
    }

    /** Creates the affiliations that valid records of the batch need. */
    void create(Batch batch, Map<UUID, RecordImport> needed) {
        Map<UUID, AffiliationBody> wanted = new LinkedHashMap<>();
        batch.affiliations.forEach((id, body) -> {
            RecordImport record = needed.get(id);
            if (record != null) {
                wanted.put(id, body);
                record.created("affiliation", id);
            }
        });
        if (!wanted.isEmpty()) {
            affiliations.createAll(wanted, batch.write);
        }
    }
}
