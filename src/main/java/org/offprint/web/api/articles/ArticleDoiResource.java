package org.offprint.web.api.articles;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.articles.ArticleView;
import org.offprint.journal.publishing.WorkingCopies;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.security.Caller;
import org.offprint.platform.security.Role;
import org.offprint.web.api.writes.ClientWrites;
import org.offprint.web.api.writes.EditRequest;

/** REST resource that mints the DOI of an article from the journal's DOI pattern. */
@Path("/v1/articles/{id}/doi")
@Tag(name = "Articles")
@RolesAllowed(Role.EDITOR)
@Produces(MediaType.APPLICATION_JSON)
public class ArticleDoiResource {

    private final ArticleWrites edits;
    private final ClientWrites writes;
    private final WorkingCopies workingCopies;
    private final Caller caller;

    ArticleDoiResource(ArticleWrites edits, ClientWrites writes, WorkingCopies workingCopies, Caller caller) {
        this.edits = edits;
        this.writes = writes;
        this.workingCopies = workingCopies;
        this.caller = caller;
    }

    @POST
    @Operation(
            operationId = "mintArticleDoi",
            summary = "Mint a DOI for an article",
            description = "Mints a DOI from the DOI pattern of the journal (`doi`) and stores the DOI in the"
                    + " working copy. The DOI becomes public and is registered when the article is next"
                    + " published. If the draft is deleted, the DOI becomes available again. Returns 409 if the"
                    + " article already has a DOI, if the journal has no DOI prefix, or if the pattern yields"
                    + " no free DOI.")
    public Reply<ArticleView> mintArticleDoi(@PathParam("id") ParameterValue<UUID> id, @BeanParam EditRequest request) {
        return writes.answer(
                request,
                write -> edits.act(
                        id.text(), request, article -> workingCopies.mintDoi(article, caller.asEditor(), write)));
    }
}
