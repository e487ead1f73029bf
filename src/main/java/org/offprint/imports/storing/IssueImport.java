package org.offprint.imports.storing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.offprint.imports.batch.Batch;
import org.offprint.imports.batch.ImportMode;
import org.offprint.imports.batch.RecordFindings;
import org.offprint.imports.batch.RecordImport;
import org.offprint.imports.batch.ResolvedReferences;
import org.offprint.imports.keys.IssueKey;
import org.offprint.imports.resolving.BatchReferences;
import org.offprint.imports.resolving.MetadataConflicts;
import org.offprint.journal.issues.Issue;
import org.offprint.journal.issues.IssueReader;
import org.offprint.journal.issues.IssueStatus;
import org.offprint.journal.issues.IssueView;
import org.offprint.journal.issues.Issues;
import org.offprint.journal.journals.JournalLookup;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.json.JsonPatches;
import org.offprint.kernel.record.IssueBody;
import org.offprint.platform.jobs.RecordOutcome;

/** Imports issue records, and issues to which article records refer. */
@ApplicationScoped
class IssueImport {

    private static final List<String> READ_ONLY_MEMBERS = List.of(
            "status",
            "revision",
            "scheduledAt",
            "scheduleProblem",
            "createdAt",
            "updatedAt",
            "publishedAt",
            "unpublishedArticles",
            "previous",
            "next",
            "links",
            "highlights");

    private final IssueReader reader;
    private final JournalLookup journals;
    private final Issues issues;
    private final NewIssues fresh;

    IssueImport(IssueReader reader, JournalLookup journals, Issues issues, NewIssues fresh) {
        this.reader = reader;
        this.journals = journals;
        this.issues = issues;
        this.fresh = fresh;
    }

    /** Checks the issue records of a batch, whose journals are resolved. */
    void check(Batch batch) {
        for (RecordImport record : batch.open("issue")) {
            try {
                Instant since = PriorPublicationImport.instant(
                        record, record.body().remove("publishedAt"), "publishedAt", batch);
                record.body().remove(READ_ONLY_MEMBERS);
                check(record, since, batch);
            } catch (ProblemException e) {
                record.reject(e);
            }
        }
    }

    private void check(RecordImport record, Instant since, Batch batch) {
        UUID journal = BatchReferences.idOf(record.body().path("journal"));
        UUID held =
                held(record.id(), IssueKey.of(journal, record.body()), batch).orElse(null);
        if (held == null) {
            requireFree(record, batch);
            UUID id = record.id() == null ? Ids.next() : record.id();
            fresh.registerForCreation(record.body(), id, batch.isToBePublished(record), since, batch);
            record.setId(id);
            record.needs(id);
            record.end(RecordOutcome.CREATED);
        } else if (batch.request.mode() == ImportMode.CREATE) {
            throw Problems.duplicate("", "name", "/v1/issues/" + held);
        } else {
            record.setId(held);
            change(record, held, batch);
        }
    }

    private static Optional<UUID> held(UUID id, IssueKey key, Batch batch) {
        if (id != null && batch.resolved.isHidden(id)) {
            throw RecordFindings.duplicate(
                    new ResolvedReferences.RecordHolder("issue", id, null, false), "/id", "id", batch.request.by());
        }
        if (id != null && batch.resolved.journalOf(id) != null) {
            if (!batch.resolved.journalOf(id).equals(key.journal())) {
                throw Problems.conflict(
                        "An issue cannot be moved to another journal",
                        "Issue " + id + " belongs to a different journal.");
            }
            return Optional.of(id);
        }
        return batch.resolved.issue(key);
    }

    private static void requireFree(RecordImport record, Batch batch) {
        String doi = BatchReferences.doiKey(record.body().path("doi"));
        ResolvedReferences.RecordHolder holder = doi == null ? null : batch.resolved.holder(doi);
        if (holder != null) {
            throw RecordFindings.duplicate(holder, "/doi", "DOI", batch.request.by());
        }
    }

    private void change(RecordImport record, UUID id, Batch batch) {
        if (batch.issues.containsKey(id) || batch.request.validateOnly() && Issue.findById(id) == null) {
            record.end(RecordOutcome.UNCHANGED);
            return;
        }
        Issue issue = Issue.lock(id.toString());
        JsonNode present = Json.tree(
                IssueView.of(issue, journals.refs(List.of(issue.journal)).get(issue.journal), true));
        IssueBody body = reader.read(JsonPatches.applyToRecord(present, record.body(), true), present, issue)
                .body();
        boolean isSame = Arrays.equals(Json.write(body), Json.write(issue.body));
        boolean appears = batch.isToBePublished(record) && issue.status != IssueStatus.PUBLISHED;
        record.end(isSame && !appears ? RecordOutcome.UNCHANGED : RecordOutcome.UPDATED);
        if (!isSame) {
            batch.changes.add(() -> issues.change(issue, body, batch.write));
        }
        if (appears) {
            batch.changes.add(() -> fresh.publish(issue, batch));
        }
    }

    /**
     * Returns the issue to which an article record refers. If the issue does not exist, it is added to the batch for
     * creation.
     *
     * @throws ProblemException if the issue does not exist and cannot be created
     */
    UUID resolve(RecordImport record, JsonNode named, UUID journal, Batch batch) {
        UUID given = BatchReferences.idOf(named);
        if (given != null && journal.equals(batch.resolved.journalOf(given))) {
            return held(given, named, record, batch);
        }
        IssueKey key = IssueKey.of(journal, named);
        if (!named.isObject() || !key.isNamed()) {
            throw Problems.invalid(
                    "The record",
                    List.of(Finding.at(
                            "/issue",
                            "unknown-issue",
                            "The issue does not exist in the journal. To create it, send a volume, a number, a year"
                                    + " or a title.")));
        }
        Optional<UUID> held = batch.resolved.issue(key);
        if (held.isPresent()) {
            return held(held.get(), named, record, batch);
        }
        ObjectNode body = named.deepCopy();
        body.remove(READ_ONLY_MEMBERS);
        body.remove("id");
        body.put("journal", journal.toString());
        // If an issue in a different journal already has the given id, a new id is generated.
        boolean isFree = given != null && batch.resolved.journalOf(given) == null && !batch.resolved.isHidden(given);
        UUID id = isFree ? given : Ids.next();
        try {
            fresh.registerForCreation(body, id, batch.isToBePublished(record), null, batch);
        } catch (ProblemException e) {
            throw Problems.invalid("The record", RecordFindings.findings(e, "/issue"));
        }
        return named(id, record, batch);
    }

    private static UUID held(UUID id, JsonNode named, RecordImport record, Batch batch) {
        if (batch.resolved.issueBody(id) != null) {
            MetadataConflicts.report(record, named, batch.resolved.issueBody(id));
        }
        return named(id, record, batch);
    }

    private static UUID named(UUID id, RecordImport record, Batch batch) {
        if (batch.issues.containsKey(id)) {
            record.needs(id);
        }
        return id;
    }
}
