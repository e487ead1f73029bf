package org.offprint.site;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.http.PublicUrl;
import org.offprint.http.caching.CachePolicy;
import org.offprint.http.problem.Problems;
import org.offprint.publishing.ReadyDocuments;

/** The landing page of an article whose journal has none of its own: leads to the record. */
@Path("/articles")
@PermitAll
public class ArticlePage {

    /** No slug has a dot. */
    private static final String PDF = ".pdf";

    private final ReadyDocuments documents;
    private final PublicUrl publicUrl;
    private final FilePage files;

    ArticlePage(ReadyDocuments documents, PublicUrl publicUrl, FilePage files) {
        this.files = files;
        this.documents = documents;
        this.publicUrl = publicUrl;
    }

    @GET
    @Path("{slug}")
    @Operation(hidden = true)
    public Response getArticlePage(
            @PathParam("slug") String slug, @Context HttpHeaders headers, @Context Request request) {
        if (slug.endsWith(PDF)) {
            return files.pdf(slug.substring(0, slug.length() - PDF.length()), headers, request);
        }
        var article = documents.find(slug).orElseThrow(() -> Problems.notFound("article", slug));
        if (article.withdrawal() != null) {
            throw Problems.gone(article.withdrawal().reason());
        }
        return CachePolicy.PUBLIC
                .on(Response.status(303).header("Location", publicUrl.of("/v1/articles/" + article.id())))
                .build();
    }
}
