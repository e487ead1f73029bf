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
import org.offprint.web.api.registration.ListedRegistrations.RegistrationsOfRecord;

/** The registrations of an article: one entry for each account. */
@Path("/v1/articles/{id}/registrations")
@Tag(name = "Registration")
@RolesAllowed(Role.EDITOR)
@Produces(MediaType.APPLICATION_JSON)
public class ArticleRegistrationsResource {

    private final ListedRegistrations listed;
    private final ArticleReads articles;

    ArticleRegistrationsResource(ListedRegistrations listed, ArticleReads articles) {
        this.listed = listed;
        this.articles = articles;
    }

    @GET
    @Operation(
            operationId = "listArticleRegistrations",
            summary = "List the registrations of an article",
            description =
                    "What is registered of it with each account, what stands against more, and what to do. Empty where no"
                            + " plan of its journal is for it, or it has no DOI: mint one before it is published.")
    public Reply<RegistrationsOfRecord> listArticleRegistrations(
            @PathParam("id") @Parameter(description = "The id or the slug.") String id) {
        return listed.of(articles.own(id).id);
    }
}
