package org.offprint.web.api.articles;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.journal.articles.Article;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.FileRole;
import org.offprint.platform.files.FileContents;
import org.offprint.platform.http.caching.CachePolicy;
import org.offprint.platform.security.Role;

/** REST resource for the original import files of articles. Only editors of the journal can download them. */
@Path("/v1/articles/{id}/source")
@Tag(name = "Imports")
@RolesAllowed(Role.EDITOR)
public class SourceResource {

    private final ArticleReads reads;
    private final FileContents contents;

    SourceResource(ArticleReads reads, FileContents contents) {
        this.reads = reads;
        this.contents = contents;
    }

    @GET
    @Produces(MediaType.APPLICATION_XML)
    @Operation(
            operationId = "getSource",
            summary = "Get the import file of an article",
            description = "Returns the unmodified JATS file of the last import that wrote the article. Files in"
                    + " other import formats are not stored.")
    @APIResponse(
            responseCode = "200",
            description = "The imported JATS file.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_XML,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "404",
            description = "The article does not exist, or the article was not imported from a JATS file.")
    public Response getSource(@PathParam("id") @Parameter(description = "Id or slug of the article.") String id) {
        Article article = reads.requireEditable(id);
        ArticleFile source = article.body.files().stream()
                .filter(file -> file.role() == FileRole.JATS)
                .findFirst()
                .orElseThrow(() -> Problems.notFound("source of article", id));
        return CachePolicy.PRIVATE
                .on(Response.ok(contents.readText(FileContents.Content.of(source)))
                        .type(MediaType.APPLICATION_XML))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + article.slug + ".source.xml\"")
                .build();
    }
}
