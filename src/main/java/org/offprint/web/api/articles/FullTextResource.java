package org.offprint.web.api.articles;

import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
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
import org.offprint.formats.fulltext.FullText;
import org.offprint.formats.fulltext.report.AssetUse;
import org.offprint.formats.fulltext.report.Heading;
import org.offprint.formats.fulltext.report.Illustration;
import org.offprint.formats.fulltext.report.Remark;
import org.offprint.formats.fulltext.stored.FullTexts;
import org.offprint.formats.fulltext.stored.FullTexts.StoredText;
import org.offprint.formats.fulltext.stored.Outline;
import org.offprint.formats.fulltext.stored.RenderedText;
import org.offprint.formats.markdown.MarkdownArticles;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.articles.Article;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.journal.publishing.Versions;
import org.offprint.journal.publishing.Versions.VersionDocument;
import org.offprint.journal.publishing.typesetting.Typesetting;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.http.Accept;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.caching.Encoded;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.services.usage.UsageRecorder;
import org.offprint.services.usage.UsedItem;
import org.offprint.web.api.ResponseHeaders;
import org.offprint.web.api.Viewer;
import org.offprint.web.api.Viewer.View;

/**
 * REST resource for the full texts of articles, which are generated from JATS or HTML files. Each full text is
 * available as HTML, plain text, Markdown and a JSON outline.
 */
@Path("/v1/articles/{id}")
@PermitAll
@Tag(name = "Files")
public class FullTextResource {

    private static final String HTML = "text/html";
    private static final String PLAIN = "text/plain";
    private static final List<String> TYPES =
            List.of(HTML, PLAIN, MediaType.APPLICATION_JSON, MarkdownArticles.MEDIA_TYPE);
    private static final int MAX_LANGUAGE_LENGTH = 35;

    private final ArticleReads reads;
    private final FullTexts texts;
    private final Versions versions;
    private final Typesetting typesetting;
    private final MarkdownArticles markdown;
    private final TdmReservation reservation;
    private final PublicUrl publicUrl;
    private final UsageRecorder usage;

    FullTextResource(
            ArticleReads reads,
            FullTexts texts,
            Versions versions,
            Typesetting typesetting,
            MarkdownArticles markdown,
            TdmReservation reservation,
            PublicUrl publicUrl,
            UsageRecorder usage) {
        this.reads = reads;
        this.texts = texts;
        this.versions = versions;
        this.typesetting = typesetting;
        this.markdown = markdown;
        this.reservation = reservation;
        this.publicUrl = publicUrl;
        this.usage = usage;
    }

    /** Outline of an article's full text. */
    @Schema(name = "FullTextOutline", description = "Outline of an article's full text, with figures and tables.")
    public record FullTextOutline(
            @Schema(
                    description = "Language of the full text, as stated in the source file. Omitted if the source file"
                            + " states no language.")
            String language,

            @Schema(
                    required = true,
                    description =
                            "Languages of the translations in the source file. Use the parameter `language` to get a"
                                    + " translation.")
            List<String> languages,

            @Schema(required = true, description = "Headings of the full text, in document order.")
            List<Heading> contents,

            @Schema(required = true, description = "Figures of the full text, in document order.")
            List<Illustration> figures,

            @Schema(required = true, description = "Tables of the full text, in document order.")
            List<Illustration> tables,

            @Schema(
                    extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                    nullable = true,
                    description = "Files that the full text refers to. Returned to editors only.")
            List<AssetUse> assets,

            @Schema(
                    extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
                    nullable = true,
                    description = "Problems found in the source file. Returned to editors only.")
            List<Remark> remarks) {

        /** Returns the outline without data for editors. */
        public static FullTextOutline of(Outline outline) {
            return new FullTextOutline(
                    outline.language(),
                    outline.languages(),
                    outline.contents(),
                    outline.figures(),
                    outline.tables(),
                    null,
                    null);
        }
    }

    @GET
    @Path("full-text")
    @Produces({HTML, PLAIN, MediaType.APPLICATION_JSON, MarkdownArticles.MEDIA_TYPE})
    @ResponseHeaders({"ETag", "tdm-reservation", "tdm-policy"})
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.READERS),
            operationId = "getFullText",
            summary = "Get the full text of an article",
            description = "Returns the full text of the newest version. Editors of the journal get the working"
                    + " copy. `Accept` selects an HTML fragment, plain text, a JSON outline of headings,"
                    + " figures and tables, or Markdown. Markdown begins with front matter that states title,"
                    + " authors, DOI, licence, version and retraction. The text is generated from the JATS file"
                    + " of the article or, if there is none, from its HTML full text. Returns 404 if the article"
                    + " has neither.")
    @APIResponse(
            responseCode = "200",
            description = "The full text in the requested format.",
            content = {
                @Content(mediaType = HTML, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = PLAIN, schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = FullTextOutline.class)),
                @Content(mediaType = MarkdownArticles.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "304", description = "The client's copy is current.")
    @APIResponse(
            responseCode = "409",
            description = "The full text of the working copy cannot be rendered. `detail` states the reason. Only for"
                    + " editors of the journal.")
    @APIResponse(responseCode = "410", description = "The article was withdrawn.")
    public Response getFullText(
            @PathParam("id") @Parameter(description = "Id or slug of the article.") String id,
            @QueryParam("language")
                    @Parameter(
                            description =
                                    "Language of a translation in the source file. Must equal the language tag in the"
                                            + " source file. `languages` of the outline lists the available tags. Without"
                                            + " this parameter, the full text in the original language is returned.",
                            example = "es")
                    ParameterValue<LanguageTag> language,
            @QueryParam("view") @Parameter(description = Viewer.PARAMETER) ParameterValue<View> view,
            @Context HttpHeaders headers,
            @Context UriInfo uri,
            @Context HttpServerRequest request) {
        String type = type(headers);
        String translation = translation(ParameterValue.textOf(language));
        Optional<Article> own = reads.workingCopy(id, view);
        if (own.isPresent()) {
            RenderedText text =
                    texts.ofWorkingCopy(own.get(), translation).orElseThrow(() -> textNotFound(id, translation));
            byte[] body = type.equals(MarkdownArticles.MEDIA_TYPE)
                    ? markdown.ofWorkingCopy(
                            new PublishedRecord(typesetting.forEditors(own.get()), null),
                            text.text(),
                            translation,
                            publicUrl.base(uri))
                    : body(text, type);
            return Reply.forEditors(body, own.get().etag())
                    .type(contentType(type))
                    .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                    .build();
        }
        PublishedDocument published = reads.published(id);
        StoredText text =
                texts.published(published.id(), null, translation).orElseThrow(() -> textNotFound(id, translation));
        if (!type.equals(MarkdownArticles.MEDIA_TYPE)) {
            return answer(published, text, type, headers);
        }
        Encoded body = markdown.of(PublishedRecord.read(published), text, translation, publicUrl.base(uri));
        return answer(published, body, headers, request);
    }

    @GET
    @Path("versions/{number}/full-text")
    @Produces({HTML, PLAIN, MediaType.APPLICATION_JSON, MarkdownArticles.MEDIA_TYPE})
    @ResponseHeaders({"ETag", "tdm-reservation", "tdm-policy"})
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
            operationId = "getVersionFullText",
            summary = "Get the full text of a version",
            description = "Returns the full text that was published with this version. `Accept` selects an HTML"
                    + " fragment, plain text, a JSON outline, or Markdown with front matter.")
    @APIResponse(
            responseCode = "200",
            description = "The full text in the requested format.",
            content = {
                @Content(mediaType = HTML, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = PLAIN, schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = FullTextOutline.class)),
                @Content(mediaType = MarkdownArticles.MEDIA_TYPE, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(responseCode = "304", description = "The client's copy is current.")
    @APIResponse(responseCode = "410", description = "The article was withdrawn.")
    public Response getVersionFullText(
            @PathParam("id") ParameterValue<UUID> id,
            @PathParam("number") ParameterValue<Integer> number,
            @QueryParam("language")
                    @Parameter(
                            description =
                                    "Language of a translation in the source file. Must equal the language tag in the"
                                            + " source file. `languages` of the outline lists the available tags. Without"
                                            + " this parameter, the full text in the original language is returned.",
                            example = "es")
                    ParameterValue<LanguageTag> language,
            @Context HttpHeaders headers,
            @Context UriInfo uri,
            @Context HttpServerRequest request) {
        String type = type(headers);
        String translation = translation(ParameterValue.textOf(language));
        PublishedDocument published = reads.published(id.text());
        int version = ArticleReads.versionNumber(number.text());
        StoredText text = texts.published(published.id(), version, translation)
                .orElseThrow(() -> textNotFound(id.text(), translation));
        if (!type.equals(MarkdownArticles.MEDIA_TYPE)) {
            return answer(published, text, type, headers);
        }
        VersionDocument record = versions.document(published.id(), version)
                .orElseThrow(() -> Problems.notFound("version", number.text()));
        Encoded body = markdown.of(
                PublishedRecord.read(record.document(), record.etag()), text, translation, publicUrl.base(uri));
        return answer(published, body, headers, request);
    }

    private Response answer(PublishedDocument published, StoredText text, String type, HttpHeaders headers) {
        Encoded body =
                switch (type) {
                    case HTML -> text.html();
                    case PLAIN -> text.words();
                    default -> text.outline();
                };
        String etag = '"' + text.tag() + "." + type.substring(type.indexOf('/') + 1) + '"';
        return answer(published, Reply.forReaders(headers, body, etag, null), type);
    }

    /** Returns the Markdown of a published full text, and records its use. */
    private Response answer(
            PublishedDocument published, Encoded markdown, HttpHeaders headers, HttpServerRequest request) {
        Response response = answer(
                published,
                Reply.forReaders(headers, markdown, EntityTag.of(markdown.plain()), null),
                MarkdownArticles.MEDIA_TYPE);
        usage.recordMining(UsedItem.text(published.id(), true), response.getStatus(), request);
        return response;
    }

    private Response answer(PublishedDocument published, Response.ResponseBuilder response, String type) {
        return reservation
                .addTo(response, published)
                .type(contentType(type))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }

    private static byte[] body(RenderedText made, String type) {
        FullText text = made.text();
        return switch (type) {
            case HTML -> text.html().getBytes(StandardCharsets.UTF_8);
            case PLAIN -> text.text().getBytes(StandardCharsets.UTF_8);
            default ->
                Json.write(new FullTextOutline(
                        text.language(),
                        made.outline().languages(),
                        text.contents(),
                        text.figures(),
                        text.tables(),
                        text.assets(),
                        text.remarks()));
        };
    }

    private static String type(HttpHeaders headers) {
        List<String> lines = headers.getRequestHeader(HttpHeaders.ACCEPT);
        return Accept.of(lines == null || lines.isEmpty() ? null : String.join(",", lines))
                .best(TYPES)
                .orElseThrow(() -> Problems.notAcceptable(TYPES).withHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT));
    }

    private static String contentType(String type) {
        if (type.equals(MarkdownArticles.MEDIA_TYPE)) {
            return MarkdownArticles.CONTENT_TYPE;
        }
        return type.startsWith("text/") ? type + ";charset=UTF-8" : type;
    }

    private static String translation(String language) {
        if (language == null || language.isBlank()) {
            return "";
        }
        if (language.length() > MAX_LANGUAGE_LENGTH) {
            throw Problems.badParameter("language", "language-format", "Must be a language tag, for example es.");
        }
        return language;
    }

    private static RuntimeException textNotFound(String id, String translation) {
        String text = translation.isEmpty() ? "full text" : "full text in the language " + translation;
        return Problems.notFound(text + " of article", id);
    }
}
