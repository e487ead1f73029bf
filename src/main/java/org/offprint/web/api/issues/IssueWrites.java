package org.offprint.web.api.issues;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.offprint.journal.issues.Issue;
import org.offprint.journal.issues.IssueInput;
import org.offprint.journal.issues.IssueReader;
import org.offprint.journal.issues.IssueStatus;
import org.offprint.journal.issues.IssueView;
import org.offprint.journal.issues.Issues;
import org.offprint.journal.journals.DoiRegister;
import org.offprint.journal.journals.JournalLookup;
import org.offprint.journal.publishing.Dependents;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.IssueBody;
import org.offprint.platform.changes.Change;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.database.sql.Sql;
import org.offprint.platform.security.Caller;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.EditRequest;
import org.offprint.web.api.writes.WriteResponse;

/** Creates, changes and deletes issues within a transaction. */
@ApplicationScoped
class IssueWrites {

    private final IssueReader reader;
    private final Issues edits;
    private final JournalLookup journals;
    private final DoiRegister dois;
    private final Dependents dependents;
    private final Sql sql;
    private final Caller caller;

    IssueWrites(
            IssueReader reader,
            Issues edits,
            JournalLookup journals,
            DoiRegister dois,
            Dependents dependents,
            Sql sql,
            Caller caller) {
        this.reader = reader;
        this.edits = edits;
        this.journals = journals;
        this.dois = dois;
        this.dependents = dependents;
        this.sql = sql;
        this.caller = caller;
    }

    WriteResponse create(JsonNode body, WriteContext write) {
        requireRights(body.path("journal"));
        Issue issue = edits.create(reader.read(body, null, null), Ids.next(), write);
        return WriteResponse.created("/v1/issues/" + issue.id, issue.etag(), view(issue));
    }

    /** Changes the issue, as described in {@link ClientWrites.RecordChange}. */
    WriteResponse change(
            String id, EditRequest request, JsonNode stated, UnaryOperator<JsonNode> changed, WriteContext write) {
        Issue issue = Issue.lock(id);
        caller.requireEditorOf(issue.journal, issue::isPublic, "issue", id);
        request.requireMatch(issue.etag(), issue.revision, EditRequest.statedRevision(stated));
        JsonNode present = Json.tree(view(issue));
        IssueInput input = reader.read(changed.apply(present), present, issue);
        if (!input.journal().equals(issue.journal)) {
            throw Problems.conflict(
                    "An issue cannot be moved to another journal",
                    "Create an issue in the other journal and delete the existing issue.");
        }
        if (issue.scheduleProblem != null || !isSame(input.body(), issue.body)) {
            edits.change(issue, input.body(), write);
        }
        return WriteResponse.ok(issue.etag(), view(issue))
                .with("Articles-Affected", dependents.count(Change.Kind.ISSUE, issue.id));
    }

    WriteResponse delete(String id, EditRequest request, WriteContext write) {
        Issue issue = Issue.lock(id);
        caller.requireEditorOf(issue.journal, issue::isPublic, "issue", id);
        request.requireMatch(issue.etag());
        if (issue.status == IssueStatus.PUBLISHED) {
            throw Problems.conflict(
                    "A published issue cannot be deleted",
                    "Use DELETE …/publication to make the issue a draft first. A draft without articles can"
                            + " be deleted.");
        }
        requireUnused(issue.id);
        dois.release(issue.id);
        issue.delete();
        Issue.flush();
        write.log(Change.forEditors(Change.Kind.ISSUE, issue.id, issue.journal, Change.Op.DELETED, "deleted"));
        return WriteResponse.deleted();
    }

    /** Returns the representation of the issue for editors. */
    IssueView view(Issue issue) {
        return IssueView.of(issue, journals.refs(List.of(issue.journal)).get(issue.journal), true);
    }

    /**
     * Rejects the request if the caller may not create issues in the given journal. This check runs before the body is
     * validated.
     */
    private void requireRights(JsonNode journal) {
        JsonNode id = journal.isObject() ? journal.path("id") : journal;
        if (id.isTextual() && Ids.isUuidShaped(id.textValue())) {
            caller.requireEditorOf(Ids.parse(id.textValue()));
        }
    }

    private static boolean isSame(IssueBody one, IssueBody other) {
        return Arrays.equals(Json.write(one), Json.write(other));
    }

    private void requireUnused(UUID issue) {
        // Wait for transactions that are adding articles to the issue. Adding an article locks the issue row through a
        // foreign key, and this lock conflicts with `for update`.
        sql.list("select id from issue where id = ? for update", row -> null, issue);
        List<String> some = sql.list(
                "select id from article where issue = ? order by id limit 10",
                row -> "/v1/articles/" + Sql.uuid(row, "id"),
                issue);
        if (!some.isEmpty()) {
            long total = sql.first("select count(*) from article where issue = ?", row -> row.getLong(1), issue)
                    .orElseThrow();
            throw Problems.inUse("issue", some, total);
        }
    }
}
