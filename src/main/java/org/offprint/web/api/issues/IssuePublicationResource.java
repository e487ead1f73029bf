package org.offprint.web.api.issues;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.articles.Article;
import org.offprint.journal.issues.Issue;
import org.offprint.journal.issues.IssueView;
import org.offprint.journal.publishing.IssuePublicationInput;
import org.offprint.journal.publishing.IssuePublishing;
import org.offprint.kernel.json.RecordReader;
import org.offprint.platform.changes.WriteContext;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;
import org.offprint.web.api.writes.Body;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.EditRequest;
import org.offprint.web.api.writes.WriteResponse;

/** REST resource that publishes an issue, with or without its articles, or unpublishes an issue. */
@Path("/v1/issues/{id}/publication")
@Tag(name = "Publishing")
@RolesAllowed(Role.EDITOR)
@Produces(MediaType.APPLICATION_JSON)
public class IssuePublicationResource {

    private final ClientWrites writes;
    private final IssueWrites edits;
    private final IssuePublishing publishing;
    private final Caller caller;

    IssuePublicationResource(ClientWrites writes, IssueWrites edits, IssuePublishing publishing, Caller caller) {
        this.writes = writes;
        this.edits = edits;
        this.publishing = publishing;
        this.caller = caller;
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "publishIssue",
            summary = "Publish or schedule an issue",
            description = "Publishes the issue and its table of contents now, or at the time in `at`. With"
                    + " `withArticles`, also publishes the drafts and unpublished changes of the articles in"
                    + " the issue. If any article cannot be published, nothing is published and the response is"
                    + " 422. Without `withArticles`, articles must be published separately."
                    + " `unpublishedArticles` in the response is the number of articles with unpublished"
                    + " changes. An article without a printed date gets the date of the issue.")
    public Reply<IssueView> publishIssue(
            @PathParam("id") ParameterValue<UUID> id,
            @BeanParam EditRequest request,
            Body<IssuePublicationInput> body) {
        return writes.answer(request, body, write -> publish(id.text(), request, body, write));
    }

    private WriteResponse publish(
            String id, EditRequest request, Body<IssuePublicationInput> body, WriteContext write) {
        JsonNode sent = body.treeOrEmpty();
        UUID journal = Issue.journalOf(id);
        caller.requireEditorOf(journal, () -> Issue.isPublished(id), "issue", id);
        boolean withArticles = sent.path("withArticles").asBoolean();
        List<Article> locked = publishing.lockBefore(UUID.fromString(id), journal, withArticles);
        Issue issue = Issue.lock(id);
        request.requireMatch(issue.etag(), issue.revision, EditRequest.statedRevision(sent));
        RecordReader reader = new RecordReader();
        IssuePublicationInput input = body.read(sent, reader);
        reader.check("The publication");
        List<Article> appearing = withArticles ? publishing.articlesToPublish(issue.id, locked) : List.of();
        publishing.publish(issue, appearing, input, caller.asEditor(), write);
        Issue.flush();
        IssueView view = edits.view(issue);
        return WriteResponse.ok(
                issue.etag(), input.withArticles() ? view : view.counting(publishing.unpublishedArticles(issue.id)));
    }

    @DELETE
    @Operation(
            operationId = "unpublishIssue",
            summary = "Unpublish an issue",
            description = "Makes a published issue a draft. Readers and harvesters can no longer see the issue and"
                    + " its contents. The published articles remain published and remain in the issue. If the"
                    + " issue is only scheduled, the schedule is cancelled. Returns 409 if the issue is neither"
                    + " published nor scheduled.")
    public Reply<IssueView> unpublishIssue(@PathParam("id") ParameterValue<UUID> id, @BeanParam EditRequest request) {
        return writes.answer(request, write -> {
            Issue issue = Issue.lock(id.text());
            caller.requireEditorOf(issue.journal, issue::isPublic, "issue", id.text());
            request.requireMatch(issue.etag());
            publishing.unpublish(issue, write);
            Issue.flush();
            return WriteResponse.ok(issue.etag(), edits.view(issue));
        });
    }
}
