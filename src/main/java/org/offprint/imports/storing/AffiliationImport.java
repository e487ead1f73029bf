package org.offprint.imports.storing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.offprint.affiliations.Affiliation;
import org.offprint.affiliations.AffiliationReader;
import org.offprint.affiliations.AffiliationRepository;
import org.offprint.affiliations.AffiliationView;
import org.offprint.affiliations.Affiliations;
import org.offprint.affiliations.Merges;
import org.offprint.http.problem.ProblemException;
import org.offprint.http.problem.Problems;
import org.offprint.identifiers.Ids;
import org.offprint.imports.batch.Batch;
import org.offprint.imports.batch.ImportMode;
import org.offprint.imports.batch.RecordImport;
import org.offprint.imports.keys.OrganizationKey;
import org.offprint.jobs.RecordOutcome;
import org.offprint.json.Json;
import org.offprint.json.JsonPatches;
import org.offprint.record.AffiliationBody;

/** Imports affiliations: those that are records, and organizations that contributors name. */
@ApplicationScoped
class AffiliationImport {

    private static final List<String> DECIDED =
            List.of("revision", "mergedInto", "createdAt", "updatedAt", "links", "highlights");

    private final AffiliationReader reader;
    private final AffiliationRepository stored;
    private final Affiliations affiliations;

    AffiliationImport(AffiliationReader reader, AffiliationRepository stored, Affiliations affiliations) {
        this.reader = reader;
        this.stored = stored;
        this.affiliations = affiliations;
    }

    /** Checks the affiliations among the records. */
    void check(Batch batch) {
        for (RecordImport entry : batch.open("affiliation")) {
            try {
                entry.body().remove(DECIDED);
                AffiliationLineageImport.resolve(entry, "parent", batch);
                AffiliationLineageImport.resolve(entry, "successor", batch);
                check(entry, batch);
            } catch (ProblemException e) {
                entry.fail(e);
            }
        }
    }

    private void check(RecordImport entry, Batch batch) {
        OrganizationKey key = OrganizationKey.of(entry.body());
        Optional<UUID> byId = Optional.ofNullable(entry.id()).filter(batch.holdings::isAffiliation);
        Optional<UUID> held = byId.isPresent() ? byId : byName(entry, key, batch);
        if (held.isEmpty()) {
            AffiliationBody body = reader.read(entry.body(), null, null, batch.holdings::isAffiliation);
            UUID id = entry.id() == null ? Ids.next() : entry.id();
            entry.setId(id);
            entry.name(id);
            entry.end(RecordOutcome.CREATED);
            batch.affiliations.put(id, body);
            batch.holdings.addAffiliation(id, key);
        } else if (batch.request.mode() == ImportMode.CREATE) {
            throw Problems.duplicate("", key.ror() == null ? "name" : "ROR id", "/v1/affiliations/" + held.get());
        } else {
            entry.setId(held.get());
            change(entry, held.get(), batch);
        }
    }

    /** Records with an id of their own are apart, whatever they are called; only a ROR id is one organization's. */
    private static Optional<UUID> byName(RecordImport entry, OrganizationKey key, Batch batch) {
        OrganizationKey wanted = entry.id() == null ? key : new OrganizationKey(key.ror(), null, "");
        return batch.holdings.affiliation(wanted);
    }

    private void change(RecordImport entry, UUID id, Batch batch) {
        if (batch.affiliations.containsKey(id) || batch.request.validateOnly() && stored.findById(id) == null) {
            entry.end(RecordOutcome.UNCHANGED);
            return;
        }
        Affiliation affiliation = stored.lock(id.toString());
        requireItself(affiliation, entry);
        JsonNode present = Json.tree(AffiliationView.of(affiliation, true));
        AffiliationBody body = reader.read(JsonPatches.applyToRecord(present, entry.body(), true), present, id);
        boolean isSame = Arrays.equals(Json.write(body), Json.write(affiliation.body));
        if (!isSame && !batch.request.by().editsAll()) {
            throw Problems.forbidden("Affiliations that are here already are changed by admins and editors of all.");
        }
        entry.end(isSame ? RecordOutcome.UNCHANGED : RecordOutcome.UPDATED);
        if (!isSame) {
            batch.changes.add(() -> affiliations.change(affiliation, body, batch.write));
        }
    }

    /** A record of a merged organization is not one of its survivor. */
    private static void requireItself(Affiliation affiliation, RecordImport entry) {
        Merges.requireUnmerged(affiliation);
        String ror = OrganizationKey.of(entry.body()).ror();
        if (ror != null && affiliation.ror != null && !ror.equals(affiliation.ror)) {
            throw Problems.conflict(
                    "The affiliation is merged into another",
                    "The one with the ROR id " + ror + " is merged into /v1/affiliations/" + affiliation.id
                            + ", which has another one.");
        }
    }

    /**
     * The organization that a contributor names, found by its ROR id or by its exact name and country, else to be
     * created.
     *
     * @param given the id that it is to have where that is free; null for any
     * @return empty where it cannot be created; that is told
     */
    Optional<UUID> resolve(RecordImport entry, ObjectNode organization, UUID given, String where, Batch batch) {
        OrganizationKey key = OrganizationKey.of(organization);
        Optional<UUID> held = batch.holdings.affiliation(key);
        if (held.isPresent()) {
            held.filter(batch.affiliations::containsKey).ifPresent(entry::name);
            return held;
        }
        if (key.name() == null) {
            entry.leaveOut(where + "/ror", organization.path("ror"));
            return Optional.empty();
        }
        if (key.ror() == null) {
            organization.remove("ror");
        }
        try {
            AffiliationBody body = reader.read(organization, null, null, batch.holdings::isAffiliation);
            UUID id = given == null || batch.holdings.isAffiliation(given) ? Ids.next() : given;
            batch.affiliations.put(id, body);
            batch.holdings.addAffiliation(id, key);
            entry.name(id);
            return Optional.of(id);
        } catch (ProblemException e) {
            entry.leaveOut(where, organization);
            return Optional.empty();
        }
    }

    /** Creates those that are needed. */
    void create(Batch batch, Map<UUID, RecordImport> needed) {
        Map<UUID, AffiliationBody> wanted = new LinkedHashMap<>();
        batch.affiliations.forEach((id, body) -> {
            RecordImport entry = needed.get(id);
            if (entry != null) {
                wanted.put(id, body);
                entry.created("affiliation", id);
            }
        });
        if (!wanted.isEmpty()) {
            affiliations.createAll(wanted, batch.write);
        }
    }
}
