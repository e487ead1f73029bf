package org.offprint.web.api.registration;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.security.Role;
import org.offprint.web.api.articles.ArticleReads;
import org.offprint.web.api.registration.RegistrationLists.RegistrationsOfRecord;

/** REST resource for the registrations of an article, one per registration account. */
@Path("/v1/articles/{id}/registrations")
@Tag(name = "Registration")
@RolesAllowed(Role.EDITOR)
@Produces(MediaType.APPLICATION_JSON)
public class ArticleRegistrationsResource {

    private final RegistrationLists listed;
    private final ArticleReads articles;

    ArticleRegistrationsResource(RegistrationLists listed, ArticleReads articles) {
        this.listed = listed;
        this.articles = articles;
    }

    @GET
    @Operation(
            operationId = "listArticleRegistrations",
            summary = "List the registrations of an article",
            description = "Returns one registration per account, with its state, the reason if the record is not"
                    + " registered, and the next step. The list is empty if no plan of the journal includes the"
                    + " article, or if the article has no DOI. Mint a DOI before you publish the article.")
    public Reply<RegistrationsOfRecord> listArticleRegistrations(
            @PathParam("id") @Parameter(description = "Id or slug of the article.") String id) {
        return listed.of(articles.requireEditable(id).id);
    }
}
