package org.offprint.web.site.articles;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.offprint.formats.ExportFormats;
import org.offprint.formats.markdown.MarkdownArticles;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.journal.publishing.Versions;
import org.offprint.kernel.faults.Problems;
import org.offprint.platform.http.Accept;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.caching.CachePolicy;
import org.offprint.platform.http.parameters.OwnParameters;
import org.offprint.web.cache.ArticleSource;
import org.offprint.web.site.pages.SitePages;
import org.offprint.web.site.pages.SiteRequest;
import org.offprint.web.site.pages.SiteSwitch;

/**
 * REST resource for the landing page of an article. Browsers receive an HTML page with the full text. Clients that
 * request another media type are redirected to the record in that type.
 */
@Path("/articles")
@PermitAll
@OwnParameters
public class ArticlePage {

    private static final int SEE_OTHER = 303;
    private static final int MOVED = 301;

    /** Export formats, keyed by URL extension. An extension is unambiguous, because slugs contain no dots. */
    private static final Map<String, String> FORMATS_BY_EXTENSION =
            Map.of("xml", "jats", "bib", "bibtex", "ris", "ris", "csl", "csl", "jsonld", "schemaorg", "epub", "epub");

    private static final String PDF = "pdf";
    private static final String MARKDOWN = "md";

    private final ArticleSource documents;
    private final ArticlePages articles;
    private final Versions versions;
    private final SitePages pages;
    private final SiteSwitch site;
    private final PublicUrl publicUrl;
    private final FilePage files;
    private final List<String> types = new ArrayList<>(List.of(MediaType.TEXT_HTML, MediaType.APPLICATION_JSON));

    ArticlePage(
            ArticleSource documents,
            ArticlePages articles,
            Versions versions,
            SitePages pages,
            SiteSwitch site,
            PublicUrl publicUrl,
            FilePage files,
            ExportFormats formats) {
        this.documents = documents;
        this.articles = articles;
        this.versions = versions;
        this.pages = pages;
        this.site = site;
        this.publicUrl = publicUrl;
        this.files = files;
        formats.all().stream()
                .flatMap(format -> format.mediaTypes().stream())
                .filter(type -> !types.contains(type))
                .forEach(types::add);
        types.add(MarkdownArticles.MEDIA_TYPE);
    }

    @GET
    @Path("{slug}")
    @Operation(hidden = true)
    public Response getArticlePage(
            @PathParam("slug") String slug,
            @BeanParam SiteRequest asked,
            @Context Request request,
            @Context UriInfo uri) {
        int dot = slug.lastIndexOf('.');
        if (dot > 0 && slug.substring(dot + 1).equals(MARKDOWN)) {
            return files.markdown(slug.substring(0, dot), asked.headers(), publicUrl.base(uri));
        }
        if (dot > 0) {
            return otherFormat(slug.substring(0, dot), slug.substring(dot + 1), asked.headers(), request);
        }
        PublishedDocument published = documents.published(slug);
        if (!slug.equals(published.slug())) {
            return moved("/articles/" + published.slug());
        }
        String type = preferredType(asked.headers());
        if (type.equals(MarkdownArticles.MEDIA_TYPE)) {
            return to("/articles/" + published.slug() + "." + MARKDOWN);
        }
        if (!site.isOn() || !type.equals(MediaType.TEXT_HTML)) {
            return to("/v1/articles/" + published.id());
        }
        return pages.answer(asked, () -> articles.page(newest(slug), null).orElseThrow());
    }

    private Response otherFormat(String slug, String ending, HttpHeaders headers, Request request) {
        if (ending.equals(PDF)) {
            return files.pdf(slug, headers, request);
        }
        String format = FORMATS_BY_EXTENSION.get(ending);
        if (format == null) {
            throw Problems.notFound("article format", ending);
        }
        return to("/v1/articles/" + documents.published(slug).id() + "/exports/" + format);
    }

    @GET
    @Path("{slug}/v{number: [1-9][0-9]{0,5}}")
    @Operation(hidden = true)
    public Response getVersionPage(
            @PathParam("slug") String slug, @PathParam("number") int number, @BeanParam SiteRequest asked) {
        site.require();
        PublishedDocument published = documents.published(slug);
        return pages.answer(asked, () -> versions.document(published.id(), number)
                .flatMap(version -> articles.page(PublishedRecord.read(version.document(), version.etag()), null))
                .orElseThrow(() -> Problems.notFound("version", Integer.toString(number))));
    }

    @GET
    @Path("{slug}/{language: [A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?}")
    @Operation(hidden = true)
    public Response getTranslationPage(
            @PathParam("slug") String slug, @PathParam("language") String language, @BeanParam SiteRequest asked) {
        site.require();
        documents.published(slug);
        return pages.answer(asked, () -> articles.page(newest(slug), language)
                .orElseThrow(() -> Problems.notFound("translation", language)));
    }

    @GET
    @Path("{slug}/{language: [A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?}/beside/{other: [A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?}")
    @Operation(hidden = true)
    public Response getBilingualPage(
            @PathParam("slug") String slug,
            @PathParam("language") String language,
            @PathParam("other") String other,
            @BeanParam SiteRequest asked) {
        site.require();
        documents.published(slug);
        return pages.answer(asked, () -> articles.beside(newest(slug), language, other)
                .orElseThrow(() -> Problems.notFound("translation", other)));
    }

    /**
     * Reads the article again, because a page must not contain a document that is older than the snapshot of the page.
     */
    private PublishedRecord newest(String slug) {
        return PublishedRecord.read(documents.published(slug));
    }

    /** Returns the media type that the client prefers, or HTML if the client accepts no available media type. */
    private String preferredType(HttpHeaders headers) {
        List<String> lines = headers.getRequestHeader(HttpHeaders.ACCEPT);
        return Accept.of(lines == null || lines.isEmpty() ? null : String.join(",", lines))
                .best(types)
                .orElse(MediaType.TEXT_HTML);
    }

    private Response moved(String path) {
        return CachePolicy.PUBLIC
                .on(Response.status(MOVED).header(HttpHeaders.LOCATION, publicUrl.of(path)))
                .build();
    }

    private Response to(String path) {
        return CachePolicy.PUBLIC
                .on(Response.status(SEE_OTHER)
                        .header(HttpHeaders.LOCATION, publicUrl.of(path))
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT))
                .build();
    }
}
