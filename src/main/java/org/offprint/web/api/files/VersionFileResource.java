package org.offprint.web.api.files;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.formats.TdmReservation;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.files.FileContents;
import org.offprint.platform.files.FileContents.VersionFile;
import org.offprint.platform.files.FileResponses;
import org.offprint.platform.files.ImageVersionStore;
import org.offprint.platform.files.images.WebImage;
import org.offprint.platform.files.types.FileNames;
import org.offprint.platform.http.caching.CachePolicy;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.services.usage.UsageRecorder;
import org.offprint.web.api.ResponseHeaders;
import org.offprint.web.api.articles.ArticleReads;

/** REST resource for the files of published versions. The content at a versioned file URL never changes. */
@Path("/v1/articles/{id}/versions/{number}/files")
@Tag(name = "Files")
public class VersionFileResource {

    private final ArticleReads reads;
    private final FileContents contents;
    private final FileResponses answers;
    private final ImageVersionStore images;
    private final UsageRecorder usage;
    private final CurrentVertxRequest current;
    private final TdmReservation reservation;

    VersionFileResource(
            ArticleReads reads,
            FileContents contents,
            FileResponses answers,
            ImageVersionStore images,
            UsageRecorder usage,
            CurrentVertxRequest current,
            TdmReservation reservation) {
        this.reads = reads;
        this.contents = contents;
        this.answers = answers;
        this.images = images;
        this.usage = usage;
        this.current = current;
        this.reservation = reservation;
    }

    @GET
    @Path("{name: .+}")
    @PermitAll
    @Produces(MediaType.WILDCARD)
    @ResponseHeaders(
            value = {"ETag", "Collection", "tdm-reservation", "tdm-policy"},
            withBody = {"Content-Disposition", "Accept-Ranges"})
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
            operationId = "getVersionFile",
            summary = "Get a file of a published version",
            description = "Returns the file that was published with this version. The content at this URL never"
                    + " changes, so browsers can store it without revalidation. Shared caches must revalidate it"
                    + " after one day, because the article can be withdrawn.")
    @APIResponse(
            responseCode = "200",
            description = "Content of the file.",
            content =
                    @Content(
                            mediaType = MediaType.WILDCARD,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "206",
            description = "The requested byte range of the file.",
            content =
                    @Content(
                            mediaType = MediaType.WILDCARD,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "304", description = "The client's copy is current.")
    @APIResponse(responseCode = "410", description = "The article was withdrawn.")
    @APIResponse(responseCode = "416", description = "The requested byte range is outside the file.")
    public Response getVersionFile(
            @PathParam("id") ParameterValue<UUID> id,
            @PathParam("number") ParameterValue<Integer> number,
            @PathParam("name")
                    @Parameter(description = "Name of the file, including folders, for example `images/fig1.tif`.")
                    String name,
            @QueryParam("download")
                    @Parameter(
                            description = "If `true`, browsers save the file instead of displaying it.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    ParameterValue<Boolean> download,
            @QueryParam("size") @Parameter(description = FileParameters.SIZE) ParameterValue<WebImage.Size> size,
            @Context HttpHeaders headers,
            @Context Request request) {
        FileParameters.DownloadOptions asked = FileParameters.read(download, size);
        String tidy = FileNames.normalized(name);
        PublishedDocument published = reads.published(id.text());
        VersionFile file = contents.published(published.id(), ArticleReads.versionNumber(number.text()), tidy)
                .filter(VersionFile::isForReaders)
                .orElseThrow(() -> Problems.notFound("file", name));
        ImageVersionStore.Download sent = images.sent(file.content(), tidy, asked.size());
        Response response = reservation
                .addTo(
                        answers.answer(
                                sent.content(),
                                sent.name(),
                                CachePolicy.VERSION_FILE,
                                asked.isDownload(),
                                headers,
                                request.getMethod()),
                        published)
                .header(HttpHeaders.LINK, FileResource.collection(published.id()))
                .build();
        usage.recordFile(
                published.id(),
                file.role(),
                file.content().mediaType(),
                response.getStatus(),
                current.getCurrent().request());
        return response;
    }
}
