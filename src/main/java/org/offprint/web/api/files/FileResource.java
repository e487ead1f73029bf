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
import java.util.List;
import java.util.Optional;
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
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.articles.Article;
import org.offprint.journal.articles.ArticleView;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.journal.publishing.typesetting.Typesetting;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.files.FileContents;
import org.offprint.platform.files.FileResponses;
import org.offprint.platform.files.ImageVersionStore;
import org.offprint.platform.files.images.WebImage;
import org.offprint.platform.files.types.FileNames;
import org.offprint.platform.http.caching.CachePolicy;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.services.usage.UsageRecorder;
import org.offprint.web.api.ResponseHeaders;
import org.offprint.web.api.Viewer;
import org.offprint.web.api.Viewer.View;
import org.offprint.web.api.articles.ArticleReads;

/**
 * REST resource for the files of articles. Readers receive the files of the newest published version, and editors
 * receive those of the working copy.
 */
@Path("/v1/articles/{id}/files")
@Tag(name = "Files")
@Produces(MediaType.APPLICATION_JSON)
public class FileResource {

    private final ArticleReads reads;
    private final FileContents contents;
    private final FileResponses answers;
    private final ImageVersionStore images;
    private final Typesetting typesetting;
    private final UsageRecorder usage;
    private final CurrentVertxRequest current;
    private final TdmReservation reservation;

    FileResource(
            ArticleReads reads,
            FileContents contents,
            FileResponses answers,
            ImageVersionStore images,
            Typesetting typesetting,
            UsageRecorder usage,
            CurrentVertxRequest current,
            TdmReservation reservation) {
        this.reads = reads;
        this.contents = contents;
        this.answers = answers;
        this.images = images;
        this.typesetting = typesetting;
        this.usage = usage;
        this.current = current;
        this.reservation = reservation;
    }

    /** List of an article's files, as returned to clients. */
    @Schema(name = "FileList", description = "Files of an article.")
    public record FileList(
            @Schema(required = true, description = "Files, in the order of the article's file list.")
            List<ArticleFile> items) {}

    @GET
    @PermitAll
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
            operationId = "listFiles",
            summary = "List the files of an article",
            description = "Returns the files of an article. Readers get the files of the newest version, without"
                    + " the roles `jats` and `asset`. Editors of the journal get all files of the working copy.")
    @APIResponse(responseCode = "200", description = "OK")
    @APIResponse(responseCode = "304", description = "The client's copy is current.")
    @APIResponse(responseCode = "410", description = "The article was withdrawn.")
    public Reply<FileList> listFiles(
            @PathParam("id") @Parameter(description = "Id or slug of the article.") String id,
            @QueryParam("view") @Parameter(description = Viewer.PARAMETER) ParameterValue<View> view,
            @Context HttpHeaders headers) {
        Optional<Article> own = reads.workingCopy(id, view);
        if (own.isPresent()) {
            ArticleView article = typesetting.forEditors(own.get());
            return Reply.of(Reply.forEditors(
                    Json.write(new FileList(article.body().files())), own.get().etag()));
        }
        PublishedDocument published = reads.published(id);
        PublishedRecord record = PublishedRecord.read(published);
        byte[] list = Json.write(new FileList(record.body().files()));
        return Reply.of(Reply.forReaders(headers, list, EntityTag.of(list), null));
    }

    @GET
    @Path("{name: .+}")
    @PermitAll
    @Produces(MediaType.WILDCARD)
    @ResponseHeaders(
            value = {"ETag", "Collection", "tdm-reservation", "tdm-policy"},
            withBody = {"Content-Disposition", "Accept-Ranges"})
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.READERS),
            operationId = "getFile",
            summary = "Get a file of an article",
            description = "Returns the content of a file, or a byte range of the content. Readers get the file of"
                    + " the newest version. Editors of the journal get the file of the working copy.")
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
    public Response getFile(
            @PathParam("id") @Parameter(description = "Id or slug of the article.") String id,
            @PathParam("name")
                    @Parameter(description = "Name of the file, including folders, for example `images/fig1.tif`.")
                    String name,
            @QueryParam("view") @Parameter(description = Viewer.PARAMETER) ParameterValue<View> view,
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
        Optional<Article> own = reads.workingCopy(id, view);
        if (own.isPresent()) {
            FileContents.Content content = FileContents.Content.of(requireFile(own.get(), tidy));
            return answer(own.get().id, content, tidy, CachePolicy.PRIVATE, asked, headers, request)
                    .build();
        }
        PublishedDocument published = reads.published(id);
        FileContents.VersionFile file = contents.published(published.id(), tidy)
                .filter(FileContents.VersionFile::isForReaders)
                .orElseThrow(() -> Problems.notFound("file", name));
        CachePolicy policy = CachePolicy.of(headers);
        Response response = reservation
                .addTo(answer(published.id(), file.content(), tidy, policy, asked, headers, request), published)
                .build();
        usage.recordFile(
                published.id(),
                file.role(),
                file.content().mediaType(),
                response.getStatus(),
                current.getCurrent().request());
        return response;
    }

    private Response.ResponseBuilder answer(
            UUID article,
            FileContents.Content content,
            String name,
            CachePolicy policy,
            FileParameters.DownloadOptions asked,
            HttpHeaders headers,
            Request request) {
        ImageVersionStore.Download sent = images.sent(content, name, asked.size());
        return answers.answer(sent.content(), sent.name(), policy, asked.isDownload(), headers, request.getMethod())
                .header(HttpHeaders.LINK, collection(article));
    }

    /** Returns the {@code Link} header that links a file to its article. */
    static String collection(UUID article) {
        return "</v1/articles/" + article + ">; rel=\"collection\"";
    }

    private static ArticleFile requireFile(Article article, String name) {
        return file(article, name).orElseThrow(() -> Problems.notFound("file", name));
    }

    static Optional<ArticleFile> file(Article article, String name) {
        return article.body.files().stream()
                .filter(file -> name.equals(file.name()))
                .findFirst();
    }
}
