package org.offprint.web.api.issues;

import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.LockModeType;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.issues.Issue;
import org.offprint.journal.issues.IssueRepository;
import org.offprint.journal.issues.IssueView;
import org.offprint.journal.issues.Issues;
import org.offprint.journal.journals.Journal;
import org.offprint.journal.journals.JournalRepository;
import org.offprint.platform.changes.Write;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.Given;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.EditRequest;
import org.offprint.web.api.writes.WriteAnswer;

/** The DOI of an issue, by the pattern of its journal. */
@Path("/v1/issues/{id}/doi")
@Tag(name = "Issues")
@RolesAllowed(Role.EDITOR)
@Produces(MediaType.APPLICATION_JSON)
public class IssueDoiResource {

    private final ClientWrites writes;
    private final IssueRepository issues;
    private final JournalRepository journals;
    private final Issues edits;
    private final IssueWrites views;
    private final Caller caller;

    IssueDoiResource(
            ClientWrites writes,
            IssueRepository issues,
            JournalRepository journals,
            Issues edits,
            IssueWrites views,
            Caller caller) {
        this.writes = writes;
        this.issues = issues;
        this.journals = journals;
        this.edits = edits;
        this.views = views;
        this.caller = caller;
    }

    @POST
    @Operation(
            operationId = "mintIssueDoi",
            summary = "Give an issue a DOI",
            description = "By the pattern of its journal for issues (`doi`). Readers of a published issue see it at"
                    + " once; a draft that is deleted gives its DOI back.")
    public Reply<IssueView> mintIssueDoi(@PathParam("id") Given<UUID> id, @BeanParam EditRequest request) {
        return writes.answer(request, write -> mint(id.text(), request, write));
    }

    /** Locks the journal before the issue, as whoever publishes an issue does. */
    private WriteAnswer mint(String id, EditRequest request, Write write) {
        UUID owner = issues.journalOf(id);
        caller.requireEditorOf(owner, () -> issues.isPublic(id), "issue", id);
        Journal journal = journals.findById(owner, LockModeType.PESSIMISTIC_READ);
        Issue issue = issues.lock(id);
        request.requireMatch(issue.etag());
        edits.mintDoi(issue, journal, write);
        issues.flush();
        return WriteAnswer.ok(issue.etag(), views.view(issue));
    }
}
