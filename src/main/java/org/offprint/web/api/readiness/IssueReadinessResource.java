package org.offprint.web.api.readiness;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.issues.Issue;
import org.offprint.journal.issues.IssueSeries;
import org.offprint.journal.issues.IssueStatus;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;
import org.offprint.services.readiness.Readiness;
import org.offprint.services.readiness.ReadinessReport;
import org.offprint.services.readiness.rules.Indexer;
import org.offprint.web.api.lists.PageRequest;
import org.offprint.web.api.readiness.ArticlesByRule.ArticleByRulePage;

/** REST resource for the readiness report of an issue. */
@Path("/v1/issues/{id}/readiness")
@Tag(name = "Readiness")
@RolesAllowed(Role.EDITOR)
@Produces(MediaType.APPLICATION_JSON)
public class IssueReadinessResource {

    private final Readiness readiness;
    private final IssueSeries series;
    private final Caller caller;
    private final ArticlesByRule articles;

    IssueReadinessResource(Readiness readiness, IssueSeries series, Caller caller, ArticlesByRule articles) {
        this.readiness = readiness;
        this.series = series;
        this.caller = caller;
        this.articles = articles;
    }

    @GET
    @Operation(
            operationId = "getIssueReadiness",
            summary = "Get the readiness of an issue",
            description = "Checks the issue and its journal against the rules of indexers. Articles have separate"
                    + " reports.")
    public Reply<ReadinessReport> getIssueReadiness(
            @PathParam("id") ParameterValue<UUID> id,
            @QueryParam(IndexerFilter.PARAMETER) @Parameter(description = IndexerFilter.DESCRIPTION)
                    List<ParameterValue<Indexer>> indexers) {
        return ReadinessResponse.of(readiness.of(own(id), IndexerFilter.of(indexers)));
    }

    @GET
    @Path("articles")
    @Operation(
            operationId = "listArticlesOfIssueByRule",
            summary = "List articles of an issue by rule outcome",
            description = "Returns the published articles of the issue that fail a rule or whose outcome is"
                    + " unknown, sorted by id. The list reflects changes within seconds.")
    public Reply<ArticleByRulePage> listArticlesOfIssueByRule(
            @PathParam("id") ParameterValue<UUID> id,
            @BeanParam ArticlesByRule.Filter filter,
            @BeanParam PageRequest request) {
        Issue issue = own(id);
        return articles.answer(request, filter, issue.journal, issue.id);
    }

    private Issue own(ParameterValue<UUID> id) {
        Issue issue = series.read(id.text())
                .map(IssueSeries.IssueWithNeighbours::issue)
                .orElseThrow(() -> Problems.notFound("issue", id.text()));
        caller.requireEditorOf(issue.journal, () -> issue.status == IssueStatus.PUBLISHED, "issue", id.text());
        return issue;
    }
}
