package org.offprint.web.site.articles;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.formats.TdmReservation;
import org.offprint.formats.print.GeneratedPdfs;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.record.ArticleBody.Pages;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.platform.files.FileContents;
import org.offprint.platform.files.FileContents.Content;
import org.offprint.platform.files.FileContents.VersionFile;
import org.offprint.platform.files.FileResponses;
import org.offprint.platform.files.types.FileFormat;
import org.offprint.platform.files.types.ReaderFileName;
import org.offprint.platform.http.caching.CachePolicy;
import org.offprint.services.usage.UsageRecorder;
import org.offprint.web.cache.ArticleSource;

/**
 * REST resource for files of an article. The file URLs are below the landing page URL, as Google Scholar expects for
 * PDFs.
 */
@Path("/articles/{slug}")
@PermitAll
public class FilePage {

    private static final String FULL_TEXT = "fulltext";

    private final ArticleSource documents;
    private final FileContents contents;
    private final FileResponses answers;
    private final UsageRecorder usage;
    private final CurrentVertxRequest current;
    private final TdmReservation reservation;
    private final GeneratedPdfs generated;
    private final MarkdownPage markdown;

    FilePage(
            ArticleSource documents,
            FileContents contents,
            FileResponses answers,
            UsageRecorder usage,
            CurrentVertxRequest current,
            TdmReservation reservation,
            GeneratedPdfs generated,
            MarkdownPage markdown) {
        this.documents = documents;
        this.contents = contents;
        this.answers = answers;
        this.usage = usage;
        this.current = current;
        this.reservation = reservation;
        this.generated = generated;
        this.markdown = markdown;
    }

    @GET
    @Path("files/{name: .+}")
    @Operation(hidden = true)
    public Response getPageFile(
            @PathParam("slug") String slug,
            @PathParam("name") String name,
            @Context HttpHeaders headers,
            @Context Request request) {
        return answer(documents.published(slug), name, name, headers, request);
    }

    /** Returns the uploaded or generated PDF of an article as a download with a descriptive file name. */
    Response pdf(String slug, HttpHeaders headers, Request request) {
        PublishedDocument published = documents.published(slug);
        PublishedRecord record = PublishedRecord.read(published);
        Optional<ArticleFile> uploaded = record.mainPdf();
        return uploaded.isPresent()
                ? answer(published, uploaded.get().name(), savedName(record), headers, request)
                : generatedPdf(published, record, headers, request)
                        .orElseThrow(() -> Problems.notFound("PDF of article", slug));
    }

    /** Returns the generated PDF of an article with a descriptive file name, or empty if there is none. */
    public Optional<Response> generatedPdf(
            PublishedDocument published, PublishedRecord record, HttpHeaders headers, Request request) {
        return generated
                .find(published.id())
                .filter(pdf -> pdf.content() != null)
                .map(pdf -> answer(published, pdf.content(), FULL_TEXT, savedName(record), headers, request));
    }

    /** Returns an article as Markdown, with its full text if there is one. */
    Response markdown(String slug, HttpHeaders headers, String baseUrl) {
        return markdown.of(documents.published(slug), headers, baseUrl);
    }

    private static String savedName(PublishedRecord record) {
        Pages pages = record.body().pages();
        return ReaderFileName.of(
                record.journal().slug(),
                record.issue().volume(),
                record.issue().number(),
                pages == null ? record.body().articleNumber() : pages.first(),
                record.article().slug(),
                null,
                FileFormat.PDF);
    }

    private Response answer(
            PublishedDocument published, String name, String saved, HttpHeaders headers, Request request) {
        VersionFile file = contents.published(published.id(), name)
                .filter(VersionFile::isForReaders)
                .orElseThrow(() -> Problems.notFound("file", name));
        return answer(published, file.content(), file.role(), saved, headers, request);
    }

    private Response answer(
            PublishedDocument published,
            Content content,
            String role,
            String saved,
            HttpHeaders headers,
            Request request) {
        Response response = reservation
                .addTo(
                        answers.answer(content, saved, CachePolicy.PUBLIC, false, headers, request.getMethod()),
                        published)
                .header(HttpHeaders.LINK, "</articles/" + published.slug() + ">; rel=\"canonical\"")
                .build();
        usage.recordFile(
                published.id(),
                role,
                content.mediaType(),
                response.getStatus(),
                current.getCurrent().request());
        return response;
    }
}
