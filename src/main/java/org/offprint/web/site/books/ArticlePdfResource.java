package org.offprint.web.site.books;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.formats.print.GeneratedPdfs;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.files.FileAddress;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.caching.CachePolicy;
import org.offprint.web.api.ResponseHeaders;
import org.offprint.web.api.articles.ArticleReads;
import org.offprint.web.site.articles.FilePage;

/** REST resource for published articles as PDFs. */
@Path("/v1/articles/{id}/exports/pdf")
@Tag(name = "Exports")
@PermitAll
public class ArticlePdfResource {

    private static final int SEE_OTHER = 303;

    /** Value of {@code Retry-After} while a PDF is being generated, in seconds. */
    private static final int RETRY_SECONDS = 5;

    private final ArticleReads reads;
    private final BookChapters chapters;
    private final BookResponses books;
    private final GeneratedPdfs generated;
    private final FilePage files;
    private final PublicUrl publicUrl;

    ArticlePdfResource(
            ArticleReads reads,
            BookChapters chapters,
            BookResponses books,
            GeneratedPdfs generated,
            FilePage files,
            PublicUrl publicUrl) {
        this.reads = reads;
        this.chapters = chapters;
        this.books = books;
        this.generated = generated;
        this.files = files;
        this.publicUrl = publicUrl;
    }

    @GET
    @Produces(GeneratedPdfs.MEDIA_TYPE)
    @ResponseHeaders(
            value = {"ETag", "Canonical", "tdm-reservation", "tdm-policy"},
            withBody = {"Content-Disposition", "Accept-Ranges"})
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
            operationId = "getArticlePdf",
            summary = "Get an article as a PDF",
            description = "Returns the PDF that the service has generated from the full text of the newest version."
                    + " The PDF conforms to PDF/A-2a and PDF/UA-1. If an editor has uploaded a PDF, the response"
                    + " redirects to the uploaded file.")
    @APIResponse(
            responseCode = "200",
            description = "The article as a PDF.",
            content =
                    @Content(
                            mediaType = GeneratedPdfs.MEDIA_TYPE,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "206",
            description = "The requested byte range of the PDF.",
            content =
                    @Content(
                            mediaType = GeneratedPdfs.MEDIA_TYPE,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "303", description = "The article has an uploaded PDF, which `Location` identifies.")
    @APIResponse(responseCode = "304", description = "The client's copy is current.")
    @APIResponse(
            responseCode = "409",
            description = "The article has no PDF. `errors` states whether the full text is missing, the PDF could"
                    + " not be generated, or the service generates no PDFs.")
    @APIResponse(responseCode = "410", description = "The article was withdrawn.")
    @APIResponse(responseCode = "416", description = "The requested byte range is outside the PDF.")
    public Response getArticlePdf(
            @PathParam("id") @Parameter(description = "Id or slug of the article.") String id,
            @Context HttpHeaders headers,
            @Context Request request) {
        books.requireAccepted(headers, GeneratedPdfs.MEDIA_TYPE);
        PublishedDocument published = reads.published(id);
        PublishedRecord record = PublishedRecord.read(published);
        Optional<ArticleFile> uploaded = record.mainPdf();
        if (uploaded.isPresent()) {
            return CachePolicy.PUBLIC
                    .on(Response.status(SEE_OTHER)
                            .header(
                                    HttpHeaders.LOCATION,
                                    publicUrl.of(FileAddress.of(
                                            published.id(), uploaded.get().name()))))
                    .build();
        }
        return files.generatedPdf(published, record, headers, request).orElseThrow(() -> {
            Optional<Finding> missing =
                    generated.missing(published.id(), chapters.text(published).isPresent());
            return missing.isPresent()
                    ? Problems.incomplete("The article has no PDF", List.of(missing.get()))
                    : Problems.unavailable("The PDF is being generated. Retry in a few seconds.", RETRY_SECONDS);
        });
    }
}
