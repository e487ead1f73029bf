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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.formats.TdmReservation;
import org.offprint.formats.fulltext.stored.FullTexts;
import org.offprint.formats.markdown.MarkdownArticles;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.record.ArticleBody.Pages;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.platform.files.FileContents;
import org.offprint.platform.files.FileContents.VersionFile;
import org.offprint.platform.files.FileResponses;
import org.offprint.platform.files.types.FileFormat;
import org.offprint.platform.files.types.ReaderFileName;
import org.offprint.platform.http.caching.CachePolicy;
import org.offprint.platform.http.caching.Encoded;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.services.usage.UsageRecorder;
import org.offprint.services.usage.UsedItem;
import org.offprint.web.cache.ArticleSource;

/**
 * REST resource for files of an article. The file URLs are below the landing page URL, as Google Scholar expects for
 * PDFs.
 */
@Path("/articles/{slug}")
@PermitAll
public class FilePage {

    private final ArticleSource documents;
    private final FileContents contents;
    private final FileResponses answers;
    private final UsageRecorder usage;
    private final CurrentVertxRequest current;
    private final TdmReservation reservation;
    private final FullTexts texts;
    private final MarkdownArticles markdown;

    FilePage(
            ArticleSource documents,
            FileContents contents,
            FileResponses answers,
            UsageRecorder usage,
            CurrentVertxRequest current,
            TdmReservation reservation,
            FullTexts texts,
            MarkdownArticles markdown) {
        this.documents = documents;
        this.contents = contents;
        this.answers = answers;
        this.usage = usage;
        this.current = current;
        this.reservation = reservation;
        this.texts = texts;
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

    /** Returns the PDF of an article as a download with a descriptive file name. */
    Response pdf(String slug, HttpHeaders headers, Request request) {
        PublishedDocument published = documents.published(slug);
        PublishedRecord record = PublishedRecord.read(published);
        ArticleFile pdf = record.mainPdf().orElseThrow(() -> Problems.notFound("PDF of article", slug));
        return answer(published, pdf.name(), savedName(record), headers, request);
    }

    /** Returns an article as Markdown, with its full text if there is one. */
    Response markdown(String slug, HttpHeaders headers, String baseUrl) {
        PublishedDocument published = documents.published(slug);
        PublishedRecord record = PublishedRecord.read(published);
        FullTexts.StoredText text = texts.published(published.id(), null, "").orElse(null);
        Encoded body = markdown.of(record, text, "", baseUrl);
        Response response = reservation
                .addTo(Reply.forReaders(headers, body, EntityTag.of(body.plain()), null), published)
                .type(MarkdownArticles.CONTENT_TYPE)
                .header(HttpHeaders.LINK, "</articles/" + published.slug() + ">; rel=\"canonical\"")
                .build();
        usage.recordMining(
                UsedItem.text(published.id(), text != null),
                response.getStatus(),
                current.getCurrent().request());
        return response;
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
        Response response = reservation
                .addTo(
                        answers.answer(file.content(), saved, CachePolicy.PUBLIC, false, headers, request.getMethod()),
                        published)
                .header(HttpHeaders.LINK, "</articles/" + published.slug() + ">; rel=\"canonical\"")
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
