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
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.offprint.formats.ExportFormats;
import org.offprint.formats.ReferenceFormats;
import org.offprint.formats.ReferenceFormats.ReferenceFormat;
import org.offprint.formats.SignpostingLinks;
import org.offprint.formats.epub.EpubWriter;
import org.offprint.formats.print.GeneratedPdfs;
import org.offprint.formats.writing.Format;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.journal.publishing.PublishedDocument;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.json.Json;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.caching.EntityTag;
import org.offprint.platform.http.caching.Reply;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.web.api.ResponseHeaders;
import org.offprint.web.api.exports.ArticleExports;
import org.offprint.web.api.exports.ExportListing;
import org.offprint.web.api.exports.ExportListing.ExportList;
import org.offprint.web.api.exports.RequestedStyle;

/** REST resource for published articles in export formats, and for the links of an article. */
@Path("/v1/articles/{id}")
@Tag(name = "Exports")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class ExportResource {

    private final ArticleReads reads;
    private final ArticleExports exports;
    private final ExportFormats formats;
    private final ExportListing listing;
    private final SignpostingLinks signposts;
    private final PublicUrl publicUrl;

    ExportResource(
            ArticleReads reads,
            ArticleExports exports,
            ExportFormats formats,
            ExportListing listing,
            SignpostingLinks signposts,
            PublicUrl publicUrl) {
        this.reads = reads;
        this.exports = exports;
        this.formats = formats;
        this.listing = listing;
        this.signposts = signposts;
        this.publicUrl = publicUrl;
    }

    @GET
    @Path("exports")
    @ResponseHeaders({"ETag", "Last-Modified"})
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.READERS),
            operationId = "listExports",
            summary = "List the formats of an article",
            description = "Lists all export formats with media type and URL. If the article lacks data required by"
                    + " a format, `missing` lists the missing data.")
    @APIResponse(responseCode = "200", description = "OK")
    @APIResponse(responseCode = "410", description = "The article was withdrawn.")
    public Reply<ExportList> listExports(
            @PathParam("id") @Parameter(description = "Id or slug of the article.") String id,
            @Context HttpHeaders headers) {
        PublishedDocument published = reads.published(id);
        byte[] body = Json.write(listing.of(published));
        return Reply.of(Reply.forReaders(headers, body, EntityTag.of(body), published.modifiedAt()));
    }

    @GET
    @Path("exports/{format}")
    @Produces(MediaType.WILDCARD)
    @ResponseHeaders({"ETag", "Last-Modified", "Signposts", "Content-Disposition", "tdm-reservation", "tdm-policy"})
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.READERS),
            operationId = "getExport",
            summary = "Export an article",
            description = "Returns the newest published version as a file in the given format. The format"
                    + " `bibliography` is a formatted citation, as printed in reference lists. `bibliography`"
                    + " supports all public styles of the Citation Style Language (CSL).")
    @APIResponse(
            responseCode = "200",
            description = "Article as a file in the requested format.",
            content = @Content(mediaType = MediaType.WILDCARD, schema = @Schema(implementation = String.class)))
    @APIResponse(
            responseCode = "409",
            description = "The article lacks data required by this format. `errors` lists the missing data.")
    @APIResponse(responseCode = "410", description = "The article was withdrawn.")
    public Response getExport(
            @PathParam("id") @Parameter(description = "Id or slug of the article.") String id,
            @PathParam("format")
                    @Parameter(
                            description = "Name of the format, as returned by `GET …/exports`.",
                            example = "bibliography")
                    String name,
            @QueryParam("style")
                    @Parameter(
                            description =
                                    "Citation style for the format `bibliography`: the name of a CSL style, or of a"
                                            + " journal with a style of its own. The default is `apa`.",
                            example = "ieee")
                    String style,
            @QueryParam("locale")
                    @Parameter(
                            description =
                                    "Language of the terms in the format `bibliography`, as a locale. The default is"
                                            + " `en-US`.",
                            example = "es-ES")
                    String locale,
            @QueryParam("of")
                    @Parameter(
                            description =
                                    "Set to `references` to export the works that the article cites instead of the"
                                            + " article. The data of each work is taken from the article's reference."
                                            + " Available for the formats `csl`, `bibtex`, `ris`, `jats` and `crossref`."
                                            + " Cannot be combined with `style` or `locale`.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"references"}))
                    String of,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        PublishedDocument published = reads.published(id);
        Format format = formats.named(name).orElseThrow(() -> Problems.unknownName("format", name, names()));
        if (of != null) {
            return references(published, format, of, style == null ? locale : style, headers);
        }
        return exports.answer(RequestedStyle.of(format, style, locale), published, headers, uri)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + format.fileName(published.slug()) + "\"")
                .build();
    }

    /** Returns the names of all formats, including the e-book and the PDF, which have their own resources. */
    private List<String> names() {
        List<String> names = new ArrayList<>(formats.names());
        names.add(EpubWriter.NAME);
        names.add(GeneratedPdfs.NAME);
        return names;
    }

    /**
     * Returns the references of an article in the given format.
     *
     * @param style value of the query parameter {@code style} or {@code locale}, which reference exports do not
     *     support; null if both are absent
     */
    private Response references(
            PublishedDocument published, Format format, String of, String style, HttpHeaders headers) {
        Parameters parameters = new Parameters();
        parameters.oneOf("of", of, Map.of("references", true), null);
        ReferenceFormat written = ReferenceFormats.BY_NAME.get(format.name());
        if (written == null) {
            parameters.addError(
                    "of",
                    "meaningless",
                    "References are available only in these formats: "
                            + String.join(", ", ReferenceFormats.BY_NAME.keySet()) + ".");
        } else if (style != null) {
            parameters.addError(
                    "of",
                    "meaningless",
                    "Remove the parameters style and locale. Reference exports do not support citation styles.");
        }
        parameters.check();
        exports.requireAccepted(format, headers);
        byte[] body = written.write(PublishedRecord.read(published).body().references())
                .getBytes(StandardCharsets.UTF_8);
        return Reply.forReaders(headers, body, EntityTag.of(body), published.modifiedAt())
                .type(format.contentType())
                .header(
                        HttpHeaders.LINK,
                        signposts.headerOfFormat(published.content().plain(), published.etag()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + format.fileName(published.slug() + ".references") + "\"")
                .build();
    }

    @GET
    @Path("linkset")
    @Produces({SignpostingLinks.LINKSET_TYPE, MediaType.APPLICATION_JSON})
    @ResponseHeaders({"ETag", "Last-Modified"})
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
            operationId = "getLinkset",
            summary = "Get the links of an article",
            description = "Returns the links of an article as a link set (RFC 9264, FAIR Signposting): citation"
                    + " URL, authors, licence, files and formats.")
    @APIResponse(
            responseCode = "200",
            description = "Link set of the article.",
            content = {
                @Content(mediaType = SignpostingLinks.LINKSET_TYPE, schema = @Schema(implementation = Object.class)),
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Object.class))
            })
    @APIResponse(responseCode = "410", description = "The article was withdrawn.")
    public Response getLinkset(
            @PathParam("id") @Parameter(description = "Id or slug of the article.") String id,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        PublishedDocument published = reads.published(id);
        byte[] body = signposts.linkset(published.content().plain(), published.etag(), publicUrl.base(uri));
        return Reply.forReaders(headers, body, EntityTag.of(body), published.modifiedAt())
                .type(SignpostingLinks.LINKSET_TYPE)
                .build();
    }
}
