package org.offprint.web.api.journals;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.offprint.journal.journals.Journal;
import org.offprint.journal.journals.JournalInput;
import org.offprint.journal.journals.JournalLineage;
import org.offprint.journal.journals.JournalLookup;
import org.offprint.journal.journals.JournalReader;
import org.offprint.journal.journals.JournalView;
import org.offprint.journal.journals.Journals;
import org.offprint.journal.publishing.Dependents;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.Json;
import org.offprint.platform.audit.Audit;
import org.offprint.platform.audit.AuditedObject;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.security.Caller;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.EditRequest;
import org.offprint.web.api.writes.WriteResponse;

/** Creates, changes and deletes journals within a transaction. */
@ApplicationScoped
class JournalWrites {

    private final JournalLookup journals;
    private final JournalLineage lineage;
    private final JournalReader reader;
    private final Journals edits;
    private final Sql sql;
    private final Caller caller;
    private final Dependents dependents;
    private final Audit audit;

    JournalWrites(
            JournalLookup journals,
            JournalLineage lineage,
            JournalReader reader,
            Journals edits,
            Sql sql,
            Caller caller,
            Dependents dependents,
            Audit audit) {
        this.journals = journals;
        this.lineage = lineage;
        this.reader = reader;
        this.edits = edits;
        this.sql = sql;
        this.caller = caller;
        this.dependents = dependents;
        this.audit = audit;
    }

    WriteResponse create(JsonNode body, WriteContext write) {
        lineage.lock();
        Journal journal = edits.create(reader.read(body, null, null), Ids::next, write);
        JournalView view = view(journal, true);
        record("journal.created", journal, null, view);
        return WriteResponse.created("/v1/journals/" + journal.id, journal.etag(), view);
    }

    /** Changes the journal, as described in {@link ClientWrites.RecordChange}. */
    WriteResponse change(
            String id, EditRequest request, JsonNode stated, UnaryOperator<JsonNode> changed, WriteContext write) {
        lineage.lock();
        Journal journal = lineage.lock(id, continuedJournals(stated));
        caller.requireEditorOf(journal.id);
        request.requireMatch(journal.etag(), journal.revision, EditRequest.statedRevision(stated));
        JsonNode present = Json.tree(view(journal, true));
        JournalInput input = reader.read(changed.apply(present), present, journal);
        boolean isChanged = !isSame(input, journal);
        if (isChanged) {
            edits.change(journal, input, write);
        }
        JournalView view = view(journal, true);
        if (isChanged) {
            record("journal.changed", journal, present, view);
        }
        return WriteResponse.ok(journal.etag(), view)
                .with("Articles-Affected", dependents.count(Change.Kind.JOURNAL, journal.id));
    }

    /**
     * Returns the ids of the journals that {@code continues} names in the request body. The body can be a record, a
     * merge patch or a JSON Patch.
     */
    private static Set<UUID> continuedJournals(JsonNode sent) {
        Set<UUID> named = new HashSet<>();
        Stream<JsonNode> values = sent.isArray()
                ? StreamSupport.stream(sent.spliterator(), false).map(operation -> operation.path("value"))
                : Stream.of(sent);
        values.forEach(value -> {
            JsonNode journal = value.isObject() ? value.path("continues") : value;
            JsonNode id = journal.isObject() ? journal.path("id") : journal;
            if (Ids.isUuidShaped(id.textValue())) {
                named.add(Ids.parse(id.textValue()));
            }
        });
        return named;
    }

    WriteResponse delete(String id, EditRequest request, WriteContext write) {
        lineage.lock();
        Journal journal = lineage.lock(id, List.of());
        request.requireMatch(journal.etag());
        requireUnused(journal.id);
        record("journal.deleted", journal, view(journal, true), null);
        edits.delete(journal, write);
        return WriteResponse.deleted();
    }

    private void record(String action, Journal journal, Object before, Object after) {
        audit.record(caller.asActor(), action, AuditedObject.of("journal", journal.id, journal.slug), before, after);
    }

    private static boolean isSame(JournalInput input, Journal journal) {
        boolean sameSlug = input.slug() == null || input.slug().value().equals(journal.slug);
        return sameSlug && Arrays.equals(Json.write(input.body()), Json.write(journal.body));
    }

    /**
     * Returns journal list items, keyed by journal id. If the caller edits a journal, its list item includes the
     * members that only editors see.
     */
    Map<UUID, byte[]> forCaller(List<UUID> ids) {
        Map<UUID, List<UUID>> continuations = journals.continuations(ids);
        return Journal.<Journal>list("id in ?1", ids).stream()
                .collect(Collectors.toMap(
                        journal -> journal.id,
                        journal -> Json.write(JournalView.of(
                                journal,
                                continuations.getOrDefault(journal.id, List.of()),
                                caller.edits(journal.id)))));
    }

    JournalView view(Journal journal, boolean forEditors) {
        return JournalView.of(journal, continuations(journal.id), forEditors);
    }

    private List<UUID> continuations(UUID journal) {
        return journals.continuations(List.of(journal)).getOrDefault(journal, List.of());
    }

    private void requireUnused(UUID journal) {
        String users = "select '/v1/issues/' || id path from issue where journal = ?"
                + " union all select '/v1/articles/' || id from article where journal = ?"
                + " union all select '/v1/journals/' || id from journal where continues = ?";
        List<String> some =
                sql.list(users + " order by 1 limit 10", row -> row.getString(1), journal, journal, journal);
        if (!some.isEmpty()) {
            long total = sql.first(
                            "select count(*) from (" + users + ") users",
                            row -> row.getLong(1),
                            journal,
                            journal,
                            journal)
                    .orElseThrow();
            throw Problems.inUse("journal", some, total);
        }
    }
}
