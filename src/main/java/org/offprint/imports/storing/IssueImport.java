package org.offprint.imports.storing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.offprint.http.problem.Finding;
import org.offprint.http.problem.ProblemException;
import org.offprint.http.problem.Problems;
import org.offprint.identifiers.Ids;
import org.offprint.imports.batch.Batch;
import org.offprint.imports.batch.ImportMode;
import org.offprint.imports.batch.RecordFindings;
import org.offprint.imports.batch.RecordImport;
import org.offprint.imports.batch.ResolvedReferences;
import org.offprint.imports.keys.IssueKey;
import org.offprint.imports.resolving.BatchReferences;
import org.offprint.imports.resolving.MetadataConflicts;
import org.offprint.issues.Issue;
import org.offprint.issues.IssueReader;
import org.offprint.issues.IssueRepository;
import org.offprint.issues.IssueStatus;
import org.offprint.issues.IssueView;
import org.offprint.issues.Issues;
import org.offprint.jobs.RecordOutcome;
import org.offprint.journals.JournalRepository;
import org.offprint.json.Json;
import org.offprint.json.JsonPatches;
import org.offprint.record.IssueBody;

/** Imports issues: those that are records, and those that articles name. */
@ApplicationScoped
class IssueImport {

    private static final List<String> DECIDED = List.of(
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
    private final IssueRepository stored;
    private final JournalRepository journals;
    private final Issues issues;
    private final NewIssues fresh;

    IssueImport(
            IssueReader reader, IssueRepository stored, JournalRepository journals, Issues issues, NewIssues fresh) {
        this.reader = reader;
        this.stored = stored;
        this.journals = journals;
        this.issues = issues;
        this.fresh = fresh;
    }

    /** Checks the issues among the records, whose journals are resolved. */
    void check(Batch batch) {
        for (RecordImport entry : batch.open("issue")) {
            try {
                Instant since =
                        PriorPublicationImport.instant(entry, entry.body().remove("publishedAt"), "publishedAt", batch);
                entry.body().remove(DECIDED);
                check(entry, since, batch);
            } catch (ProblemException e) {
                entry.fail(e);
            }
        }
    }

    private void check(RecordImport entry, Instant since, Batch batch) {
        UUID journal = BatchReferences.idOf(entry.body().path("journal"));
        UUID held = held(entry.id(), IssueKey.of(journal, entry.body()), batch).orElse(null);
        if (held == null) {
            requireFree(entry, batch);
            UUID id = entry.id() == null ? Ids.next() : entry.id();
            fresh.toBeCreated(entry.body(), id, batch.isToBePublished(entry), since, batch);
            entry.setId(id);
            entry.name(id);
            entry.end(RecordOutcome.CREATED);
        } else if (batch.request.mode() == ImportMode.CREATE) {
            throw Problems.duplicate("", "name", "/v1/issues/" + held);
        } else {
            entry.setId(held);
            change(entry, held, batch);
        }
    }

    private static Optional<UUID> held(UUID id, IssueKey key, Batch batch) {
        if (id != null && batch.holdings.isHidden(id)) {
            throw RecordFindings.taken(
                    new ResolvedReferences.Holder("issue", id, null, false), "/id", "id", batch.request.by());
        }
        if (id != null && batch.holdings.journalOf(id) != null) {
            if (!batch.holdings.journalOf(id).equals(key.journal())) {
                throw Problems.conflict("An issue stays in its journal", "Issue " + id + " is of another one.");
            }
            return Optional.of(id);
        }
        return batch.holdings.issue(key);
    }

    private static void requireFree(RecordImport entry, Batch batch) {
        String doi = BatchReferences.doiKey(entry.body().path("doi"));
        ResolvedReferences.Holder holder = doi == null ? null : batch.holdings.holder(doi);
        if (holder != null) {
            throw RecordFindings.taken(holder, "/doi", "DOI", batch.request.by());
        }
    }

    private void change(RecordImport entry, UUID id, Batch batch) {
        if (batch.issues.containsKey(id) || batch.request.validateOnly() && stored.findById(id) == null) {
            entry.end(RecordOutcome.UNCHANGED);
            return;
        }
        Issue issue = stored.lock(id.toString());
        JsonNode present = Json.tree(
                IssueView.of(issue, journals.refs(List.of(issue.journal)).get(issue.journal), true));
        IssueBody body = reader.read(JsonPatches.applyToRecord(present, entry.body(), true), present, issue)
                .body();
        boolean isSame = Arrays.equals(Json.write(body), Json.write(issue.body));
        boolean appears = batch.isToBePublished(entry) && issue.status != IssueStatus.PUBLISHED;
        entry.end(isSame && !appears ? RecordOutcome.UNCHANGED : RecordOutcome.UPDATED);
        if (!isSame) {
            batch.changes.add(() -> issues.change(issue, body, batch.write));
        }
        if (appears) {
            batch.changes.add(() -> fresh.publish(issue, batch));
        }
    }

    /**
     * The issue that an article names, which is created where it is not here.
     *
     * @return null where it names none
     */
    UUID resolve(RecordImport entry, JsonNode named, UUID journal, Batch batch) {
        UUID given = BatchReferences.idOf(named);
        if (given != null && journal.equals(batch.holdings.journalOf(given))) {
            return held(given, named, entry, batch);
        }
        IssueKey key = IssueKey.of(journal, named);
        if (!named.isObject() || !key.isNamed()) {
            throw Problems.invalid(
                    "The record",
                    List.of(Finding.at(
                            "/issue",
                            "unknown-issue",
                            "The journal has no such issue. One that is to be created needs a volume, a number, a year"
                                    + " or a title.")));
        }
        Optional<UUID> held = batch.holdings.issue(key);
        if (held.isPresent()) {
            return held(held.get(), named, entry, batch);
        }
        ObjectNode body = named.deepCopy();
        body.remove(DECIDED);
        body.remove("id");
        body.put("journal", journal.toString());
        // An id that an issue of another journal has is not this one's.
        boolean isFree = given != null && batch.holdings.journalOf(given) == null && !batch.holdings.isHidden(given);
        UUID id = isFree ? given : Ids.next();
        try {
            fresh.toBeCreated(body, id, batch.isToBePublished(entry), null, batch);
        } catch (ProblemException e) {
            throw Problems.invalid("The record", RecordFindings.findings(e, "/issue"));
        }
        return named(id, entry, batch);
    }

    private static UUID held(UUID id, JsonNode named, RecordImport entry, Batch batch) {
        if (batch.holdings.issueBody(id) != null) {
            MetadataConflicts.tell(entry, named, batch.holdings.issueBody(id));
        }
        return named(id, entry, batch);
    }

    private static UUID named(UUID id, RecordImport entry, Batch batch) {
        if (batch.issues.containsKey(id)) {
            entry.name(id);
        }
        return id;
    }
}
