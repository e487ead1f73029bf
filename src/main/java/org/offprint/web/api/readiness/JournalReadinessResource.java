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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.journals.Journal;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;
import org.offprint.services.readiness.Readiness;
import org.offprint.services.readiness.ReadinessReport;
import org.offprint.services.readiness.rules.Indexer;
import org.offprint.web.api.lists.PageRequest;
import org.offprint.web.api.readiness.ArticlesByRule.ArticleByRulePage;

/** REST resource for the readiness report of a journal. */
@Path("/v1/journals/{id}/readiness")
@Tag(name = "Readiness")
@RolesAllowed(Role.EDITOR)
@Produces(MediaType.APPLICATION_JSON)
public class JournalReadinessResource {

    private final Readiness readiness;
    private final Caller caller;
    private final ArticlesByRule articles;

    JournalReadinessResource(Readiness readiness, Caller caller, ArticlesByRule articles) {
        this.readiness = readiness;
        this.caller = caller;
        this.articles = articles;
    }

    @GET
    @Operation(
            operationId = "getJournalReadiness",
            summary = "Get the readiness of a journal",
            description = "Checks the journal record and the publication dates of its issues against the rules of"
                    + " indexers. Articles have separate reports.")
    public Reply<ReadinessReport> getJournalReadiness(
            @PathParam("id") @Parameter(description = "Id or slug of the journal.") String id,
            @QueryParam(IndexerFilter.PARAMETER) @Parameter(description = IndexerFilter.DESCRIPTION)
                    List<ParameterValue<Indexer>> indexers) {
        return ReadinessResponse.of(readiness.of(own(id), IndexerFilter.of(indexers)));
    }

    @GET
    @Path("articles")
    @Operation(
            operationId = "listArticlesOfJournalByRule",
            summary = "List articles of a journal by rule outcome",
            description = "Returns the published articles of the journal that fail a rule or whose outcome is"
                    + " unknown, sorted by id. The list reflects changes within seconds.")
    public Reply<ArticleByRulePage> listArticlesOfJournalByRule(
            @PathParam("id") @Parameter(description = "Id or slug of the journal.") String id,
            @BeanParam ArticlesByRule.Filter filter,
            @BeanParam PageRequest request) {
        return articles.answer(request, filter, own(id).id, null);
    }

    private Journal own(String id) {
        Journal journal = Journal.require(id);
        caller.requireEditorOf(journal.id);
        return journal;
    }
}
