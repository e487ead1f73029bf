package org.offprint.web.harvest.bulk;

import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.offprint.formats.ExportFormats;
import org.offprint.formats.RenderingCache;
import org.offprint.formats.writing.Format;
import org.offprint.formats.writing.Rendering;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.journal.journals.JournalLookup;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.record.ContractAudience;
import org.offprint.platform.changes.ChangeLog;
import org.offprint.platform.http.PublicUrl;
import org.offprint.platform.http.parameters.ParameterValue;
import org.offprint.platform.http.parameters.Parameters;
import org.offprint.platform.http.quotas.QuotaClass;
import org.offprint.platform.http.quotas.QuotaOf;
import org.offprint.web.api.ResponseHeaders;
import org.offprint.web.harvest.bulk.PublishedDocuments.Position;

/** REST resource that exports all published articles. */
@Path("/v1/exports")
@Tag(name = "Exports")
@PermitAll
@Produces(BulkResource.GZIP)
@QuotaOf(QuotaClass.EXPORT)
public class BulkResource {

    static final String GZIP = "application/gzip";

    private static final String JSON_LINES = "articles.jsonl.gz";
    private static final String JATS = "articles.xml.gz";

    private static final String AFTER =
            "Id of the last record that you have received. The export continues after this record."
                    + " By default, the export starts at the beginning.";

    private static final String ONE_JOURNAL =
            "Id of the only journal to export. By default, the articles of all journals are exported.";

    private static final String DESCRIPTION =
            " Records are sorted by id. The file consists of gzip members of 1,000 records each. If"
                    + " the transfer is interrupted, keep the complete members. Then continue after the last"
                    + " record of the last complete member. The header `Link` refers to the changes since the"
                    + " start of the export. Returns 429 or 503 if too many exports are running.";

    private final PublishedDocuments published;
    private final ExportStreams streams;
    private final ChangeLog log;
    private final RenderingCache renderings;
    private final ExportFormats formats;
    private final PublicUrl publicUrl;
    private final JournalLookup journals;

    BulkResource(
            PublishedDocuments published,
            ExportStreams streams,
            ChangeLog log,
            RenderingCache renderings,
            ExportFormats formats,
            PublicUrl publicUrl,
            JournalLookup journals) {
        this.published = published;
        this.streams = streams;
        this.log = log;
        this.renderings = renderings;
        this.formats = formats;
        this.publicUrl = publicUrl;
        this.journals = journals;
    }

    @GET
    @Path(JSON_LINES)
    @Blocking
    @ResponseHeaders({"Monitor", "Content-Disposition"})
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.READERS),
            operationId = "exportArticles",
            summary = "Export all articles",
            description =
                    "Returns every published article on a separate line, as returned by `getArticle`." + DESCRIPTION)
    @APIResponse(
            responseCode = "200",
            description = "All published articles as JSON lines, compressed with gzip.",
            content = @Content(mediaType = GZIP, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public RestMulti<byte[]> exportArticles(
            @QueryParam("after")
                    @Parameter(description = AFTER, schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    String after,
            @QueryParam("journal") @Parameter(description = ONE_JOURNAL) ParameterValue<UUID> journal,
            @Context RoutingContext context) {
        Start start = start(after, journal);
        return stream(
                JSON_LINES,
                start,
                new GzipMembers(new ArticleLines(published, start.journal()), start.after()),
                context);
    }

    @GET
    @Path(JATS)
    @Blocking
    @ResponseHeaders({"Monitor", "Content-Disposition"})
    @Operation(
            extensions = @Extension(name = ContractAudience.EXTENSION, value = ContractAudience.EDITORS),
            operationId = "exportArticlesAsJats",
            summary = "Export all articles as JATS",
            description = "Returns every published article as JATS 1.3, in one element `articles`. If an article"
                    + " lacks data that JATS requires, such as an ISSN, the export contains a comment with the"
                    + " id of the article instead." + DESCRIPTION)
    @APIResponse(
            responseCode = "200",
            description = "All published articles as JATS, compressed with gzip.",
            content = @Content(mediaType = GZIP, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public RestMulti<byte[]> exportArticlesAsJats(
            @QueryParam("after")
                    @Parameter(description = AFTER, schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    String after,
            @QueryParam("journal") @Parameter(description = ONE_JOURNAL) ParameterValue<UUID> journal,
            @Context UriInfo uri,
            @Context RoutingContext context) {
        Start start = start(after, journal);
        ExportContents contents = new JatsArticles(
                published, start.journal(), renderings, formats.named("jats").orElseThrow(), publicUrl.base(uri));
        return stream(JATS, start, new GzipMembers(contents, start.after()), context);
    }

    @HEAD
    @Path("{file:articles\\.(jsonl|xml)\\.gz}")
    @Operation(hidden = true)
    public Response head(
            @QueryParam("after") String after,
            @QueryParam("journal") ParameterValue<UUID> journal,
            @PathParam("file") String file) {
        Response.ResponseBuilder response = Response.ok().type(GZIP);
        headers(file, start(after, journal)).forEach(response::header);
        return response.build();
    }

    private RestMulti<byte[]> stream(String file, Start start, GzipMembers members, RoutingContext context) {
        var response = RestMulti.fromMultiData(streams.of(members::nextChunk, context));
        headers(file, start).forEach(response::header);
        return response.build();
    }

    /**
     * Returns the headers of an export response. The position in the change log is read before the first article, so
     * that the change feed contains all changes made during the export.
     */
    private Map<String, String> headers(String file, Start start) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(HttpHeaders.CACHE_CONTROL, "no-store");
        headers.put(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"");
        // The Link header refers to the feed of changes to the exported articles (RFC 5989).
        String filter = start.journal().map(journal -> "&journal=" + journal).orElse("");
        headers.put(HttpHeaders.LINK, "</v1/changes?after=" + log.end() + filter + ">; rel=\"monitor\"");
        return headers;
    }

    /** Start of an export, and the only exported journal if there is one. */
    private record Start(UUID after, Optional<UUID> journal) {}

    private Start start(String after, ParameterValue<UUID> journal) {
        Parameters parameters = new Parameters();
        UUID place = parameters.parsed("after", after, "id-format", Ids::parse);
        UUID only = parameters.parsed("journal", journal, "id-format", Ids::parse);
        if (only != null && journals.refs(Set.of(only)).isEmpty()) {
            parameters.addError("journal", "unknown-journal", "There is no journal " + only + ".");
        }
        parameters.check();
        return new Start(place == null ? new UUID(0, 0) : place, Optional.ofNullable(only));
    }

    /** Export of the published articles as JSON Lines, with one article per line. */
    record ArticleLines(PublishedDocuments published, Optional<UUID> journal) implements ExportContents {

        @Override
        public byte[] begin() {
            return new byte[0];
        }

        @Override
        public Batch after(UUID article, int limit) {
            List<PublishedDocuments.Document> documents = published.after(new Position(article, journal), limit);
            int size = documents.stream()
                    .mapToInt(document -> document.bytes().length + 1)
                    .sum();
            byte[] bytes = new byte[size];
            int at = 0;
            for (PublishedDocuments.Document document : documents) {
                System.arraycopy(document.bytes(), 0, bytes, at, document.bytes().length);
                at += document.bytes().length;
                bytes[at++] = '\n';
            }
            UUID last = documents.isEmpty()
                    ? article
                    : documents.get(documents.size() - 1).article();
            return new Batch(last, documents.size(), bytes);
        }

        @Override
        public byte[] end() {
            return new byte[0];
        }
    }

    /**
     * Export of articles in JATS as one XML document. An article that lacks data required by JATS is replaced with a
     * comment that contains its id.
     */
    record JatsArticles(
            PublishedDocuments published,
            Optional<UUID> journal,
            RenderingCache renderings,
            Format jats,
            String baseUrl)
            implements ExportContents {

        @Override
        public byte[] begin() {
            return (XmlWriter.DECLARATION + "<articles>\n").getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Batch after(UUID article, int limit) {
            List<UUID> articles = published.idsAfter(new Position(article, journal), limit);
            Map<UUID, Rendering> made = renderings.of(jats, articles);
            ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 20);
            for (UUID each : articles) {
                Rendering rendering = made.get(each);
                if (rendering != null) {
                    if (rendering.isPossible()) {
                        rendering.writeTo(out, baseUrl);
                    } else {
                        out.writeBytes(("<!-- " + each + " lacks data that JATS requires -->")
                                .getBytes(StandardCharsets.UTF_8));
                    }
                    out.write('\n');
                }
            }
            UUID last = articles.isEmpty() ? article : articles.get(articles.size() - 1);
            return new Batch(last, articles.size(), out.toByteArray());
        }

        @Override
        public byte[] end() {
            return "</articles>\n".getBytes(StandardCharsets.UTF_8);
        }
    }
}
