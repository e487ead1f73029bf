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
import org.offprint.journal.issues.IssueView;
import org.offprint.journal.issues.Issues;
import org.offprint.journal.journals.Journal;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.EditRequest;
import org.offprint.web.api.writes.WriteResponse;

/** REST resource that mints the DOI of an issue from the journal's DOI pattern. */
@Path("/v1/issues/{id}/doi")
@Tag(name = "Issues")
@RolesAllowed(Role.EDITOR)
@Produces(MediaType.APPLICATION_JSON)
public class IssueDoiResource {

    private final ClientWrites writes;
    private final Issues edits;
    private final IssueWrites views;
    private final Caller caller;

    IssueDoiResource(ClientWrites writes, Issues edits, IssueWrites views, Caller caller) {
        this.writes = writes;
        this.edits = edits;
        this.views = views;
        this.caller = caller;
    }

    @POST
    @Operation(
            operationId = "mintIssueDoi",
            summary = "Mint a DOI for an issue",
            description = "Mints a DOI from the journal's DOI pattern for issues (`doi`). If the issue is"
                    + " published, the DOI is public immediately. If the draft is deleted, the DOI becomes"
                    + " available again. Returns 409 if the issue already has a DOI, if the journal has no DOI"
                    + " prefix, or if the pattern yields no free DOI.")
    public Reply<IssueView> mintIssueDoi(@PathParam("id") ParameterValue<UUID> id, @BeanParam EditRequest request) {
        return writes.answer(request, write -> mint(id.text(), request, write));
    }

    /**
     * Mints the DOI of an issue. To prevent deadlocks, the journal is locked before the issue, in the same order as
     * during publication.
     */
    private WriteResponse mint(String id, EditRequest request, WriteContext write) {
        UUID owner = Issue.journalOf(id);
        caller.requireEditorOf(owner, () -> Issue.isPublished(id), "issue", id);
        Journal journal = Journal.findById(owner, LockModeType.PESSIMISTIC_READ);
        Issue issue = Issue.lock(id);
        request.requireMatch(issue.etag());
        edits.mintDoi(issue, journal, write);
        Issue.flush();
        return WriteResponse.ok(issue.etag(), views.view(issue));
    }
}
