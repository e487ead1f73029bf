package org.offprint.web.api.articles;

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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.formats.fulltext.FullText;
import org.offprint.formats.fulltext.report.AssetUse;
import org.offprint.formats.fulltext.report.Heading;
import org.offprint.formats.fulltext.report.Illustration;
import org.offprint.formats.fulltext.report.Remark;
import org.offprint.formats.fulltext.stored.FullTexts;
import org.offprint.formats.fulltext.stored.FullTexts.StoredText;
import org.offprint.formats.fulltext.stored.RenderedText;
import org.offprint.journal.articles.Article;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.identifiers.LanguageTag;
import org.offprint.kernel.json.Json;
import org.offprint.platform.http.Accept;
import org.offprint.platform.http.caching.Encoded;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.web.api.ResponseHeaders;
import org.offprint.web.api.Viewer;
import org.offprint.web.api.Viewer.View;

/**
 * REST resource for the full texts of articles, which are generated from JATS or HTML files. Each full text is
 * available as HTML, plain text and a JSON outline.
 */
@Path("/v1/articles/{id}")
@PermitAll
@Tag(name = "Files")
public class FullTextResource {

    private static final String HTML = "text/html";
    private static final String PLAIN = "text/plain";
    private static final List<String> TYPES = List.of(HTML, PLAIN, MediaType.APPLICATION_JSON);
    private static final int MAX_LANGUAGE_LENGTH = 35;

    private final ArticleReads reads;
    private final FullTexts texts;

    FullTextResource(ArticleReads reads, FullTexts texts) {
        this.reads = reads;
        this.texts = texts;
    }

    /** Outline of an article's full text. */
    @Schema(name = "FullTextOutline", description = "Outline of an article's full text, with figures and tables.")
    record FullTextOutline(
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

            @Schema(nullable = true, description = "Files that the full text refers to. Returned to editors only.")
            List<AssetUse> assets,

            @Schema(nullable = true, description = "Problems found in the source file. Returned to editors only.")
            List<Remark> remarks) {}

    @GET
    @Path("full-text")
    @Produces({HTML, PLAIN, MediaType.APPLICATION_JSON})
    @ResponseHeaders("ETag")
    @Operation(
            operationId = "getFullText",
            summary = "Get the full text of an article",
            description = "Returns the full text of the newest version, or of the working copy for editors of the"
                    + " journal. `Accept` selects an HTML fragment, plain text, or a JSON outline of headings,"
                    + " figures and tables. The text is generated from the JATS file of the article or, if"
                    + " there is none, from its HTML full text. Returns 404 if the article has neither.")
    @APIResponse(
            responseCode = "200",
            description = "The full text in the requested format.",
            content = {
                @Content(mediaType = HTML, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = PLAIN, schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = FullTextOutline.class))
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
            @Context HttpHeaders headers) {
        String type = type(headers);
        String translation = translation(ParameterValue.textOf(language));
        Optional<Article> own = reads.workingCopy(id, view);
        if (own.isPresent()) {
            RenderedText text =
                    texts.ofWorkingCopy(own.get(), translation).orElseThrow(() -> textNotFound(id, translation));
            return Reply.forEditors(body(text, type), own.get().etag())
                    .type(contentType(type))
                    .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                    .build();
        }
        UUID article = reads.published(id).id();
        return answer(
                texts.published(article, null, translation).orElseThrow(() -> textNotFound(id, translation)),
                type,
                headers);
    }

    @GET
    @Path("versions/{number}/full-text")
    @Produces({HTML, PLAIN, MediaType.APPLICATION_JSON})
    @ResponseHeaders("ETag")
    @Operation(
            operationId = "getVersionFullText",
            summary = "Get the full text of a version",
            description = "Returns the full text that was published with this version. `Accept` selects an HTML"
                    + " fragment, plain text, or a JSON outline.")
    @APIResponse(
            responseCode = "200",
            description = "The full text in the requested format.",
            content = {
                @Content(mediaType = HTML, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = PLAIN, schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = FullTextOutline.class))
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
            @Context HttpHeaders headers) {
        String type = type(headers);
        String translation = translation(ParameterValue.textOf(language));
        UUID article = reads.published(id.text()).id();
        return answer(
                texts.published(article, ArticleReads.versionNumber(number.text()), translation)
                        .orElseThrow(() -> textNotFound(id.text(), translation)),
                type,
                headers);
    }

    private static Response answer(StoredText text, String type, HttpHeaders headers) {
        Encoded entity =
                switch (type) {
                    case HTML -> text.html();
                    case PLAIN -> text.words();
                    default -> text.outline();
                };
        String etag = '"' + text.tag() + "." + type.substring(type.indexOf('/') + 1) + '"';
        return Reply.forReaders(headers, entity, etag, null)
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
