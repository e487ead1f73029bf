package org.offprint.imports.storing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.offprint.imports.batch.Batch;
import org.offprint.imports.batch.ImportMode;
import org.offprint.imports.batch.RecordFindings;
import org.offprint.imports.batch.RecordImport;
import org.offprint.imports.keys.JournalKey;
import org.offprint.imports.resolving.BatchReferences;
import org.offprint.imports.resolving.MetadataConflicts;
import org.offprint.journal.journals.Journal;
import org.offprint.journal.journals.JournalInput;
import org.offprint.journal.journals.JournalLookup;
import org.offprint.journal.journals.JournalReader;
import org.offprint.journal.journals.JournalView;
import org.offprint.journal.journals.Journals;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.JsonPatches;
import org.offprint.kernel.json.SortKey;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.jobs.RecordOutcome;

/** Imports journal records, and journals to which other records refer. */
@ApplicationScoped
class JournalImport {

    /** JSON members of a journal that are set by the service or stated in the records of other journals. */
    private static final List<String> READ_ONLY_MEMBERS =
            List.of("revision", "continuedBy", "createdAt", "updatedAt", "links", "highlights");

    private final JournalReader reader;
    private final JournalLookup lookup;
    private final Journals journals;
    private final Sql sql;

    JournalImport(JournalReader reader, JournalLookup lookup, Journals journals, Sql sql) {
        this.reader = reader;
        this.lookup = lookup;
        this.journals = journals;
        this.sql = sql;
    }

    /** Checks the journal records of a batch. */
    void check(Batch batch) {
        for (RecordImport record : batch.open("journal")) {
            try {
                record.body().remove(READ_ONLY_MEMBERS);
                continued(record, batch);
                JournalKey key = JournalKey.of(record.body());
                Optional<UUID> held =
                        batch.resolved.journals.find(new JournalKey(record.id(), key.issns(), key.slug(), null));
                if (held.isPresent()) {
                    change(record, held.get(), batch);
                } else {
                    record.setId(registerForCreation(record.body(), record.id(), batch));
                    record.needs(record.id());
                    record.end(RecordOutcome.CREATED);
                }
            } catch (ProblemException e) {
                record.reject(e);
            }
        }
    }

    /**
     * Removes the member {@code continues} from the record if the journal does not exist, and reports it as not
     * imported.
     */
    private static void continued(RecordImport record, Batch batch) {
        JsonNode named = record.body().path("continues");
        UUID id = BatchReferences.idOf(named);
        if (id != null && !batch.resolved.journals.has(id)) {
            record.reportUnplaced("continues", named);
            record.body().remove("continues");
        }
    }

    private void change(RecordImport record, UUID id, Batch batch) {
        if (batch.request.mode() == ImportMode.CREATE) {
            throw Problems.duplicate("", "name", "/v1/journals/" + id);
        }
        requireRights(id, batch);
        record.setId(id);
        // If the journal is created because an earlier record of this import refers to it, its own record does not
        // change it.
        if (batch.journals.containsKey(id) || batch.request.validateOnly() && Journal.findById(id) == null) {
            record.end(RecordOutcome.UNCHANGED);
            return;
        }
        Journal journal = Journal.lock(id.toString());
        JsonNode present = Json.tree(
                JournalView.of(journal, lookup.continuations(List.of(id)).getOrDefault(id, List.of()), true));
        JournalInput input = reader.read(JsonPatches.applyToRecord(present, record.body(), true), present, journal);
        boolean isSame = (input.slug() == null || input.slug().value().equals(journal.slug))
                && Arrays.equals(Json.write(input.body()), Json.write(journal.body));
        record.end(isSame ? RecordOutcome.UNCHANGED : RecordOutcome.UPDATED);
        if (!isSame) {
            batch.changes.add(() -> journals.change(journal, input, batch.write));
        }
    }

    /**
     * Returns the journal to which a record refers. If the journal does not exist, it is added to the batch for
     * creation.
     *
     * @throws ProblemException if the journal does not exist and may not be created, or if the importer may not edit it
     */
    UUID resolve(RecordImport record, JsonNode named, Batch batch) {
        UUID id = batch.resolved.journals.find(JournalKey.of(named)).orElse(null);
        if (id != null) {
            MetadataConflicts.report(record, named, id, batch);
        } else {
            if (!named.isObject() || !named.hasNonNull("title")) {
                throw Problems.invalid(
                        "The record", List.of(Finding.at("/journal", "unknown-journal", missing(named))));
            }
            ObjectNode body = named.deepCopy();
            body.remove(READ_ONLY_MEMBERS);
            UUID given = BatchReferences.idOf(body);
            body.remove("id");
            if (!body.hasNonNull("language") && record.body().hasNonNull("language")) {
                body.set("language", record.body().get("language"));
            }
            try {
                id = registerForCreation(body, given, batch);
            } catch (ProblemException e) {
                throw Problems.invalid("The record", RecordFindings.findings(e, "/journal"));
            }
        }
        if (batch.journals.containsKey(id)) {
            record.needs(id);
        }
        requireRights(id, batch);
        return id;
    }

    private static String missing(JsonNode named) {
        JournalKey key = JournalKey.of(named);
        return key.issns().isEmpty()
                ? "The journal does not exist. To create the journal, send its title."
                : "There is no journal with ISSN " + String.join(" or ", key.issns())
                        + ". To create the journal, send its title.";
    }

    private static void requireRights(UUID journal, Batch batch) {
        boolean isNew = batch.journals.containsKey(journal);
        if (!isNew && !batch.request.by().edits(journal)) {
            throw Problems.forbidden("The API key has no access to journal " + journal + ".");
        }
    }

    private UUID registerForCreation(ObjectNode body, UUID given, Batch batch) {
        if (!batch.request.by().isAdmin()) {
            throw Problems.forbidden("The journal does not exist, and only admins can create journals.");
        }
        UUID id = given == null ? Ids.next() : given;
        Deque<UUID> ids = new ArrayDeque<>(List.of(id));
        takeSectionIds(body, ids, batch);
        List<UUID> sections = List.copyOf(ids).subList(1, ids.size());
        JournalInput input = reader.read(body, null, null);
        Supplier<UUID> supply = ids::poll;
        batch.journals.put(id, new Batch.NewJournal(input, supply));
        batch.resolved.journals.add(
                id,
                input.slug() == null ? null : input.slug().value(),
                SortKey.of(input.body().title()),
                sections.isEmpty() ? input.body() : input.body().withSectionIds(sections));
        return id;
    }

    /**
     * Removes the section ids from the JSON of a new journal, because the reader of new journals does not accept them.
     * Ids that are not in use are kept for the new sections.
     */
    private void takeSectionIds(ObjectNode body, Deque<UUID> ids, Batch batch) {
        List<UUID> given = new ArrayList<>();
        body.path("sections").forEach(section -> given.add(section.isObject() ? BatchReferences.idOf(section) : null));
        Set<UUID> taken = takenSections(given);
        for (int i = 0; i < given.size(); i++) {
            UUID id = given.get(i);
            boolean isFree =
                    id != null && !taken.contains(id) && !batch.resolved.journals.isSection(id) && !ids.contains(id);
            ids.add(isFree ? id : Ids.next());
            if (body.get("sections").get(i) instanceof ObjectNode section) {
                section.remove("id");
            }
        }
    }

    private Set<UUID> takenSections(List<UUID> sections) {
        List<String> given =
                sections.stream().filter(Objects::nonNull).map(UUID::toString).toList();
        return given.isEmpty()
                ? Set.of()
                : new HashSet<>(sql.list(
                        "select id from section where id = any(?::uuid[])", row -> Sql.uuid(row, "id"), given));
    }

    /** Creates the journals that valid records of the batch need. */
    void create(Batch batch, Map<UUID, RecordImport> needed) {
        batch.journals.forEach((id, wanted) -> {
            RecordImport record = needed.get(id);
            if (record != null) {
                journals.create(wanted.input(), wanted.ids(), batch.write);
                record.created("journal", id);
            }
        });
    }
}
